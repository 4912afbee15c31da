// SPDX-License-Identifier: Apache-2.0
// Random graphs over random intervals: at points of the intervals, the value of every node in numbers of 60 digits lies in the
// node's interval; where that is continuous, there is a value. 20,000 nodes at points here, a million in the exhaustive suite.
#include <calx/evaluate/enclose.hpp>
#include <calx/transform/pipeline.hpp>

#include <boost/test/unit_test.hpp>

#include "../enclosure_check.hpp"
#include "../random_graph.hpp"

#include <cstdio>
#include <cstdlib>

BOOST_AUTO_TEST_SUITE(enclose)

namespace {

using calx::graph_view, calx::interval, calx::node, calx::node_id, calx::opcode;
using calx_test::big, calx_test::random_source;

// c x^2 + y/3 - pi, and a choice.
constexpr bool known_graph() {
  calx::builder b;
  node_id const x = b.input(0), y = b.input(1), c = b.intern({opcode::captured, {-1, -1, -1}, 0});
  node_id const third = b.constant(calx::number(calx::rational(1, 3))), square = b.apply(opcode::power, x, -1, -1, 2);
  node_id const sum = b.apply(opcode::add, b.apply(opcode::multiply, c, square), b.apply(opcode::multiply, third, y));
  node_id const choice = b.apply(opcode::where, b.apply(opcode::less, x, y), sum, x);
  node_id const circle = b.apply(opcode::subtract, sum, b.intern({opcode::pi}));
  b.output(circle);
  interval const inputs[] = {{-1, 2}, {3, 6}}, captured[] = {0.5};
  interval values[16];
  calx::enclose(b.view(), inputs, captured, values);
  return values[square] == interval{0, 4} && values[sum].lower() <= 1 && values[sum].lower() > 1 - 1e-15 &&
         values[sum].upper() >= 4 && values[sum].upper() < 4 + 1e-14 && values[third].width() > 0 &&
         values[choice] == values[sum] && values[choice].is_continuous() && values[circle].contains(1 - 3.14159265358979);
}
static_assert(known_graph());

struct boxes {
  calx_test::arguments<interval> arguments;
};
// Around a point: near it, as wide as itself, any, or the point.
boxes random_boxes(random_source& random) {
  calx_test::arguments<double> const at = calx_test::random_point(random);
  auto const around = [&](double x) -> interval {
    double const size = std::fabs(x) + 0.01;
    switch (random.below(6)) {
      case 0: return x;
      case 1: return calx_test::random_interval(random);
      case 2: return {x, x + size * random.unit()};
      case 3: return {x - size * 1e-9, x + size * 1e-9};
      default: return {x - size * random.unit(), x + size * 0.1 * random.unit()};
    }
  };
  boxes result;
  for (double const x : at.inputs) result.arguments.inputs.push(around(x));
  for (int i = 0; i < at.captured.size(); ++i)
    result.arguments.captured.push(i < 3 ? around(at.captured[i]) : interval(at.captured[i]));
  return result;
}

struct tally {
  int points = 0, defined = 0, bounded = 0, violations = 0;
};

class graph_check {
 public:
  graph_check(graph_view g, boxes const& b, tally& t) : g_(g), tally_(t), values_(g.size) {
    calx::enclose(g, b.arguments.inputs.data(), b.arguments.captured.data(), values_.data());
  }

  // Node by node, so that a rounding of the reference never goes far: what is outside by no more than that is moved inside.
  void at(calx_test::arguments<big> const& x) {
    calx::buffer<big> v(g_.size);
    calx::buffer<char> known(g_.size);
    for (node_id i = 0; i < g_.size; ++i) {
      node const& n = g_[i];
      known[i] = 1;
      big slack = 0;
      for (int k = 0; k < 3 && n.operands[k] != calx::no_node; ++k) {
        slack += calx_test::size_of(v[n.operands[k]]);
        bool const matters = n.operation != opcode::where || k == 0 || (k == 1) == (v[n.operands[0]] != 0);
        if (matters && known[n.operands[k]] == 0) known[i] = 0;
      }
      big const &a = v[n.operands[0] < 0 ? 0 : n.operands[0]], &b = v[n.operands[1] < 0 ? 0 : n.operands[1]];
      if (known[i] == 0 || calx_test::is_beyond_reference(n.operation, a, b)) {
        known[i] = 0;
        continue;
      }
      v[i] = value(n, v, x);
      if (v[i] == 0) v[i] = 0;  // there is one zero
      check(i, v[i], known[i], slack);
    }
  }

 private:
  big value(node const& n, calx::buffer<big> const& v, calx_test::arguments<big> const& x) const {
    big const none = 0;
    auto const operand = [&](int k) -> big const& { return n.operands[k] == calx::no_node ? none : v[n.operands[k]]; };
    switch (n.operation) {
      case opcode::input: return x.inputs[n.payload];
      case opcode::captured: return x.captured[n.payload];
      case opcode::constant: return g_.constants[n.payload].to<big>();
      default: return calx_test::apply<big>(n.operation, n.payload, operand(0), operand(1), operand(2));
    }
  }
  void check(node_id i, big& v, char& known, big const& operands) {
    interval const& got = values_[i];
    ++tally_.points;
    if (!calx_test::is_finite(v)) {
      v = 0;
      known = 0;
      if (got.is_continuous() && operands < 1000) report("continuous without value", i, v);
      return;
    }
    ++tally_.defined;
    if (got.magnitude() < calx_test::infinity) ++tally_.bounded;
    if (!calx_test::is_in(v, got, (operands + calx_test::size_of(v)) * big(1e-40))) return report("outside", i, v);
    if (v < big(got.lower())) v = got.lower();
    if (v > big(got.upper())) v = got.upper();
  }
  void report(char const* what, node_id i, big const& v) {
    if (++tally_.violations > 20) return;
    std::printf("%s: %s\n", what, calx::facts_of(g_[i].operation).name.data());
    for (int k = 0; k < 3 && g_[i].operands[k] != calx::no_node; ++k)
      std::printf("  of [%.17g, %.17g]\n", values_[g_[i].operands[k]].lower(), values_[g_[i].operands[k]].upper());
    std::printf("  [%.17g, %.17g], true %s\n", values_[i].lower(), values_[i].upper(), v.str(25).c_str());
  }

  graph_view g_;
  tally& tally_;
  calx::buffer<interval> values_;
};

tally check_graphs(int count, std::uint64_t seed) {
  random_source random(seed);
  tally t;
  calx_test::random_graph_style style;
  style.fused = true;
  while (t.points < count) {
    calx::graph const written = calx_test::random_graph(random, style);
    calx::graph const simple = calx::run_passes(calx::enclosure_passes, written.view());
    for (graph_view const g : {written.view(), simple.view()})
      for (int box = 0; box < 3; ++box) {
        boxes const b = random_boxes(random);
        graph_check check(g, b, t);
        for (int point = 0; point < 3; ++point) {
          calx_test::arguments<big> x;
          for (interval const& i : b.arguments.inputs) x.inputs.push(calx_test::random_member(i, random));
          for (interval const& i : b.arguments.captured) x.captured.push(calx_test::random_member(i, random));
          check.at(x);
        }
      }
  }
  std::printf("%d values of nodes, %d defined, %d in bounded intervals, %d violations\n", t.points, t.defined, t.bounded,
              t.violations);
  return t;
}

int points(int otherwise) {
  char const* const text = std::getenv("CALX_POINTS");
  return text ? std::atoi(text) : otherwise;
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(known_graph()); }

BOOST_AUTO_TEST_CASE(random_graphs) {
  tally const t = check_graphs(points(20000), 1);
  BOOST_TEST(t.violations == 0);
  BOOST_TEST(t.defined * 2 > t.points);
  BOOST_TEST(t.bounded * 3 > t.points);
}

BOOST_AUTO_TEST_CASE(random_graphs_1000000, *boost::unit_test::label("exhaustive")) {
  BOOST_TEST(check_graphs(points(1000000), 2).violations == 0);
}

BOOST_AUTO_TEST_SUITE_END()
