// EXPECT: calx: hessian_vector_product(f, wrt(x, y), a, b): f is one scalar, and each variable has its direction: for a var a number or a scalar expression, for a vec a vec or vector(...) of its size
// SHORT
#include <calx/calx.hpp>

using namespace calx::literals;

constexpr auto v = calx::vec<"v", 3>;
constexpr auto u = calx::vec<"u", 2>;

auto const product = hessian_vector_product(v[0_c] * v[1_c], calx::wrt(v), u);
