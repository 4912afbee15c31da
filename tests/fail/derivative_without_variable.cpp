// EXPECT: calx: derivative(f, x): by which variable? name it, as in calx::var<"x">
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const slope = derivative(sin(x));
