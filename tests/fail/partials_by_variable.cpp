// EXPECT: calx: partials(f, d(x), d<2>(y), ...): what follows f says which derivatives: d(x), d<2>(x), d<2, 1>(x, y)
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slopes = partials(x * y, x, y);
