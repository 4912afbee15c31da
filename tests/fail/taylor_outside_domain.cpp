// EXPECT: calx: taylor(f, x, a): f has no value at the point of expansion a
#include <calx/calx.hpp>
using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto t = taylor<3>(log(x), x, 0_c);
