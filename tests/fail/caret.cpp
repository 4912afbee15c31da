// EXPECT: calx: ^ is no power in C++; write pow<2>(x) or pow(x, y)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const f = 1 + x ^ 2;
