// EXPECT: calx: evaluate: outside of the function's domain: there is no value here
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

constexpr double value = log(x)(x = -1.0);
