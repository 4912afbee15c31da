// EXPECT: calx: interval{a, b} needs a <= b, neither of them NaN, and a real number between them
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

constexpr calx::interval values = sin(x)(x = calx::interval{1, 0});
