// SPDX-License-Identifier: Apache-2.0
// interval: all real numbers from one double to another, as the value of a variable or a function: f(x = interval{0, 1}).
//
//   interval{a, b}       a <= b; refused are others, NaN, and intervals without a real number, as {infinity, infinity}
//   interval{a}          one number; integers, long doubles and rationals that no double is become the two around them
//   lower(), upper(), width(), midpoint(), magnitude(), contains(x), is_entire(), is_empty()
//   is_continuous()      every operation on the way was defined and continuous at every point of its arguments: false after a
//                        division by an interval with 0 in it, after the log of one that leaves the domain, after a comparison
//                        that the interval leaves undecided. (IEEE 1788-2015 says it by the decorations com and dac.)
//   + - * /, sqrt, abs   as tight as doubles allow: exact results are exact, others are rounded outward (core/rounding.hpp)
//   hull(a, b), intersection(a, b), a == b (the same numbers)
//
// An operation whose argument leaves the domain takes what is inside: sqrt([-1, 4]) = [0, 2]. Where nothing is, the result is
// empty. Infinite ends are no members: they say that there is no bound. 0 times anything is 0. There is one zero: -0 is 0.
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/core/rounding.hpp>

namespace calx {

struct interval {
  // Public, so that an interval can be a template argument; read by lower(), upper() and is_continuous().
  double lower_end = 0;
  double upper_end = 0;
  bool continuous = true;

  constexpr interval() = default;
  template <class Number>
    requires std::is_arithmetic_v<Number>
  constexpr interval(Number value) : interval(value, value) {}
  constexpr interval(rational const& value) : interval(enclosing(value)) {}
  template <class Lower, class Upper>
    requires(std::is_arithmetic_v<Lower> && std::is_arithmetic_v<Upper>)
  constexpr interval(Lower lower, Upper upper) {
    auto const a = static_cast<long double>(lower), b = static_cast<long double>(upper);
    if (!(a <= b) || a > std::numeric_limits<long double>::max() || b < std::numeric_limits<long double>::lowest())
      refuse("calx: interval{a, b} needs a <= b, neither of them NaN, and a real number between them");
    lower_end = bracket_of(lower).below + 0.0;
    upper_end = bracket_of(upper).above + 0.0;
  }

  static constexpr double infinity = std::numeric_limits<double>::infinity();

  // From ends that are in order, or empty.
  static constexpr interval of(double lower, double upper, bool continuous = true) {
    if (!(lower <= upper) || lower == infinity || upper == -infinity) return empty();
    interval result;
    result.lower_end = lower + 0.0;
    result.upper_end = upper + 0.0;
    result.continuous = continuous;
    return result;
  }
  static constexpr interval of(bracket const& b) { return of(b.below, b.above); }
  // Two doubles further out on either side: what a function that is good to 1 ulp leaves open.
  static constexpr interval around(double lower, double upper) {
    return of(next_below(next_below(lower)), next_above(next_above(upper)));
  }
  static constexpr interval entire() { return of(-infinity, infinity); }
  static constexpr interval empty() {
    interval result;
    result.lower_end = infinity;
    result.upper_end = -infinity;
    result.continuous = false;
    return result;
  }
  // A constant of a function; of one that overflowed nothing is known.
  static constexpr interval enclosing(rational const& value) {
    return value.exact() ? of(bracket_of(value)) : entire().if_continuous(false);
  }
  static constexpr interval enclosing(long double value) {
    if (value != value) return entire().if_continuous(false);
    bracket const b = bracket_of(value);
    constexpr double largest = std::numeric_limits<double>::max();
    return of(b.below == infinity ? largest : b.below, b.above == -infinity ? -largest : b.above);
  }

  constexpr double lower() const { return lower_end; }
  constexpr double upper() const { return upper_end; }
  constexpr bool is_continuous() const { return continuous; }
  constexpr bool is_empty() const { return !(lower_end <= upper_end); }
  constexpr bool is_entire() const { return lower_end == -infinity && upper_end == infinity; }
  constexpr bool is_point() const { return lower_end == upper_end; }
  constexpr bool contains(double x) const { return lower_end <= x && x <= upper_end; }
  constexpr bool contains(interval const& x) const {
    return x.is_empty() || (lower_end <= x.lower_end && x.upper_end <= upper_end);
  }
  // Rounded up. NaN for the empty interval; so is magnitude(), and midpoint().
  constexpr double width() const {
    if (is_empty()) return no_number;
    if (lower_end == -infinity || upper_end == infinity) return infinity;
    return bracket_of_sum(upper_end, -lower_end).above;
  }
  // A double in the interval: of entire() 0, of a half-line the largest of its side.
  constexpr double midpoint() const {
    constexpr double largest = std::numeric_limits<double>::max();
    if (is_empty()) return no_number;
    if (is_entire()) return 0;
    if (lower_end == -infinity) return -largest < upper_end ? -largest : upper_end;
    if (upper_end == infinity) return largest;
    bool const large = lower_end < -largest / 2 || upper_end > largest / 2;
    return large ? lower_end / 2 + upper_end / 2 : (lower_end + upper_end) / 2;
  }
  // The largest |x|.
  constexpr double magnitude() const { return is_empty() ? no_number : -lower_end > upper_end ? -lower_end : upper_end; }

  // The same numbers, continuous only if that holds, too.
  constexpr interval if_continuous(bool holds) const { return with_continuity(continuous && holds); }
  // The same numbers, continuous or not.
  constexpr interval with_continuity(bool holds) const {
    interval result = *this;
    result.continuous = holds && !is_empty();
    return result;
  }
  // The part that is not below 0.
  constexpr interval positive() const { return of(lower_end > 0 ? lower_end : 0, upper_end, continuous); }

  friend constexpr bool operator==(interval const& a, interval const& b) {
    return a.lower_end == b.lower_end && a.upper_end == b.upper_end;
  }

  constexpr interval operator-() const { return of(-upper_end, -lower_end, continuous); }
  friend constexpr interval operator+(interval const& a, interval const& b) {
    if (a.is_empty() || b.is_empty()) return empty();
    return of(sum(a.lower_end, b.lower_end).below, sum(a.upper_end, b.upper_end).above, a.continuous && b.continuous);
  }
  friend constexpr interval operator-(interval const& a, interval const& b) { return a + -b; }
  friend constexpr interval operator*(interval const& a, interval const& b) {
    if (a.is_empty() || b.is_empty()) return empty();
    if (a.lower_end < 0 && a.upper_end <= 0) return -(-a * b);
    if (b.lower_end < 0 && b.upper_end <= 0) return -(a * -b);
    if (a.lower_end < 0 && b.lower_end >= 0) return b * a;
    bool const both = a.continuous && b.continuous;
    if (a.lower_end < 0) {
      double const down[] = {product(a.lower_end, b.upper_end).below, product(a.upper_end, b.lower_end).below};
      double const up[] = {product(a.lower_end, b.lower_end).above, product(a.upper_end, b.upper_end).above};
      return of(down[0] < down[1] ? down[0] : down[1], up[0] > up[1] ? up[0] : up[1], both);
    }
    double const lower = product(b.lower_end >= 0 ? a.lower_end : a.upper_end, b.lower_end).below;
    return of(lower, product(a.upper_end, b.upper_end).above, both);
  }
  friend constexpr interval operator/(interval const& a, interval const& b) {
    if (a.is_empty() || b.is_empty() || b == interval()) return empty();
    if (b.upper_end <= 0) return -a / -b;
    if (b.lower_end < 0) return (a == interval() ? a : entire()).if_continuous(false);
    bool const both = a.continuous && b.continuous && b.lower_end > 0;
    double const lower = quotient(a.lower_end, a.lower_end >= 0 ? b.upper_end : b.lower_end).below;
    return of(lower, quotient(a.upper_end, a.upper_end >= 0 ? b.lower_end : b.upper_end).above, both);
  }

  friend constexpr interval sqrt(interval const& x) {
    if (x.is_empty() || x.upper_end < 0) return empty();
    double const lower = x.lower_end > 0 ? bracket_of_root(x.lower_end).below : 0;
    double const upper = x.upper_end == infinity ? infinity : bracket_of_root(x.upper_end).above;
    return of(lower, upper, x.continuous && x.lower_end >= 0);
  }
  friend constexpr interval abs(interval const& x) {
    if (x.is_empty() || x.lower_end >= 0) return x;
    return of(x.upper_end > 0 ? 0 : -x.upper_end, x.magnitude(), x.continuous);
  }

  friend constexpr interval hull(interval const& a, interval const& b) {
    bool const both = a.continuous && b.continuous;
    return of(a.lower_end < b.lower_end ? a.lower_end : b.lower_end, a.upper_end > b.upper_end ? a.upper_end : b.upper_end,
              both);
  }
  friend constexpr interval intersection(interval const& a, interval const& b) {
    bool const both = a.continuous && b.continuous;
    return of(a.lower_end > b.lower_end ? a.lower_end : b.lower_end, a.upper_end < b.upper_end ? a.upper_end : b.upper_end,
              both);
  }

 private:
  static constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
  static constexpr bool is_infinite(double x) { return x == infinity || x == -infinity; }

  // With ends that are infinite, too; these are limits, so 0 times one is 0.
  static constexpr bracket sum(double a, double b) {
    if (is_infinite(a)) return {a, a};
    if (is_infinite(b)) return {b, b};
    return bracket_of_sum(a, b);
  }
  static constexpr bracket product(double a, double b) {
    if (a == 0 || b == 0) return {};
    if (!is_infinite(a) && !is_infinite(b)) return bracket_of_product(a, b);
    double const limit = (a < 0) == (b < 0) ? infinity : -infinity;
    return {limit, limit};
  }
  // b >= 0, and a and b are not both infinite
  static constexpr bracket quotient(double a, double b) {
    if (a == 0 || b == infinity) return {};
    if (b > 0 && !is_infinite(a)) return bracket_of_quotient(a, b);
    double const limit = a < 0 ? -infinity : infinity;
    return {limit, limit};
  }
};

}  // namespace calx
