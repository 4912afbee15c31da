// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/partials.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(partial_derivatives)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto f = sin(x) * exp(y * z) + pow<3>(x) * y;

constexpr bool as_asked_for() {
  constexpr auto p = partials(f, d<2>(x), d(x, y), d<2, 1>(x, y), d<0>(z), calx::d(z, z), calx::d<0, 1>(x, y));
  static_assert(std::is_same_v<decltype(p(x = 1.0, y = 1.0, z = 1.0)), std::array<double, 6>>);
  return p.size() == 6 && get<0>(p) == derivative<2>(f, x) && get<1>(p) == derivative(derivative(f, x), y) &&
         get<2>(p) == derivative(derivative<2>(f, x), y) && get<3>(p) == f && get<4>(p) == derivative<2>(f, z) &&
         get<5>(p) == derivative(f, y) && p(x = 0.0, y = 2.0, z = 0.0) == std::array{0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
}
static_assert(as_asked_for());

constexpr bool indices() {
  constexpr auto p = partials(f, d<2>(y), d(x, y), d(z, z));
  return p.indices() == std::array<std::array<int, 3>, 3>{{{2, 0, 0}, {1, 1, 0}, {0, 0, 2}}} &&
         calx::all_partials<2>(f, x, y).indices() ==
             std::array<std::array<int, 2>, 5>{{{1, 0}, {0, 1}, {2, 0}, {1, 1}, {0, 2}}} &&
         calx::all_partials<3>(f, x, y, z).size() == 19 && calx::all_partials<4>(f, x).size() == 4 &&
         calx::all_partials<3>(f, x, y, z).indices()[13] == std::array{1, 1, 1};
}
static_assert(indices());

// One of high order by itself, of a variable that f does not have, and twice the same.
constexpr bool special_cases() {
  constexpr auto w = calx::var<"w">;
  constexpr auto p = partials(x * x * x * y * y, d<3, 2>(x, y), d(w), d<3, 2>(x, y), d(x, w), d<4>(x));
  return p(x = 5.0, y = 7.0) == std::array{12.0, 0.0, 12.0, 0.0, 0.0} && get<2>(p) == 12 &&
         partials(f, d<0>(x))(x = 0.0, y = 1.0, z = 1.0) == std::array{0.0} && get<0>(partials(5, d(x))) == 0;
}
static_assert(special_cases());

constexpr bool captures_are_carried() {
  constexpr auto p = [](double a, double b) { return partials(a * x * x * y + b * y * y, d<2>(x), d(y, y)); };
  return p(2, 3)(x = 1.0, y = 5.0) == std::array{20.0, 6.0} && get<1>(p(1, 7)) == 14;
}
static_assert(captures_are_carried());

// A fourth derivative of 2 x^2 sqrt(x) where x > 0: the branch not taken does not matter, at no order.
constexpr bool branch_not_taken() {
  constexpr auto g = where(x > 0, x * x * sqrt(x), y) + x * x;
  return partials(g, d(x), d<2>(x), d<3>(x), d(y), d(x, y))(x = -1.0, y = 1.0) == std::array{-2.0, 2.0, 0.0, 1.0, 0.0};
}
static_assert(branch_not_taken());

// --- the price of an option in four variables: all 34 derivatives of orders 1 to 3
constexpr auto S = calx::var<"S">;
constexpr auto K = calx::var<"K">;
constexpr auto v = calx::var<"v">;
constexpr auto T = calx::var<"T">;
constexpr auto normal = [](auto const& at) { return 0.5_c * erfc(-at * (1_c / sqrt(2_c))); };
constexpr auto width = v * sqrt(T);
constexpr auto upper = log(S / K) / width + width / 2_c;
constexpr auto price = S * normal(upper) - K * normal(upper - width);
constexpr auto greeks = calx::all_partials<3>(price, S, K, v, T);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(as_asked_for());
  BOOST_TEST(indices());
  BOOST_TEST(special_cases());
  BOOST_TEST(captures_are_carried());
  BOOST_TEST(branch_not_taken());
}

// By SymPy, with 20 digits.
BOOST_AUTO_TEST_CASE(values) {
  constexpr auto g = exp(x * y) * sin(z) + pow<3>(x) * y / (1 + z * z);
  auto const p = partials(g, d<2>(x), d(x, y), d<2, 1>(x, y), d<1, 2>(y, z), d<3, 2, 1>(x, y, z))(x = 0.75, y = -0.5, z = 1.25);
  std::array const expected{-0.71499204183264834673, 1.0661784320037449868, 1.2261631603463510293, -0.30426285826607463452,
                            -0.42158361000226666959};
  for (std::size_t i = 0; i < 5; ++i) BOOST_TEST(std::abs(p[i] - expected[i]) < 4e-15);
}

// By mpmath's differences with 60 digits.
BOOST_AUTO_TEST_CASE(derivatives_of_a_price) {
  std::array<double, 34> const expected{
      0.75726883712695399351,    -0.70373190152183121743,   28.442851595880281961,      3.5553564494850352451,
      0.018345603448086047322,   -0.020276719600516157566,  -0.89276905728706649887,    -0.11159613216088331236,
      0.022411111137412595204,   1.2861431853791817299,     0.16076789817239771624,     56.627938925482203867,
      26.040393429605463457,     -1.4854260872793640613,    -0.00092527498295041456654, 0.00082956073433376297016,
      -0.061318269120647772186,  -0.0076647836400809715232, -0.00070344376320556794001, 0.067772823764926485047,
      0.0084716029706158106309,  9.1901388499326436927,     0.55358798471686946234,     0.2179933409707864326,
      0.00054158404209654777365, -0.074906805213866115052,  -0.0093633506517332643815,  -9.5614383191310040407,
      -0.33775099963858768514,   -0.25657607251802041563,   -814.63647618918366115,     -26.325640956338352489,
      -20.650967405945936366,    1.3797653070017287844,
  };
  BOOST_TEST_MESSAGE("price: " << operations(price)
                               << " operations; its 34 derivatives of orders 1 to 3: " << operations(greeks));
  auto const values = greeks(S = 105.0, K = 95.0, v = 0.1875, T = 0.75);
  for (std::size_t i = 0; i < 34; ++i) BOOST_TEST(std::abs(values[i] - expected[i]) < 2e-12 * std::abs(expected[i]));
}
static_assert(operations(greeks) <= 530);

// The greeks of Boost.Math's documentation of autodiff, "Black-Scholes option pricing with greeks"; ultima is the third
// derivative in sigma.
BOOST_AUTO_TEST_CASE(published_greeks) {
  constexpr auto sigma = calx::var<"sigma">;
  constexpr auto tau = calx::var<"tau">;
  constexpr auto r = calx::var<"r">;
  constexpr auto d1 = (log(S / K) + (r + sigma * sigma / 2_c) * tau) / (sigma * sqrt(tau));
  constexpr auto d2 = d1 - sigma * sqrt(tau);
  constexpr auto paid = exp(-r * tau) * K;
  constexpr auto call = S * normal(d1) - paid * normal(d2);
  constexpr auto put = paid * normal(-d2) - S * normal(-d1);
  auto const at_point = [&](auto const& of) { return of(K = 100.0, S = 105.0, sigma = 5.0, tau = 30.0 / 365, r = 1.25 / 100); };
  auto const near = [](double got, double published) { return std::abs(got - published) < 1e-13 * std::abs(published); };

  // price, delta, gamma, vega, vanna, ultima
  std::array const published{56.5136030677739, 0.773818444921273,  0.00199851912993254,
                             9.05493427705736, 0.0410279463126531, -0.0922426864775684};
  auto const of_call = at_point(partials(call, d<0>(S), d(S), d<2>(S), d(sigma), d(S, sigma), d<3>(sigma)));
  for (std::size_t i = 0; i < published.size(); ++i) BOOST_TEST(near(of_call[i], published[i]));

  // The same among all of orders 1 to 3 in two variables, found by their orders in S and sigma.
  constexpr auto all = calx::all_partials<3>(call, S, sigma);
  std::array<std::array<int, 2>, 5> const orders{{{1, 0}, {2, 0}, {0, 1}, {1, 1}, {0, 3}}};
  auto const among_all = at_point(all);
  for (std::size_t i = 0; i < orders.size(); ++i) {
    auto const indices = all.indices();
    auto const found = std::find(indices.begin(), indices.end(), orders[i]);
    BOOST_REQUIRE(found != indices.end());
    BOOST_TEST(near(among_all[static_cast<std::size_t>(found - indices.begin())], published[i + 1]));
  }

  // put = call - S + K exp(-r tau): the derivatives that see sigma are the same.
  auto const of_put = at_point(partials(put, d<0>(S), d(S), d<2>(S), d(sigma), d(S, sigma), d<3>(sigma)));
  BOOST_TEST(near(of_put[0], published[0] - 105 + 100 * std::exp(-1.25 / 100 * 30 / 365)));
  BOOST_TEST(near(of_put[1], published[1] - 1));
  for (std::size_t i = 2; i < published.size(); ++i) BOOST_TEST(near(of_put[i], published[i]));
}

BOOST_AUTO_TEST_SUITE_END()
