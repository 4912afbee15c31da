// EXPECT: calx: jacobian(f, x, ...): what follows f must be var or vec variables, as in calx::var<"x">; a column is data
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slopes = jacobian(vector(x * y, x + y));
