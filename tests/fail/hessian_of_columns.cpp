// EXPECT: calx: arrays of this size, or of a length known only when the program runs, have values, derivative, gradient and value_and_gradient, and a hessian by numbers; the other verbs take numbers, and arrays of a few elements
#include <calx/calx.hpp>

constexpr auto v = calx::vec<"v", 2>;
constexpr auto t = calx::column<"t">;

auto const curvature = hessian(sum(exp(dot(v, v) * t)), v)(v = std::array{1.0, 2.0}, t = std::array{1.0, 2.0});
