// EXPECT: calx: minimize(f, at(...), given(...), subject_to(...)): beside data constraints are bounds, x >= 0
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <vector>

constexpr auto x = calx::var<"x">;
constexpr auto c = calx::column<"c">;

auto const data = std::vector{1.0, 2.0};
auto const minimum = minimize(sum(square(c - x)), at(x = 1.0), calx::given(c = data), calx::subject_to(x* x >= 1));
