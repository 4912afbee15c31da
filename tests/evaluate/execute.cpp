// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/evaluate/execute.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(execution)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// The bare interface: flat arguments in order of name, captured numbers, outputs.
constexpr bool straight_line() {
  using f = decltype(2 * y - x * x);
  double const inputs[] = {3, 10}, captured[] = {2};
  double outputs[1]{};
  calx::execute<f, double>(inputs, captured, outputs);
  using g = decltype(gradient(x * y * y, y, x));
  double slopes[2]{};
  calx::execute<g, double>(inputs, captured, slopes);
  return outputs[0] == 11 && slopes[0] == 60 && slopes[1] == 100;
}
static_assert(straight_line());

// The function of a long program is a hand-written loop, which numbers can run, too.
template <int Rounds>
constexpr auto rounds_of = [](auto const& p) {
  auto s = p[0] * p[1];
  auto t = p[2] - p[3];
  for (std::size_t i = 0; i < Rounds; ++i) {
    auto const a = p[i % 8] * p[(3 * i + 1) % 8] + s / (2 + t * t);
    auto const b = p[(5 * i + 2) % 8] - 0.5 * t;
    s = a / (1 + b * b) + p[(7 * i + 3) % 8];
    t = b * a - s * 0.25;
    if (i % 8 == 7) t = t / (1 + t * t);
  }
  return s + t;
};
constexpr auto v = calx::vec<"v", 8>;
constexpr auto mixed = rounds_of<40>;
constexpr auto traced = calx::trace<mixed>(v);
constexpr auto fewer_rounds = rounds_of<12>;
constexpr auto shorter = calx::trace<fewer_rounds>(v);
using long_function = std::remove_const_t<decltype(traced)>;
using long_gradient = decltype(value_and_gradient(shorter, v));
static_assert(calx::program_of<long_function>.length > calx::longest_single_chunk, "long enough to be cut");
static_assert(calx::program_of<long_gradient>.length > calx::longest_single_chunk &&
              calx::program_of<long_gradient>.shared > 10);

constexpr std::array<double, 8> at{0.3, -0.7, 1.1, 0.4, -0.2, 0.9, 0.6, -1.3};
constexpr double distance(double a, double b) { return a > b ? a - b : b - a; }

constexpr bool long_program() { return distance(traced(v = at), mixed(at)) < 1e-13; }
static_assert(long_program());

// The longest program in one piece, the shortest that is cut, and one of four whole chunks.
template <int Length>
constexpr auto chain_of = [](auto const& a) {
  auto s = a;
  for (int i = 0; i < Length; ++i) s = 1 / (s * a + 1);  // one fused, one division
  return s;
};
template <int Length> constexpr bool chain_is_right() {
  constexpr auto f = calx::trace<chain_of<Length>>(x);
  static_assert(calx::program_of<std::remove_const_t<decltype(f)>>.length == 2 * Length);
  return distance(f(x = 0.75), chain_of<Length>(0.75)) < 1e-14;
}
static_assert(chain_is_right<144>() && chain_is_right<145>() && chain_is_right<192>());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(straight_line());
  BOOST_TEST(long_program());
  BOOST_TEST(chain_is_right<144>());
  BOOST_TEST(chain_is_right<145>());
  BOOST_TEST(chain_is_right<192>());
}

BOOST_AUTO_TEST_CASE(long_programs_at_run_time) {
  std::array<double, 8> point = at;
  for (int k = 0; k < 20; ++k) {
    for (std::size_t i = 0; i < 8; ++i) point[i] = std::sin(1.7 * static_cast<double>(i) + k);
    BOOST_TEST(distance(traced(v = point), mixed(point)) < 1e-12 * (1 + std::abs(mixed(point))));
  }
}

BOOST_AUTO_TEST_CASE(long_gradients_against_differences) {
  std::array<long double, 8> point{};
  for (std::size_t i = 0; i < 8; ++i) point[i] = static_cast<long double>(at[i]);
  auto const [value, slope] = value_and_gradient(shorter, v)(v = point);
  BOOST_TEST(std::abs(value - fewer_rounds(point)) < 1e-16L);
  for (std::size_t i = 0; i < 8; ++i) {
    auto up = point, down = point;
    up[i] += 1e-6L, down[i] -= 1e-6L;
    long double const difference = (fewer_rounds(up) - fewer_rounds(down)) / 2e-6L;
    BOOST_TEST(std::abs(slope[i] - difference) < 1e-8L * (1 + std::abs(difference)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
