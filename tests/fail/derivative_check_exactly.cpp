// EXPECT: calx: derivative_check(f, x = 1.0, ...): difference quotients need floating-point values; exact ones have no limit
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const check = derivative_check(x * x, x = calx::rational(1, 3));
