// EXPECT: calx: evaluate: all series in one evaluation have one order
// ALONE
#include <calx/calx.hpp>

using namespace calx::literals;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
auto const s = (x * y)(x = calx::series<2>{1.0, 1.0}, y = calx::series<3>{1.0, 1.0});
