// EXPECT: calx: read_csv(file, options, y = "height", x = 2): columns of data, each once, by its name or by its position
// SHORT
#include <calx/regress/read_csv.hpp>

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;

auto const data = calx::read_csv_blocks("heights.csv", {.delimiter = ';'}, x = 2.0);
