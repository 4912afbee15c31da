// SPDX-License-Identifier: Apache-2.0
// read_number(text): the decimal number that a text begins with, 12, 0.1, .5, 1e-300, as a constant; the inverse of
// print/number_text.hpp.
//
//   exact          where a quotient of 128-bit integers holds it: 0.1 is 1/10
//   double         the nearest, for other numbers of at most 17 digits, and for fractions of 16 or 17: as doubles are printed
//   long double    the nearest, for other numbers of at most 21 digits, and beyond the range of normal doubles
//   refused        more digits, which would be lost; beyond the range of long double
//
// So what a constant is printed as reads back as that constant, but for a double of at most 15 digits: 0.1 is read as 1/10, as
// it was meant, not as 0x1.999999999999ap-4. In double they are the same.
#pragma once

#include <calx/core/decimal.hpp>
#include <calx/graph/number.hpp>

#include <string_view>

namespace calx {

struct number_reading {
  number value{};
  int length = 0;            // characters read; 0: the text begins with no number
  std::string_view fault{};  // empty: none
};

namespace detail {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Significant digits, without zeros at the ends, times a power of ten.
class scanned_decimal {
 public:
  constexpr explicit scanned_decimal(std::string_view text) : text_(text) {
    if (!is_digit(peek(0)) && !(peek(0) == '.' && is_digit(peek(1)))) return;
    for (; is_digit(peek(0)); ++at_) add_digit(peek(0), 0);
    if (peek(0) == '.')
      for (++at_; is_digit(peek(0)); ++at_) add_digit(peek(0), -1);
    scan_exponent();
  }
  constexpr int length() const { return static_cast<int>(at_); }
  constexpr int exponent() const { return exponent_; }
  // All of them, if digit_count() is at most `room`.
  constexpr std::string_view digits() const { return {digits_, static_cast<std::size_t>(count_ < room ? count_ : room)}; }
  constexpr int digit_count() const { return count_; }
  static constexpr int room = 40;  // no quotient of 128-bit integers has more

 private:
  static constexpr int limit = 1000000000;

  constexpr char peek(std::size_t i) const { return at_ + i < text_.size() ? text_[at_ + i] : '\0'; }
  constexpr void add_digit(char c, int step) {
    exponent_ += step;
    if (c == '0') {
      if (count_ > 0) ++zeros_;
      return;
    }
    for (; zeros_ > 0; --zeros_) keep('0');
    keep(c);
  }
  constexpr void keep(char c) {
    if (count_ < room) digits_[count_] = c;
    ++count_;
  }
  constexpr void scan_exponent() {
    exponent_ += zeros_;
    bool const is_signed = peek(1) == '+' || peek(1) == '-';
    if ((peek(0) != 'e' && peek(0) != 'E') || !is_digit(peek(is_signed ? 2 : 1))) return;
    bool const negative = peek(1) == '-';
    int written = 0;
    for (at_ += is_signed ? 2 : 1; is_digit(peek(0)); ++at_)
      if (written < limit / 10) written = 10 * written + (peek(0) - '0');
    exponent_ += negative ? -written : written;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char digits_[room]{};
  int count_ = 0;
  int zeros_ = 0;  // after the last digit that is kept
  int exponent_ = 0;
};

// p 10^exponent; p is no multiple of 10 (or 0).
constexpr rational exact_decimal_value(std::string_view digits, int exponent) {
  int128 p = 0, q = 1;
  bool overflow = false;
  for (char const c : digits)
    overflow = __builtin_mul_overflow(p, int128{10}, &p) || __builtin_add_overflow(p, int128{c - '0'}, &p) || overflow;
  if (p == 0) return rational(0);
  for (; exponent > 0 && !overflow; --exponent) overflow = __builtin_mul_overflow(p, int128{10}, &p);
  for (; exponent < 0 && !overflow; ++exponent) {
    bool const five = p % 5 == 0, two = p % 2 == 0;
    p /= five ? 5 : two ? 2 : 1;
    overflow = __builtin_mul_overflow(q, int128{five ? 2 : two ? 5 : 10}, &q);
  }
  return overflow ? rational::inexact() : rational(p, q);
}

}  // namespace detail

constexpr number_reading read_number(std::string_view text) {
  using of_double = std::numeric_limits<double>;
  using of_long = std::numeric_limits<long double>;
  detail::scanned_decimal const d(text);
  int const count = d.digit_count();
  number_reading result{number{}, d.length(), {}};
  if (result.length == 0) return result;
  bool const fits_double = count <= of_double::max_digits10;
  bool const is_printed_double = fits_double && count > of_double::digits10 && d.exponent() < 0;
  if (!is_printed_double && count <= detail::scanned_decimal::room) {
    result.value = number(detail::exact_decimal_value(d.digits(), d.exponent()));
    if (result.value.is_exact()) return result;
  }
  if (fits_double) {
    double const value = nearest_floating<double>(d.digits(), d.exponent());
    result.value = number::from_floating(value);
    if (value >= of_double::min() && value <= of_double::max()) return result;
  }
  if (count > of_long::max_digits10) {
    result.fault = "this number has more digits than a constant holds; 20 are enough";
    return result;
  }
  long double const value = nearest_floating<long double>(d.digits(), d.exponent());
  result.value = number::from_floating(value);
  if (value == 0 || value > of_long::max()) result.fault = "this number is beyond the range of numbers";
  return result;
}

}  // namespace calx
