// SPDX-License-Identifier: Apache-2.0
// Remainder bounds: known answers, and random functions, points and intervals, sampled in long double and, some, with 60
// digits. CALX_TRIPLES sets their number in the exhaustive case (default: 10,000,000).
#include "../graph_interpreter.hpp"
#include "../random_graph.hpp"

#include <calx/calculus/remainder.hpp>
#include <calx/calculus/taylor.hpp>
#include <calx/core.hpp>
#include <calx/evaluate/enclose.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using namespace calx::literals;
using calx::interval;
using many_digits = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<60>>;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr bool within(interval const& bound, double lower, double upper) {
  return bound.is_continuous() && lower <= bound.lower() && bound.upper() <= upper;
}
constexpr interval near_two{1.9, 2.1};
static_assert(within(taylor<1>(1 / x + x, x, 2_c).remainder_bound(near_two), 0, 1.46e-3));
static_assert(within(taylor<2>(1 / x + x, x, 2_c).remainder_bound(near_two), -7.7e-5, 7.7e-5));
static_assert(within(taylor<3>(1 / x + x, x, 2_c).remainder_bound(near_two), 0, 4.1e-6));
// Of a polynomial nothing remains; where f may be no function with derivatives, nothing is known.
static_assert(taylor<2>(x * x - 3 * x, x, 1_c).remainder_bound(interval{-5, 5}) == interval(0));
static_assert(taylor<3>(abs(x), x, 1_c).remainder_bound(interval{0.5, 1.5}) == interval(0));
static_assert(!taylor<3>(abs(x), x, 1_c).remainder_bound(interval{-0.5, 1.5}).is_continuous());
static_assert(taylor<3>(abs(x), x, 1_c).remainder_bound(interval{-0.5, 1.5}).is_entire());
static_assert(taylor<1>(sqrt(x), x, 1_c).remainder_bound(interval{0, 1.5}).is_entire());
static_assert(taylor<1>(log(x), x, 1_c).remainder_bound(interval{-1, 1.5}).is_entire());
static_assert(taylor<1>(where(x < 2_c, x, x* x), x, 1_c).remainder_bound(interval{0, 3}).is_entire());
static_assert(taylor<0>(1 / x, x, 1_c).remainder_bound(interval{-1, 1}).is_entire());
// Two variables, and values for others.
constexpr auto plane = taylor<1>(exp(x) * cos(y), calx::wrt(x, y), 0_c, 0_c);
static_assert(plane.remainder_bound(interval{-0.1, 0.1}, interval{-0.1, 0.1}).contains(interval{-0.004, 0.004}));
static_assert(within(plane.remainder_bound(interval{-0.1, 0.1}, interval{-0.1, 0.1}), -0.02, 0.02));
static_assert(within(taylor<2>(sin(x * y), x, 0_c).remainder_bound(interval{-0.1, 0.1}, y = 2.0), -1.4e-3, 1.4e-3));

struct random_triple {
  calx::graph function;
  calx::buffer<calx::input_info> inputs;
  calx::taylor_source source() const { return {{function.view(), inputs.data(), inputs.size(), 0}, 1, order}; }
  int order = 0;
  double center = 0;
  interval over{};
  std::vector<double> values;  // of the inputs; the first is the variable
};

random_triple made(calx_test::random_source& random) {
  random_triple t;
  calx_test::random_graph_style style;
  style.most_nodes = 16;
  style.outputs = false;
  calx::graph const g = calx_test::random_graph(random, style);
  t.order = random.below(6);
  t.center = (random.below(64) - 32) / 16.0;
  double const radius = std::ldexp(1 + random.unit(), -1 - random.below(8));
  t.over = interval{t.center - radius * random.unit(), t.center + radius};
  calx::builder b;
  calx::buffer<calx::node_id> const moved = calx::rebuild(g.view(), b, [&](calx::node const& n, int) { return b.intern(n); });
  b.output(moved[g.outputs[0]]);
  b.output(b.constant(calx::number::from_floating(t.center)));
  b.output(b.input(0));
  t.function = b.take();
  int inputs = 1;
  for (calx::node const& n : t.function.nodes)
    if (n.operation == calx::opcode::input) inputs = std::max(inputs, n.payload + 1);
  for (int i = 0; i < inputs; ++i) {
    t.inputs.push({"input", calx::scalar_shape});
    t.values.push_back(i == 0 ? t.center : (random.below(32) - 16) / 4.0 + 0.125);
  }
  return t;
}

struct tally {
  int judged = 0, violations = 0, unknown = 0, doubtful = 0;
  std::vector<double> ratios{};  // bound over the largest error seen
};

// Are all values moderate on the whole interval? Then the references below are good, but for the angle of (x, -0), which they
// take for -pi.
bool is_moderate(random_triple const& t) {
  std::vector<interval> inputs, nodes(static_cast<std::size_t>(t.function.nodes.size()));
  for (double const v : t.values) inputs.push_back(interval(v));
  inputs[0] = hull(t.over, interval(t.center));
  std::vector<interval> const captured(16, interval(1));
  calx::enclose(t.function.view(), inputs.data(), captured.data(), nodes.data());
  for (int i = 0; i < t.function.nodes.size(); ++i) {
    interval const& n = nodes[static_cast<std::size_t>(i)];
    if (!n.is_continuous() || !(n.magnitude() < 1e4)) return false;
    if (t.function.nodes[i].operation == calx::opcode::atan2 &&
        nodes[static_cast<std::size_t>(t.function.nodes[i].operands[0])].contains(0))
      return false;
  }
  return true;
}

template <class Real> std::vector<Real> coefficients_of(random_triple const& t) {
  std::vector<Real> values(t.values.begin(), t.values.end()), captured(16, Real(1));
  calx::buffer<int> offsets;
  for (int i = 0; i < static_cast<int>(values.size()); ++i) offsets.push(i);
  calx::expansion const in = t.source().in();
  auto const series = calx::expand_in_reals<Real>(t.source().only(0), in, values.data(), offsets, captured.data());
  return {series.coefficients.begin(), series.coefficients.end()};
}
template <class Real> Real error_at(random_triple const& t, std::vector<Real> const& coefficients, double at) {
  calx_test::arguments<Real> arguments;
  for (double const v : t.values) arguments.inputs.push(Real(v));
  arguments.inputs[0] = Real(at);
  arguments.captured = calx::buffer<Real>(16, Real(1));
  Real sum = 0;
  for (std::size_t k = coefficients.size(); k-- > 0;) sum = sum * (Real(at) - Real(t.center)) + coefficients[k];
  return calx_test::output_of(t.function.view(), arguments) - sum;
}
template <class Real> double largest_error(random_triple const& t, interval const& bound, double slack, tally& result) {
  std::vector<Real> const coefficients = coefficients_of<Real>(t);
  if (coefficients.empty()) return 0;
  double largest = 0, scale = 1;
  for (Real const& c : coefficients) scale = std::max(scale, static_cast<double>(c < 0 ? Real(-c) : c));
  constexpr int points = 9;
  for (int i = 0; i <= points; ++i) {
    double const at = i == points ? t.over.upper() : t.over.lower() + (t.over.upper() - t.over.lower()) * i / points;
    Real const error = error_at(t, coefficients, at);
    if (error < Real(bound.lower()) - Real(slack * scale) || error > Real(bound.upper()) + Real(slack * scale)) {
      // Rounding may take a long double outside; 60 digits decide.
      if constexpr (std::is_same_v<Real, long double>) {
        ++result.doubtful;
        (void)largest_error<many_digits>(t, bound, 1e-50, result);
        return largest;
      }
      if (result.violations++ < 5)
        std::printf("order %d about %g at %.17g: error %g, bound [%g, %g]\n", t.order, t.center, at, static_cast<double>(error),
                    bound.lower(), bound.upper());
    }
    largest = std::max(largest, std::abs(static_cast<double>(error)));
  }
  return largest;
}

tally check(std::uint64_t seed, int triples) {
  tally result;
  calx_test::random_source random(seed);
  for (int i = 0; i < triples; ++i) {
    random_triple const t = made(random);
    calx::buffer<interval> box, parameters, captured(16, interval(1));
    box.push(t.over);
    for (double const v : t.values) parameters.push(interval(v));
    interval const bound = calx::remainder_enclosure(t.source(), box, parameters, captured).bound(t.order, {});
    if (!bound.is_continuous()) ++result.unknown;
    if (!bound.is_continuous() || !is_moderate(t)) continue;
    ++result.judged;
    double const largest = largest_error<long double>(t, bound, 1e-13, result);
    if (i % 64 == 0) (void)largest_error<many_digits>(t, bound, 1e-50, result);
    if (largest > 1e-9) result.ratios.push_back(bound.magnitude() / largest);
  }
  std::sort(result.ratios.begin(), result.ratios.end());
  if (!result.ratios.empty())
    std::printf(
        "remainder: %d bounds judged (%d with 60 digits after a doubt), %d unknown, %d violations; bound over largest "
        "error: median %.3g\n",
        result.judged, result.doubtful, result.unknown, result.violations, result.ratios[result.ratios.size() / 2]);
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(remainder_bounds)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  auto const sine = taylor<5>(sin(x), x, 0_c);
  interval const bound = sine.remainder_bound(interval{-0.5, 0.5});
  BOOST_TEST((bound.contains(0.0) && bound.upper() < 2.2e-5 && bound.lower() > -2.2e-5));
  BOOST_TEST(bound.contains(std::sin(0.5) - sine(x = 0.5)));
}

// Rounded coefficients, and captured numbers.
BOOST_AUTO_TEST_CASE(rounded_coefficients_are_enclosed) {
  auto const e = taylor<3>(exp(x), x, 1_c);
  BOOST_TEST(!e.is_exact());
  BOOST_TEST(e.remainder_bound(interval{0.5, 1.5}).contains(std::exp(1.5) - e(x = 1.5)));
  BOOST_TEST(e.remainder_bound(interval{1, 1}).magnitude() > 0);
  auto const captured = taylor<3>(exp(2.5 * x), x, 0.125);
  BOOST_TEST(captured.remainder_bound(interval{0, 0.25}).contains(std::exp(2.5 * 0.25) - captured(x = 0.25)));
}

BOOST_AUTO_TEST_CASE(random_triples) {
  tally const t = check(1, 100000);
  BOOST_TEST(t.violations == 0);
  BOOST_TEST(t.judged > 20000);
  BOOST_TEST(t.ratios[t.ratios.size() / 2] < 100);
}

BOOST_AUTO_TEST_CASE(many_random_triples, *boost::unit_test::label("exhaustive")) {
  char const* const wanted = std::getenv("CALX_TRIPLES");
  tally const t = check(2, wanted == nullptr ? 10000000 : std::atoi(wanted));
  BOOST_TEST(t.violations == 0);
}

BOOST_AUTO_TEST_SUITE_END()
