// EXPECT: calx: get<i>(hessian_vector_product): i is not below the number of variables
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const entry = get<2>(hessian_vector_product(x * y, calx::wrt(x, y), 1, 2));
