// EXPECT: calx: dot(u, v): u and v differ in size
// SHORT
#include <calx/calx.hpp>

constexpr auto u = calx::vec<"u", 2>;
constexpr auto v = calx::vec<"v", 3>;

auto const product = dot(u, v);
