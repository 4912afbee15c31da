// EXPECT: calx: minimize(f, at(...), subject_to(...), method): lbfgs and truncated_newton keep bounds alone, x >= 0; other constraints are kept by interior_point
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;

auto const minimum = minimize(x * x, at(x = 2.0), calx::subject_to(2 * x >= 1), calx::lbfgs{});
