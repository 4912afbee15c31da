// EXPECT: calx: minimize(f, at(x = 1.0)): the start is numbers; from intervals starts are drawn by calx::multi_start{}
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;

auto const minimum = minimize(x * x, at(x = calx::interval{1, 2}));
