// EXPECT: calx: chain_rule(f, x): x is one var, as in calx::var<"x">; for several variables see total_derivative
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const links = chain_rule(sin(2 * x), 2 * x);
