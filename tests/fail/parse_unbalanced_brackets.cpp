// EXPECT: calx: parse: column 5: ] is missing
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"v[1 + v[0]">;
