// EXPECT: calx: evaluate: no value was given for this variable; write f(x = ..., y = ...) with every variable of f
// EXPECT: "y"
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slope = gradient(sin(x) * y, x, y)(x = 1.0);
