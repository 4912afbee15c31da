// EXPECT: calx: a remainder, a % b, is not among calx's operations
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = x % 2;
