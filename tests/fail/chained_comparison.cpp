// EXPECT: calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const bump = where(0 < x < 1, x, 2 * x);
