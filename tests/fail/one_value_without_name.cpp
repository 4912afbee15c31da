// EXPECT: calx: evaluate: a value needs the name of its variable, f(x = 1.0); for calls by position use calx::function(f, x, y)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

double const value = (x * y)(x = 1.0, 2.0);
