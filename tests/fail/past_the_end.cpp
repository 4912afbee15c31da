// EXPECT: calx: a traced function reads past the end of a vector
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 2>;
constexpr auto third = calx::trace<[](auto const& p) { return p[2]; }>;

static_assert(third(v) == 0);
