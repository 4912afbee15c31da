// EXPECT: calx: evaluate: a var takes one number
// SHORT
#include <calx/core.hpp>

#include <array>

constexpr auto x = calx::var<"x">;

auto const value = sin(x)(x = std::array<double, 2>{1, 2});
