// EXPECT: calx: constant<P, Q>: Q is 0
#include <calx/core.hpp>

auto const f = calx::var<"x"> * calx::constant<1, 0>;
