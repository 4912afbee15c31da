// EXPECT: calx: a primitive is differentiated that has no derivative by this argument; give primitive<name, value, ...> one
// EXPECT: "level_slope"
// ALONE
#include <calx/calx.hpp>

constexpr double value(double t) { return t * t; }
constexpr double slope(double t) { return 2 * t; }
constexpr auto x = calx::var<"x">;
constexpr auto level = calx::primitive<"level", &value, &slope>;

auto const curvature = hessian(level(x), x)(x = 1.0);
