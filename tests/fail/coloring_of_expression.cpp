// EXPECT: calx: coloring(J): J is a Jacobian, a Hessian, or a pattern, as in coloring(jacobian(vector(f, g), x, y))
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const colors = coloring(sin(x));
