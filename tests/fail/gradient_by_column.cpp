// EXPECT: calx: gradient(f, x, ...): what follows f must be var or vec variables, as in calx::var<"x">; a column is data
// SHORT
#include <calx/calx.hpp>

constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;

auto const slope = gradient(exp(-a * t), t);
