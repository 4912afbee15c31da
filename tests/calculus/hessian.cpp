// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/arrays.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/array.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <type_traits>
#include <vector>

BOOST_AUTO_TEST_SUITE(hessians)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 2>;
constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x) * y;

constexpr bool entries() {
  constexpr auto h = hessian(f, x, y);
  return h.size() == 2 && get<0, 0>(h) == 6 * x * y - sin(x) * exp(-y * y) &&
         get<0, 1>(h) == 3 * x * x - 2 * y * cos(x) * exp(-y * y) && get<1, 1>(h) == (4 * y * y - 2) * sin(x) * exp(-y * y) &&
         get<0, 1>(h) == get<1, 0>(h) && get<0, 0>(h) == derivative<2>(f, x) &&
         get<0, 1>(h) == derivative(derivative(f, x), y) && !(get<0, 0>(h) == get<1, 1>(h));
}
static_assert(entries());

constexpr bool a_quadratic_form_has_its_matrix() {
  constexpr auto h = hessian(3 * x * x + 4 * x * y - 5 * y * y + 7 * z, x, y, z)(x = 1.0, y = 2.0, z = 3.0);
  static_assert(std::is_same_v<decltype(h), std::array<std::array<double, 3>, 3> const>);
  return h == std::array<std::array<double, 3>, 3>{{{6, 4, 0}, {4, -10, 0}, {0, 0, 0}}};
}
static_assert(a_quadratic_form_has_its_matrix());

// One matrix over all slots: x, v[0], v[1].
constexpr bool mixture() {
  constexpr auto energy = calx::trace<[](auto const& k, auto const& p) { return k * p[0] * p[0] * p[1]; }>;
  constexpr auto h = hessian(energy(x, v), x, v)(x = 2.0, v = std::array{3.0, 5.0});
  return h == std::array<std::array<double, 3>, 3>{{{0, 30, 9}, {30, 20, 12}, {9, 12, 0}}};
}
static_assert(mixture());

constexpr bool all_three() {
  constexpr auto r = value_gradient_hessian(x * x * y, x, y)(x = 3.0, y = 5.0);
  constexpr auto m = value_gradient_hessian(x * calx::trace<[](auto const& p) { return p[0] * p[1]; }>(v), x, v)(
      x = 2.0, v = std::array{3.0, 5.0});
  return r.value == 45.0 && r.gradient == std::array{30.0, 9.0} &&
         r.hessian == std::array<std::array<double, 2>, 2>{{{10, 6}, {6, 0}}} && m.value == 30.0 &&
         std::get<0>(m.gradient) == 15.0 && std::get<1>(m.gradient) == std::array{10.0, 6.0} && m.hessian[1][2] == 2.0;
}
static_assert(all_three());

constexpr bool captures_are_carried() {
  constexpr auto scaled = [](double a, double b) { return a * x * x * y + b * y * y; };
  constexpr auto h = hessian(scaled(2, 3), x, y);
  return h(x = 1.0, y = 1.0) == std::array<std::array<double, 2>, 2>{{{4, 4}, {4, 6}}} &&
         get<1, 1>(hessian(scaled(2, 5), x, y)) == 10 && get<0, 0>(h) == 4 * y;
}
static_assert(captures_are_carried());

// The second derivative of the branch not taken is NaN, and does not matter.
constexpr bool branch_not_taken() {
  constexpr auto g = where(x > 0, x * sqrt(x), 0_c) + x * x;
  return hessian(g, x)(x = -1.0)[0][0] == 2.0 && hessian(g, x)(x = 4.0)[0][0] == 2.375 &&
         value_gradient_hessian(exp(g), x)(x = 0.0).hessian[0][0] == 2.0;
}
static_assert(branch_not_taken());

static_assert(operations(value_gradient_hessian(f, x, y)) <
                  operations(hessian(f, x, y)) + operations(f) + operations(gradient(f, x, y)),
              "one schedule shares what three would repeat");

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(entries());
  BOOST_TEST(a_quadratic_form_has_its_matrix());
  BOOST_TEST(mixture());
  BOOST_TEST(all_three());
  BOOST_TEST(captures_are_carried());
  BOOST_TEST(branch_not_taken());
  BOOST_TEST_MESSAGE("sin(x) exp(-y^2) + x^3 y: " << operations(f) << " operations, with gradient and Hessian "
                                                  << operations(value_gradient_hessian(f, x, y)));
}

BOOST_AUTO_TEST_CASE(differences_and_symmetry) {
  constexpr auto g = atan2(y, x) * log1p(x * x + z * z) + where(x < y, tanh(x * y), 1 / (1 + z * z)) + hypot(x, z) * erf(y);
  constexpr auto all = value_gradient_hessian(g, x, y, z);
  using triple = std::array<long double, 3>;
  for (triple const at : {triple{0.7L, -0.4L, 1.3L}, triple{-1.1L, 0.9L, 0.2L}, triple{2.3L, 2.9L, -0.8L}}) {
    auto const r = all(x = at[0], y = at[1], z = at[2]);
    for (std::size_t j = 0; j < 3; ++j) {
      long double const h = 1e-5L;
      triple up = at, down = at;
      up[j] += h, down[j] -= h;
      auto const above = all(x = up[0], y = up[1], z = up[2]), below = all(x = down[0], y = down[1], z = down[2]);
      BOOST_TEST(std::abs(r.gradient[j] - (above.value - below.value) / (2 * h)) < 1e-8L);
      for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(std::abs(r.hessian[i][j] - (above.gradient[i] - below.gradient[i]) / (2 * h)) < 1e-8L);
        BOOST_TEST(r.hessian[i][j] == r.hessian[j][i]);
      }
    }
  }
}

// Of sums over data: against the sum of each row's.
BOOST_AUTO_TEST_CASE(sums_over_columns) {
  constexpr auto t = calx::column<"t">;
  constexpr auto p = calx::var<"p">;
  std::vector<double> times(37);
  for (std::size_t i = 0; i < times.size(); ++i) times[i] = 0.1 * static_cast<double>(i) - 1;
  constexpr auto of_row = square(x * exp(-y * p) - sin(p)) + where(p > 0.5, x * y * p, x);
  constexpr auto of_all = sum(square(x * exp(-y * t) - sin(t)) + where(t > 0.5, x * y * t, x));
  auto const r = value_gradient_hessian(of_all, x, y)(x = 1.3, y = 0.7, t = times);
  auto const h = hessian(of_all, x, y)(x = 1.3, y = 0.7, t = times);
  double value = 0, gradient[2] = {}, second[2][2] = {};
  for (double const time : times) {
    auto const row = value_gradient_hessian(of_row, x, y)(x = 1.3, y = 0.7, p = time);
    value += row.value;
    for (std::size_t i = 0; i < 2; ++i) {
      gradient[i] += row.gradient[i];
      for (std::size_t j = 0; j < 2; ++j) second[i][j] += row.hessian[i][j];
    }
  }
  BOOST_TEST(std::abs(r.value - value) <= 1e-13 * std::abs(value));
  for (std::size_t i = 0; i < 2; ++i) {
    BOOST_TEST(std::abs(r.gradient[i] - gradient[i]) <= 1e-13 * std::abs(gradient[i]));
    for (std::size_t j = 0; j < 2; ++j) {
      BOOST_TEST(std::abs(r.hessian[i][j] - second[i][j]) <= 1e-12 * std::abs(second[i][j]));
      BOOST_TEST(std::abs(h[i][j] - r.hessian[i][j]) <= 1e-13 * std::abs(h[i][j]));
    }
  }
  // By a variable that it does not depend on, and a linear one.
  auto const level = hessian(sum(x * t), x, y)(x = 1.0, t = times);
  BOOST_TEST((level[0][0] == 0 && level[0][1] == 0 && level[1][1] == 0));
}

BOOST_AUTO_TEST_SUITE_END()
