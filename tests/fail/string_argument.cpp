// EXPECT: calx: only numbers and calx expressions can be arguments of a function of expressions
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = pow(x, "2");
