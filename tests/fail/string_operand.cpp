// EXPECT: calx: only numbers and calx expressions can be added to an expression
// SHORT
#include <calx/core.hpp>

#include <string>

constexpr auto x = calx::var<"x">;

auto const f = 2 * x + std::string("1");
