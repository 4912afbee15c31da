// EXPECT: calx: gradient(f, x, ...): a column is data; a gradient is taken with respect to var and vec variables
// SHORT
#include <calx/calx.hpp>

constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;

auto const slope = gradient(exp(-a * t), t);
