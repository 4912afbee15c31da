// EXPECT: calx: to_c(f): an elementwise operation on a vec is a function of its own: to_c(exp(v)), not to_c(vector(exp(v), x))
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", 3>;

auto const text = to_c(calx::vector(exp(v), x));
