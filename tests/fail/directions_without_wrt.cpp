// EXPECT: calx: directional_derivative(f, wrt(x, y), a, b): the variables stand together in calx::wrt(x, y)
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slope = directional_derivative(x * y, x, y, 3, 4);
