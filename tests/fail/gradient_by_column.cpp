// EXPECT: calx: gradient(f, v, ...): f is an array; a gradient belongs to a number, such as sum(f)
// SHORT
#include <calx/calx.hpp>

constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;

auto const slope = gradient(exp(-a * t), t);
