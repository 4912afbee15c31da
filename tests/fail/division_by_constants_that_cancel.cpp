// EXPECT: calx: a division by a constant that is 0 has no value anywhere
// SHORT
#include <calx/core.hpp>

using namespace calx::literals;

constexpr auto x = calx::var<"x">;

auto const f = x / (2_c - 2_c);
