// EXPECT: calx: derivative(f, x): x is a vec or a column; by a vec write gradient(f, x)
// SHORT
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 2>;
constexpr auto norm = calx::trace<[](auto const& p) { return p[0] * p[0] + p[1] * p[1]; }>;

auto const slope = derivative(norm(v), v);
