// EXPECT: calx: minimize(f, at(x = calx::interval{-5, 5}), calx::multi_start{}): each unknown is a var, and its start an interval
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;

auto const minimum = minimize(x * x, at(x = 2.0), calx::multi_start{});
