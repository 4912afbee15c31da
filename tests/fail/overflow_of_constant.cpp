// EXPECT: calx: evaluate: a pole, or an exact value that is no quotient of 128-bit integers
// SHORT
#include <calx/core.hpp>

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto huge = 4611686018427387904_c;

constexpr calx::rational value = (huge * huge * huge)(x = calx::rational(1));
