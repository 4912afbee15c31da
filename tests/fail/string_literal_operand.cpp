// EXPECT: calx: only numbers and calx expressions can be multiplied with an expression
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = "2" * x;
