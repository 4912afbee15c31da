// EXPECT: calx: determinant(J): J is not square; as many functions as variables make it so
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const factor = determinant(jacobian(calx::vector(x * y), x, y));
