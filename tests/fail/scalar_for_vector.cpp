// EXPECT: calx: evaluate: a var takes a number or a scalar expression; a vec or a column takes a container of numbers, or a vec of its size
// SHORT
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 3>;
constexpr auto first = calx::trace<[](auto const& p) { return p[0]; }>;

double const value = first(v)(v = 1.0);
