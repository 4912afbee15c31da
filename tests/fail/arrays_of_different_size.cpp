// EXPECT: calx: an elementwise operation on arrays that differ in rows or columns; only a single row or column is repeated
#include <calx/calx.hpp>

constexpr auto u = calx::vec<"u", 2>;
constexpr auto v = calx::vec<"v", 3>;

auto const sum_of_both = u + v;
