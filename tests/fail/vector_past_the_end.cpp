// EXPECT: calx: get<i>(vector): i is not below the number of its elements
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const third = get<2>(vector(x * y, x + y));
