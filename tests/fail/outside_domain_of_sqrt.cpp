// EXPECT: calx: evaluate: outside of the function's domain: there is no value here
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

constexpr float value = sqrt(x)(x = -1.0f);
