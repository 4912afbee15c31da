// EXPECT: calx: function(f, x, ...): call it with one value for each variable
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

double const value = calx::function(x * y, x, y)(1.0);
