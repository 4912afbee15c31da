// EXPECT: calx: pow<N>(x): N is a whole number; write pow(x, 0.5), or sqrt(x)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = calx::pow<0.5>(x);
