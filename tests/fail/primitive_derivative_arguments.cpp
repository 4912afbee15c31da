// EXPECT: calx: primitive<name, value, derivative...>: a derivative is called with all arguments of value
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto first = [](auto const&, auto const& b) { return b; };
constexpr auto second = [](auto const& a) { return a; };
constexpr auto area = calx::primitive<"area", [](double a, double b) { return a * b; }, first, second>;

auto const slope = derivative(area(x, x), x)(x = 1.0);
