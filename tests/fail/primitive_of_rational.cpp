// EXPECT: calx: evaluate: this primitive has no value in the number type of the arguments: its function does not take such numbers, or returns fewer digits
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto level = calx::primitive<"level", [](double t) { return t * t; }>;

auto const value = level(x)(x = calx::rational(1, 2));
