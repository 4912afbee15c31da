// EXPECT: calx: evaluate: more than one value was given for this variable
// EXPECT: "x"
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

double const value = (x * y)(x = 1.0, y = 2.0, x = 3.0);
