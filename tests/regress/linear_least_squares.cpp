// SPDX-License-Identifier: Apache-2.0
// Numbers with many digits are mpmath's, from the normal equations at 60 digits; random problems are compared with the normal
// equations in numbers of 100 digits.
#include <calx/regress/linear_least_squares.hpp>

#include "../random_source.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

namespace {

using calx::detail::linear_rows;
using calx::detail::solve_linear_least_squares;
using numbers = std::vector<double>;
using solution = calx::detail::linear_solution<double>;

constexpr double epsilon = std::numeric_limits<double>::epsilon();

// Columns one after the other.
struct problem {
  int columns;
  numbers a, b, weights;
  int rows() const { return static_cast<int>(b.size()); }
  linear_rows<double> data() const { return {rows(), columns, a.data(), b.data(), weights.empty() ? nullptr : weights.data()}; }
  double& operator()(int i, int j) { return a[static_cast<std::size_t>(j * rows() + i)]; }
  double operator()(int i, int j) const { return a[static_cast<std::size_t>(j * rows() + i)]; }
};
problem make(int rows, int columns) {
  return {columns, numbers(static_cast<std::size_t>(rows * columns)), numbers(static_cast<std::size_t>(rows)), {}};
}

solution solve(problem const& p, calx::detail::least_squares_options const& options = {}) {
  return solve_linear_least_squares(p.data(), options);
}
numbers leverages(solution const& s, problem const& p) {
  numbers h(p.b.size());
  put_leverages(s, p.data(), h.data());
  return h;
}
numbers residuals(solution const& s, problem const& p) {
  numbers r(p.b.size());
  put_residuals(s, p.data(), r.data());
  return r;
}

double error(double value, double expected) {
  return value == expected ? 0 : std::abs(value - expected) / (expected == 0 ? 1 : std::abs(expected));
}

problem const line{2, {1, 1, 1, 1, 1, 1, 2, 4, 7, 11}, {1.5, 2.25, 3.0, 6.75, 10.5}, {}};
problem weighted(numbers const& weights) {
  problem p = line;
  p.weights = weights;
  return p;
}

constexpr double first_columns[] = {1, 1, 1, 1, 1, 1, 2, 4, 7, 11};
constexpr double first_right[] = {1.5, 2.25, 3.0, 6.75, 10.5};
constexpr double first_weights[] = {1, 0.5, 4, 2, 0.125};
constexpr double duplicated[] = {1, 1, 1, 2, 2, 2, 1, 2, 4};
constexpr double three[] = {4, 5, 7};

constexpr bool close(double value, double expected) {
  double const difference = value < expected ? expected - value : value - expected;
  return difference <= 1e-15 * (expected < 0 ? -expected : expected);
}

// In a constant expression, with the number of columns known and not.
constexpr auto constant = solve_linear_least_squares<2>(linear_rows<double>{5, 2, first_columns, first_right});
static_assert(constant.rank() == 2 && constant.finite());
static_assert(close(constant.coefficient(0), 0.19772727272727272727) && close(constant.coefficient(1), 0.92045454545454545455));
static_assert(close(constant.residual_sum_of_squares(), 1.0073863636363636364));
static_assert(close(constant.deviation(1), 0.12309149097933273273));
constexpr double slope_of_weighted() {
  auto const s = solve_linear_least_squares(linear_rows<double>{5, 2, first_columns, first_right, first_weights});
  return s.coefficient(1);
}
static_assert(close(slope_of_weighted(), 0.93528774379966289429));
constexpr auto deficient = solve_linear_least_squares<3>(linear_rows<double>{3, 3, duplicated, three});
static_assert(deficient.rank() == 2 && !deficient.is_determined(0) && !deficient.is_determined(1) &&
              deficient.is_determined(2));
constexpr double sum_of_leverages() {
  double h[5]{}, sum = 0;
  put_leverages(constant, linear_rows<double>{5, 2, first_columns, first_right}, h);
  for (double const x : h) sum += x;
  return sum;
}
static_assert(close(sum_of_leverages(), 2));

}  // namespace

BOOST_AUTO_TEST_SUITE(linear_least_squares)

BOOST_AUTO_TEST_CASE(a_line) {
  auto const s = solve(line);
  BOOST_TEST(s.coefficient(0) == 0.19772727272727272727, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.coefficient(1) == 0.92045454545454545455, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.residual_sum_of_squares() == 1.0073863636363636364, boost::test_tools::tolerance(4 * epsilon));
  BOOST_TEST(s.deviation(0) == 0.76078109781189936441, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.deviation(1) == 0.12309149097933273273, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.covariance(0, 1) == -0.075757575757575757576, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.covariance(1, 0) == s.covariance(0, 1));
  BOOST_TEST(s.correlation(0, 1) == s.covariance(0, 1) / s.deviation(0) / s.deviation(1), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.rank() == 2);
  BOOST_TEST(s.refinements() >= 1);
  numbers const h{0.44242424242424242424, 0.33636363636363636364, 0.21515151515151515152, 0.26060606060606060606,
                  0.74545454545454545455};
  numbers const r{0.38181818181818181818, 0.21136363636363636364, -0.87954545454545454545, 0.10909090909090909091,
                  0.17727272727272727273};
  for (std::size_t i = 0; i < h.size(); ++i) {
    BOOST_TEST(leverages(s, line)[i] == h[i], boost::test_tools::tolerance(1e-15));
    BOOST_TEST(residuals(s, line)[i] == r[i], boost::test_tools::tolerance(epsilon));
  }
  BOOST_TEST(constant.coefficient(0) == s.coefficient(0));
  BOOST_TEST(constant.coefficient(1) == s.coefficient(1));
}

BOOST_AUTO_TEST_CASE(weights) {
  problem const p = weighted({1, 0.5, 4, 2, 0.125});
  auto const s = solve(p);
  BOOST_TEST(s.coefficient(0) == -0.23314471466409824223, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.coefficient(1) == 0.93528774379966289429, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.residual_sum_of_squares() == 2.261648206116060679, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.deviation(0) == 0.83304032090777374054, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.covariance(0, 1) == -0.12858174813387912353, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(leverages(s, p)[2] == 0.54129544907295930653, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(residuals(s, p)[4] == 0.44497953286780640501, boost::test_tools::tolerance(epsilon));
}

// The deviation of a fitted value: in the rows of the data the root of the leverage, and at x = 0 that of the intercept.
BOOST_AUTO_TEST_CASE(deviations_of_rows) {
  auto const s = solve(line);
  for (int i = 0; i < 5; ++i) {
    double const row[]{line(i, 0), line(i, 1)};
    BOOST_TEST(s.deviation_of_row(row) == std::sqrt(leverages(s, line)[static_cast<std::size_t>(i)]),
               boost::test_tools::tolerance(1e-14));
  }
  double const at_zero[]{1, 0};
  BOOST_TEST(s.deviation_of_row(at_zero) == s.deviation(0), boost::test_tools::tolerance(1e-14));
  // With a column there twice, what both add to is determined, and one of them is not.
  auto const t = solve({3, {1, 1, 1, 1, 1, 1, 2, 4, 7, 11, 1, 2, 4, 7, 11}, line.b, {}});
  double const both[]{1, 3, 3}, one[]{1, 3, 2}, as_both[]{1, 3};
  BOOST_TEST(t.deviation_of_row(both) == s.deviation_of_row(as_both), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(std::isnan(t.deviation_of_row(one)));
}

BOOST_AUTO_TEST_CASE(long_doubles) {
  long double const a[]{1, 1, 1, 1, 1, 1, 2, 4, 7, 11}, b[]{1.5L, 2.25L, 3.0L, 6.75L, 10.5L};
  auto const s = solve_linear_least_squares(linear_rows<long double>{5, 2, a, b});
  BOOST_TEST(std::abs(s.coefficient(1) * 44 - 40.5L) < 1e-17L);
  BOOST_TEST(std::abs(s.coefficient(0) * 220 - 43.5L) < 1e-17L);
}

// Twelve orders of magnitude up and down: the weights' roots are off by roundings of the largest, and refinement mends that.
BOOST_AUTO_TEST_CASE(weights_of_all_sizes) {
  problem const p = weighted({1e12, 1, 1e-12, 1e8, 1e4});
  auto const s = solve(p);
  BOOST_TEST(s.coefficient(0) == 0.62499305557475157008, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.coefficient(1) == 0.87500694275894043029, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.deviation(1) == 0.000016665185574763346381, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(s.residual_sum_of_squares() == 624.84206105989708647, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(residuals(s, p)[0] == 1.6663079996302690676e-9, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(rows_of_weight_zero_do_not_count) {
  problem const p = weighted({1, 0, 1, 1, 0});
  problem const q{2, {1, 1, 1, 1, 4, 7}, {1.5, 3.0, 6.75}, {}};
  auto const s = solve(p), t = solve(q);
  for (int j : {0, 1}) {
    BOOST_TEST(s.coefficient(j) == t.coefficient(j));
    BOOST_TEST(s.deviation(j) == t.deviation(j), boost::test_tools::tolerance(1e-15));
  }
  BOOST_TEST(leverages(s, p)[1] == 0);
  BOOST_TEST(residuals(s, p)[1] == 2.25 - (s.coefficient(0) + 2 * s.coefficient(1)), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(solve(weighted({0, 0, 0, 0, 0})).rank() == 0);
}

BOOST_AUTO_TEST_CASE(one_column) {
  auto const s = solve({1, {1, 2, 4, 7, 11}, {1.5, 2.25, 3.0, 6.75, 10.5}, {}});
  BOOST_TEST(s.coefficient(0) == 0.94633507853403141361, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.deviation(0) == 0.072357460529242163947, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(s.condition() == 1, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(as_many_rows_as_columns) {
  // Hilbert's matrix of order 6 times 27720, which makes it integers; b is the sum of its columns.
  problem p = make(6, 6);
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) p(i, j) = 27720.0 / (i + j + 1), p.b[static_cast<std::size_t>(i)] += p(i, j);
  auto const s = solve(p);
  BOOST_TEST(s.rank() == 6);
  for (int j = 0; j < 6; ++j) BOOST_TEST(s.coefficient(j) == 1);
  BOOST_TEST(s.residual_norm() < 1e-20);
  for (double const h : leverages(s, p)) BOOST_TEST(h == 1, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(fewer_rows_than_columns) {
  auto const s = solve({3, {1, 0, 0, 1, 1, 1}, {2, 3}, {}});
  BOOST_TEST(s.rank() == 2);
  for (int j : {0, 1, 2}) BOOST_TEST(!s.is_determined(j));
  BOOST_TEST(s.residual_norm() < 1e-15);
}

BOOST_AUTO_TEST_CASE(a_polynomial_of_degree_ten) {
  problem p = make(17, 11);
  for (int i = 0; i < 17; ++i) {
    double const z = -10 + 0.5 * i;  // its powers are numbers of 44 bits
    double power = 1;
    for (int j = 0; j < 11; ++j, power *= z) p(i, j) = power;
    p.b[static_cast<std::size_t>(i)] = (i * 37 % 11) / 8.0;
  }
  constexpr double coefficients[]{-694.65131578947368421,    -1598.3640346897721713,     -1577.2854262470434398,
                                  -882.00467449230730516,    -310.33072517465753994,     -71.986314075719278304,
                                  -11.181188617679464361,    -1.1516071579915973509,     -0.075484242005981136416,
                                  -0.0028510083582547350663, -0.000047235641438539989265};
  constexpr double deviations[]{3868.6781256171316393,   8467.0517177262761866,    8030.938969778765161,
                                4354.2724931666646296,   1497.2283697809336082,    341.82191589255762342,
                                52.577660742561730569,   5.3906505115690635675,    0.35323103959725352415,
                                0.013381745311379794751, 0.00022293743900668660046};
  auto const s = solve(p);
  BOOST_TEST(s.rank() == 11);
  BOOST_TEST(s.condition() > 1e8);
  for (int j = 0; j < 11; ++j) {
    BOOST_TEST(s.coefficient(j) == coefficients[j], boost::test_tools::tolerance(2 * epsilon));
    BOOST_TEST(s.deviation(j) == deviations[j], boost::test_tools::tolerance(1e-7));
  }
  BOOST_TEST(s.residual_sum_of_squares() == 1.7956992865796204065, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(leverages(s, p)[8] == 0.47228429129088706421, boost::test_tools::tolerance(1e-7));
}

namespace {

struct nist {
  problem data;
  numbers coefficients, errors;
  double residual_standard_deviation = 0;
};
// `columns` from the predictors x of a row.
template <class Columns> nist read_linear(std::string const& name, int columns, int rows, Columns const& put) {
  std::ifstream file(std::string(CALX_TEST_DATA) + "/nist_lls/" + name + ".dat");
  nist set{make(rows, columns), {}, {}, -1};
  std::string text, word;
  for (int at = 1; std::getline(file, text); ++at) {
    std::istringstream in(text);
    double first = 0, second = 0;
    if (at <= 60) {
      in >> word;
      if (word[0] == 'B' && in >> first >> second) set.coefficients.push_back(first), set.errors.push_back(second);
      if (word == "Standard" && in >> word >> first) set.residual_standard_deviation = first;
    } else if (at <= 60 + rows) {
      numbers x;
      in >> set.data.b[static_cast<std::size_t>(at - 61)];
      while (in >> first) x.push_back(first);
      for (int j = 0; j < columns; ++j) set.data(at - 61, j) = put(x, j);
    }
  }
  BOOST_REQUIRE(set.coefficients.size() == static_cast<std::size_t>(columns));
  BOOST_REQUIRE(set.residual_standard_deviation >= 0);
  return set;
}
double power_of_first(numbers const& x, int j) {
  double power = 1;
  for (int k = 0; k < j; ++k) power *= x[0];
  return power;
}
double log_relative_error(double value, double certified) {
  double const e = certified == 0 ? std::abs(value) : std::abs(value / certified - 1);
  return e == 0 ? 17 : std::min(17.0, -std::log10(e));
}
struct digits {
  double coefficients, errors, deviation;
};
void agrees(nist const& set, digits const& least) {
  auto const s = solve(set.data);
  int const n = set.data.columns;
  double const sigma = s.residual_norm() / std::sqrt(set.data.rows() - n);
  BOOST_TEST(s.rank() == n);
  for (int j = 0; j < n; ++j) {
    auto const k = static_cast<std::size_t>(j);
    BOOST_TEST(log_relative_error(s.coefficient(j), set.coefficients[k]) >= least.coefficients);
    BOOST_TEST(log_relative_error(sigma * s.deviation(j), set.errors[k]) >= least.errors);
  }
  BOOST_TEST(log_relative_error(sigma, set.residual_standard_deviation) >= least.deviation);
}

}  // namespace

// NIST's certified values have 15 digits; that the data are rounded to binary leaves what is required here. Solving those data
// with 60 digits gives the same numbers: Norris 14.06, Pontius 13.51, Longley 14.62, Wampler2 13.20 digits.
BOOST_AUTO_TEST_CASE(nist_norris) { agrees(read_linear("Norris", 2, 36, power_of_first), {14, 13.8, 14}); }
BOOST_AUTO_TEST_CASE(nist_pontius) { agrees(read_linear("Pontius", 3, 40, power_of_first), {13.5, 13.5, 13.7}); }
BOOST_AUTO_TEST_CASE(nist_no_intercept) {
  agrees(read_linear("NoInt1", 1, 11, [](numbers const& x, int) { return x[0]; }), {14.7, 14.9, 15});
}
BOOST_AUTO_TEST_CASE(nist_longley) {
  auto const columns = [](numbers const& x, int j) { return j == 0 ? 1.0 : x[static_cast<std::size_t>(j - 1)]; };
  agrees(read_linear("Longley", 7, 16, columns), {14.6, 13.5, 15});
}
BOOST_AUTO_TEST_CASE(nist_wampler) {
  agrees(read_linear("Wampler1", 6, 21, power_of_first), {17, 17, 17});
  agrees(read_linear("Wampler2", 6, 21, power_of_first), {13.2, 15, 15});
  agrees(read_linear("Wampler3", 6, 21, power_of_first), {17, 13, 14.7});
}

BOOST_AUTO_TEST_CASE(a_column_that_is_there_twice) {
  problem p{
      4, {1, 1, 1, 1, 1, 0.1, 0.2, 0.4, 0.7, 1.1, 0.1, 0.2, 0.4, 0.7, 1.1, 3, 1, 4, 1, 5}, {1.5, 2.25, 3.0, 6.75, 10.5}, {}};
  problem const q{3, {1, 1, 1, 1, 1, 0.1, 0.2, 0.4, 0.7, 1.1, 3, 1, 4, 1, 5}, p.b, {}};
  auto const s = solve(p), t = solve(q);
  BOOST_TEST(s.rank() == 3);
  BOOST_TEST(s.is_determined(0));
  BOOST_TEST(!s.is_determined(1));
  BOOST_TEST(!s.is_determined(2));
  BOOST_TEST(s.is_determined(3));
  BOOST_TEST((s.is_taken_out(1) != s.is_taken_out(2)));
  BOOST_TEST(s.coefficient(s.taken_out(0)) == 0);
  BOOST_TEST(s.coefficient(0) == t.coefficient(0));
  BOOST_TEST(s.coefficient(1) + s.coefficient(2) == t.coefficient(1));
  BOOST_TEST(s.coefficient(3) == t.coefficient(2));
  BOOST_TEST(s.deviation(0) == t.deviation(0), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.covariance(0, 3) == t.covariance(0, 2), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(std::isnan(s.deviation(1)));
  BOOST_TEST(std::isnan(s.covariance(0, 2)));
  BOOST_TEST(s.residual_norm() == t.residual_norm(), boost::test_tools::tolerance(1e-15));
  int const out = s.taken_out(0);
  BOOST_TEST(s.dependency(0, out) == 1);
  BOOST_TEST(s.dependency(0, 3 - out) == -1, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.dependency(0, 0) == 0);
  BOOST_TEST(s.dependency(0, 3) == 0);
}

BOOST_AUTO_TEST_CASE(a_column_of_zeros) {
  auto const s = solve({2, {1, 2, 4, 7, 11, 0, 0, 0, 0, 0}, {1.5, 2.25, 3.0, 6.75, 10.5}, {}});
  BOOST_TEST(s.rank() == 1);
  BOOST_TEST(s.is_zero(1));
  BOOST_TEST(!s.is_zero(0));
  BOOST_TEST(!s.is_determined(1));
  BOOST_TEST(s.is_determined(0));
  BOOST_TEST(s.coefficient(0) == 0.94633507853403141361, boost::test_tools::tolerance(epsilon));
  BOOST_TEST(s.coefficient(1) == 0);
  auto const nothing = solve({2, numbers(10), numbers(5, 1.0), {}});
  BOOST_TEST(nothing.rank() == 0);
  BOOST_TEST(nothing.residual_norm() == std::sqrt(5.0), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(solve({2, line.a, numbers(5), {}}).coefficient(1) == 0);
}

// Column 2 is 3 times column 0 less 0.7 times column 1, rounded; many rows, and columns of very different units.
BOOST_AUTO_TEST_CASE(a_combination_of_columns) {
  calx_test::random_source random(7);
  for (int const rows : {5, 40, 1000, 20000})
    for (double const unit : {1.0, 1e-12, 1e150}) {
      problem p = make(rows, 5);
      for (int i = 0; i < rows; ++i) {
        p(i, 0) = random.unit(), p(i, 1) = 100 * random.unit(), p(i, 4) = random.unit() - 0.5, p(i, 3) = 1;
        p(i, 2) = unit * (3 * p(i, 0) - 0.7 * p(i, 1));
        p.b[static_cast<std::size_t>(i)] = 2 * p(i, 4) + 5 + 0.1 * random.unit();
      }
      auto const s = solve(p);
      BOOST_TEST_CONTEXT(rows << " rows, unit " << unit) {
        BOOST_TEST(s.rank() == 4);
        BOOST_TEST(s.is_determined(3));
        BOOST_TEST(s.is_determined(4));
        for (int j : {0, 1, 2}) BOOST_TEST(!s.is_determined(j));
        BOOST_TEST(s.dependency(0, 2) * unit / s.dependency(0, 0) == -1.0 / 3, boost::test_tools::tolerance(1e-9));
        BOOST_TEST(s.dependency(0, 1) / s.dependency(0, 0) == -0.7 / 3, boost::test_tools::tolerance(1e-9));
        BOOST_TEST(s.dependency(0, 3) == 0);
        BOOST_TEST(s.dependency(0, 4) == 0);
        BOOST_TEST(s.condition() < 1e6);
        // A column that differs from the combination by more than its rounding counts.
        for (int i = 0; i < rows; ++i) p(i, 2) *= 1 + 1e-9 * random.unit();
        BOOST_TEST(solve(p).rank() == 5);
        BOOST_TEST(solve(p, {.rank_tolerance = 1e-6}).rank() == 4);
      }
    }
}

// Powers of two in columns, b and weights change no other bit, as far as numbers reach.
BOOST_AUTO_TEST_CASE(units_change_nothing) {
  auto const s = solve(line);
  for (double const unit : {0x1p-1000, 0x1p-300, 0x1p300, 0x1p1000}) {
    problem p = line;
    for (int i = 0; i < 5; ++i) p(i, 1) *= unit;
    auto const t = solve(p);
    BOOST_TEST(t.coefficient(0) == s.coefficient(0));
    BOOST_TEST(t.coefficient(1) == s.coefficient(1) / unit);
    BOOST_TEST(t.deviation(1) == s.deviation(1) / unit);
    BOOST_TEST(t.condition() == s.condition());
    for (double& y : p.b) y *= unit;
    auto const u = solve(p);
    BOOST_TEST(u.coefficient(0) == s.coefficient(0) * unit);
    BOOST_TEST(u.coefficient(1) == s.coefficient(1));
    BOOST_TEST(u.residual_norm() == s.residual_norm() * unit);
    BOOST_TEST(residuals(u, p)[1] == residuals(s, line)[1] * unit);
    BOOST_TEST(leverages(u, p)[1] == leverages(s, line)[1]);
  }
  for (double const unit : {0x1p-1000, 0x1p1000}) {
    auto const t = solve(weighted(numbers(5, unit)));
    BOOST_TEST(t.coefficient(0) == s.coefficient(0));
    BOOST_TEST(t.coefficient(1) == s.coefficient(1));
    BOOST_TEST(t.residual_norm() == s.residual_norm() * std::sqrt(unit), boost::test_tools::tolerance(1e-15));
  }
}

BOOST_AUTO_TEST_CASE(columns_of_1e300_and_1e_minus_300) {
  problem p = line;
  for (int i = 0; i < 5; ++i) p(i, 0) *= 1e300, p(i, 1) *= 1e-300;
  auto const s = solve(p);
  BOOST_TEST(s.rank() == 2);
  BOOST_TEST(s.coefficient(0) * 1e300 == 0.19772727272727272727, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.coefficient(1) * 1e-300 == 0.92045454545454545455, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.deviation(0) * 1e300 == 0.76078109781189936441, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.deviation(1) * 1e-300 == 0.12309149097933273273, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(data_that_are_no_numbers) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (double const bad : {std::nan(""), infinity, -infinity})
    for (int const where : {0, 1, 2}) {
      problem p = weighted({1, 1, 1, 1, 1});
      (where == 0 ? p.a[6] : where == 1 ? p.b[3] : p.weights[2]) = bad;
      auto const s = solve(p);
      BOOST_TEST(!s.finite());
      BOOST_TEST(s.rank() == 0);
      BOOST_TEST(std::isnan(s.coefficient(0)));
      BOOST_TEST(std::isnan(s.deviation(0)));
      BOOST_TEST(std::isnan(s.residual_norm()));
    }
}

namespace {

using exact = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>, boost::multiprecision::et_off>;

// The normal equations by Gauss and Jordan: x, and the inverse.
struct exact_solution {
  std::vector<exact> x;
  std::vector<std::vector<exact>> inverse;
};
exact_solution solve_exactly(problem const& p) {
  auto const n = static_cast<std::size_t>(p.columns);
  std::vector<std::vector<exact>> g(n, std::vector<exact>(2 * n + 1));
  for (std::size_t j = 0; j < n; ++j) {
    for (int i = 0; i < p.rows(); ++i) {
      exact const w = p.weights.empty() ? 1.0 : p.weights[static_cast<std::size_t>(i)];
      for (std::size_t k = 0; k < n; ++k) g[j][k] += w * exact(p(i, static_cast<int>(j))) * exact(p(i, static_cast<int>(k)));
      g[j][2 * n] += w * exact(p(i, static_cast<int>(j))) * exact(p.b[static_cast<std::size_t>(i)]);
    }
    g[j][n + j] = 1;
  }
  for (std::size_t k = 0; k < n; ++k) {  // positive definite: no pivoting is needed
    exact const pivot = g[k][k];
    for (exact& x : g[k]) x /= pivot;
    for (std::size_t j = 0; j < n; ++j) {
      exact const factor = j == k ? exact(0) : g[j][k];
      for (std::size_t l = 0; l <= 2 * n; ++l) g[j][l] -= factor * g[k][l];
    }
  }
  exact_solution s;
  for (auto const& row : g) {
    s.x.push_back(row[2 * n]);
    s.inverse.emplace_back(row.begin() + static_cast<long>(n), row.begin() + static_cast<long>(2 * n));
  }
  return s;
}

}  // namespace

// Every digit of the coefficients as long as the rank is full. The next degree is beyond it.
BOOST_AUTO_TEST_CASE(a_polynomial_of_degree_fourteen) {
  calx_test::random_source random(4);
  for (int const degree : {14, 15}) {
    problem p = make(82, degree + 1);
    for (int i = 0; i < 82; ++i) {
      double const z = -9 + 6.0 * i / 81;
      double power = 1;
      for (int j = 0; j <= degree; ++j, power *= z) p(i, j) = power;
      p.b[static_cast<std::size_t>(i)] = 0.8 + 0.1 * random.unit();
    }
    auto const s = solve(p);
    BOOST_TEST(s.rank() == 15);
    if (degree == 15) break;
    BOOST_TEST(s.condition() > 1e13);
    exact_solution const truth = solve_exactly(p);
    for (int j = 0; j <= degree; ++j)
      BOOST_TEST(s.coefficient(j) == static_cast<double>(truth.x[static_cast<std::size_t>(j)]),
                 boost::test_tools::tolerance(epsilon));
  }
}

BOOST_AUTO_TEST_CASE(random_problems) {
  calx_test::random_source random(3);
  double worst = 0, unrefined = 0, worst_deviation = 0, worst_leverage = 0, worst_residual = 0;
  for (int tries = 0; tries < 150; ++tries) {
    int const columns = 1 + random.below(6), rows = columns + random.below(tries % 10 == 0 ? 300 : 30);
    problem p = make(rows, columns);
    double const nearness = std::pow(10.0, -random.below(7));  // how much a column differs from the first
    numbers base(p.b.size());
    for (double& x : base) x = random.unit();
    for (int j = 0; j < columns; ++j) {
      double const unit = std::pow(10.0, random.below(21) - 10);
      for (int i = 0; i < rows; ++i)
        p(i, j) = unit * (base[static_cast<std::size_t>(i)] + (j == 0 ? 0 : nearness * random.unit()));
    }
    for (double& y : p.b) y = random.unit() - 0.3;
    if (tries % 2 == 0)
      for (int i = 0; i < rows; ++i) p.weights.push_back(std::pow(10.0, 8 * random.unit() - 4));
    auto const s = solve(p), first = solve(p, {.max_refinements = 0});
    BOOST_TEST(s.rank() == columns);
    exact_solution const truth = solve_exactly(p);
    double const condition = s.condition();
    for (int j = 0; j < columns; ++j) {
      auto const k = static_cast<std::size_t>(j);
      worst = std::max(worst, error(s.coefficient(j), static_cast<double>(truth.x[k])));
      unrefined = std::max(unrefined, error(first.coefficient(j), static_cast<double>(truth.x[k])));
      worst_deviation =
          std::max(worst_deviation, error(s.deviation(j), std::sqrt(static_cast<double>(truth.inverse[k][k]))) / condition);
    }
    numbers const h = leverages(s, p), r = residuals(s, p);
    for (int i = 0; i < rows; ++i) {
      auto const at = static_cast<std::size_t>(i);
      exact leverage = 0, residual = p.b[at], size = std::abs(p.b[at]);
      for (int j = 0; j < columns; ++j) {
        residual -= exact(p(i, j)) * truth.x[static_cast<std::size_t>(j)];
        for (int k = 0; k < columns; ++k)
          leverage += exact(p(i, j)) * truth.inverse[static_cast<std::size_t>(j)][static_cast<std::size_t>(k)] * exact(p(i, k));
      }
      if (!p.weights.empty()) leverage *= p.weights[at];
      worst_leverage = std::max(worst_leverage, std::abs(h[at] - static_cast<double>(leverage)) / condition);
      worst_residual = std::max(worst_residual, std::abs(r[at] - static_cast<double>(residual)) / static_cast<double>(size));
    }
  }
  BOOST_TEST_MESSAGE("errors in epsilons: coefficients " << worst / epsilon << " (not refined " << unrefined / epsilon << ")"
                                                         << ", deviations " << worst_deviation / epsilon
                                                         << " condition, leverages " << worst_leverage / epsilon
                                                         << " condition, residuals " << worst_residual / epsilon);
  BOOST_TEST(worst <= epsilon);
  BOOST_TEST(unrefined > 1e3 * epsilon);  // of which refinement leaves nothing
  BOOST_TEST(worst_deviation <= 10 * epsilon);
  BOOST_TEST(worst_leverage <= 10 * epsilon);
  BOOST_TEST(worst_residual <= epsilon);
}

BOOST_AUTO_TEST_SUITE_END()
