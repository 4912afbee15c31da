// EXPECT: calx: parse: column 2: an operator is missing; a product is written 2*x
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"2x + 1">;
