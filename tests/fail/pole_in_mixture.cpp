// EXPECT: calx: evaluate: a pole (as 1/x and log(x) have at 0) or an overflow
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", 2>;
constexpr auto quotient = calx::trace<[](auto const& p, auto const& q) { return p / (q[0] * q[1]); }>;

constexpr auto slopes = gradient(quotient(x, v), x, v)(x = 1.0, v = std::array{0.0, 1.0});
