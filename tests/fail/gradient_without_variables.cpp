// EXPECT: calx: gradient(f, x, ...): what follows f must be var or vec variables, as in calx::var<"x">; a column is data
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const slopes = gradient(sin(x));
