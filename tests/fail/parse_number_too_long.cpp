// EXPECT: calx: parse: column 5: this number has more digits than a constant holds; 20 are enough
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"x + 0.1234567890123456789012345678901234567890123">;
