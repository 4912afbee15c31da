// EXPECT: calx: evaluate: a value needs the name of its variable, f(x = 1.0); for calls by position use calx::function(f, x, y)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

double const value = sin(x)(1.0);
