// SPDX-License-Identifier: Apache-2.0
// The forms of a Taylor polynomial by themselves; the polynomials: tests/calculus/taylor.cpp.
#include <calx/calculus/taylor_forms.hpp>

#include "../bessel.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(taylor_forms)

namespace {

using namespace calx::literals;
using calx::taylor_form;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto a = calx::var<"a">;

template <int Order, class F, class Point> constexpr calx::taylor_source source_in_x(F const&, Point const&) {
  using of = calx::detail::taylor_of<Order, F, calx::wrt_list<std::remove_const_t<decltype(x)>>, calx::wrt_list<Point>>;
  return of::source();
}

// f and the point decide whether anything but x is left.
static_assert(!source_in_x<2>(sin(x), 0_c).is_parametric() && !source_in_x<2>(sin(3 * x), 0_c).is_parametric());
static_assert(source_in_x<2>(sin(x * y), 0_c).is_parametric() && source_in_x<2>(sin(x), a).is_parametric() &&
              source_in_x<2>(y + 0_c, 0_c).is_parametric());

// The point and the coefficients in numbers.
constexpr bool in_numbers() {
  calx::taylor_source const s = source_in_x<3>(1_c / x, 2_c);
  calx::buffer<calx::number> const centers = centers_in_numbers(s, {});
  calx::expanded_series<calx::number> const c = taylor_in_numbers(s, centers, {});
  return centers.size() == 1 && centers[0].is(2) && c.coefficients.size() == 4 &&
         c.coefficients[3] == calx::number(calx::rational(-1, 16));
}
static_assert(in_numbers());

// Each form has as many outputs as it says, and the inputs of f in its order.
constexpr bool outputs() {
  calx::taylor_source const s = source_in_x<3>(exp(x), 0_c);
  calx::buffer<calx::number> const centers = centers_in_numbers(s, {});
  calx::buffer<calx::number> const c = taylor_in_numbers(s, centers, {}).coefficients;
  auto const form = [&](taylor_form which) { return taylor_of_numbers(s, which, c, centers); };
  return form(taylor_form::sum).graph.outputs.size() == 1 && form(taylor_form::horner).graph.outputs.size() == 1 &&
         form(taylor_form::coefficients).graph.outputs.size() == 4 && form(taylor_form::terms).graph.outputs.size() == 4 &&
         form(taylor_form::sum).inputs.size() == 1 && form(taylor_form::sum).inputs[0].name == "x" &&
         form(taylor_form::horner).graph.nodes.size() < form(taylor_form::sum).graph.nodes.size();
}
static_assert(outputs());

// A coefficient that was rounded to 0 is no term: x + sin(x) is 0.0 at 0, and nobody knows whether it is 0.
static_assert(to_string(taylor<1>(calx_test::product(x, 1_c), x, 0_c)) == "2*x");

// Formulas as coefficients, and what goes wrong on the way.
constexpr bool in_nodes() {
  calx::taylor_fault fault = calx::taylor_fault::pole;
  calx::function_graph const f = taylor_of_nodes(source_in_x<2>(sin(x * y), a), taylor_form::coefficients, fault);
  bool const right = fault == calx::taylor_fault::none && f.graph.outputs.size() == 3 && f.inputs.size() == 3;
  (void)taylor_of_nodes(source_in_x<2>(y / x, 0_c), taylor_form::coefficients, fault);
  return right && fault == calx::taylor_fault::pole;
}
static_assert(in_nodes());

// Where an object holds its numbers: those given, the centers, the coefficients, and their quotients; each has its own place.
constexpr bool layout() {
  calx::taylor_layout const l{2, 3, 4};
  int const places[] = {l.center(0),      l.center(1),      l.center(2),      l.coefficient(0), l.coefficient(1),
                        l.coefficient(2), l.coefficient(3), l.numerator(0),   l.denominator(0), l.numerator(1),
                        l.denominator(1), l.numerator(2),   l.denominator(2), l.numerator(3),   l.denominator(3)};
  int expected = 2;
  for (int const p : places)
    if (p != expected++) return false;
  return l.size() == expected;
}
static_assert(layout());

// Of a user's own function, by order: its slope in numbers is known, the slope of that is not.
static_assert(!lacks_derivatives(source_in_x<1>(calx_test::table(x), 0_c)) &&
              lacks_derivatives(source_in_x<2>(calx_test::table(x), 0_c)) && !lacks_derivatives(source_in_x<9>(sin(x), 0_c)) &&
              !lacks_derivatives(source_in_x<9>(calx_test::table(2_c) * x, 0_c)));

BOOST_AUTO_TEST_CASE(at_run_time) {
  BOOST_TEST(in_numbers());
  BOOST_TEST(outputs());
  BOOST_TEST(in_nodes());
  BOOST_TEST(layout());
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
