// SPDX-License-Identifier: Apache-2.0
// Loops over rows of a few columns and of many, sums by column, and on threads, against plain loops.
#include <calx/evaluate/evaluate_into.hpp>

#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/core.hpp>
#include <calx/expression/array.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace calx::literals;

using sizes = std::initializer_list<std::size_t>;

constexpr auto w = calx::vec<"w", 4>;
constexpr auto X = calx::mat<"X", calx::dynamic, 4>;
constexpr auto Z = calx::mat<"Z", calx::dynamic, 40>;
constexpr auto B = calx::mat<"B", 2, 4>;
constexpr auto y = calx::column<"y">;

bool near(double got, long double expected, double tolerance = 1e-14) {
  return std::abs(static_cast<long double>(got) - expected) <= tolerance * (1 + std::abs(expected));
}

struct table {
  table(std::size_t rows, std::size_t width) : columns(width), numbers(rows * width) {
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = std::sin(0.37 * static_cast<double>(i)) + 0.25;
  }
  long double operator()(std::size_t i, std::size_t j) const { return numbers[i * columns + j]; }
  std::size_t columns;
  std::vector<double> numbers;
};

constexpr std::array<double, 4> weights{0.5, -1.25, 2.0, 0.75};

}  // namespace

BOOST_AUTO_TEST_SUITE(loops)

// All that a row needs is computed in one pass: here, two stages would mean that something went through memory.
BOOST_AUTO_TEST_CASE(a_few_columns_side_by_side) {
  constexpr auto shares = row_softmax(hadamard(X, transpose(w)));
  constexpr auto loss = -sum(hadamard(X, row_log_softmax(X + transpose(w))));
  static_assert(calx::plan_of<std::remove_cvref_t<decltype(shares)>>.step_count == 1);
  for (std::size_t const rows : sizes{0, 1, 2, 7, 8, 9, 15, 16, 31, 33, 100, 1001}) {
    table const x(rows, 4);
    std::vector<std::array<double, 4>> const got = shares(X = x.numbers, w = weights);
    auto const [value, slope] = value_and_gradient(loss, w)(X = x.numbers, w = weights);
    long double expected = 0;
    std::array<long double, 4> by_w{};
    bool same = got.size() == rows;
    for (std::size_t i = 0; i < rows; ++i) {
      std::array<long double, 4> e{}, f{};
      long double sum = 0, other = 0, total = 0;
      for (std::size_t j = 0; j < 4; ++j) {
        sum += e[j] = std::exp(x(i, j) * weights[j]);
        other += f[j] = std::exp(x(i, j) + weights[j]);
        total += x(i, j);
      }
      for (std::size_t j = 0; j < 4; ++j) {
        same = same && near(got[i][j], e[j] / sum);
        expected -= x(i, j) * (x(i, j) + weights[j] - std::log(other));
        by_w[j] -= x(i, j) - total * f[j] / other;
      }
    }
    BOOST_TEST(same, rows << " rows");
    BOOST_TEST(near(value, expected, 1e-13), rows << " rows");
    for (std::size_t j = 0; j < 4; ++j) BOOST_TEST(near(slope[j], by_w[j], 1e-12), rows << " rows");
  }
}

BOOST_AUTO_TEST_CASE(rows_and_columns_reduced) {
  for (std::size_t const rows : sizes{1, 5, 8, 17, 64, 999}) {
    table const x(rows, 4), z(rows, 40);
    auto const largest = row_maxima(X)(X = x.numbers);
    auto const centred = (X - column_sums(X) / 3.0)(X = x.numbers);
    auto const long_sums = column_sums(exp(Z))(Z = z.numbers);
    auto const long_maxima = row_maxima(Z)(Z = z.numbers);
    for (std::size_t j = 0; j < 4; ++j) {
      long double sum = 0;
      for (std::size_t i = 0; i < rows; ++i) sum += x(i, j);
      for (std::size_t i = 0; i < rows; i += 13) BOOST_TEST(near(centred[i][j], x(i, j) - sum / 3));
    }
    for (std::size_t j = 0; j < 40; ++j) {
      long double sum = 0;
      for (std::size_t i = 0; i < rows; ++i) sum += std::exp(z(i, j));
      BOOST_TEST(near(long_sums[0][j], sum));
    }
    for (std::size_t i = 0; i < rows; ++i) {
      BOOST_TEST(largest[i] == *std::max_element(&x.numbers[4 * i], &x.numbers[4 * i] + 4));
      BOOST_TEST(long_maxima[i] == *std::max_element(&z.numbers[40 * i], &z.numbers[40 * i] + 40));
    }
  }
}

// Arrays put together, cut and moved, of lengths around a batch: in each segment of the loop other parts are read.
BOOST_AUTO_TEST_CASE(parts_of_columns) {
  constexpr auto t = calx::column<"t">;
  constexpr auto three = calx::vec<"three", 3>;
  constexpr auto ends = concatenate(three, t);
  constexpr auto starts = concatenate(t, three);
  constexpr auto f = sum(exp(-ends) + square(starts));
  constexpr auto moved =
      concatenate(three, t) -
      concatenate(t, three) * concatenate(concatenate(calx::segment<0, 1>(t), calx::segment<1, 2>(three)), t);
  std::array<double, 3> const few{0.5, -0.25, 2};
  for (std::size_t const n : sizes{2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 23, 24, 25, 31, 33, 64, 100, 1000}) {
    table const data(n, 1);
    std::vector<double> const& u = data.numbers;
    auto const at = [&](bool front, std::size_t i) -> long double {
      if (front) return i < 3 ? few[i] : u[i - 3];
      return i < n ? u[i] : few[i - n];
    };
    long double expected = 0;
    bool same = true;
    std::vector<double> const whole = moved(t = u, three = few);
    auto const [value, slope] = value_and_gradient(f, t)(t = u, three = few);
    for (std::size_t i = 0; i < n + 3; ++i) {
      expected += std::exp(-at(true, i)) + at(false, i) * at(false, i);
      long double const third = i == 0 ? u[0] : i < 3 ? few[i] : u[i - 3];
      same = same && near(whole[i], at(true, i) - at(false, i) * third);
    }
    BOOST_TEST(same, n << " rows");
    BOOST_TEST(near(value, expected), n << " rows");
    for (std::size_t i = 0; i < n; ++i)
      BOOST_TEST(near(slope[i], -std::exp(-static_cast<long double>(u[i])) + 2.0L * u[i]), n << " rows");
  }
}

// What is as wide as the data are long lies transposed in memory.
BOOST_AUTO_TEST_CASE(wide_products) {
  std::array<double, 8> const b{1, 2, -1, 0.5, 0.25, -2, 3, 1};
  for (std::size_t const rows : sizes{1, 7, 30, 200}) {
    table const x(rows, 4);
    auto const [value, slope] = value_and_gradient(sum(square(B * transpose(X)) + 1), B)(B = b, X = x.numbers);
    long double expected = 0;
    std::array<long double, 8> by_b{};
    for (std::size_t r = 0; r < 2; ++r)
      for (std::size_t i = 0; i < rows; ++i) {
        long double p = 0;
        for (std::size_t j = 0; j < 4; ++j) p += b[4 * r + j] * x(i, j);
        expected += p * p + 1;
        for (std::size_t j = 0; j < 4; ++j) by_b[4 * r + j] += 2 * p * x(i, j);
      }
    BOOST_TEST(near(value, expected));
    for (std::size_t k = 0; k < 8; ++k) BOOST_TEST(near(slope[k / 4][k % 4], by_b[k], 1e-13));
  }
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_gives_one_result) {
  table const z(5003, 40), x(70001, 4);
  auto const sums = column_sums(exp(Z))(Z = z.numbers);
  auto const plain_sums = column_sums(Z)(Z = z.numbers);
  auto const few = row_softmax(X)(X = x.numbers);
  constexpr auto mixed = sum(hadamard(sin(X), transpose(w)) + row_sums(X));
  double const total = mixed(X = x.numbers, w = weights);
  for (int const threads : {0, 1, 2, 3, 7}) {
    BOOST_TEST((column_sums(exp(Z))(calx::parallel{threads}, Z = z.numbers) == sums), threads << " threads");
    BOOST_TEST((column_sums(Z)(calx::parallel{threads}, Z = z.numbers) == plain_sums), threads << " threads");
    BOOST_TEST((row_softmax(X)(calx::parallel{threads}, X = x.numbers) == few), threads << " threads");
    BOOST_TEST((mixed(calx::parallel{threads}, X = x.numbers, w = weights) == total));
  }
}

// 0.1 has no exact value: a plain sum of a million loses 6 digits.
BOOST_AUTO_TEST_CASE(long_sums_by_column_keep_their_digits) {
  std::vector<double> const tenths(40 * 100000, 0.1);
  auto const many = column_sums(Z)(Z = tenths);
  auto const few = column_sums(X)(X = tenths);
  BOOST_TEST((near(many[0][0], 10000.0L, 3e-15) && near(many[0][39], 10000.0L, 3e-15)));
  BOOST_TEST((near(few[0][0], 100000.0L, 1e-15) && near(few[0][3], 100000.0L, 1e-15)));
}

BOOST_AUTO_TEST_CASE(workspace_is_known_beforehand) {
  constexpr auto centred = sum(square(exp(y) - mean(exp(y))));
  std::vector<double> const heights(1000, 1.0);
  BOOST_TEST(workspace_size(centred, 1000) == workspace_size(centred, y = heights));
  BOOST_TEST(workspace_size(centred, 1000) >= 1000u);
  BOOST_TEST(workspace_size(sum(exp(y)), 1000) == 0u);
}

// More rows than there is memory for: said before anything is computed.
BOOST_AUTO_TEST_CASE(too_many_rows) {
  double const one = 1;
  std::span<double const> const claimed(&one, std::size_t{1} << 58);
  auto const says = [](std::string_view sentence) {
    return [sentence](std::invalid_argument const& error) {
      return std::string(error.what()).find(sentence) != std::string::npos;
    };
  };
  BOOST_CHECK_EXCEPTION((void)exp(y)(y = claimed), std::invalid_argument, says("not enough memory for the result"));
  BOOST_CHECK_EXCEPTION((void)log_sum_exp(exp(y) + mean(exp(y)))(y = claimed), std::invalid_argument,
                        says("not enough memory for what is kept"));
}

BOOST_AUTO_TEST_SUITE_END()
