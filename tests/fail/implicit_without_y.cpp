// EXPECT: calx: implicit_derivative(F == G, y, x): F - G does not depend on y, so it does not make y a function of x
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slope = implicit_derivative(x * x == 1, y, x);
