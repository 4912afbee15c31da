// EXPECT: calx: a traced function cannot branch on a symbol, whose value is not known yet; write where(condition, a, b) instead of if or ?:
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 2>;
constexpr auto larger = calx::trace<[](auto const& p) {
  if (p[0] < 0) return p[0];
  return p[1];
}>;

auto const f = larger(v);
