// EXPECT: calx: parse: column 8: the index is not below the length of v
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"v[0] + v[2]", calx::vec<"v", 2>>;
