// EXPECT: calx: element<i>(v): the index is not below the length of v
#include <calx/calx.hpp>

constexpr auto v = calx::vec<"v", 3>;

auto const last = calx::element<3>(exp(v));
