// EXPECT: calx: evaluate: outside of the function's domain: there is no value here
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto all = value_gradient_hessian(log(x) * y, x, y)(x = -1.0, y = 2.0);
