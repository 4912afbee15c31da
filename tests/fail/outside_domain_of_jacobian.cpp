// EXPECT: calx: evaluate: outside of the function's domain: there is no value here
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto both = value_and_jacobian(vector(sqrt(x), x* y), x, y)(x = -1.0, y = 2.0);
