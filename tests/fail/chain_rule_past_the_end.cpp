// EXPECT: calx: get<i>(chain_rule): i is not below the number of links
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const third = get<2>(chain_rule(exp(sin(x)), x));
