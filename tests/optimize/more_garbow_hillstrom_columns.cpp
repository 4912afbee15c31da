// SPDX-License-Identifier: Apache-2.0
// The two problems of More, Garbow and Hillstrom with most data, Gulf and Osborne 2, as sums over columns: written out, as in
// the table, their Hessians take minutes to compile.
#include "more_garbow_hillstrom.hpp"

#include <calx/calx.hpp>

#include <vector>

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom_columns)

namespace {

constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto b1 = calx::var<"b1">;
constexpr auto b2 = calx::var<"b2">;
constexpr auto b3 = calx::var<"b3">;
constexpr auto b4 = calx::var<"b4">;
constexpr auto b5 = calx::var<"b5">;
constexpr auto b6 = calx::var<"b6">;
constexpr auto b7 = calx::var<"b7">;
constexpr auto b8 = calx::var<"b8">;
constexpr auto b9 = calx::var<"b9">;
constexpr auto b10 = calx::var<"b10">;
constexpr auto b11 = calx::var<"b11">;

}  // namespace

BOOST_AUTO_TEST_CASE(gulf) {
  constexpr auto f = sum(square(exp(-pow(abs(y - b2), b3) / b1) - t));
  std::vector<double> shares, ys;
  for (int i = 1; i <= 99; ++i) {
    shares.push_back(i / 100.0);
    ys.push_back(25 + std::pow(-50 * std::log(i / 100.0), 2.0 / 3));
  }
  auto const data = calx::given(t = shares, y = ys);
  double const at_start = f(b1 = 5.0, b2 = 2.5, b3 = 0.15, t = shares, y = ys);
  BOOST_TEST(std::abs(at_start - 12.1107058255694878) <= 1e-12);
  problems::solves_by<problems::gulf>([&](auto const& s) { return minimize(f, at(b1 = s[0], b2 = s[1], b3 = s[2]), data); });
  problems::solves_by<problems::gulf>(
      [&](auto const& s) { return minimize(f, at(b1 = s[0], b2 = s[1], b3 = s[2]), data, calx::bfgs{}); });
}

BOOST_AUTO_TEST_CASE(osborne_2) {
  constexpr auto f = sum(square(y - (b1 * exp(-t * b5) + b2 * exp(-square(t - b9) * b6) + b3 * exp(-square(t - b10) * b7) +
                                     b4 * exp(-square(t - b11) * b8))));
  std::vector<double> const ys(std::begin(problems::residuals::osborne_2::y), std::end(problems::residuals::osborne_2::y));
  std::vector<double> times;
  for (std::size_t i = 0; i < ys.size(); ++i) times.push_back(static_cast<double>(i) / 10);
  auto const data = calx::given(t = times, y = ys);
  auto const from = [](auto const& s) {
    return at(b1 = s[0], b2 = s[1], b3 = s[2], b4 = s[3], b5 = s[4], b6 = s[5], b7 = s[6], b8 = s[7], b9 = s[8], b10 = s[9],
              b11 = s[10]);
  };
  auto const none = minimize(f, from(problems::osborne_2::start), data, calx::trust_region{.max_iterations = 0});
  BOOST_TEST(std::abs(none.value - 2.09341951421206368) <= 1e-12);
  problems::solves_by<problems::osborne_2>([&](auto const& s) { return minimize(f, from(s), data); });
  problems::solves_by<problems::osborne_2>([&](auto const& s) { return minimize(f, from(s), data, calx::bfgs{}); });
}

BOOST_AUTO_TEST_SUITE_END()
