// EXPECT: calx: minimize(f, at(...), subject_to(...), method): the method is interior_point, or under bounds alone lbfgs or truncated_newton
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;

auto const minimum = minimize(x * x, at(x = 2.0), calx::subject_to(x >= 1), calx::bfgs{});
