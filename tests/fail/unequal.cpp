// EXPECT: calx: f != g would be true where only no proof was found; write !(f == g)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

static_assert(sin(x) != cos(x));
