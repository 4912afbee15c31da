// EXPECT: calx: get<i>(partials): i is not below the number of derivatives asked for
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const slope = get<2>(partials(sin(x), d(x), d<2>(x)));
