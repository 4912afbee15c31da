// EXPECT: calx: read_csv: after the file, and csv_options if any, name columns, as in y = "height", x = 2
// SHORT
#include <calx/regress/read_csv.hpp>

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;

auto const data = calx::read_csv("heights.csv");
