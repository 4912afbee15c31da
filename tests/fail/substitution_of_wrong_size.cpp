// EXPECT: calx: evaluate: a var takes a number or a scalar expression; a vec or a column takes a container of numbers, or a vec of its size
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto first = calx::trace<[](auto const& p) { return p[0]; }>;

auto const f = first(v)(v = calx::vector(x, x));
