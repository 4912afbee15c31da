// EXPECT: calx: the type of a formula does not hold its bare numbers; name it by calx::fixed<f>, or write 3_c for 3
// SHORT
#include <calx/core.hpp>

constexpr auto x = calx::var<"x">;

constexpr auto formula = exp(-3 * x);
struct model : decltype(formula) {};

double const value = model{}(x = 1.0);
