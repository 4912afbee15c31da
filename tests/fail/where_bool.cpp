// EXPECT: calx: where(condition, a, b): the condition is a bool, not a condition on expressions; write a condition such as x < 0
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = where(true, x, 2 * x);
