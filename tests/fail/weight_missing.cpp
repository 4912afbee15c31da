// EXPECT: calx: vector_jacobian_product(vector(f, g), wrt(x, y), a, b): each function has its weight, a number or a scalar expression, or all weights are one vec or vector(...)
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const product = vector_jacobian_product(calx::vector(x * y, y), calx::wrt(x, y), 1);
