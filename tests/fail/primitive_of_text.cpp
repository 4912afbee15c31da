// EXPECT: calx: a primitive takes numbers and calx expressions
// SHORT
#include <calx/calx.hpp>

constexpr auto level = calx::primitive<"level", [](double t) { return t * t; }>;

auto const f = level("1");
