// EXPECT: calx: evaluate: outside of the function's domain: there is no value here
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

constexpr long double value = acos(x)(x = 2.0L);
