// EXPECT: calx: get<i>(taylor_coefficients): i is not below the number of coefficients
// SHORT
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
auto const c = get<4>(taylor_coefficients<3>(sin(x), x));
