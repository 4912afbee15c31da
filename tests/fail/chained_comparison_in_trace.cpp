// EXPECT: calx: a comparison of a condition; write 0 < x && x < 1, not 0 < x < 1
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 2>;
constexpr auto clamped = [](auto const& p) { return where(0 < p[0] < 1, p[0], p[1]); };

auto const value = calx::trace<clamped>(v)(v = std::array{1.0, 2.0});
