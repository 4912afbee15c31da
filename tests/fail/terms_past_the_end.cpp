// EXPECT: calx: get<i>(terms): i is not below the number of terms of this total derivative
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto t = calx::var<"t">;

auto const term = get<1>(total_derivative(x * x, t, x = sin(t)).terms());
