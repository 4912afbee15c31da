// EXPECT: calx: evaluate: a pole (as 1/x and log(x) have at 0) or an overflow
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto slopes = gradient(sqrt(x) * y, x, y)(x = 0.0, y = 1.0);
