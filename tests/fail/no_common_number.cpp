// EXPECT: calx: evaluate: the values given have no common number type
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const value = (x * y)(x = 1.0, y = calx::rational(1, 2));
