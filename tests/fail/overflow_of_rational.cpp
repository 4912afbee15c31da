// EXPECT: calx: evaluate: a pole, or an exact value that is no quotient of 128-bit integers
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

constexpr calx::rational value = calx::pow<90>(x)(x = calx::rational(3, 7));
