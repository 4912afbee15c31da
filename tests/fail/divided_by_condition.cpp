// EXPECT: calx: only numbers and calx expressions can stand in a quotient with an expression
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = x / (x > 1);
