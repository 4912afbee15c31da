// EXPECT: calx: a traced function cannot branch on a symbol, whose value is not known yet; write where(condition, a, b) instead of if or ?:
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto halved = [](auto p) {
  while (p > 1.0) p = p / 2;
  return p;
};

auto const f = calx::trace<halved>(x);
