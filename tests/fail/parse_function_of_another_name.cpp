// EXPECT: calx: parse: column 3: the function ln is called log
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"2*ln(x)">;
