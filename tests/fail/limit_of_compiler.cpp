// EXPECT: link_calx_large_to_raise_limits_of_the_compiler
// DEFAULT LIMITS
#include <calx/core.hpp>

struct rosenbrock {
  constexpr auto operator()(auto const& p) const {
    auto s = (1 - p[0]) * (1 - p[0]);
    for (std::size_t i = 0; i + 1 < p.size(); ++i) s = s + 100 * (p[i + 1] - p[i] * p[i]) * (p[i + 1] - p[i] * p[i]);
    return s;
  }
};
constexpr auto v = calx::vec<"v", 300>;

auto const slopes = gradient(calx::trace<rosenbrock{}>(v), v)(v = std::array<double, 300>{});
