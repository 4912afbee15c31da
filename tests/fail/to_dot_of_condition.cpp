// EXPECT: calx: to_dot(f): f is an expression or a bundle, such as gradient(f, x); a condition stands inside where(c, a, b)
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const text = to_dot(x < 1);
