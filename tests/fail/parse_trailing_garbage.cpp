// EXPECT: calx: parse: column 6: ) has no (
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"x + 1) * y">;
