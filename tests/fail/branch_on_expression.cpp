// EXPECT: calx: an inequality between expressions is neither true nor false; write where(condition, a, b) instead of if or ?:
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

double const value = x > 0 ? 1.0 : 2.0;
