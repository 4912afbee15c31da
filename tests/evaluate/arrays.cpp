// SPDX-License-Identifier: Apache-2.0
// Loops over arrays against plain loops, for every length around the width of a batch, wherever the data lie in memory.
#include <calx/evaluate/evaluate_into.hpp>

#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/core.hpp>
#include <calx/expression/array.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

long allocations = 0;

}  // namespace

// Counts what is allocated, in this program's other tests, too.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const p = std::malloc(size > 0 ? size : 1)) return p;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace {

using namespace calx::literals;
using sizes = std::initializer_list<std::size_t>;

constexpr auto a = calx::var<"a">;
constexpr auto b = calx::var<"b">;
constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto w = calx::vec<"w", 3>;
constexpr auto X = calx::mat<"X", calx::dynamic, 3>;

struct data {
  explicit data(std::size_t rows, std::size_t offset = 0) : times(rows + offset), heights(rows + offset) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      times[i] = 0.01 * static_cast<double>(i % 97) + 0.1;
      heights[i] = std::sin(0.7 * static_cast<double>(i)) + 0.2;
    }
    ts = std::span<double const>(times).subspan(offset);
    ys = std::span<double const>(heights).subspan(offset);
  }
  std::vector<double> times, heights;
  std::span<double const> ts, ys;
};

bool near(double got, double expected, double tolerance = 4e-15) {
  return got == expected || std::abs(got - expected) <= tolerance * std::max(1.0, std::abs(expected));
}
bool near(std::vector<double> const& got, std::vector<long double> const& expected, double tolerance = 1e-14) {
  bool same = got.size() == expected.size();
  for (std::size_t i = 0; same && i < got.size(); ++i) same = near(got[i], static_cast<double>(expected[i]), tolerance);
  return same;
}

constexpr auto model = a * exp(-b * t);
constexpr auto chi_squared = sum(pow<2>(y - model));

std::vector<std::size_t> lengths() {
  std::vector<std::size_t> all;
  for (std::size_t n = 0; n <= 40; ++n) all.push_back(n);
  for (std::size_t const n : sizes{511, 512, 513, 1003, 32767, 32768, 32769, 70001}) all.push_back(n);
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(arrays)

BOOST_AUTO_TEST_CASE(sums_over_columns) {
  for (std::size_t const n : lengths())
    for (std::size_t const offset : sizes{0, 1, 3}) {
      data const d(n, offset);
      auto const [value, gradient] = value_and_gradient(chi_squared, a, b)(a = 1.5, b = 0.5, t = d.ts, y = d.ys);
      long double s = 0, sa = 0, sb = 0;
      for (std::size_t i = 0; i < n; ++i) {
        long double const e = std::exp(-0.5L * d.ts[i]), r = d.ys[i] - 1.5L * e;
        s += r * r, sa += -2 * r * e, sb += 3 * r * e * d.ts[i];
      }
      BOOST_TEST(near(value, static_cast<double>(s)), n << " rows");
      BOOST_TEST((near(gradient[0], static_cast<double>(sa), 1e-14) && near(gradient[1], static_cast<double>(sb), 1e-14)),
                 n << " rows");
      BOOST_TEST(near(chi_squared(a = 1.5, b = 0.5, t = d.ts, y = d.ys), value));
      BOOST_TEST(near(derivative(chi_squared, b)(a = 1.5, b = 0.5, t = d.ts, y = d.ys), static_cast<double>(sb), 1e-14));
    }
}

BOOST_AUTO_TEST_CASE(columns_from_columns) {
  for (std::size_t const n : lengths()) {
    data const d(n, 1);
    std::vector<double> into(n + 2, -7.0);
    evaluate_into(std::span<double>(into).subspan(1, n), model, a = 2.0, b = 1.0, t = d.ts);
    std::vector<double> const returned = model(a = 2.0, b = 1.0, t = d.ts);
    bool same = true;
    for (std::size_t i = 0; i < n; ++i)
      same = same && into[i + 1] == returned[i] && near(returned[i], 2 * std::exp(-d.ts[i]), 1e-15);
    BOOST_TEST(same, n << " rows");
    BOOST_TEST((into.front() == -7.0 && into.back() == -7.0), "nothing is written beside the result");
  }
}

BOOST_AUTO_TEST_CASE(reductions) {
  for (std::size_t const n : lengths()) {
    if (n == 0) continue;
    data const d(n);
    long double s = 0, largest = d.ys[0], product = 1, mean = 0, square = 0, power = 0;
    for (double const v : d.ys) s += v, largest = std::max<long double>(largest, v), product *= v;
    mean = s / static_cast<long double>(n);
    for (double const v : d.ys) square += (v - mean) * (v - mean), power += std::exp(v - largest);
    BOOST_TEST(near(calx::mean(y)(y = d.ys), static_cast<double>(mean)));
    BOOST_TEST(
        near(calx::mean(pow<2>(y - calx::mean(y)))(y = d.ys), static_cast<double>(square / static_cast<long double>(n))));
    BOOST_TEST(calx::maximum(y)(y = d.ys) == static_cast<double>(largest));
    BOOST_TEST(near(calx::log_sum_exp(y)(y = d.ys), static_cast<double>(largest + std::log(power))));
    if (n < 600) BOOST_TEST(near(calx::product(y)(y = d.ys), static_cast<double>(product), 1e-12));
    std::vector<double> const share = calx::softmax(y)(y = d.ys);
    std::vector<double> const slope = gradient(calx::log_sum_exp(y), y)(y = d.ys);
    std::vector<long double> expected;
    for (double const v : d.ys) expected.push_back(std::exp(v - largest) / power);
    BOOST_TEST((near(share, expected) && near(slope, expected)), n << " rows");
  }
}

BOOST_AUTO_TEST_CASE(neighbours) {
  constexpr auto rosenbrock = sum(100 * pow<2>(drop_first(t) - pow<2>(drop_last(t))) + pow<2>(1 - drop_last(t)));
  for (std::size_t const n : lengths()) {
    if (n < 1) continue;
    data const d(n);
    auto const [value, slope] = value_and_gradient(rosenbrock, t)(t = d.ts);
    long double s = 0;
    std::vector<long double> expected(n);
    for (std::size_t i = 0; i + 1 < n; ++i) {
      long double const x = d.ts[i], q = d.ts[i + 1] - x * x, r = 1 - x;
      s += 100 * q * q + r * r;
      expected[i] += -400 * x * q - 2 * r;
      expected[i + 1] += 200 * q;
    }
    BOOST_TEST(near(value, static_cast<double>(s), 1e-14), n << " rows");
    BOOST_TEST(near(slope, expected, 1e-13), n << " rows");
  }
}

// Second differences, computed values at other rows, and parts counted from the end.
BOOST_AUTO_TEST_CASE(parts_of_columns) {
  constexpr auto bend = drop_first<2>(t) - 2 * drop_first(drop_last(t)) + drop_last<2>(t);
  constexpr auto steps = sum(pow<2>(drop_first(exp(sin(t))) - drop_last(exp(sin(t)))));
  constexpr auto longer = sum(concatenate(t, w) * concatenate(w, t));
  for (std::size_t const n : sizes{2, 3, 4, 9, 17, 1000}) {
    data const d(n);
    std::vector<double> const bends = bend(t = d.ts);
    std::vector<long double> expected;
    for (std::size_t i = 0; i + 2 < n; ++i) expected.push_back(d.ts[i + 2] - 2 * d.ts[i + 1] + d.ts[i]);
    BOOST_TEST(near(bends, expected), n << " rows");
    long double s = 0;
    for (std::size_t i = 0; i + 1 < n; ++i) {
      long double const step = std::exp(std::sin(d.ts[i + 1])) - std::exp(std::sin(d.ts[i]));
      s += step * step;
    }
    BOOST_TEST(near(steps(t = d.ts), static_cast<double>(s)));
    std::vector<double> const slope = gradient(steps, t)(t = d.ts);
    double const h = 1e-6;
    std::vector<double> moved(d.ts.begin(), d.ts.end());
    moved[n / 2] += h;
    double const above = steps(t = moved);
    moved[n / 2] -= 2 * h;
    BOOST_TEST(near(slope[n / 2], (above - steps(t = moved)) / (2 * h), 1e-8));
    std::array<double, 3> const weights{0.5, -1.0, 2.0};
    std::vector<double> first(d.ts.begin(), d.ts.end()), second(weights.begin(), weights.end());
    first.insert(first.end(), weights.begin(), weights.end());
    second.insert(second.end(), d.ts.begin(), d.ts.end());
    double dot = 0;
    for (std::size_t i = 0; i < n + 3; ++i) dot += first[i] * second[i];
    BOOST_TEST(near(longer(t = d.ts, w = weights), dot, 1e-14));
    auto const by_both = gradient(longer, w, t)(t = d.ts, w = weights);
    BOOST_TEST(std::get<0>(by_both)[1] == second[n + 1] + first[1]);
    BOOST_TEST(std::get<1>(by_both)[0] == second[0] + first[3]);
    BOOST_TEST(calx::element<1>(t)(t = d.ts) == d.ts[1]);
  }
}

BOOST_AUTO_TEST_CASE(recurrences) {
  constexpr auto smooth = linear_recurrence(a, t);
  constexpr auto f = sum(y * smooth);
  for (std::size_t const n : sizes{1, 2, 8, 9, 1000}) {
    data const d(n);
    std::vector<long double> h(n), l(n), sums(n);
    long double before = 0, total = 0, by_a = 0;
    for (std::size_t i = 0; i < n; ++i) {
      h[i] = before = 0.75L * before + d.ts[i];
      sums[i] = total += d.ts[i];
    }
    for (std::size_t i = n; i-- > 0;) l[i] = d.ys[i] + (i + 1 < n ? 0.75L * l[i + 1] : 0);
    for (std::size_t i = 1; i < n; ++i) by_a += l[i] * h[i - 1];
    BOOST_TEST(near(smooth(a = 0.75, t = d.ts), h));
    BOOST_TEST(near(cumulative_sum(t)(t = d.ts), sums));
    auto const slope = gradient(f, a, t)(a = 0.75, t = d.ts, y = d.ys);
    BOOST_TEST(near(std::get<0>(slope), static_cast<double>(by_a), 1e-13));
    BOOST_TEST(near(std::get<1>(slope), l, 1e-13));
  }
}

BOOST_AUTO_TEST_CASE(matrices_of_rows) {
  for (std::size_t const n : sizes{1, 2, 7, 8, 9, 100}) {
    data const d(n), more(3 * n);
    std::array<double, 3> const weights{0.5, -1.0, 2.0};
    long double s = 0;
    std::vector<long double> by_w(3), sums(n), shares;
    for (std::size_t i = 0; i < n; ++i) {
      long double z = 0, power = 0;
      for (std::size_t j = 0; j < 3; ++j) {
        z += more.ts[3 * i + j] * weights[j], sums[i] += more.ts[3 * i + j];
        power += std::exp(static_cast<long double>(more.ts[3 * i + j] + weights[j]));
      }
      long double const r = d.ys[i] - z;
      s += r * r;
      for (std::size_t j = 0; j < 3; ++j) {
        by_w[j] += -2 * r * more.ts[3 * i + j];
        shares.push_back(std::exp(static_cast<long double>(more.ts[3 * i + j] + weights[j])) / power);
      }
    }
    auto const [value, slope] = value_and_gradient(sum(pow<2>(y - X * w)), w)(y = d.ys, X = more.ts, w = weights);
    BOOST_TEST(near(value, static_cast<double>(s), 1e-14));
    for (std::size_t j = 0; j < 3; ++j) BOOST_TEST(near(slope[j], static_cast<double>(by_w[j]), 1e-13));
    BOOST_TEST(near(row_sums(X)(X = more.ts), sums));
    std::vector<std::array<double, 3>> const softmax = row_softmax(X + transpose(w))(X = more.ts, w = weights);
    bool same = softmax.size() == n;
    for (std::size_t i = 0; same && i < 3 * n; ++i) same = near(softmax[i / 3][i % 3], static_cast<double>(shares[i]), 1e-14);
    BOOST_TEST(same, n << " rows");
    auto const totals = column_sums(X)(X = more.ts);
    long double column = 0;
    for (std::size_t i = 0; i < n; ++i) column += more.ts[3 * i + 1];
    BOOST_TEST(near(totals[0][1], static_cast<double>(column)));
    // Rows of rows, and a matrix object.
    std::vector<std::array<double, 3>> rows(n);
    for (std::size_t i = 0; i < 3 * n; ++i) rows[i / 3][i % 3] = more.ts[i];
    BOOST_TEST(sum(X)(X = rows) == sum(X)(X = more.ts));
    std::vector<std::vector<double>> scattered(n);
    for (std::size_t i = 0; i < n; ++i) scattered[i].assign(rows[i].begin(), rows[i].end());
    BOOST_TEST(sum(X)(X = scattered) == sum(X)(X = more.ts));
  }
}

BOOST_AUTO_TEST_CASE(any_number_of_threads_gives_one_result) {
  data const d(200003);
  auto const one = value_and_gradient(chi_squared, a, b)(a = 1.5, b = 0.5, t = d.ts, y = d.ys);
  for (int const threads : {0, 1, 2, 3, 7}) {
    auto const many = value_and_gradient(chi_squared, a, b)(calx::parallel{threads}, a = 1.5, b = 0.5, t = d.ts, y = d.ys);
    BOOST_TEST((one.value == many.value && one.gradient == many.gradient), threads << " threads");
    std::vector<double> into(d.ts.size());
    evaluate_into(into, model, calx::parallel{threads}, a = 1.5, b = 0.5, t = d.ts);
    BOOST_TEST(into == model(a = 1.5, b = 0.5, t = d.ts));
  }
  double const fast = chi_squared(calx::fast, a = 1.5, b = 0.5, t = d.ts, y = d.ys);
  BOOST_TEST(near(fast, one.value, 1e-14));
}

// 0.1 has no exact value: a plain sum of 10^7 loses 7 digits.
BOOST_AUTO_TEST_CASE(long_sums_keep_their_digits) {
  std::vector<double> const tenths(10000001, 0.1);
  BOOST_TEST(near(sum(t)(t = tenths), 1000000.1, 1e-15));
  std::vector<float> const floats(3000000, 0.1f);
  BOOST_TEST(std::abs(sum(t)(t = floats) - 300000.0f) < 0.07f);
}

BOOST_AUTO_TEST_CASE(unusual_numbers) {
  constexpr double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> values(20, 1.0);
  values[13] = nan;
  BOOST_TEST((std::isnan(sum(t)(t = values)) && std::isnan(maximum(t)(t = values)) && std::isnan(log_sum_exp(t)(t = values))));
  values[13] = infinity;
  BOOST_TEST((sum(t)(t = values) == infinity && maximum(t)(t = values) == infinity && log_sum_exp(t)(t = values) == infinity));
  values[13] = -infinity;
  BOOST_TEST((sum(t)(t = values) == -infinity && near(log_sum_exp(t)(t = values), 1 + std::log(19.0))));
  BOOST_TEST((log_sum_exp(t)(t = std::vector<double>(9, -infinity)) == -infinity));
  BOOST_TEST((sum(t)(t = std::vector<double>{}) == 0 && maximum(t)(t = std::vector<double>{}) == -infinity));
  BOOST_TEST((exp(t)(t = std::vector<double>(9, 710.0))[4] == infinity && exp(t)(t = std::vector<double>(9, -740.0))[4] > 0));
}

// Not in a debug build of the standard library, whose containers allocate.
BOOST_AUTO_TEST_CASE(nothing_is_allocated) {
  data const d(1003);
  std::vector<double> into(1003), slope(1003);
  constexpr auto f = value_and_gradient(chi_squared, a, b);
  constexpr auto centred = log_sum_exp(y);
  constexpr auto g = value_and_gradient(centred, y);
  calx::workspace<double> work(workspace_size(g, y = d.ys));
  long const before = allocations;
  double const value = f(a = 1.5, b = 0.5, t = d.ts, y = d.ys).value;
  evaluate_into(into, model, a = 1.5, b = 0.5, t = d.ts);
  double const largest = evaluate_into(slope, g, work, y = d.ys);
  long const after = allocations;
  BOOST_TEST(after == before);
  BOOST_TEST((value > 0 && largest > 0 && into[3] > 0));
}

BOOST_AUTO_TEST_CASE(bad_input_is_refused) {
  data const d(10);
  auto const says = [](std::string_view sentence) {
    return [sentence](std::invalid_argument const& error) {
      return std::string(error.what()).find(sentence) != std::string::npos;
    };
  };
  std::vector<double> const seven(7), none;
  BOOST_CHECK_EXCEPTION((void)chi_squared(a = 1.0, b = 1.0, t = d.ts, y = seven), std::invalid_argument,
                        says("the columns differ in length: y has 7 rows, with t it should have 10"));
  BOOST_CHECK_EXCEPTION((void)sum(drop_first(t) - y)(t = d.ts, y = d.ys), std::invalid_argument, says("y has 10 rows"));
  BOOST_CHECK_EXCEPTION((void)calx::mean(t)(t = none), std::invalid_argument, says("mean(t): the column has no rows"));
  BOOST_CHECK_EXCEPTION((void)sum(drop_first<3>(t))(t = std::vector<double>(2)), std::invalid_argument, says("shorter than"));
  BOOST_CHECK_EXCEPTION((void)sum(X * w)(X = seven, w = std::array{1.0, 2.0, 3.0}), std::invalid_argument, says("columns"));
  BOOST_CHECK_EXCEPTION((void)sum(w * sum(t))(t = d.ts, w = seven), std::invalid_argument, says("length"));
  std::vector<double> small(3);
  BOOST_CHECK_EXCEPTION(evaluate_into(small, exp(t), t = d.ts), std::invalid_argument, says("size of the result"));
  BOOST_CHECK_EXCEPTION((void)calx::element<9>(t)(t = seven), std::invalid_argument, says("element<i>"));
}

// Columns that do not meet may differ in length.
BOOST_AUTO_TEST_CASE(columns_of_two_data_sets) {
  data const d(10), other(23);
  constexpr auto s = calx::column<"s">;
  constexpr auto z = calx::column<"z">;
  constexpr auto both = chi_squared + sum(pow<2>(z - a * s));
  double const first = chi_squared(a = 1.5, b = 0.5, t = d.ts, y = d.ys);
  double const second = sum(pow<2>(z - a * s))(a = 1.5, z = other.ys, s = other.ts);
  BOOST_TEST(near(both(a = 1.5, b = 0.5, t = d.ts, y = d.ys, z = other.ys, s = other.ts), first + second));
}

BOOST_AUTO_TEST_SUITE_END()
