// EXPECT: calx: explain_latex: only a derivative, a gradient or a Hessian has a derivation; write explain_latex(derivative(f, x))
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const steps = explain_latex(x * sin(x));
