// EXPECT: calx: read_csv: two columns were named for one variable
// SHORT
#include <calx/regress/read_csv.hpp>

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;

auto const data = calx::parse_csv("height,age,x", x = "height", x = 2);
