// EXPECT: calx: sparsity(H): H is a gradient, a Hessian or a Jacobian, as in sparsity(hessian(f, x, y))
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const pattern = sparsity(sin(x));
