// EXPECT: calx: determinant(H): H has more than 6 rows; evaluate it and factorise the numbers
// SHORT
#include <calx/calx.hpp>

using namespace calx::literals;

constexpr auto v = calx::vec<"v", 7>;

auto const factor = determinant(hessian(v[0_c] * v[1_c], v));
