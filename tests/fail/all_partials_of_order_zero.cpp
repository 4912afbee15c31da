// EXPECT: calx: all_partials<N>(f, x, ...): N is 1 or more, and what follows f are var variables, as in calx::var<"x">
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const slopes = calx::all_partials<0>(sin(x), x);
