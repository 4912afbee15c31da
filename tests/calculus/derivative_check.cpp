// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative_check.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/vector.hpp>
#include <calx/transform/reverse.hpp>

#include "../graph_interpreter.hpp"
#include "../random_graph.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <sstream>

BOOST_AUTO_TEST_SUITE(checks_of_derivatives)

namespace {

using namespace calx::literals;
using calx::derivative_verdict;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 3>;

constexpr bool while_compiling(double at_x) {
  auto const check = derivative_check(x * x * y - 3 * y, x = at_x, y = 2.0);
  return check.agrees() && check.disagreeing().empty() && check.variables[0].name == "x" &&
         check.variables[1].derivative == at_x * at_x - 3 && derivative_check(x * x * x, x = 0.0).agrees() &&
         derivative_check(abs(x - 1), x = 1.0).variables[0].verdict == derivative_verdict::kink;
}
static_assert(while_compiling(1.5));

// f and its gradient as calx makes it, for a function of one or two numbers.
struct interpreted {
  calx::graph value, slopes;

  explicit interpreted(calx::opcode operation) {
    calx::builder b;
    calx::node_id const in[] = {b.input(0), b.input(1)};
    calx::node_id const self = b.apply(operation, in[0], calx::facts_of(operation).arity > 1 ? in[1] : calx::no_node);
    b.output(self);
    value = calx::copy_of(b.view());
    calx::maker make(b);
    calx::buffer<calx::node_id> inputs;
    for (calx::node_id const i : in) inputs.push(i);
    calx::buffer<calx::node_id> const adjoints = calx::reverse(make, self, inputs);
    for (calx::node_id const id : adjoints) b.output(id);
    slopes = calx::run_passes(calx::result_passes, b.view());
  }
  auto check(std::array<double, 2> const& point) const {
    auto const at = [](std::array<double, 2> const& p) { return calx_test::arguments<double>{p[0], p[1]}; };
    return calx::derivative_check([&](auto const& p) { return calx_test::output_of(value.view(), at(p)); },
                                  [&](auto const& p) {
                                    return std::array{calx_test::output_of(slopes.view(), at(p), 1),
                                                      calx_test::output_of(slopes.view(), at(p), 2)};
                                  },
                                  point);
  }
};

struct domain {
  calx::opcode operation;
  double from = -3, to = 3;
};

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(while_compiling(1.5)); }

// Every function of expression/functions.hpp, at random points of its domain and of all sizes.
BOOST_AUTO_TEST_CASE(right_derivatives_agree) {
  using enum calx::opcode;
  calx_test::random_source random(7);
  int undecided = 0, all = 0;
  for (domain const& d : {domain{add},
                          {subtract},
                          {multiply},
                          {divide, 0.1, 3},
                          {negate},
                          {pow, 0.1, 4},
                          {square_root, 0, 9},
                          {cube_root},
                          {hypot},
                          {exp},
                          {exp2},
                          {expm1},
                          {log, 0, 5},
                          {log2, 0, 5},
                          {log10, 0, 5},
                          {log1p, -1, 5},
                          {sin, -9, 9},
                          {cos, -9, 9},
                          {tan, -1.5, 1.5},
                          {asin, -1, 1},
                          {acos, -1, 1},
                          {atan},
                          {atan2},
                          {sinh},
                          {cosh},
                          {tanh},
                          {asinh},
                          {acosh, 1, 5},
                          {atanh, -1, 1},
                          {erf},
                          {erfc},
                          {sigmoid, -20, 20},
                          {softplus, -20, 20},
                          {abs},
                          {sign},
                          {min},
                          {max}}) {
    interpreted const f(d.operation);
    for (int i = 0; i < 200; ++i) {
      double const scale = i % 4 == 0 ? std::ldexp(1, -random.below(60)) : 1;
      std::array<double, 2> const point{(d.from + (d.to - d.from) * random.unit()) * scale,
                                        (d.from + (d.to - d.from) * random.unit()) * scale};
      auto const check = f.check(point);
      if (!calx::detail::is_finite_number(check.variables[0].value)) continue;  // outside the domain
      for (auto const& one : check.variables) {
        ++all;
        undecided += one.verdict == derivative_verdict::undecided ? 1 : 0;
        BOOST_TEST((one.agrees() || one.verdict == derivative_verdict::undecided), calx::facts_of(d.operation).name
                                                                                       << '\n'
                                                                                       << to_string(check));
      }
    }
  }
  BOOST_TEST_MESSAGE(undecided << " of " << all << " undecided");
  BOOST_TEST(undecided < all / 50);
}

BOOST_AUTO_TEST_CASE(wrong_derivatives_are_named) {
  auto const value = [](auto const& p) { return std::exp(p[0]) * std::sin(p[1]) + p[2] * p[2]; };
  std::array const point{0.3, 1.1, -2.0};
  double const e = std::exp(0.3), s = std::sin(1.1), c = std::cos(1.1);
  auto const found = [&](double by_0, double by_1, double by_2) {
    return calx::derivative_check(value, [&](auto const&) { return std::array{by_0, by_1, by_2}; }, point);
  };
  BOOST_TEST(found(e * s, e * c, -4).agrees());
  BOOST_TEST(found(-e * s, e * c, -4).disagreeing() == "x[0]");              // a sign
  BOOST_TEST(found(e * s, e * c, -2).disagreeing() == "x[2]");               // a factor
  BOOST_TEST(found(e * s, e * c * (1 + 1e-6), -4).disagreeing() == "x[1]");  // a small error
  BOOST_TEST(found(e * s, e * c * (1 - 1e-8), -4).disagreeing() == "x[1]");
  BOOST_TEST(found(e * s, 0, -4).disagreeing() == "x[1]");
  auto const with_nan = found(e * s, NAN, -4);
  BOOST_TEST(!with_nan.agrees());
  BOOST_TEST((with_nan.variables[1].verdict == derivative_verdict::not_finite));
}

// A std::vector of numbers, floats, and a gradient of another length.
BOOST_AUTO_TEST_CASE(points_of_any_kind) {
  auto const value = [](auto const& p) { return p[0] * p[1]; };
  auto const swapped = [](auto p) {
    std::swap(p[0], p[1]);
    return p;
  };
  BOOST_TEST(calx::derivative_check(value, swapped, std::vector{2.0, 3.0}).agrees());
  BOOST_TEST(calx::derivative_check(value, swapped, std::vector{2.0f, 3.0f}).agrees());
  BOOST_TEST(calx::derivative_check(value, swapped, std::array{2.0L, 3.0L}).agrees());
  BOOST_TEST(calx::derivative_check(value, [](auto const& p) { return p; }, std::vector{2.0, 3.0}).disagreeing() == "x[0]");
  BOOST_CHECK_THROW((void)calx::derivative_check(
                        value, [](auto const&) { return std::vector{1.0}; }, std::vector{2.0, 3.0}),
                    std::invalid_argument);
}

// Never "agrees" where there is no derivative, or none to be seen.
BOOST_AUTO_TEST_CASE(honest_verdicts) {
  auto const verdict = [](auto const& f, double at) { return derivative_check(f, x = at).variables[0].verdict; };
  BOOST_TEST((verdict(abs(x), 0) == derivative_verdict::kink));
  BOOST_TEST((verdict(max(2 * x, x + 1), 1) == derivative_verdict::kink));
  BOOST_TEST((verdict(sqrt(x), 0) == derivative_verdict::not_finite));
  BOOST_TEST((verdict(1 / x, 0) == derivative_verdict::not_finite));
  BOOST_TEST((verdict(cbrt(x), 0) == derivative_verdict::not_finite));
  BOOST_TEST((verdict(sin(x), 1e20) == derivative_verdict::undecided));
  BOOST_TEST((verdict(tan(x), 1.5707963267948966) == derivative_verdict::undecided));
  BOOST_TEST((verdict(1 + x * 1e-20, 1) == derivative_verdict::undecided));
  BOOST_TEST((verdict(x * x, 1e-200) == derivative_verdict::undecided));  // x^2 is 0 there
  BOOST_TEST((verdict(sin(x), 1e-200) == derivative_verdict::agrees));
  BOOST_TEST((verdict(log(x), 1e-300) == derivative_verdict::agrees));
  BOOST_TEST((verdict(x * sqrt(x), 1e200) == derivative_verdict::agrees));
}

BOOST_AUTO_TEST_CASE(vectors_and_text) {
  auto const check = derivative_check(v[0_c] * v[2_c] * sin(x), v = std::array{1.0, 2.0, 3.0}, x = 0.5);
  BOOST_TEST(check.agrees());
  BOOST_TEST(check.variables.size() == 4u);
  BOOST_TEST(check.variables[2].name.view() == "v[2]");
  BOOST_TEST(check.variables[3].derivative == 3 * std::cos(0.5), boost::test_tools::tolerance(1e-15));
  std::ostringstream out;
  out << derivative_check(x * x * x, x = 2.0);
  std::string const text = out.str();
  BOOST_TEST(text.find("d/dx at x = 2: agrees\n  h        (f(x + h) - f(x - h))/(2h), extrapolated to h = 0\n") == 0u);
  BOOST_TEST(text.find("\n  derivative  12\n") != std::string::npos);
  BOOST_TEST(text == to_string(derivative_check(x * x * x, x = 2.0)));
}

BOOST_AUTO_TEST_SUITE_END()
