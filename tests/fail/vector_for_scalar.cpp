// EXPECT: calx: evaluate: a var takes a number or a scalar expression; a vec or a column takes a container of numbers, or a vec of its size
// SHORT
#include <calx/core.hpp>

#include <array>

constexpr auto x = calx::var<"x">;

auto const value = sin(x)(x = std::array<double, 2>{1, 2});
