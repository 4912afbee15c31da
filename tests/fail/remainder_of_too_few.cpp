// EXPECT: calx: remainder_bound(interval, ...): one interval for each variable of the expansion; other variables by name
// SHORT
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto bound = taylor<2>(sin(x * y), calx::wrt(x, y), 0_c, 0_c).remainder_bound(calx::interval{0, 1});
