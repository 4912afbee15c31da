// EXPECT: calx: a traced function may use numbers, constants and its parameters, no other variable
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto shifted = calx::trace<[](auto const& p) { return p + x; }>;

static_assert(shifted(x) == 2 * x);
