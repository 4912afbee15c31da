// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/multi_start.hpp>

#include <calx/calx.hpp>
#include <calx/optimize/stream.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <sstream>
#include <stdexcept>

BOOST_AUTO_TEST_SUITE(multi_starts)

namespace {

using namespace calx::literals;
using calx::interval;
using calx::multi_start;
using calx::pow;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto camel = (4 - 2.1_c * pow<2>(x) + pow<4>(x) / 3) * pow<2>(x) + x * y + (4 * pow<2>(y) - 4) * pow<2>(y);
constexpr auto rastrigin = 20 + x * x - 10 * cos(2 * calx::pi * x) + y * y - 10 * cos(2 * calx::pi * y);
template <class Variable> constexpr auto shubert_factor(Variable const& u) {
  return cos(2 * u + 1) + 2 * cos(3 * u + 2) + 3 * cos(4 * u + 3) + 4 * cos(5 * u + 4) + 5 * cos(6 * u + 5);
}
constexpr auto shubert = shubert_factor(x) * shubert_factor(y);

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

// The first numbers for seed 1234567, from S. Vigna's program.
constexpr bool known_numbers() {
  calx::detail::splitmix64 numbers(1234567);
  return numbers.next() == 6457827717110365317u && numbers.next() == 3203168211198807973u &&
         numbers.next() == 9817491932198370423u;
}
static_assert(known_numbers());

// Each of the parts of each interval has one start.
constexpr bool is_latin(std::uint64_t seed) {
  constexpr int starts = 37;
  interval const box[] = {interval{-5, 5}, interval{0, 1e-3}, interval{2}};
  auto const points = calx::detail::latin_hypercube(box, 3, starts, seed);
  std::array<int, starts> first{}, second{};
  for (int i = 0; i < starts; ++i) {
    ++first[static_cast<std::size_t>((points[3 * i] + 5) / 10 * starts)];
    ++second[static_cast<std::size_t>(points[3 * i + 1] / 1e-3 * starts)];
    if (points[3 * i + 2] != 2) return false;
  }
  for (std::size_t i = 0; i < starts; ++i)
    if (first[i] != 1 || second[i] != 1) return false;
  return true;
}
static_assert(is_latin(1) && is_latin(2) && is_latin(99));

}  // namespace

// L. C. W. Dixon and G. P. Szego 1978: six minima, two of them at -1.0316.
BOOST_AUTO_TEST_CASE(six_hump_camel) {
  auto const r = minimize(camel, at(x = interval{-3, 3}, y = interval{-2, 2}), multi_start{.starts = 100, .seed = 1});
  BOOST_TEST((r.converged() && near(r.value, -1.031628453489877, 1e-13)));
  BOOST_TEST(r.minima.size() == 6u);
  BOOST_TEST((near(std::abs(r[x]), 0.0898420131, 1e-8) && near(r[x] * r[y], -0.0898420131 * 0.7126564030, 1e-8)));
  int ends = r.failures;
  for (auto const& m : r.minima) {
    ends += m.count;
    auto const slope = gradient(camel, x, y)(x = m[x], y = m[y]);
    BOOST_TEST((std::hypot(slope[0], slope[1]) < 1e-7 && near(camel(x = m[x], y = m[y]), m.value, 1e-12)));
  }
  BOOST_TEST((ends == 100 && r.searches == 100));
  BOOST_TEST(near(r.minima[0].value, r.minima[1].value, 1e-12));
  BOOST_TEST((near(r.minima[0][x], -r.minima[1][x], 1e-7) && near(r.minima[0][y], -r.minima[1][y], 1e-7)));
  for (std::size_t i = 1; i < 6; ++i) BOOST_TEST(r.minima[i].value >= r.minima[i - 1].value - 1e-12);
  BOOST_TEST((near(r.minima[2].value, -0.215463824, 1e-8) && near(r.minima[5].value, 2.104250310, 1e-8)));
}

BOOST_AUTO_TEST_CASE(rastrigin_and_shubert) {
  auto const r = minimize(rastrigin, at(x = interval{-5.12, 5.12}, y = interval{-5.12, 5.12}), multi_start{.starts = 400});
  BOOST_TEST((r.converged() && near(r.value, 0, 1e-12) && near(r[x], 0, 1e-8) && near(r[y], 0, 1e-8)));
  BOOST_TEST(r.minima.size() > 50u);
  BOOST_TEST(
      (near(r.minima[1].value, 0.99495905, 1e-7) && near(std::hypot(r.minima[1][x], r.minima[1][y]), 0.994958637, 1e-7)));
  auto const s = minimize(shubert, at(x = interval{-10, 10}, y = interval{-10, 10}), multi_start{.starts = 500, .seed = 3});
  BOOST_TEST((s.converged() && near(s.value, -186.730908831, 1e-8)));
}

BOOST_AUTO_TEST_CASE(the_seed_alone_decides) {
  auto const run = [](std::uint64_t seed) {
    return minimize(rastrigin, at(x = interval{-5, 5}, y = interval{-3, 3}), multi_start{.starts = 20, .seed = seed});
  };
  auto const a = run(1), b = run(1), c = run(2);
  BOOST_TEST(
      (a.numbers == b.numbers && a.function_evaluations == b.function_evaluations && a.minima.size() == b.minima.size()));
  BOOST_TEST((a.function_evaluations != c.function_evaluations || a.numbers != c.numbers));
  auto const by_bfgs = minimize(camel, at(x = interval{-3, 3}, y = interval{-2, 2}), multi_start{}, calx::bfgs{});
  BOOST_TEST((by_bfgs.converged() && near(by_bfgs.value, -1.031628453489877, 1e-12) && by_bfgs.hessian_evaluations == 0));
}

BOOST_AUTO_TEST_CASE(searches_without_success) {
  auto const falls = minimize(pow<3>(x), at(x = interval{-2, -1}), multi_start{.starts = 5});
  BOOST_TEST((!falls.converged() && falls.failures == 5 && falls.minima.empty() && falls.status == calx::status::unbounded));
  // Below 0 there is no log.
  auto const some = minimize(x - log(x) + y * y, at(x = interval{-1, 3}, y = interval{0, 0}), multi_start{.starts = 8});
  BOOST_TEST((some.converged() && some.failures == 2 && some.minima.size() == 1 && some.minima[0].count == 6));
  BOOST_CHECK_THROW((void)minimize(x * x, at(x = interval{-1, 1}), multi_start{.starts = 0}), std::invalid_argument);
  BOOST_CHECK_THROW((void)minimize(x * x, at(x = interval{-1, interval::infinity}), multi_start{}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(is_printed) {
  auto const r = minimize(pow<2>(x * x - 1) + x / 4, at(x = interval{-3, 3}), multi_start{.starts = 10});
  std::ostringstream out;
  out.precision(3);
  out << r;
  std::string const text = out.str();
  BOOST_TEST(text.find("  10 searches, 2 minima\n  -0.254 found ") != std::string::npos, text);
  BOOST_TEST(text.find(" times:  x = -1.03\n") != std::string::npos, text);
}

BOOST_AUTO_TEST_SUITE_END()
