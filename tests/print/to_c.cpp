// SPDX-License-Identifier: Apache-2.0
// The texts; what they compute is tested in tests/c_code.
#include <calx/print/to_c.hpp>

#include <calx/calx.hpp>

#include "../golden.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

BOOST_AUTO_TEST_SUITE(to_c_text)

namespace {

using namespace calx::literals;
using calx::to_c;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto r = calx::var<"r">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto t = calx::column<"t">;

constexpr std::string_view start =
    "#include <math.h>\n\n#ifndef CALX_FUNCTION\n#define CALX_FUNCTION\n#endif\n\nCALX_FUNCTION ";
constexpr bool is(std::string_view text, std::string_view expected) {
  return text.substr(0, start.size()) == start && text.substr(start.size()) == expected;
}
static_assert(!is(to_c(x), "double f(double x) {\n  return y;\n}\n"));  // the helper can fail

constexpr bool small_functions() {
  return is(to_c(x), "double f(double x) {\n  return x;\n}\n") &&
         is(to_c<"two">(2_c), "double two(void) {\n  return 2.0;\n}\n") &&
         is(to_c(sin(x) * y), "double f(double x, double y) {\n  double const t0 = sin(x);\n  return t0*y;\n}\n") &&
         is(to_c<"g", float>(sqrt(x) / 3_c), "float g(float x) {\n  float const t0 = sqrtf(x);\n  return t0/3.0f;\n}\n") &&
         is(to_c(calx::as_written(calx::constant<1, 3> - x)), "double f(double x) {\n  return 1.0/3.0 - x;\n}\n") &&
         is(to_c(calx::pi + r), "double f(double r) {\n  return 3.141592653589793 + r;\n}\n");
}
static_assert(small_functions());

constexpr bool outputs_go_to_an_array() {
  return is(to_c(gradient(x + 2_c * y, x, y)),
            "void f(double x, double y, double out[2]) {\n  (void)x;\n  (void)y;\n  out[0] = 1.0;  // df/dx\n  out[1] = 2.0;  "
            "// df/dy\n}\n") &&
         is(to_c(calx::vector(x * y, y)),
            "void f(double x, double y, double out[2]) {\n  out[0] = x*y;  // f[0]\n  out[1] = y;  // f[1]\n}\n") &&
         is(to_c(gradient(x * x, x)), "void f(double x, double out[1]) {\n  out[0] = x*2.0;  // df/dx\n}\n");
}
static_assert(outputs_go_to_an_array());

constexpr bool vectors_and_columns() {
  return is(to_c(v[2_c] - v[0_c]), "double f(double const v[3]) {\n  return v[2] - v[0];\n}\n") &&
         is(to_c(v * x),
            "void f(double const v[3], double x, double out[3]) {\n  out[0] = x*v[0];  // f[0]\n  out[1] = x*v[1];  // f[1]\n  "
            "out[2] = x*v[2];  // f[2]\n}\n") &&
         is(to_c(x - t), "double f(double t, double x) {\n  return x - t;\n}\n");
}
static_assert(vectors_and_columns());

constexpr bool captured_numbers_are_written_out() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return is(to_c(0.1 * x), "double f(double x) {\n  return 0.1*x;\n}\n") &&
         is(to_c(calx::as_written(x - -0.0)), "double f(double x) {\n  return x - (-0.0);\n}\n") &&
         is(to_c(calx::as_written(x * -infinity)), "double f(double x) {\n  return x*(-INFINITY);\n}\n") &&
         is(to_c<"f", float>(x + 1.1), "float f(float x) {\n  return x + 1.1f;\n}\n") &&
         is(to_c(x - 1.7976931348623157e308), "double f(double x) {\n  return x - 1.7976931348623157e308;\n}\n");
}
static_assert(captured_numbers_are_written_out());

constexpr bool names_change_where_they_must() {
  constexpr auto sigma = calx::var<"σ">;
  constexpr auto exponential = calx::var<"exp">;
  return is(to_c(exp(exponential) - sigma),
            "double f(double exp_, double u3c3) {\n  double const t0 = exp(exp_);\n  return t0 - u3c3;\n}\n") &&
         is(to_c(sin(calx::var<"t0">) / x),
            "double f(double t0, double x) {\n  double const t_0 = sin(t0);\n  return t_0/x;\n}\n");
}
static_assert(names_change_where_they_must());

constexpr auto call() {
  constexpr auto S = calx::var<"S">;
  constexpr auto K = calx::var<"K">;
  constexpr auto T = calx::var<"T">;
  constexpr auto sigma = calx::var<"sigma">;
  auto const normal = [](auto const& z) { return 0.5_c * erfc(-z / sqrt(2_c)); };
  auto const d1 = (log(S / K) + (r + square(sigma) / 2_c) * T) / (sigma * sqrt(T));
  return value_and_gradient(S * normal(d1) - K * exp(-r * T) * normal(d1 - sigma * sqrt(T)), S, K, r, sigma, T);
}
constexpr auto price = to_c<"price_and_greeks">(call());  // with the compilers' default limits

}  // namespace

BOOST_AUTO_TEST_CASE(texts) {
  BOOST_TEST(small_functions());
  BOOST_TEST(outputs_go_to_an_array());
  BOOST_TEST(vectors_and_columns());
  BOOST_TEST(captured_numbers_are_written_out());
  BOOST_TEST(names_change_where_they_must());
}

// Equal with every compiler.
BOOST_AUTO_TEST_CASE(golden) {
  using calx_test::is_golden;
  BOOST_TEST(is_golden("to_c/black_scholes.c", price));
  BOOST_TEST(is_golden("to_c/power_hessian.c", to_c<"power_hessian">(hessian(pow(x, y), x, y))));
  BOOST_TEST(is_golden("to_c/tanh_float.c", to_c<"g", float>(value_and_gradient(tanh(x * y) + sigmoid(x), x, y))));
  BOOST_TEST(is_golden("to_c/where.c", to_c<"chosen">(gradient(where(x < y && !(x < 0), sqrt(x) * y, max(x, 0.5)), x, y))));
  BOOST_TEST(calx_test::golden_text("to_c/where.c") != price.view());
}

BOOST_AUTO_TEST_CASE(numbers_of_the_run) {
  double volatile const k = 1.0 / 3;
  BOOST_TEST(
      is(to_c(exp(k * x)).view(), "double f(double x) {\n  double const t0 = 0.3333333333333333*x;\n  return exp(t0);\n}\n"));
  std::string const text = to_c(pow(x, 2) * k);
  BOOST_TEST(text.find("calx_whole_power(x, 2.0)") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
