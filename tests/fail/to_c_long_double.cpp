// EXPECT: calx: to_c<name, Real>(f): Real is double or float
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const text = calx::to_c<"f", long double>(log(x));
