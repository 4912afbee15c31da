// EXPECT: calx: determinant(J): J has more than 6 rows; evaluate it and factorise the numbers
// SHORT
#include <calx/calx.hpp>

using namespace calx::literals;

constexpr auto v = calx::vec<"v", 7>;

auto const factor = determinant(jacobian(calx::vector(v[0_c], v[1_c], v[2_c], v[3_c], v[4_c], v[5_c], v[6_c]), v));
