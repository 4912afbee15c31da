// EXPECT: calx: parse: column 1: the text ends where a number, a name or ( is expected
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"">;
