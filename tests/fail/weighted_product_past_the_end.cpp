// EXPECT: calx: get<i>(vector_jacobian_product): i is not below the number of variables
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const entry = get<2>(vector_jacobian_product(calx::vector(x * y), calx::wrt(x, y), 1));
