// EXPECT: calx: parse: column 13: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"where(0 < x < 1, x, 0)">;
