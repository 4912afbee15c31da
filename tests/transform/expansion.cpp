// SPDX-License-Identifier: Apache-2.0
// Series about a point: what is expanded, 0/0 that is continued, faults, forms of the polynomial. Values against derivatives:
// tests/transform/taylor.cpp.
#include <calx/transform/expansion.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(expansions)

namespace {

using calx::buffer, calx::expansion, calx::node_id, calx::number, calx::opcode, calx::rational, calx::taylor_fault;

constexpr buffer<int> list(std::initializer_list<int> values) {
  buffer<int> result;
  for (int const v : values) result.push(v);
  return result;
}
constexpr buffer<number> numbers(std::initializer_list<rational> values) {
  buffer<number> result;
  for (rational const& v : values) result.push(number(v));
  return result;
}

// make(maker, x, y) builds a function of two inputs.
template <class Make> constexpr calx::graph graph_of(Make const& make) {
  calx::builder b;
  calx::maker m(b);
  node_id const x = b.input(0), y = b.input(1);
  b.output(make(m, x, y));
  return b.take();
}
// Its series in x of this order at (a, b).
template <class Make>
constexpr calx::expanded_series<number> in_x(Make const& make, int order, rational const& a, rational const& b = rational(0)) {
  calx::graph const g = graph_of(make);
  expansion const in{list({0, -1}), 1, order};
  return expand_in_numbers(g.view(), in, numbers({a, b}), buffer<number>());
}
constexpr bool are(calx::expanded_series<number> const& s, std::initializer_list<rational> expected) {
  if (s.fault != taylor_fault::none || s.coefficients.size() != static_cast<int>(expected.size())) return false;
  int i = 0;
  for (rational const& e : expected)
    if (!(s.coefficients[i++] == number(e))) return false;
  return true;
}

constexpr auto exp_of_x = [](calx::maker& g, node_id x, node_id) { return g.apply(opcode::exp, x); };
constexpr auto x_over_y = [](calx::maker& g, node_id x, node_id y) { return g.divide(x, y); };
constexpr auto y_over_x = [](calx::maker& g, node_id x, node_id y) { return g.divide(y, x); };
constexpr auto sinc = [](calx::maker& g, node_id x, node_id) { return g.divide(g.apply(opcode::sin, x), x); };
constexpr auto x_times_y = [](calx::maker& g, node_id x, node_id y) { return g.multiply(x, y); };
constexpr auto abs_of_x = [](calx::maker& g, node_id x, node_id) { return g.apply(opcode::abs, x); };
constexpr auto log_of_x = [](calx::maker& g, node_id x, node_id) { return g.apply(opcode::log, x); };
constexpr auto root_of_x = [](calx::maker& g, node_id x, node_id) { return g.apply(opcode::square_root, x); };
// (sin(x)/x)^n as quotients of powers: n times 0/0
template <int N>
constexpr auto power_of_sinc =
    [](calx::maker& g, node_id x, node_id) { return g.divide(g.power(g.apply(opcode::sin, x), N), g.power(x, N)); };

static_assert(are(in_x(exp_of_x, 3, rational(0)), {rational(1), rational(1), rational(1, 2), rational(1, 6)}));
static_assert(!are(in_x(exp_of_x, 3, rational(0)), {rational(1), rational(1), rational(1, 2), rational(1, 7)}));
// What is not expanded is a parameter; order 0 is the value.
static_assert(are(in_x(x_over_y, 2, rational(3), rational(2)), {rational(3, 2), rational(1, 2), rational(0)}));
static_assert(are(in_x(x_over_y, 0, rational(3), rational(2)), {rational(3, 2)}));
static_assert(are(in_x(sinc, 4, rational(0)), {rational(1), rational(0), rational(-1, 6), rational(0), rational(1, 120)}));
static_assert(are(in_x(power_of_sinc<12>, 2, rational(0)), {rational(1), rational(0), rational(-2)}));

static_assert(in_x(power_of_sinc<13>, 0, rational(0)).fault == taylor_fault::pole);  // after highest_shift times
static_assert(in_x(y_over_x, 1, rational(0), rational(1)).fault == taylor_fault::pole);
static_assert(in_x(log_of_x, 1, rational(0)).fault == taylor_fault::outside_domain);
static_assert(in_x(log_of_x, 1, rational(-1)).fault == taylor_fault::outside_domain);
// A kink begins where the slope jumps: with order 1.
static_assert(in_x(abs_of_x, 0, rational(0)).fault == taylor_fault::none);
static_assert(in_x(abs_of_x, 1, rational(0)).fault == taylor_fault::kink);
static_assert(in_x(root_of_x, 0, rational(0)).fault == taylor_fault::none);
static_assert(in_x(root_of_x, 1, rational(0)).fault == taylor_fault::kink);
static_assert(are(in_x(abs_of_x, 1, rational(-3)), {rational(3), rational(-1)}));

// All terms together, or each variable for itself: 1, x, y, x y.
constexpr bool shapes_of_terms() {
  expansion const together{list({0, 1}), 2, 2}, by_box{list({0, 1}), 2, 0, list({1, 1})};
  calx::graph const g = graph_of(x_times_y);
  buffer<number> const point = numbers({rational(3), rational(5)});
  return together.indices().size() == 6 && together.indices(1).size() == 10 && by_box.indices().size() == 4 &&
         are(expand_in_numbers(g.view(), by_box, point, buffer<number>()),
             {rational(15), rational(5), rational(3), rational(1)}) &&
         are(expand_in_numbers(g.view(), together, point, buffer<number>()),
             {rational(15), rational(5), rational(3), rational(0), rational(1), rational(0)});
}
static_assert(shapes_of_terms());

// 0/0 in two variables is refused: x y/(x + y) has no series at the origin.
constexpr bool in_two_variables() {
  auto const f = [](calx::maker& g, node_id x, node_id y) { return g.divide(g.multiply(x, y), g.add(x, y)); };
  calx::graph const g = graph_of(f);
  expansion const in{list({0, 1}), 2, 1};
  return expand_in_numbers(g.view(), in, numbers({rational(0), rational(0)}), buffer<number>()).fault == taylor_fault::pole &&
         are(expand_in_numbers(g.view(), in, numbers({rational(1), rational(1)}), buffer<number>()),
             {rational(1, 2), rational(1, 4), rational(1, 4)});
}
static_assert(in_two_variables());

// About every point of an interval: exp on [0, 1] has coefficients in [1, e]/k!.
constexpr bool on_intervals() {
  calx::graph const g = graph_of(exp_of_x);
  expansion const in{list({0, -1}), 1, 2};
  buffer<calx::interval> point;
  point.push(calx::interval(0, 1));
  point.push(calx::interval(0));
  auto const s = expand_in_intervals(g.view(), in, point, buffer<calx::interval>());
  calx::interval const third = s.coefficients[2];
  return third.lower() <= 0.5 && third.lower() > 0.499999 && third.upper() >= 2.718281828459045 / 2 && third.upper() < 1.3592;
}
static_assert(on_intervals());

// The two forms are the same function; absent powers cost nothing in Horner's.
constexpr bool forms_agree() {
  calx::builder b;
  calx::maker make(b);
  calx::multi_index_set const indices = calx::multi_index_set::total_degree(1, 6);
  buffer<node_id> coefficients, variables;
  for (int const c : {5, 0, 0, 2, 0, 0, 1}) coefficients.push(make.constant(rational(c)));
  variables.push(b.input(0));
  node_id const x = variables[0], cube = make.power(x, 3);
  node_id const horner = polynomial_by_horner(make, indices, coefficients, variables);
  node_id const sum = polynomial_as_sum(make, indices, coefficients, variables);
  node_id const five = make.constant(rational(5)), two = make.constant(rational(2));
  return horner == make.add(five, make.multiply(cube, make.add(two, cube))) &&
         sum == make.add(make.add(five, make.multiply(two, cube)), make.power(x, 6));
}
static_assert(forms_agree());
constexpr bool nothing_is_zero() {
  calx::builder b;
  calx::maker make(b);
  calx::multi_index_set const indices = calx::multi_index_set::total_degree(2, 3);
  buffer<node_id> const coefficients(indices.size(), make.zero());
  buffer<node_id> variables;
  variables.push(b.input(0));
  variables.push(b.input(1));
  return polynomial_by_horner(make, indices, coefficients, variables) == make.zero() &&
         polynomial_as_sum(make, indices, coefficients, variables) == make.zero();
}
static_assert(nothing_is_zero());

// In doubles a value outside of the domain is no fault: NaN and infinities show themselves.
BOOST_AUTO_TEST_CASE(in_doubles) {
  double const infinity = std::numeric_limits<double>::infinity();
  auto const expanded = [](auto const& make, double a, double b) {
    calx::graph const g = graph_of(make);
    double const values[] = {a, b};
    return expand_in_reals<double>(g.view(), {list({0, -1}), 1, 1}, values, list({0, 1}), nullptr);
  };
  BOOST_TEST((expanded(log_of_x, 0.0, 0.0).fault == taylor_fault::kink));  // its slope 1/x
  BOOST_TEST(std::isnan(expanded(log_of_x, -1.0, 0.0).coefficients[0]));
  BOOST_TEST(std::isnan(expanded(exp_of_x, std::nan(""), 0.0).coefficients[1]));
  BOOST_TEST(expanded(exp_of_x, infinity, 0.0).coefficients[1] == infinity);
  BOOST_TEST(expanded(x_over_y, 3.0, 2.0).coefficients[1] == 0.5);
  BOOST_TEST((expanded(x_over_y, 3.0, 0.0).fault == taylor_fault::pole));
  BOOST_TEST(expanded(sinc, 0.0, 0.0).coefficients[0] == 1);
  BOOST_TEST(expanded(sinc, 1e-300, 0.0).coefficients[0] == 1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
