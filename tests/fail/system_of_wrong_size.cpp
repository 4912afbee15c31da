// EXPECT: calx: find_root(vector(f, g, ...), at(...)): as many functions as unknowns
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

auto const root = find_root(calx::vector(x - 1, y - 2, x + y), at(x = 2.0, y = 1.0));
