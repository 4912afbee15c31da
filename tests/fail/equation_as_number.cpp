// EXPECT: calx::comparison
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

int const number = x == x;
