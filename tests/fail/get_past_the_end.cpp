// EXPECT: calx: get<i>(gradient): i is not below the number of variables
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const slope = get<1>(gradient(sin(x), x));
