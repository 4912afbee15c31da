// EXPECT: calx: derivative_check(f, x = 1.0, ...): what follows f are values of var and vec variables; a column is data, without a derivative
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const check = derivative_check(sin(x), 1.0);
