// EXPECT: calx: given(x = ...)[y]: nothing was given for this variable
// SHORT
#include <calx/expression/variable.hpp>
#include <calx/optimize/given.hpp>

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;

double const value = calx::given(x = 1.0)[y];
