// EXPECT: calx: an expression is no number; to evaluate it, write f(x = 1.0); sin(f), not std::sin(f); to print it, #include <calx/print/stream.hpp>
// SHORT
#include <calx/core.hpp>

#include <cmath>

constexpr auto x = calx::var<"x">;

auto const f = std::sin(x);
