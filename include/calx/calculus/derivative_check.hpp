// SPDX-License-Identifier: Apache-2.0
// derivative_check(f, x = 1.0, y = 2.0): compares calx's partial derivatives of f at a point with difference quotients, and
// says which variable disagrees. The same for a gradient written by hand:
//
//   auto const check = derivative_check(f, x = 1.0, y = 2.0);
//   check.agrees()                  do all derivatives?
//   check.disagreeing()             the name of the first variable whose derivative is wrong; empty: none is
//   check.variables[0].limit        and tolerance, derivative, verdict, the lines of its table
//   to_string(check)                the tables, as a student would make them; std::cout << check does, too
//
//   derivative_check(value, gradient, std::array{1.0, 2.0})     value(p) is a number, gradient(p) has one for each of p
//
// Verdicts: agrees, disagrees; kink (f has no derivative there, whatever a convention says); not_finite (f or the derivative is
// infinite or NaN); undecided, where the quotients do not come close enough to a limit, as at a vertical tangent, beside a
// pole, or where f's values are too large for its slope. What is not agrees never counts as agreement.
// The tolerance follows from the quotients alone (calculus/difference_quotient.hpp) and is printed.
// Cost: about 20 values of f for each number of the point, and one gradient.
#pragma once

#include <calx/calculus/difference_quotient.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/core/text.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace calx {

enum class derivative_verdict : std::uint8_t { agrees, disagrees, kink, undecided, not_finite };

constexpr std::string_view verdict_text(derivative_verdict verdict) {
  switch (verdict) {
    case derivative_verdict::agrees: return "agrees";
    case derivative_verdict::disagrees: return "disagrees";
    case derivative_verdict::kink: return "no derivative: a kink";
    case derivative_verdict::not_finite: return "not finite";
    default: return "undecided";
  }
}

// The derivative by one variable, or by one element of a vec, beside its difference quotients.
template <std::floating_point Real> struct checked_derivative : difference_table<Real> {
  text<64> name;
  Real derivative{};
  Real difference{};  // derivative - limit
  derivative_verdict verdict = derivative_verdict::undecided;

  constexpr bool agrees() const { return verdict == derivative_verdict::agrees; }
};

// Variables is a std::array or a std::vector of checked_derivative.
template <class Variables> struct derivative_comparison {
  Variables variables{};

  constexpr bool agrees() const {
    for (auto const& v : variables)
      if (!v.agrees()) return false;
    return true;
  }
  constexpr std::string_view disagreeing() const {
    for (auto const& v : variables)
      if (v.verdict == derivative_verdict::disagrees) return v.name.view();
    return {};
  }
};

namespace detail {

template <class Real> constexpr derivative_verdict verdict_of(checked_derivative<Real> const& c) {
  if (!is_finite_number(c.value) || !is_finite_number(c.derivative)) return derivative_verdict::not_finite;
  if (c.chosen < 0) return derivative_verdict::undecided;
  if (c.has_kink) return derivative_verdict::kink;
  Real const rounding = 16 * std::numeric_limits<Real>::epsilon() * magnitude_of(c.derivative);
  bool const near = magnitude_of(c.difference) <= c.tolerance + rounding;
  if (c.is_flat)
    return c.derivative == 0 ? derivative_verdict::agrees
           : near            ? derivative_verdict::undecided
                             : derivative_verdict::disagrees;
  if (near) return c.is_resolved() ? derivative_verdict::agrees : derivative_verdict::undecided;
  return c.is_rough() ? derivative_verdict::undecided : derivative_verdict::disagrees;
}

// f is a function of the one number.
template <class Real, class F> constexpr void compare(checked_derivative<Real>& to, F const& f, Real x, Real derivative) {
  static_cast<difference_table<Real>&>(to) = difference_limit(f, x);
  to.derivative = derivative;
  if (is_finite_number(derivative)) to.difference = derivative - to.limit;
  to.verdict = verdict_of(to);
}

// "v", or "v[12]"; a name that is too long is cut.
constexpr text<64> numbered(std::string_view name, int index) {
  text<64> result(name.substr(0, 40));
  if (index < 0) return result;
  char digits[12]{};
  int count = 0;
  do digits[count++] = static_cast<char>('0' + index % 10);
  while ((index /= 10) != 0);
  result.append("[");
  while (count > 0) result.append({&digits[--count], 1});
  result.append("]");
  return result;
}

// The numbers of a gradient in a row: an array, or a tuple of numbers and arrays.
template <class Real, class Part> constexpr void flatten(Part const& part, Real*& to) {
  if constexpr (std::is_arithmetic_v<Part>) *to++ = static_cast<Real>(part);
  else if constexpr (requires { part[0]; })
    for (auto const& x : part) *to++ = static_cast<Real>(x);
  else std::apply([&](auto const&... parts) { (flatten(parts, to), ...); }, part);
}

template <class Binding> using bound_variable = typename std::remove_cvref_t<Binding>::variable_type;
template <class T> concept bound_number_or_vector = binding_type<T> && differentiable_variable<bound_variable<T>>;
template <class... T> concept is_point = sizeof...(T) > 0 && (bound_number_or_vector<T> && ...);
template <class... Bindings> concept has_floating_values =
    std::is_floating_point_v<number_type<typename std::remove_cvref_t<Bindings>::value_type...>>;

template <class P> concept fixed_size_point = requires { std::tuple_size<P>::value; };
template <class P> using number_of_point = std::remove_cvref_t<decltype(std::declval<P const&>()[0])>;

// As many checks as the point has numbers.
template <class Point> struct checked_of {
  using type = std::vector<checked_derivative<number_of_point<Point>>>;
};
template <fixed_size_point Point> struct checked_of<Point> {
  using type = std::array<checked_derivative<number_of_point<Point>>, std::tuple_size<Point>::value>;
};

// f of one slot, the others as in the point.
template <class F, class Real, std::size_t Size, class... Variables> struct along_slot {
  F const& f;
  std::array<Real, Size> const& point;
  std::size_t slot;

  constexpr Real operator()(Real value) const {
    std::array<Real, Size> numbers = point;
    numbers[slot] = value;
    Real const* from = numbers.data();
    auto const values = std::tuple{next_block<Variables>(from)...};  // braces: from left to right
    return called(values, std::index_sequence_for<Variables...>{});
  }
  template <class Values, std::size_t... I> constexpr Real called(Values const& values, std::index_sequence<I...>) const {
    return static_cast<Real>(f(bind<Variables>(std::get<I>(values))...));
  }
};
template <class Value, class Point> struct along_argument {
  Value const& value;
  Point const& point;
  std::size_t slot;

  constexpr auto operator()(number_of_point<Point> to) const {
    Point moved = point;
    moved[slot] = to;
    return static_cast<number_of_point<Point>>(value(moved));
  }
};

template <class Variable> constexpr void name_slots(auto& variables, std::size_t& next) {
  constexpr bool single = is_scalar_variable<Variable>;
  for (int i = 0; i < slots_of<Variable>; ++i) variables[next++].name = numbered(Variable::name(), single ? -1 : i);
}

}  // namespace detail

template <expression F, binding_type... Bindings>
  requires(detail::is_point<Bindings...> && detail::has_floating_values<Bindings...>)
constexpr auto derivative_check(F const& f, Bindings const&... bindings) {
  using Real = number_type<typename Bindings::value_type...>;
  (void)f(bindings...);  // what is wrong with the call is said of this one
  constexpr auto size = static_cast<std::size_t>(detail::slot_count<detail::bound_variable<Bindings>...>);
  std::array<Real, size> point{}, slopes{};
  Real* to = point.data();
  (detail::flatten(bindings.value(), to), ...);
  to = slopes.data();
  detail::flatten(gradient(f, detail::bound_variable<Bindings>{}...)(bindings...), to);
  derivative_comparison<std::array<checked_derivative<Real>, size>> result;
  std::size_t next = 0;
  (detail::name_slots<detail::bound_variable<Bindings>>(result.variables, next), ...);
  for (std::size_t i = 0; i < size; ++i) {
    detail::along_slot<F, Real, size, detail::bound_variable<Bindings>...> const along{f, point, i};
    detail::compare(result.variables[i], along, point[i], slopes[i]);
  }
  return result;
}

template <expression F, class... Arguments>
  requires(!detail::is_point<Arguments...>)
CALX_REFUSED(
    "calx: derivative_check(f, x = 1.0, ...): what follows f are values of var and vec variables; a column is data, without a "
    "derivative")
constexpr refused derivative_check(F const&, Arguments const&...) {
  return {};
}
template <expression F, binding_type... Bindings>
  requires(detail::is_point<Bindings...> && !detail::has_floating_values<Bindings...>)
CALX_REFUSED(
    "calx: derivative_check(f, x = 1.0, ...): difference quotients need floating-point values; exact ones have no limit")
constexpr refused derivative_check(F const&, Bindings const&...) {
  return {};
}

template <class Value, class Gradient, class Point>
  requires(!expression<Value> && std::floating_point<detail::number_of_point<Point>> &&
           std::invocable<Value const&, Point const&> && std::invocable<Gradient const&, Point const&>)
constexpr auto derivative_check(Value const& value, Gradient const& gradient, Point const& point) {
  using Real = detail::number_of_point<Point>;
  auto const size = static_cast<std::size_t>(point.size());
  auto const slopes = gradient(point);
  if (static_cast<std::size_t>(slopes.size()) != size)
    refuse("calx: derivative_check(value, gradient, point): the gradient has not the length of the point");
  derivative_comparison<typename detail::checked_of<Point>::type> result;
  if constexpr (!detail::fixed_size_point<Point>) result.variables.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    result.variables[i].name = detail::numbered("x", static_cast<int>(i));
    detail::along_argument<Value, Point> const along{value, point, i};
    detail::compare(result.variables[i], along, static_cast<Real>(point[i]), static_cast<Real>(slopes[i]));
  }
  return result;
}

namespace detail {

template <class Real> std::string printed(Real number, int digits = std::numeric_limits<Real>::max_digits10) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*Lg", digits, static_cast<long double>(number));
  return buffer;
}
inline std::string padded(std::string text, std::size_t width) {
  return text.append(text.size() < width ? width - text.size() : 1, ' ');
}

template <class Real> std::string table_text(checked_derivative<Real> const& c) {
  std::string const name(c.name.view());
  std::string out = "d/d" + name + " at " + name + " = " + printed(c.at) + ": " + std::string(verdict_text(c.verdict)) + "\n";
  out += "  h        (f(" + name + " + h) - f(" + name + " - h))/(2h), extrapolated to h = 0\n";
  for (int i = 0; i < c.size; ++i) {
    difference_row<Real> const& row = c.rows[i];
    out += "  " + padded(printed(row.step, 2), 9);
    out += row.usable ? padded(printed(row.quotient), 26) + printed(row.extrapolated) : "no finite quotient";
    out += i == c.chosen ? "  <-\n" : "\n";
  }
  if (c.chosen >= 0) out += "  limit       " + printed(c.limit) + " +- " + printed(c.tolerance, 2) + "\n";
  out += "  derivative  " + printed(c.derivative) + "\n";
  if (c.chosen >= 0 && is_finite_number(c.derivative)) out += "  difference  " + printed(c.difference, 2) + "\n";
  return out;
}

}  // namespace detail

template <class Variables> std::string to_string(derivative_comparison<Variables> const& check) {
  std::string out;
  for (auto const& v : check.variables) out += detail::table_text(v);
  return out;
}

// Any output stream; <ostream> is the includer's.
template <class Stream, class Variables>
  requires requires(Stream& out) { out.put('c').flush(); }
Stream& operator<<(Stream& out, derivative_comparison<Variables> const& check) {
  out << to_string(check);
  return out;
}

}  // namespace calx
