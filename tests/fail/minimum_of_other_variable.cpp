// EXPECT: calx: r[x]: x is none of the variables that the start names
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const minimum = minimize(x * x, at(x = 2.0));
auto const elsewhere = minimum[y];
