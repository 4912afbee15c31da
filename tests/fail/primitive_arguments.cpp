// EXPECT: calx: a primitive is called with as many arguments as its value takes
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto area = calx::primitive<"area", [](double a, double b) { return a * b; }>;

auto const f = area(x);
