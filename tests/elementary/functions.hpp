// SPDX-License-Identifier: Apache-2.0
//
// All elementary functions by name, one row a function, so that a test that says "each function" goes through this list.
#pragma once

#include <calx/elementary/all.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace functions {

namespace e = calx::elementary;

template <class T> using unary = T (*)(T);
template <class T> using binary = T (*)(T, T);

// One function of the three types.
template <template <class> class Pointer> struct row {
  char const* name;
  Pointer<float> of_float;
  Pointer<double> of_double;
  Pointer<long double> of_long_double;

  template <class Function>
  constexpr row(char const* text, Function f) : name(text), of_float(f), of_double(f), of_long_double(f) {}

  template <class T> constexpr Pointer<T> of() const {
    if constexpr (std::is_same_v<T, float>) return of_float;
    else if constexpr (std::is_same_v<T, double>) return of_double;
    else return of_long_double;
  }
};

inline constexpr row<unary> of_one[] = {
    {"sqrt", [](auto x) { return e::sqrt(x); }},
    {"cbrt", [](auto x) { return e::cbrt(x); }},
    {"exp", [](auto x) { return e::exp(x); }},
    {"exp2", [](auto x) { return e::exp2(x); }},
    {"expm1", [](auto x) { return e::expm1(x); }},
    {"log", [](auto x) { return e::log(x); }},
    {"log2", [](auto x) { return e::log2(x); }},
    {"log10", [](auto x) { return e::log10(x); }},
    {"log1p", [](auto x) { return e::log1p(x); }},
    {"sin", [](auto x) { return e::sin(x); }},
    {"cos", [](auto x) { return e::cos(x); }},
    {"tan", [](auto x) { return e::tan(x); }},
    {"asin", [](auto x) { return e::asin(x); }},
    {"acos", [](auto x) { return e::acos(x); }},
    {"atan", [](auto x) { return e::atan(x); }},
    {"sinh", [](auto x) { return e::sinh(x); }},
    {"cosh", [](auto x) { return e::cosh(x); }},
    {"tanh", [](auto x) { return e::tanh(x); }},
    {"asinh", [](auto x) { return e::asinh(x); }},
    {"acosh", [](auto x) { return e::acosh(x); }},
    {"atanh", [](auto x) { return e::atanh(x); }},
    {"erf", [](auto x) { return e::erf(x); }},
    {"erfc", [](auto x) { return e::erfc(x); }},
    {"sigmoid", [](auto x) { return e::sigmoid(x); }},
    {"softplus", [](auto x) { return e::softplus(x); }},
    {"sech_squared", [](auto x) { return e::sech_squared(x); }},
    {"two_over_sqrt_pi_exp_minus_square", [](auto x) { return e::two_over_sqrt_pi_exp_minus_square(x); }},
};

inline constexpr row<binary> of_two[] = {
    {"hypot", [](auto x, auto y) { return e::hypot(x, y); }},
    {"atan2", [](auto y, auto x) { return e::atan2(y, x); }},
    {"pow", [](auto x, auto y) { return e::pow(x, y); }},
};

// A name that is not in the list is no constant expression, and an exception at run time.
template <class Row, std::size_t N> constexpr Row const& named(Row const (&list)[N], std::string_view name) {
  for (Row const& r : list)
    if (r.name == name) return r;
  throw "no such function";
}

}  // namespace functions
