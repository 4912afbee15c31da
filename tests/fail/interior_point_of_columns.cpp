// EXPECT: calx: minimize(f, at(...), subject_to(...), calx::interior_point{}): no columns and no data; write lbfgs or truncated_newton
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <vector>

constexpr auto t = calx::column<"t">;

auto const minimum = minimize(sum(square(t)), at(t = std::vector{1.0, 2.0}), calx::subject_to(t >= 1), calx::interior_point{});
