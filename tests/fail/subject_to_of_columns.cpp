// EXPECT: calx: minimize(f, at(t = ...), subject_to(...)): constraints on a column are bounds, t >= 0; others need unknowns whose number is known while compiling
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <vector>

constexpr auto t = calx::column<"t">;

auto const minimum = minimize(sum(square(t)), at(t = std::vector{1.0, 2.0}), calx::subject_to(sum(t) >= 1));
