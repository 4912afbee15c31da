// EXPECT: calx: this literal is not a decimal number p/q with p and q below 2^63
// SHORT
#include <calx/core.hpp>

using namespace calx::literals;

auto const f = 0x10_c * calx::var<"x">;
