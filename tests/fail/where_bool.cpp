// EXPECT: calx: where(condition, a, b): the condition is a bool, not a condition on expressions; of two equations say which is tested first
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = where(true, x, 2 * x);
