// EXPECT: calx: read_csv: a column is asked for by its name or by its position from 0, as in y = "height", x = 2
// SHORT
#include <calx/regress/read_csv.hpp>

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;

auto const data = calx::read_csv("heights.csv", y = "height", x = 2.0);
