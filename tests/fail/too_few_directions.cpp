// EXPECT: calx: directional_derivative(f, wrt(x, y), a, b): f is one scalar, and each variable has its direction: for a var a number or a scalar expression, for a vec a vec or vector(...) of its size
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slope = directional_derivative(x * y, calx::wrt(x, y), 3);
