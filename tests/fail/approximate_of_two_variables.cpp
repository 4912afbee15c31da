// EXPECT: calx: approximate<tolerance, interval{p, q}>(f, x): f has other variables than x
// ALONE
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto t = calx::approximate<1e-3, calx::interval{0, 1}>(sin(x * y), x);
