// SPDX-License-Identifier: Apache-2.0
// number_in(text): a decimal number as std::from_chars reads it (the nearest double), with a leading '+' too; or what else
// stands there: nothing (an empty text, NA, N/A, null, nan), an infinity, a number that no double reaches, something else.
#pragma once

#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <system_error>

namespace calx::detail {

struct text_number {
  enum class kind { number, missing, infinite, too_large, other };
  double value = 0;
  kind is = kind::number;
};

inline bool same_but_for_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != lower[i] && !(text[i] >= 'A' && text[i] <= 'Z' && text[i] - 'A' + 'a' == lower[i])) return false;
  return true;
}

inline bool stands_for_missing(std::string_view text) {
  for (std::string_view const word : {"", "na", "n/a", "nan", "null"})
    if (same_but_for_case(text, word)) return true;
  return false;
}

// Whether |number| is 1 or more, of digits [. digits] [e [+-] digits].
inline bool reaches_one(std::string_view text) {
  constexpr long long far = 1'000'000'000'000;
  long long before_point = 0, leading_zeros = 0, exponent = 0;
  bool significant = false, point = false;
  std::size_t i = text.starts_with('-') ? 1 : 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.') point = true;
    else {
      significant = significant || text[i] != '0';
      if (significant && !point) ++before_point;
      if (!significant && point) ++leading_zeros;
    }
  }
  bool const negative = i + 1 < text.size() && text[i + 1] == '-';
  for (++i; i < text.size(); ++i)
    if (text[i] >= '0' && text[i] <= '9' && exponent < far) exponent = 10 * exponent + (text[i] - '0');
  return before_point - leading_zeros + (negative ? -exponent : exponent) > 0;
}

inline text_number number_in(std::string_view text) {
  using enum text_number::kind;
  char const *first = text.data(), *const last = first + text.size();
  if (first != last && *first == '+') {
    ++first;
    if (first == last || *first == '-') return {0, other};
  }
  double value = 0;
  auto const [end, error] = std::from_chars(first, last, value);
  if (end == last && first != last) {
    if (error == std::errc{} && std::isfinite(value)) return {value, number};
    if (std::isnan(value)) return {value, missing};
    char const letter = *(*first == '-' ? first + 1 : first);
    if (error == std::errc{} && (letter == 'i' || letter == 'I')) return {value, infinite};
    // Standard libraries differ in what they return of a number beyond the range of a double, or below it.
    std::string_view const digits(first, static_cast<std::size_t>(last - first));
    return reaches_one(digits) ? text_number{0, too_large} : text_number{*first == '-' ? -0.0 : 0.0, number};
  }
  return {std::numeric_limits<double>::quiet_NaN(), stands_for_missing(text) ? missing : other};
}

}  // namespace calx::detail
