// EXPECT: calx: a traced function returns one scalar computed from its parameters, or a std::array of them
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 2>;
constexpr auto same = calx::trace<[](auto const& p) { return p; }>;

static_assert(same(v) == 0);
