// EXPECT: calx: taylor(f, x, a): f has a pole at the point of expansion a
#include <calx/calx.hpp>
using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto t = taylor<3>(1_c / x, x, 0_c);
