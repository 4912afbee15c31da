// EXPECT: calx: evaluate: a vector value has not the length of its variable
#include <calx/core.hpp>

#include <array>

constexpr auto v = calx::vec<"v", 3>;
constexpr auto first = calx::trace<[](auto const& p) { return p[0]; }>;

constexpr double value = first(v)(v = std::array<double, 2>{1, 2});
