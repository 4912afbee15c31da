// EXPECT: calx: evaluate: a var takes one number
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

auto const value = sin(x)(x = "1");
