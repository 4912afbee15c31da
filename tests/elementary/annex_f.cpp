// SPDX-License-Identifier: Apache-2.0
//
// Special values as in C, Annex F, for each function: zeros of both signs, infinities, NaN, poles, domain errors, in constant
// expressions and at run time. Beside it all functions against the C library, which follows Annex F too, at all special
// arguments and all pairs of them: NaN, infinities and zeros in the same places, with the same signs.
// Beyond the standard: sigmoid, softplus, sech_squared and 2/sqrt(pi) e^(-x^2) have the limits that they have in mathematics.
#include "functions.hpp"
#include "known_values.hpp"

#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

BOOST_AUTO_TEST_SUITE(annex_f)

namespace {

using namespace known_values;

template <class T> inline constexpr T pi_of = T(0x1.921fb54442d1846ap1L);
template <class T> inline constexpr T half_pi_of = pi_of<T> / 2;

// f(0), f(-0), f(infinity), f(-infinity).
template <class T> struct limits_of {
  char const* name;
  T at_zero;
  T at_minus_zero;
  T at_infinity;
  T at_minus_infinity;
};

template <class T>
inline constexpr limits_of<T> limits[] = {
    {"sqrt", T(0), T(-0.0), inf<T>, undefined<T>},
    {"cbrt", T(0), T(-0.0), inf<T>, -inf<T>},
    {"exp", T(1), T(1), inf<T>, T(0)},
    {"exp2", T(1), T(1), inf<T>, T(0)},
    {"expm1", T(0), T(-0.0), inf<T>, T(-1)},
    {"log", -inf<T>, -inf<T>, inf<T>, undefined<T>},
    {"log2", -inf<T>, -inf<T>, inf<T>, undefined<T>},
    {"log10", -inf<T>, -inf<T>, inf<T>, undefined<T>},
    {"log1p", T(0), T(-0.0), inf<T>, undefined<T>},
    {"sin", T(0), T(-0.0), undefined<T>, undefined<T>},
    {"cos", T(1), T(1), undefined<T>, undefined<T>},
    {"tan", T(0), T(-0.0), undefined<T>, undefined<T>},
    {"asin", T(0), T(-0.0), undefined<T>, undefined<T>},
    {"acos", half_pi_of<T>, half_pi_of<T>, undefined<T>, undefined<T>},
    {"atan", T(0), T(-0.0), half_pi_of<T>, -half_pi_of<T>},
    {"sinh", T(0), T(-0.0), inf<T>, -inf<T>},
    {"cosh", T(1), T(1), inf<T>, inf<T>},
    {"tanh", T(0), T(-0.0), T(1), T(-1)},
    {"asinh", T(0), T(-0.0), inf<T>, -inf<T>},
    {"acosh", undefined<T>, undefined<T>, inf<T>, undefined<T>},
    {"atanh", T(0), T(-0.0), undefined<T>, undefined<T>},
    {"erf", T(0), T(-0.0), T(1), T(-1)},
    {"erfc", T(1), T(1), T(0), T(2)},
    {"sigmoid", T(0.5), T(0.5), T(1), T(0)},
    {"softplus", T(0x1.62e42fefa39ef358p-1L), T(0x1.62e42fefa39ef358p-1L), inf<T>, T(0)},
    {"sech_squared", T(1), T(1), T(0), T(0)},
    {"two_over_sqrt_pi_exp_minus_square", T(0x1.20dd750429b6d11ap0L), T(0x1.20dd750429b6d11ap0L), T(0), T(0)},
};

// Nothing if all of the list's functions have their limits, and give NaN for NaN; else the name of the first that has not.
template <class T> constexpr char const* first_with_wrong_limits() {
  if (std::size(limits<T>) != std::size(functions::of_one)) return "a function without row";
  for (limits_of<T> const& l : limits<T>) {
    auto const f = functions::named(functions::of_one, l.name).template of<T>();
    if (!same(f(T(0)), l.at_zero) || !same(f(T(-0.0)), l.at_minus_zero) || !same(f(inf<T>), l.at_infinity) ||
        !same(f(-inf<T>), l.at_minus_infinity) || !same(f(undefined<T>), undefined<T>))
      return l.name;
  }
  return nullptr;
}
static_assert(!first_with_wrong_limits<float>() && !first_with_wrong_limits<double>() &&
              !first_with_wrong_limits<long double>());

template <class T> struct value_at {
  char const* name;
  T x;
  T value;
};

template <class T> inline constexpr T epsilon = std::numeric_limits<T>::epsilon();

// Poles, ends of domains, exact zeros; then arguments outside of the domain, the nearest and far ones.
template <class T>
inline constexpr value_at<T> values[] = {
    {"log", T(1), T(0)},
    {"log2", T(1), T(0)},
    {"log10", T(1), T(0)},
    {"log1p", T(-1), -inf<T>},
    {"acos", T(1), T(0)},
    {"acos", T(-1), pi_of<T>},
    {"asin", T(1), half_pi_of<T>},
    {"asin", T(-1), -half_pi_of<T>},
    {"acosh", T(1), T(0)},
    {"atanh", T(1), inf<T>},
    {"atanh", T(-1), -inf<T>},
    {"exp", largest<T>, inf<T>},
    {"exp", -largest<T>, T(0)},
    {"exp2", largest<T>, inf<T>},
    {"exp2", -largest<T>, T(0)},
    {"expm1", largest<T>, inf<T>},
    {"expm1", -largest<T>, T(-1)},
    {"sinh", largest<T>, inf<T>},
    {"sinh", -largest<T>, -inf<T>},
    {"cosh", -largest<T>, inf<T>},
    {"erfc", largest<T>, T(0)},

    {"sqrt", -smallest<T>, undefined<T>},
    {"sqrt", -largest<T>, undefined<T>},
    {"log", -smallest<T>, undefined<T>},
    {"log", -largest<T>, undefined<T>},
    {"log2", -smallest<T>, undefined<T>},
    {"log2", -largest<T>, undefined<T>},
    {"log10", -smallest<T>, undefined<T>},
    {"log10", -largest<T>, undefined<T>},
    {"log1p", -1 - epsilon<T>, undefined<T>},
    {"log1p", -largest<T>, undefined<T>},
    {"asin", 1 + epsilon<T>, undefined<T>},
    {"asin", -1 - epsilon<T>, undefined<T>},
    {"asin", largest<T>, undefined<T>},
    {"acos", 1 + epsilon<T>, undefined<T>},
    {"acos", -1 - epsilon<T>, undefined<T>},
    {"acos", -largest<T>, undefined<T>},
    {"acosh", 1 - epsilon<T> / 2, undefined<T>},
    {"acosh", smallest<T>, undefined<T>},
    {"acosh", -largest<T>, undefined<T>},
    {"atanh", 1 + epsilon<T>, undefined<T>},
    {"atanh", -1 - epsilon<T>, undefined<T>},
    {"atanh", largest<T>, undefined<T>},
};

template <class T> constexpr char const* first_with_wrong_value() {
  for (value_at<T> const& v : values<T>)
    if (!same(functions::named(functions::of_one, v.name).template of<T>()(v.x), v.value)) return v.name;
  return nullptr;
}
static_assert(!first_with_wrong_value<float>() && !first_with_wrong_value<double>() && !first_with_wrong_value<long double>());

// Functions with f(x) = x + O(x^2): as small as numbers get, they give back x, which keeps the signs of subnormals.
template <class T> constexpr char const* first_unlike_identity() {
  for (char const* name : {"expm1", "log1p", "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh"})
    for (T x : {smallest<T>, -smallest<T>, std::numeric_limits<T>::min(), -std::numeric_limits<T>::min()})
      if (!same(functions::named(functions::of_one, name).template of<T>()(x), x)) return name;
  return nullptr;
}
static_assert(!first_unlike_identity<float>() && !first_unlike_identity<double>() && !first_unlike_identity<long double>());

template <class T> struct value_of_two {
  char const* name;
  T x;
  T y;
  T value;
};

template <class T>
inline constexpr value_of_two<T> values_of_two[] = {
    // F.10.1.4, atan2(y, x)
    {"atan2", T(0), T(-0.0), pi_of<T>},
    {"atan2", T(-0.0), T(-0.0), -pi_of<T>},
    {"atan2", T(0), T(0), T(0)},
    {"atan2", T(-0.0), T(0), T(-0.0)},
    {"atan2", T(0), T(-1), pi_of<T>},
    {"atan2", T(-0.0), -smallest<T>, -pi_of<T>},
    {"atan2", T(0), smallest<T>, T(0)},
    {"atan2", T(-0.0), largest<T>, T(-0.0)},
    {"atan2", T(-1), T(0), -half_pi_of<T>},
    {"atan2", -smallest<T>, T(-0.0), -half_pi_of<T>},
    {"atan2", smallest<T>, T(0), half_pi_of<T>},
    {"atan2", T(1), -inf<T>, pi_of<T>},
    {"atan2", T(-1), -inf<T>, -pi_of<T>},
    {"atan2", largest<T>, inf<T>, T(0)},
    {"atan2", -largest<T>, inf<T>, T(-0.0)},
    {"atan2", inf<T>, T(-1), half_pi_of<T>},
    {"atan2", -inf<T>, largest<T>, -half_pi_of<T>},
    {"atan2", inf<T>, -inf<T>, T(0x1.2d97c7f3321d234fp1L)},
    {"atan2", -inf<T>, -inf<T>, -T(0x1.2d97c7f3321d234fp1L)},
    {"atan2", inf<T>, inf<T>, half_pi_of<T> / 2},
    {"atan2", -inf<T>, inf<T>, -half_pi_of<T> / 2},
    {"atan2", undefined<T>, T(0), undefined<T>},
    {"atan2", inf<T>, undefined<T>, undefined<T>},
    // F.10.4.3, hypot(x, y)
    {"hypot", T(0), T(-0.0), T(0)},
    {"hypot", T(-0.0), T(-3), T(3)},
    {"hypot", -inf<T>, undefined<T>, inf<T>},
    {"hypot", undefined<T>, inf<T>, inf<T>},
    {"hypot", T(1), -inf<T>, inf<T>},
    {"hypot", undefined<T>, T(0), undefined<T>},
    {"hypot", largest<T>, largest<T>, inf<T>},
    {"hypot", smallest<T>, T(0), smallest<T>},
    // F.10.4.4, pow(x, y), line by line
    {"pow", T(0), T(-3), inf<T>},
    {"pow", T(-0.0), T(-3), -inf<T>},
    {"pow", T(0), T(-2), inf<T>},
    {"pow", T(-0.0), T(-2.5), inf<T>},
    {"pow", T(-0.0), -largest<T>, inf<T>},
    {"pow", T(0), -inf<T>, inf<T>},
    {"pow", T(-0.0), -inf<T>, inf<T>},
    {"pow", T(0), T(3), T(0)},
    {"pow", T(-0.0), T(3), T(-0.0)},
    {"pow", T(-0.0), T(2), T(0)},
    {"pow", T(-0.0), T(0.5), T(0)},
    {"pow", T(-1), inf<T>, T(1)},
    {"pow", T(-1), -inf<T>, T(1)},
    {"pow", T(1), undefined<T>, T(1)},
    {"pow", T(1), inf<T>, T(1)},
    {"pow", undefined<T>, T(0), T(1)},
    {"pow", undefined<T>, T(-0.0), T(1)},
    {"pow", -inf<T>, T(0), T(1)},
    {"pow", T(-1), T(0.5), undefined<T>},
    {"pow", -largest<T>, T(-1.5), undefined<T>},
    {"pow", T(0.5), -inf<T>, inf<T>},
    {"pow", T(-2), -inf<T>, T(0)},
    {"pow", T(-0.5), inf<T>, T(0)},
    {"pow", T(2), inf<T>, inf<T>},
    {"pow", -inf<T>, T(-3), T(-0.0)},
    {"pow", -inf<T>, T(-2), T(0)},
    {"pow", -inf<T>, T(-0.5), T(0)},
    {"pow", -inf<T>, T(3), -inf<T>},
    {"pow", -inf<T>, T(2), inf<T>},
    {"pow", -inf<T>, T(0.5), inf<T>},
    {"pow", inf<T>, T(-1), T(0)},
    {"pow", inf<T>, T(0.5), inf<T>},
    {"pow", undefined<T>, T(1), undefined<T>},
    {"pow", T(2), undefined<T>, undefined<T>},
};

template <class T> constexpr value_of_two<T> const* first_wrong_of_two() {
  for (value_of_two<T> const& v : values_of_two<T>)
    if (!same(functions::named(functions::of_two, v.name).template of<T>()(v.x, v.y), v.value)) return &v;
  return nullptr;
}
static_assert(!first_wrong_of_two<float>() && !first_wrong_of_two<double>() && !first_wrong_of_two<long double>());

// ipow is pow with an integer.
template <class T> constexpr bool ipow_is_pow() {
  for (T x : {T(0), T(-0.0), T(1), T(-1), T(2), T(-0.5), inf<T>, -inf<T>, undefined<T>, largest<T>, -smallest<T>})
    for (int n : {0, 1, -1, 2, -2, 3, -3, 1000, -1001, 1 << 20})
      if (!same(e::ipow(x, n), e::pow(x, T(n)))) return false;
  return true;
}
static_assert(ipow_is_pow<float>() && ipow_is_pow<double>() && ipow_is_pow<long double>());

using real_types = std::tuple<float, double, long double>;

// What a value is, apart from its size.
template <class T> int kind(T x) {
  if (std::isnan(x)) return 0;
  int const size = std::isinf(x) ? 3 : x == 0 ? 1 : 2;
  return std::signbit(x) ? -size : size;
}

constexpr functions::row<functions::unary> library[] = {
    {"sqrt", [](auto x) { return std::sqrt(x); }},   {"cbrt", [](auto x) { return std::cbrt(x); }},
    {"exp", [](auto x) { return std::exp(x); }},     {"exp2", [](auto x) { return std::exp2(x); }},
    {"expm1", [](auto x) { return std::expm1(x); }}, {"log", [](auto x) { return std::log(x); }},
    {"log2", [](auto x) { return std::log2(x); }},   {"log10", [](auto x) { return std::log10(x); }},
    {"log1p", [](auto x) { return std::log1p(x); }}, {"sin", [](auto x) { return std::sin(x); }},
    {"cos", [](auto x) { return std::cos(x); }},     {"tan", [](auto x) { return std::tan(x); }},
    {"asin", [](auto x) { return std::asin(x); }},   {"acos", [](auto x) { return std::acos(x); }},
    {"atan", [](auto x) { return std::atan(x); }},   {"sinh", [](auto x) { return std::sinh(x); }},
    {"cosh", [](auto x) { return std::cosh(x); }},   {"tanh", [](auto x) { return std::tanh(x); }},
    {"asinh", [](auto x) { return std::asinh(x); }}, {"acosh", [](auto x) { return std::acosh(x); }},
    {"atanh", [](auto x) { return std::atanh(x); }}, {"erf", [](auto x) { return std::erf(x); }},
    {"erfc", [](auto x) { return std::erfc(x); }},
};

constexpr functions::row<functions::binary> library_of_two[] = {
    {"hypot", [](auto x, auto y) { return std::hypot(x, y); }},
    {"atan2", [](auto x, auto y) { return std::atan2(x, y); }},
    {"pow", [](auto x, auto y) { return std::pow(x, y); }},
};

template <class T>
constexpr T sizes[] = {T(0),   T(1),       T(2),        T(3),           T(0.5),
                       T(1.5), T(2.5),     T(1e30L),    1 + epsilon<T>, 1 - epsilon<T> / 2,
                       inf<T>, largest<T>, smallest<T>, undefined<T>,   std::numeric_limits<T>::min()};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(at_run_time, T, real_types) {
  BOOST_TEST(first_with_wrong_limits<T>() == nullptr);
  BOOST_TEST(first_with_wrong_value<T>() == nullptr);
  BOOST_TEST(first_unlike_identity<T>() == nullptr);
  BOOST_TEST(first_wrong_of_two<T>() == nullptr);
  BOOST_TEST(ipow_is_pow<T>());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(as_the_library, T, real_types) {
  for (auto const& f : library)
    for (T size : sizes<T>)
      for (T x : {size, -size}) {
        T const ours = functions::named(functions::of_one, f.name).template of<T>()(x);
        BOOST_CHECK_MESSAGE(kind(ours) == kind(f.template of<T>()(x)), f.name << "(" << x << ") is " << ours);
      }
  for (auto const& f : library_of_two)
    for (T first : sizes<T>)
      for (T second : sizes<T>)
        for (auto const& [x, y] : {std::pair{first, second}, {first, -second}, {-first, second}, {-first, -second}}) {
          T const ours = functions::named(functions::of_two, f.name).template of<T>()(x, y);
          BOOST_CHECK_MESSAGE(kind(ours) == kind(f.template of<T>()(x, y)), f.name << "(" << x << ", " << y << ") is " << ours);
        }
}

BOOST_AUTO_TEST_SUITE_END()
