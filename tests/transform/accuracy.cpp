// SPDX-License-Identifier: Apache-2.0
//
// Formulas that lose their digits, or overflow on the way, at awkward points: the error of the formula as written beside that
// of what calx evaluates, for the value and two derivatives, in float and double, against 100 digits of a careful spelling.
// Prints the table with
// --log_level=message.
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(accuracy)

namespace {

using namespace calx_test;
using calx::graph, calx::graph_view, calx::opcode;
using exact_number_type =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>, boost::multiprecision::et_off>;

struct example {
  char const* text;
  formula (*write)(formula x, formula y);
  formula (*write_with_care)(formula x, formula y);
  std::vector<double> xs;
  double y = 1;
  double naive_is_off_by = 1e3;  // at one of the points, in double
  double limit = 4;              // of the value, in ulp
  double derivative_limit = 12;  // of the derivatives
  int orders = 2;
};

formula of(formula x, opcode operation) { return x.apply(operation); }
formula captured(formula x) { return x.leaf(opcode::captured); }  // 1

// The order-th derivative by x, raw.
graph differentiated(graph_view f, int order) {
  graph g = calx::copy_of(f);
  for (int i = 0; i < order; ++i) {
    calx::builder b;
    calx::maker make(b);
    calx::buffer<calx::node_id> const moved = calx::rebuild(g.view(), b, [&](calx::node const& n, int) { return b.intern(n); });
    calx::node_id const x = b.find({opcode::input, {calx::no_node, calx::no_node, calx::no_node}, 0, {}});
    calx::node_id const slope = calx::forward(make, b.size(), x)[moved[g.outputs[0]]];
    b.output(slope == calx::no_node ? make.zero() : slope);
    g = calx::run_passes(calx::derivative_passes, b.view());
  }
  return g;
}

template <class Real> double ulps(Real got, exact_number_type const& expected) {
  if (got == static_cast<Real>(expected)) return 0;
  if (!(std::fabs(got) <= std::numeric_limits<Real>::max())) return HUGE_VAL;
  if (std::fabs(got) < std::numeric_limits<Real>::min() && abs(expected) < std::numeric_limits<Real>::min()) return 0;
  int const exponent = std::max(std::ilogb(static_cast<Real>(expected)), std::numeric_limits<Real>::min_exponent - 1);
  exact_number_type const difference = abs(exact_number_type(exact_number_type(got) - expected));
  return static_cast<double>(ldexp(difference, std::numeric_limits<Real>::digits - 1 - exponent));
}

struct errors {
  double naive = 0, safe = 0;
};
template <class Real> errors errors_at(graph_view naive, graph_view safe, graph_view careful, double x, double y) {
  arguments<Real> at{static_cast<Real>(x), static_cast<Real>(y)};
  at.captured.push(Real(1));
  arguments<exact_number_type> exactly{exact_number_type(at.inputs[0]), exact_number_type(at.inputs[1])};
  exactly.captured.push(exact_number_type(1));
  exact_number_type const expected = output_of(careful, exactly);
  return {ulps(output_of(naive, at), expected), ulps(output_of(safe, at), expected)};
}

std::string shown(double ulps) {
  std::ostringstream out;
  out << std::setw(9) << std::setprecision(2) << ulps;
  return out.str();
}

template <class Real> bool fits(double x) {
  return std::fabs(x) < static_cast<double>(std::numeric_limits<Real>::max_exponent) && (x == 0 || std::fabs(x) > 1e-30);
}

template <class Real> void check(example const& e, char const* type) {
  graph const written = at_run_time([&](auto x, auto y) { return e.write(x, y); });
  graph const with_care = at_run_time([&](auto x, auto y) { return e.write_with_care(x, y); });
  std::string line = std::string(type) + e.text;
  line.resize(std::max<std::size_t>(line.size(), 44), ' ');
  for (int order = 0; order <= e.orders; ++order) {
    graph const naive = differentiated(written.view(), order);
    graph const careful = differentiated(with_care.view(), order);
    graph const safe = order == 0 ? calx::run_passes(calx::evaluation_passes, written.view())
                                  : calx::run_passes(calx::result_passes, naive.view());
    errors worst;
    for (double const x : e.xs) {
      if (!fits<Real>(x)) continue;
      errors const at = errors_at<Real>(naive.view(), safe.view(), careful.view(), x, e.y);
      worst = {std::max(worst.naive, at.naive), std::max(worst.safe, at.safe)};
      double const limit = order == 0 ? e.limit : e.derivative_limit;
      BOOST_TEST(at.safe <= limit, type << e.text << ", derivative " << order << " at " << x << ": " << at.safe
                                        << " ulp, as written " << at.naive);
    }
    line += " |" + shown(worst.naive) + shown(worst.safe);
    if (order == 0 && sizeof(Real) == 8)
      BOOST_TEST(worst.naive >= e.naive_is_off_by, e.text << " as written is off by " << worst.naive << " ulp only");
  }
  BOOST_TEST_MESSAGE(line);
}

std::vector<double> const small{1e-30, 1e-17, -1e-17, 3e-9, -3e-9, 1e-5, -1e-5, 0.01, -0.3, 0.5};
std::vector<double> const large{-800, -709.5, -300, -40, -20, 0.3, 20, 37, 40, 300, 709.5, 710, 740, 800};

std::vector<example> const& examples() {
  using f = formula;
  static std::vector<example> const all{
      {"log(1 + x)", [](f x, f) { return log(1 + x); }, [](f x, f) { return log1p(x); }, small},
      {"log(1 - x)", [](f x, f) { return log(1 - x); }, [](f x, f) { return log1p(-x); }, small},
      {"log(c + x), c = 1", [](f x, f) { return log(captured(x) + x); }, [](f x, f) { return log1p(x); }, small},
      {"exp(x) - 1", [](f x, f) { return exp(x) - 1; }, [](f x, f) { return expm1(x); }, small},
      {"1 - exp(-x)", [](f x, f) { return 1 - exp(-x); }, [](f x, f) { return -expm1(-x); }, small},
      {"exp(x) - c, c = 1", [](f x, f) { return exp(x) - captured(x); }, [](f x, f) { return expm1(x); }, small},
      {"exp(x) - 1 + y", [](f x, f y) { return exp(x) + y - 1; }, [](f x, f y) { return expm1(x) + y; }, small, 1e-20},
      {"exp(x) + exp(y) - 2", [](f x, f y) { return exp(x) + exp(y) - 2; }, [](f x, f y) { return expm1(x) + expm1(y); }, small,
       1e-20},
      {"1 - cos(x)", [](f x, f) { return 1 - cos(x); }, [](f x, f) { return 2 * pow(sin(x / 2), 2); }, small},
      {"(1 - cos(x)) + y sin(x)", [](f x, f y) { return (1 - cos(x)) + y * sin(x); },
       [](f x, f y) { return 2 * pow(sin(x / 2), 2) + y * sin(x); }, small, 1e-40},
      {"1 + cos(x)",
       [](f x, f) { return 1 + cos(x); },
       [](f x, f) { return 2 * pow(cos(x / 2), 2); },
       {3.14159265, 3.1, -3.1415, 1, 9.424778}},
      {"cosh(x) - 1", [](f x, f) { return cosh(x) - 1; }, [](f x, f) { return 2 * pow(sinh(x / 2), 2); }, small},
      {"1 - sin(x)^2",
       [](f x, f) { return 1 - pow(sin(x), 2); },
       [](f x, f) { return pow(cos(x), 2); },
       {1.5707963, 1.57, 1.5, -1.5708, 4.712389}},
      {"1 - cos(x)^2", [](f x, f) { return 1 - pow(cos(x), 2); }, [](f x, f) { return pow(sin(x), 2); }, small},
      {"1 - tanh(x)^2",
       [](f x, f) { return 1 - pow(tanh(x), 2); },
       [](f x, f) { return of(x, opcode::sech_squared); },
       {0.3, 2, 5, 8, -12, 17, 20, 40, -300}},
      {"1 - tanh(x)",
       [](f x, f) { return 1 - tanh(x); },
       [](f x, f) { return 2 * sigmoid(-(2 * x)); },
       {0.3, 2, 5, 8, 12, 17, 20, 40, 300}},
      {"1 + tanh(x)",
       [](f x, f) { return 1 + tanh(x); },
       [](f x, f) { return 2 * sigmoid(2 * x); },
       {-0.3, -2, -5, -8, -12, -17, -20, -40, -300}},
      {"1/cosh(x)^2",
       [](f x, f) { return 1 / pow(cosh(x), 2); },
       [](f x, f) { return of(x, opcode::sech_squared); },
       {0.3, 8, 20, 40, 200, 300, 353, -340},
       1,
       0},
      {"sinh(x)/cosh(x)",
       [](f x, f) { return sinh(x) / cosh(x); },
       [](f x, f) { return tanh(x); },
       {0.3, 1e-20, 40, 200, 710, 720, -800}},
      {"1 - erf(x)",
       [](f x, f) { return 1 - erf(x); },
       [](f x, f) { return of(x, opcode::erfc); },
       {-3, 0.1, 1, 3, 5, 6, 9, 20}},
      {"(1 + erf(x))/2",
       [](f x, f) { return (1 + erf(x)) / 2; },
       [](f x, f) { return of(-x, opcode::erfc) / 2; },
       {3, -0.1, -1, -3, -5, -6, -9, -20}},
      {"1 - erfc(x)", [](f x, f) { return 1 - of(x, opcode::erfc); }, [](f x, f) { return erf(x); }, small},
      {"1/(1 + exp(-x))", [](f x, f) { return 1 / (1 + exp(-x)); }, [](f x, f) { return sigmoid(x); }, large, 1, 0},
      {"1/(c + exp(-x)), c = 1", [](f x, f) { return 1 / (captured(x) + exp(-x)); }, [](f x, f) { return sigmoid(x); }, large,
       1, 0},
      {"exp(x)/(1 + exp(x))", [](f x, f) { return exp(x) / (1 + exp(x)); }, [](f x, f) { return sigmoid(x); }, large},
      {"1 - 1/(1 + exp(-x))", [](f x, f) { return 1 - 1 / (1 + exp(-x)); }, [](f x, f) { return sigmoid(-x); }, large},
      {"1 - sigmoid(x)", [](f x, f) { return 1 - sigmoid(x); }, [](f x, f) { return sigmoid(-x); }, large},
      {"log(1 + exp(x))", [](f x, f) { return log(1 + exp(x)); }, [](f x, f) { return of(x, opcode::softplus); }, large},
      {"log(c + exp(x)), c = 1", [](f x, f) { return log(captured(x) + exp(x)); },
       [](f x, f) { return of(x, opcode::softplus); }, large},
      {"log(1/(1 + exp(-x)))", [](f x, f) { return log(1 / (1 + exp(-x))); }, [](f x, f) { return -of(-x, opcode::softplus); },
       large},
      {"log(1 - sigmoid(x))", [](f x, f) { return log(1 - sigmoid(x)); }, [](f x, f) { return -of(x, opcode::softplus); },
       large, 1, 1e3, 4, 12, 1},
      {"log(exp(x) + exp(y))", [](f x, f y) { return log(exp(x) + exp(y)); },
       [](f x, f y) { return y + of(x - y, opcode::softplus); }, large, -0.75},
      {"exp(x)/(exp(x) + exp(y))", [](f x, f y) { return exp(x) / (exp(x) + exp(y)); }, [](f x, f y) { return sigmoid(x - y); },
       large, -0.75},
      {"log(exp(x) + exp(y) + exp(x/2))", [](f x, f y) { return log(exp(x) + exp(y) + exp(x / 2)); },
       [](f x, f y) { return y + log1p(exp(x - y) + exp(x / 2 - y)); }, large, -0.75, 1e3, 4, 12, 1},
      {"1 - x^2",
       [](f x, f) { return 1 - x * x; },
       [](f x, f) { return (1 - x) * (1 + x); },
       {1 - 1e-7, 1 - 1e-5, -0.999, 0.5, 3, 1e-10}},
      {"x^2 - y^2",
       [](f x, f y) { return x * x - y * y; },
       [](f x, f y) { return (x - y) * (x + y); },
       {1.1, 1.00001, -1.0000001, 3, 0},
       1.0000002384185791},
      {"sqrt(1 + x) - 1", [](f x, f) { return sqrt(1 + x) - 1; }, [](f x, f) { return x / (sqrt(1 + x) + 1); }, small},
      {"sqrt(1 - x^2) - 1", [](f x, f) { return sqrt(1 - x * x) - 1; },
       [](f x, f) { return -(x * x) / (sqrt((1 - x) * (1 + x)) + 1); }, small},
  };
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(table) {
  BOOST_TEST_MESSAGE(
      "largest error in ulp:                        |    value         |   derivative     |   second\n"
      "                                             | written    calx  | written    calx  | written    calx");
  for (example const& e : examples()) {
    check<double>(e, "");
    check<float>(e, "float: ");
  }
}

BOOST_AUTO_TEST_SUITE_END()
