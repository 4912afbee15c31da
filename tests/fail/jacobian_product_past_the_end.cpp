// EXPECT: calx: get<i>(jacobian_vector_product): i is not below the number of functions
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const entry = get<1>(jacobian_vector_product(calx::vector(x * y), calx::wrt(x, y), 1, 2));
