// SPDX-License-Identifier: Apache-2.0
// Power series: of each elementary function against mpmath, and of random graphs against their values nearby with 50 digits.
#include "taylor_values.hpp"

#include "../graph_interpreter.hpp"
#include "../random_graph.hpp"

#include <calx/transform/expansion.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>

namespace {

using calx::opcode;
using calx::taylor_fault;
using many_digits = boost::multiprecision::cpp_bin_float_50;

constexpr calx::graph graph_of_function(opcode operation) {
  calx::builder b;
  calx::node_id const x = b.input(0);
  b.output(b.apply(operation, x));
  return b.take();
}
constexpr calx::expansion in_first_input(int inputs, int order) {
  calx::expansion in{calx::buffer<int>(inputs, -1), 1, order};
  in.variable_of_input[0] = 0;
  return in;
}
constexpr calx::expanded_series<calx::number> series_of(calx::graph_view g, calx::rational const& at, int order) {
  calx::buffer<calx::number> inputs;
  inputs.push(calx::number(at));
  return calx::expand_in_numbers(g, in_first_input(1, order), inputs, {});
}
constexpr bool is(calx::number const& n, long long p, long long q) { return n.is_exact() && n.exact == calx::rational(p, q); }

// Exact where the function has exact coefficients.
constexpr bool tangent_is_exact() {
  auto const c = series_of(graph_of_function(opcode::tan).view(), calx::rational(0), 7).coefficients;
  return is(c[0], 0, 1) && is(c[1], 1, 1) && is(c[3], 1, 3) && is(c[5], 2, 15) && is(c[7], 17, 315) && is(c[6], 0, 1);
}
static_assert(tangent_is_exact());
constexpr taylor_fault fault_of(opcode operation, calx::rational const& at) {
  return series_of(graph_of_function(operation).view(), at, 2).fault;
}
static_assert(fault_of(opcode::log, 0) == taylor_fault::outside_domain);
static_assert(fault_of(opcode::abs, 0) == taylor_fault::kink && fault_of(opcode::abs, 1) == taylor_fault::none);
static_assert(fault_of(opcode::square_root, 0) == taylor_fault::kink && fault_of(opcode::acosh, 1) == taylor_fault::kink);
static_assert(fault_of(opcode::asin, 2) == taylor_fault::outside_domain);

opcode operation_called(std::string_view name) {
  for (int i = 0; i < calx::opcode_count; ++i)
    if (calx::facts_of(static_cast<opcode>(i)).name == name) return static_cast<opcode>(i);
  return opcode::input;
}

template <class Real> calx::buffer<Real> real_series(calx::graph_view g, double at, int order) {
  Real const values[] = {Real(at)};
  calx::buffer<int> offsets;
  offsets.push(0);
  return calx::expand_in_reals<Real>(g, in_first_input(1, order), values, offsets, nullptr).coefficients;
}

// Errors are measured against the largest of the terms so far on the scale of the radius of convergence, since a coefficient
// that vanishes has none of its own.
double error_of(double got, calx_test::taylor_reference const& r, int k, double slack) {
  double scale = std::abs(r.coefficients[k]);
  for (int i = 0; i < k; ++i) scale = std::max(scale, slack * std::abs(r.coefficients[i]));
  return std::abs(got - r.coefficients[k]) / (scale == 0 ? 1 : scale);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(taylor_recurrences)

BOOST_AUTO_TEST_CASE(every_function) {
  int count = 0;
  for (calx_test::taylor_reference const& r : calx_test::taylor_references) {
    opcode const operation = operation_called(r.function);
    BOOST_TEST_REQUIRE((operation != opcode::input), r.function);
    calx::graph const g = graph_of_function(operation);
    auto const numbers = series_of(g.view(), calx::rational::from_floating(r.point), 8);
    BOOST_TEST_REQUIRE((numbers.fault == taylor_fault::none), r.function);
    auto const doubles = real_series<double>(g.view(), r.point, 8);
    auto const longer = real_series<many_digits>(g.view(), r.point, 8);
    for (int k = 0; k <= 8; ++k) {
      double const slack = r.point == 0 ? 1e-3 : 1;
      BOOST_TEST(error_of(numbers.coefficients[k].to<double>(), r, k, slack) < 1e-13, r.function << " " << r.point << " " << k);
      BOOST_TEST(error_of(doubles[k], r, k, slack) < 1e-13, r.function << " " << r.point << " " << k);
      BOOST_TEST(error_of(static_cast<double>(longer[k]), r, k, 1e-9) < 1e-15, r.function << " " << r.point << " " << k);
    }
    ++count;
  }
  BOOST_TEST(count > 70);
}

// What is missing from the truncated series near the point shrinks with the first power left out.
BOOST_AUTO_TEST_CASE(random_graphs) {
  constexpr int order = 4, graphs = 4000;
  int judged = 0;
  for (int seed = 0; seed < graphs; ++seed) {
    calx_test::random_source random(static_cast<std::uint64_t>(seed));
    calx_test::random_graph_style style;
    style.most_nodes = 24;
    style.piecewise = false;
    style.outputs = false;
    calx::graph const g = calx_test::random_graph(random, style);
    int inputs = 1;
    for (calx::node const& n : g.nodes)
      if (n.operation == opcode::input) inputs = std::max(inputs, n.payload + 1);
    calx_test::arguments<long double> at;
    calx::buffer<int> offsets;
    for (int i = 0; i < inputs; ++i) {
      at.inputs.push((random.below(64) - 32) / 8.0L + 1 / 64.0L);
      offsets.push(i);
    }
    at.captured = calx::buffer<long double>(16, 1.0L);
    auto const series = calx::expand_in_reals<long double>(g.view(), in_first_input(inputs, order + 1), at.inputs.data(),
                                                           offsets, at.captured.data());
    if (series.fault != taylor_fault::none) continue;
    long double largest = 0;
    bool usual = true;
    for (long double const c : series.coefficients) {
      usual = usual && std::abs(c) < 1e3L;
      largest = std::max(largest, std::abs(c));
    }
    if (!usual || largest == 0) continue;
    long double const h = 0x1p-12L;
    at.inputs[0] += h;
    long double const value = calx_test::output_of(g.view(), at);
    // How far rounding alone may have moved it.
    auto const longer = [](calx::node_id, long double v) { return v * (1 + 0x1p-58L); };
    long double const noise = std::abs(calx_test::interpret(g.view(), at, longer)[g.outputs[0]] - value);
    long double sum = 0, power = 1;
    for (int k = 0; k <= order; ++k, power *= h) sum += series.coefficients[k] * power;
    if (!std::isfinite(noise)) continue;
    // One more coefficient says how large the rest is.
    long double const rest = std::abs(value - sum), expected = std::abs(series.coefficients[order + 1]) * power;
    ++judged;
    BOOST_TEST(rest <= 2 * expected + noise + largest * 1e-14L,
               "seed " << seed << ": " << rest << " " << expected << " " << largest);
  }
  BOOST_TEST(judged > graphs / 4);
}

BOOST_AUTO_TEST_SUITE_END()
