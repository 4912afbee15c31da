// EXPECT: calx: explain: only a derivative, a gradient or a Hessian has a derivation; write explain(derivative(f, x))
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const steps = explain(x * sin(x));
