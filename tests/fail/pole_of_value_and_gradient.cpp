// EXPECT: calx: evaluate: a pole (as 1/x and log(x) have at 0) or an overflow
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

constexpr auto both = value_and_gradient(sqrt(x), x)(x = 0.0);
