// EXPECT: calx: derivative(f, x): x is not a variable; name one, as in calx::var<"x">
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const slope = derivative(sin(x * x), x* x);
