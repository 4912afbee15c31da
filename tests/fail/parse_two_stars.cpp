// EXPECT: calx: parse: column 2: a power is written x^2, not x**2
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"x**2">;
