// EXPECT: calx: arrays of this size, or of a length known only when the program runs, have values, derivative, gradient and value_and_gradient; the other verbs take numbers, and arrays of a few elements
#include <calx/calx.hpp>

constexpr auto a = calx::var<"a">;
constexpr auto t = calx::column<"t">;

auto const curvature = hessian(sum(exp(a * t)), a)(a = 1.0, t = std::array{1.0, 2.0});
