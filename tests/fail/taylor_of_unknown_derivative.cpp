// EXPECT: calx: taylor(f, x, a): f has a primitive without the derivatives that this order needs
// ALONE
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto level = calx::primitive<"level", [](double t) { return t * t; }, [](double t) { return 2 * t; }>;

constexpr auto fine = taylor<1>(level(x), x, 0.5);
constexpr auto t = taylor<2>(level(x), x, 0.5);
