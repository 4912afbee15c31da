// SPDX-License-Identifier: Apache-2.0
// A derivation as a value: its steps as text and as graphs, its results. Whole derivations are in explain.cpp.
#include <calx/calculus/derivation.hpp>
#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace calx::literals;
using calx::derivation;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;

constexpr bool steps() {
  derivation const d(derivative(sin(x * x), x));
  calx::derivation_step const first = d.step(0), second = d.step(1);
  return d.size() == 2 && first.applied_to == "sin(x^2)" && first.before == "d/dx [sin(x^2)]" &&
         first.rule == "chain rule, derivative of sin: sin(u)' = cos(u)*u'" && first.after == "cos(x^2)*d/dx [x^2]" &&
         second.before == first.after && second.after == "2*x*cos(x^2)" && d.result() == "2*x*cos(x^2)";
}
constexpr bool proofs() {
  derivation const d(derivative(x * exp(x), x));
  for (int i = 0; i < d.size(); ++i)
    if (!calx::proves_equal(d.graph_of(i).view())) return false;
  return d.size() == 2;
}
static_assert(steps() && proofs());

}  // namespace

BOOST_AUTO_TEST_SUITE(derivations)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(steps());
  BOOST_TEST(proofs());
}

BOOST_AUTO_TEST_CASE(numbers_of_the_program) {
  double const k = 2.5;
  derivation const d(derivative(k * x * x + 7, x));
  BOOST_TEST(d.result().view() == "5*x");
  BOOST_TEST(d.step(0).before.view() == "d/dx [5*x^2/2 + 7]");
  BOOST_TEST(derivation(gradient(k * x * y, x, y)).result(1).view() == "5*x/2");
}

BOOST_AUTO_TEST_CASE(results) {
  derivation const second(derivative<2>(x * x * x, x));
  BOOST_TEST(derivation(derivative(calx::pow<1>(x) + calx::pow<1>(sin(x)) + calx::pow<0>(x), x)).result().view() ==
             "cos(x) + 1");
  BOOST_TEST(second.result().view() == "6*x");
  BOOST_TEST(derivation(derivative<0>(x * x, x)).size() == 0);
  BOOST_TEST(derivation(derivative<0>(x * x, x)).result().view() == "x^2");
  derivation const g(gradient(x * x * y, x, y));
  BOOST_TEST(g.result(0).view() == "2*x*y");
  BOOST_TEST(g.result(1).view() == "x^2");
  derivation const h(hessian(x * x * y, x, y));
  BOOST_TEST(h.result(0).view() == "2*y");
  BOOST_TEST(h.result(1).view() == "2*x");
  BOOST_TEST(h.result(2).view() == "2*x");
  BOOST_TEST(h.result(3).view() == "0");
}

BOOST_AUTO_TEST_CASE(variables) {
  BOOST_TEST(derivation(derivative(x * x, y)).result().view() == "0");
  derivation const g(gradient(v[0_c] * sin(v[2_c]), v));
  BOOST_TEST(g.result(0).view() == "sin(v[2])");
  BOOST_TEST(g.result(1).view() == "0");
  BOOST_TEST(g.result(2).view() == "v[0]*cos(v[2])");
  BOOST_TEST(g.step(0).before.view() == "d/dv[0] [v[0]*sin(v[2])]");
  auto const d = derivative(derivative(tanh(x) * y, x), y);  // of a function that is a derivative
  BOOST_TEST(derivation(d).result().view() == "1 - tanh(x)^2");
}

BOOST_AUTO_TEST_CASE(past_the_end) {
  derivation const d(derivative(x, x));
  BOOST_CHECK_EXCEPTION((void)d.step(1), std::invalid_argument, [](std::invalid_argument const& e) {
    return std::string_view(e.what()) == "calx: derivation: step(i): i is not below the number of steps";
  });
}

BOOST_AUTO_TEST_SUITE_END()
