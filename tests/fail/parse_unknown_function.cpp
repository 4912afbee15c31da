// EXPECT: calx: parse: column 5: there is no function foo; a product is written a*(b + c)
// SHORT
#include <calx/calx.hpp>

auto const f = calx::parse<"1 + foo(x)">;
