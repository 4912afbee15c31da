// EXPECT: calx: parse: column 11: ) is missing: not closed is what begins in column 3
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"2*(x + y*z">;
