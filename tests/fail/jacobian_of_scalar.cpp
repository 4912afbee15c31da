// EXPECT: calx: jacobian(f, x, ...): f is one scalar; write jacobian(vector(f, g), x, y), or gradient(f, x, y)
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const slopes = jacobian(sin(x) * y, x, y);
