// EXPECT: calx: approximate<tolerance, interval{p, q}>(f, x): f has captured numbers; write 3_c for 3, or calx::fixed<f>
// ALONE
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto t = calx::approximate<1e-3, calx::interval{0, 1}>(sin(3 * x), x);
