// EXPECT: calx: determinant(J): J is a Jacobian or a Hessian, as in determinant(jacobian(vector(f, g), x, y))
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const factor = determinant(sin(x));
