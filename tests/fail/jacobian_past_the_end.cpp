// EXPECT: calx: get<i, j>(jacobian): i is not below the number of functions, or j not below the number of variables
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slope = get<0, 2>(jacobian(vector(x * y, x + y), x, y));
