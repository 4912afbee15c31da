// EXPECT: calx: evaluate: this operation has no exact rational value; give floating-point values
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const value = (calx::pi * x)(x = calx::rational(1, 2));
