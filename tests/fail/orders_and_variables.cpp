// EXPECT: calx: d<2, 1>(x, y): one order, 0 or more, for each variable, and each variable a var, as in calx::var<"x">
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const slopes = partials(sin(x), calx::d<2, 1>(x));
