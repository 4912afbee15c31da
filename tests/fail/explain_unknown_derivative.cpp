// EXPECT: calx: a primitive is differentiated that has no derivative by this argument; give primitive<name, value, ...> one
// EXPECT: "level"
// ALONE
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto level = calx::primitive<"level", [](double t) { return t * t; }>;

auto const text = explain(derivative(3 * level(x), x));
