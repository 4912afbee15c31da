// EXPECT: calx: jacobian_vector_product(vector(f, g), wrt(x, y), a, b): each variable has its direction: for a var a number or a scalar expression, for a vec a vec or vector(...) of its size
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const product = jacobian_vector_product(calx::vector(x * y, y), calx::wrt(x, y), 1);
