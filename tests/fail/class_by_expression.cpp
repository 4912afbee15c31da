// EXPECT: calx: function_class(f, x, ...): what follows f must be var or vec variables, as in calx::var<"x">; a column is data
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const kind = function_class(sin(x), 2 * x);
