// EXPECT: calx: a primitive is differentiated that has no derivative by this argument; give primitive<name, value, ...> one
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto n = calx::var<"n">;
constexpr auto value = [](auto const& order, auto const& t) { return order * t; };
constexpr auto slope = [](auto const& order, auto const&) { return order; };
constexpr auto family = calx::primitive<"family", value, calx::no_derivative, slope>;

auto const slopes = gradient(family(n, x), n, x);
double const slope_by_order = slopes(x = 1.0, n = 2.0)[0];
