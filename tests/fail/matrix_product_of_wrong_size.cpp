// EXPECT: calx: A * B: A has not as many columns as B has rows; element by element it is hadamard(A, B)
// SHORT
#include <calx/calx.hpp>

constexpr auto A = calx::mat<"A", 3, 2>;
constexpr auto v = calx::vec<"v", 3>;

auto const product = A * v;
