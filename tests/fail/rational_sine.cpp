// EXPECT: calx: evaluate: this operation has no exact rational value; give floating-point values
// EXPECT: opcode::sin
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const value = sin(x)(x = calx::rational(1, 2));
