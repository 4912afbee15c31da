// EXPECT: calx: vector(f, g, ...): each is a number; arrays become one array by concatenate(u, v)
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", 3>;

auto const both = calx::vector(exp(v), x);
