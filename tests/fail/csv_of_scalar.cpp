// EXPECT: calx: read_csv: what is read is a column of data: constexpr auto y = calx::column<"y">
// SHORT
#include <calx/regress/read_csv.hpp>

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;

auto const data = calx::read_csv("heights.csv", calx::var<"a"> = "height");
