// EXPECT: calx: approximate<tolerance, interval{p, q}>(f, x): no Taylor polynomial up to order 30 has a remainder below the tolerance
// EXPECT: best_bound
#include <calx/calx.hpp>
constexpr auto x = calx::var<"x">;
constexpr auto t = calx::approximate<1e-9, calx::interval{-1, 1}>(sqrt(x), x);
