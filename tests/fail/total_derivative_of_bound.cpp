// EXPECT: calx: total_derivative(f, t, x = g, y = h): t is a var, and each variable bound is another var, once, with a scalar expression or a number
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto t = calx::var<"t">;

auto const slope = total_derivative(x * t, t, x = sin(t), t = 2 * t);
