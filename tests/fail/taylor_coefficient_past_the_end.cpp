// EXPECT: calx: coefficient<k>(): k is not among the orders of this Taylor polynomial
// ALONE
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
auto const c = taylor<3>(sin(x), x, 0_c).coefficient<4>();
