// EXPECT: calx: to prove f == g, #include <calx/core.hpp> or <calx/calculus/prove.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/variable.hpp>

constexpr auto x = calx::var<"x">;

bool const equal = sin(x) == sin(x);
