// EXPECT: calx: divergence(vector(f, g, h), x, y, z): as many functions as variables, each a var or a vec, which counts as its elements
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const sum = divergence(calx::vector(x * y, y), x);
