// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/jacobian.hpp>
#include <calx/calculus/operations.hpp>
#include <calx/calculus/prove.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <span>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(jacobians)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;
constexpr auto v = calx::vec<"v", 2>;
template <std::size_t Rows, std::size_t Columns> using matrix = std::array<std::array<double, Columns>, Rows>;

constexpr auto polar = vector(x * cos(y), x* sin(y));

// --- entries as expressions -----------------------------------------------------------------------------------------------
constexpr bool entries() {
  constexpr auto j = jacobian(polar, x, y);
  return j.rows() == 2 && j.columns() == 2 && get<0, 0>(j) == cos(y) && get<0, 1>(j) == -x * sin(y) && get<1, 0>(j) == sin(y) &&
         get<1, 1>(j) == x * cos(y) && get<0, 0>(j) * get<1, 1>(j) - get<0, 1>(j) * get<1, 0>(j) == x &&
         !(get<0, 0>(j) == get<1, 0>(j)) && get<0, 1>(j) == derivative(get<0>(polar), y) &&
         get<0, 1>(jacobian(polar, y, x)) == cos(y);
}
static_assert(entries());

// An entry is an expression: it differentiates, substitutes and adds.
static_assert(derivative(get<0, 1>(jacobian(polar, x, y)), x) == -sin(y));
static_assert(get<1, 1>(jacobian(polar, x, y))(y = z * z) == x * cos(z * z));
static_assert(get<0, 0>(jacobian(vector(x * y), x)) == y);

// What does not occur, and what occurs in one function only.
constexpr bool zeros() {
  constexpr auto j = jacobian(calx::vector(x * x, y, 5), x, y, z);
  return get<0, 0>(j) == 2 * x && get<0, 1>(j) == 0 && get<1, 1>(j) == 1 && get<2, 0>(j) == 0 && get<2, 2>(j) == 0 &&
         j(x = 3.0, y = 1.0, z = 2.0) == matrix<3, 3>{{{6, 0, 0}, {0, 1, 0}, {0, 0, 0}}} &&
         j(x = 3.0, y = 1.0) == matrix<3, 3>{{{6, 0, 0}, {0, 1, 0}, {0, 0, 0}}};
}
static_assert(zeros());

// --- evaluation -----------------------------------------------------------------------------------------------------------
constexpr bool values() {
  constexpr auto j = jacobian(vector(x * y, x + y * y, x * x), x, y)(x = 2.0, y = 3.0);
  static_assert(std::is_same_v<decltype(j), matrix<3, 2> const>);
  constexpr auto wide = jacobian(vector(x * y * z, x - z), z, x, y)(x = 2.0, y = 3.0, z = 5.0);
  static_assert(std::is_same_v<decltype(wide), matrix<2, 3> const>);
  static_assert(std::is_same_v<decltype(jacobian(polar, x)(x = 1.0f, y = 2.0f)), std::array<std::array<float, 1>, 2>>);
  return j == matrix<3, 2>{{{3, 2}, {1, 6}, {4, 0}}} && wide == matrix<2, 3>{{{6, 15, 10}, {-1, 1, 0}}};
}
static_assert(values());

constexpr bool exact_values() {
  using calx::rational;
  constexpr auto j = jacobian(vector(x / y, x * y), x, y)(x = rational(1, 2), y = rational(3));
  return j[0][0] == rational(1, 3) && j[0][1] == rational(-1, 18) && j[1][0] == rational(3) && j[1][1] == rational(1, 2);
}
static_assert(exact_values());

// All slots: x, v[0], v[1].
constexpr bool vectors() {
  constexpr auto field = calx::trace<[](auto const& k, auto const& p) { return std::array{k * p[0], p[0] * p[1], k * k}; }>;
  constexpr auto j = jacobian(field(x, v), x, v)(x = 2.0, v = std::array{3.0, 5.0});
  constexpr auto by_vector = jacobian(field(x, v), v)(x = 2.0, v = std::array{3.0, 5.0});
  static_assert(std::is_same_v<decltype(by_vector), matrix<3, 2> const>);
  return j == matrix<3, 3>{{{3, 2, 0}, {0, 5, 3}, {4, 0, 0}}} && by_vector == matrix<3, 2>{{{2, 0}, {5, 3}, {0, 0}}};
}
static_assert(vectors());

constexpr bool with_values() {
  constexpr auto r = value_and_jacobian(vector(x * y, x * x + y, 4_c), x, y)(x = 3.0, y = 5.0);
  static_assert(std::is_same_v<decltype(r.value), std::array<double, 3>> && std::is_same_v<decltype(r.jacobian), matrix<3, 2>>);
  return r.value == std::array{15.0, 14.0, 4.0} && r.jacobian == matrix<3, 2>{{{5, 3}, {6, 1}, {0, 0}}} &&
         value_and_jacobian(vector(sin(z)), x)(z = 0.0).jacobian == matrix<1, 1>{{{0}}};
}
static_assert(with_values());

constexpr bool captures_are_carried() {
  constexpr auto make = [](double a, double b) { return calx::vector(a * x * y, x, b * y * y + a); };
  constexpr auto j = jacobian(make(2, 3), x, y);
  static_assert(std::is_same_v<decltype(j), decltype(jacobian(make(5, 7), x, y)) const>);
  return j(x = 1.0, y = 10.0) == matrix<3, 2>{{{20, 2}, {1, 0}, {0, 60}}} &&
         jacobian(make(5, 7), x, y)(x = 1.0, y = 1.0) == matrix<3, 2>{{{5, 5}, {1, 0}, {0, 14}}} && get<0, 1>(j) == 2 * x &&
         get<2, 1>(j) == 6 * y && get<2, 1>(jacobian(make(5, 7), x, y)) == 14 * y &&
         value_and_jacobian(make(2, 3), y)(x = 1.0, y = 1.0).value == std::array{2.0, 1.0, 5.0};
}
static_assert(captures_are_carried());

// --- by rows and by columns -----------------------------------------------------------------------------------------------
// Two functions of three variables go by reverse sweeps; with three more functions, by forward sweeps: the same entries.
constexpr auto p = atan2(y, x) * log1p(x * x + z * z);
constexpr auto q = where(x < y, tanh(x* y), 1 / (1 + z * z)) + hypot(x, z) * exp(-y);
constexpr bool forward_is_reverse() {
  constexpr auto few = jacobian(vector(p, q), x, y, z);
  constexpr auto many = jacobian(vector(p, q, x, y, z), x, y, z);
  return get<0, 0>(few) == get<0, 0>(many) && get<0, 1>(few) == get<0, 1>(many) && get<0, 2>(few) == get<0, 2>(many) &&
         get<1, 0>(few) == get<1, 0>(many) && get<1, 1>(few) == get<1, 1>(many) && get<1, 2>(few) == get<1, 2>(many) &&
         get<0, 1>(few) == get<1>(gradient(p, x, y, z)) && get<3, 1>(many) == 1 && get<3, 0>(many) == 0;
}
static_assert(forward_is_reverse());

constexpr bool branch_not_taken() {
  constexpr auto f = where(x > 0, sqrt(x), 0_c);
  return jacobian(vector(f, f * f), x)(x = -1.0) == matrix<2, 1>{{{0}, {0}}} &&
         jacobian(vector(f, y), x, y, z)(x = -1.0, y = 1.0) == matrix<2, 3>{{{0, 0, 0}, {0, 1, 0}}} &&
         jacobian(vector(f, y), x, y, z)(x = 4.0, y = 1.0)[0][0] == 0.25;
}
static_assert(branch_not_taken());

static_assert(operations(value_and_jacobian(polar, x, y)) <
                  operations(jacobian(polar, x, y)) + operations(get<0>(polar)) + operations(get<1>(polar)),
              "one schedule shares what two would repeat");

// --- bundle adjustment: bench/problems/snavely.hpp --------------------------------------------------------------------------
template <class Camera, class Point> constexpr auto reprojection(Camera const& c, Point const& r) {
  using std::cos, std::sin, std::sqrt;
  auto const square = c[0] * c[0] + c[1] * c[1] + c[2] * c[2];
  auto const angle = sqrt(square), cosine = cos(angle), s = sin(angle) / angle;
  auto const along = (1 - cosine) / square * (c[0] * r[0] + c[1] * r[1] + c[2] * r[2]);
  auto const X = cosine * r[0] + s * (c[1] * r[2] - c[2] * r[1]) + along * c[0] + c[3];
  auto const Y = cosine * r[1] + s * (c[2] * r[0] - c[0] * r[2]) + along * c[1] + c[4];
  auto const Z = cosine * r[2] + s * (c[0] * r[1] - c[1] * r[0]) + along * c[2] + c[5];
  auto const a = -X / Z, b = -Y / Z, r2 = a * a + b * b;
  auto const scale = c[6] * (1 + r2 * (c[7] + c[8] * r2));
  return std::array{scale * a, scale * b};
}
constexpr auto camera = calx::vec<"camera", 9>;
constexpr auto place = calx::vec<"place", 3>;
constexpr auto image = calx::trace<[](auto const&... arguments) { return reprojection(arguments...); }>(camera, place);
constexpr std::array<long double, 12> at{0.21L, -0.34L, 0.17L, 0.4L, -0.3L, -5.2L, 512, -0.11L, 0.04L, 1.3L, -0.8L, 0.6L};

template <class Real> auto image_and_jacobian(std::array<Real, 12> const& in) {
  return value_and_jacobian(image, camera, place)(camera = std::span<Real const, 9>(in.data(), 9),
                                                  place = std::span<Real const, 3>(in.data() + 9, 3));
}
std::array<long double, 2> image_of(std::array<long double, 12> const& in) {
  return reprojection(std::span<long double const, 9>(in.data(), 9), std::span<long double const, 3>(in.data() + 9, 3));
}

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(entries());
  BOOST_TEST(zeros());
  BOOST_TEST(values());
  BOOST_TEST(exact_values());
  BOOST_TEST(vectors());
  BOOST_TEST(with_values());
  BOOST_TEST(captures_are_carried());
  BOOST_TEST(forward_is_reverse());
  BOOST_TEST(branch_not_taken());
}

BOOST_AUTO_TEST_CASE(forward_is_reverse_in_numbers) {
  constexpr auto few = jacobian(vector(p, q), x, y, z);
  constexpr auto many = jacobian(vector(p, q, x, y, z), x, y, z);
  for (double const a : {0.7, -1.1, 2.3})
    for (double const b : {-0.4, 0.9, 3.0})
      for (double const c : {1.3, 0.2, -0.8}) {
        auto const by_rows = few(x = a, y = b, z = c);
        auto const by_columns = many(x = a, y = b, z = c);
        for (std::size_t i = 0; i < 2; ++i)
          for (std::size_t j = 0; j < 3; ++j)
            BOOST_TEST(std::abs(by_rows[i][j] - by_columns[i][j]) <= 1e-14 * (1 + std::abs(by_rows[i][j])));
      }
}

// Against the formula itself, and its differences in long double.
BOOST_AUTO_TEST_CASE(reprojection_of_a_point) {
  auto const wide = image_and_jacobian(at);
  std::array<double, 12> rounded{};
  for (std::size_t i = 0; i < 12; ++i) rounded[i] = static_cast<double>(at[i]);
  auto const narrow = image_and_jacobian(rounded);
  auto const value = image_of(at);
  for (std::size_t i = 0; i < 2; ++i) {
    BOOST_TEST(std::abs(wide.value[i] - value[i]) < 1e-15L * std::abs(value[i]));
    BOOST_TEST(std::abs(static_cast<long double>(narrow.value[i]) - value[i]) < 1e-13L * std::abs(value[i]));
    for (std::size_t j = 0; j < 12; ++j) {
      long double quotients[2];
      for (int k = 0; k < 2; ++k) {
        long double const h = 1e-4L / (k + 1);
        auto left = at, right = at;
        left[j] -= h, right[j] += h;
        quotients[k] = (image_of(right)[i] - image_of(left)[i]) / (2 * h);
      }
      long double const slope = (4 * quotients[1] - quotients[0]) / 3;  // extrapolated to h = 0
      BOOST_TEST(std::abs(wide.jacobian[i][j] - slope) < 1e-9L * (1 + std::abs(slope)));
      BOOST_TEST(std::abs(static_cast<long double>(narrow.jacobian[i][j]) - wide.jacobian[i][j]) <
                 1e-12L * (1 + std::abs(slope)));
    }
  }
}

// Jacobian alone and with values are one function.
BOOST_AUTO_TEST_CASE(alone_and_with_values) {
  auto const both = value_and_jacobian(polar, x, y)(x = 1.5, y = 0.7);
  auto const alone = jacobian(polar, x, y)(x = 1.5, y = 0.7);
  auto const values_alone = polar(x = 1.5, y = 0.7);
  for (std::size_t i = 0; i < 2; ++i) {
    BOOST_TEST(both.value[i] == values_alone[i], boost::test_tools::tolerance(1e-15));
    for (std::size_t j = 0; j < 2; ++j) BOOST_TEST(both.jacobian[i][j] == alone[i][j], boost::test_tools::tolerance(1e-15));
  }
}

BOOST_AUTO_TEST_SUITE_END()
