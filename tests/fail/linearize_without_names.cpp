// EXPECT: calx: linearize(f, x = a, ...): name the point by a number or a formula for each variable, as in x = 3_c
// SHORT
#include <calx/calx.hpp>
constexpr auto x = calx::var<"x">;
constexpr auto t = linearize(x * x, 3);
