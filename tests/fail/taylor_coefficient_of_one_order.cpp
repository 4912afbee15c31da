// EXPECT: calx: coefficient<i, j>(): one order for each variable of the expansion
// SHORT
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
auto const c = taylor<3>(sin(x) * y, calx::wrt(x, y), 0_c, 0_c).coefficient<1>();
