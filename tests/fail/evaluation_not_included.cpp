// EXPECT: calx: to evaluate an expression, #include <calx/core.hpp> or <calx/evaluate/evaluate.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/variable.hpp>

constexpr auto x = calx::var<"x">;

double const value = sin(x)(x = 1.0);
