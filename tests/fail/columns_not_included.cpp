// EXPECT: calx: to evaluate over columns, #include <calx/calx.hpp> or <calx/evaluate/columns.hpp>
#include <calx/core.hpp>

#include <vector>

constexpr auto t = calx::column<"t">;

auto const values = sin(t)(t = std::vector<double>{1, 2, 3});
