// EXPECT: calx: subject_to(...): a constraint is lhs == rhs, lhs <= rhs or lhs >= rhs; < and > have no minimum at their end
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;

auto const minimum = minimize(x * x, at(x = 2.0), calx::subject_to(x > 1));
