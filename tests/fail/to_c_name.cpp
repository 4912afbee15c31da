// EXPECT: calx: to_c<name>(f): not a name that a C function can have: letters, digits and _; no keyword, no function of math.h
// SHORT
#include <calx/calx.hpp>

constexpr auto x = calx::var<"x">;

auto const text = calx::to_c<"log">(log(x) / 2);
