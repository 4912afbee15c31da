// EXPECT: calx: implicit_derivative<N>(F == G, y, x): an equation, then two different var variables, as in calx::var<"x">; N is 1 or more
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slope = implicit_derivative(x * x + y * y - 1, y, x);
