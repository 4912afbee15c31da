// EXPECT: calx: parse: column 1: the function atan2 takes 2 arguments
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"atan2(y)">;
