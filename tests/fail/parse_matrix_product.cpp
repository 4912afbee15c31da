// EXPECT: calx: parse: column 2: A*B: A has not as many columns as B has rows
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"B*v", calx::mat<"B", 3, 2>, calx::vec<"v", 3>>;
