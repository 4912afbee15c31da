// EXPECT: calx: laplacian(f, x, ...): what follows f must be var or vec variables, as in calx::var<"x">; a column is data
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const sum = laplacian(sin(x));
