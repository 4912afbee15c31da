// EXPECT: calx: pow(a, b) takes numbers and calx expressions
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = pow(x, "2");
