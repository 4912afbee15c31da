// EXPECT: calx: wrt(x, y, ...) takes one or more var or vec variables, as in calx::var<"x">; a column is data
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const slope = directional_derivative(sin(x), calx::wrt(2 * x), 1);
