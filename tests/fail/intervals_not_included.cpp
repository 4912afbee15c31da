// EXPECT: calx: to evaluate on intervals, #include <calx/calx.hpp> or <calx/evaluate/interval.hpp>
#include <calx/core.hpp>
#include <calx/core/interval.hpp>

constexpr auto x = calx::var<"x">;

auto const values = sin(x)(x = calx::interval{0, 1});
