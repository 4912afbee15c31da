// EXPECT: calx: evaluate: a pole, or an exact value that is no quotient of 128-bit integers
// SHORT
#include <calx/core.hpp>

using namespace calx::literals;

constexpr auto x = calx::var<"x">;

constexpr calx::rational value = where(calx::pow<90>(x) < 1, 1_c, 2_c)(x = calx::rational(3, 7));
