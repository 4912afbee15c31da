// EXPECT: calx: evaluate: a var takes a number, a vec or a column takes a container of numbers
// SHORT
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 3>;
constexpr auto first = calx::trace<[](auto const& p) { return p[0]; }>;

double const value = first(v)(v = 1.0);
