// EXPECT: calx: parse<text, v, ...>: what follows the text are variables, a vec or a column
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"v[0] + v[1]", 2>;
