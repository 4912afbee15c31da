// EXPECT: calx: pow<N>(x): N is at most 2^30 in size; a larger one is a number, as in pow(x, 1e10)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = calx::pow<-2147483647 - 1>(x);
