// EXPECT: calx: v[i]: the index of a vec is an exact constant, as in v[0_c]; a loop over elements is traced code
// SHORT
#include <calx/core.hpp>

constexpr auto v = calx::vec<"v", 3>;

auto const first = sin(v[0]);
