// EXPECT: calx: gradient(f, x, ...): what follows f must be variables, as in calx::var<"x">
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const slopes = gradient(sin(x));
