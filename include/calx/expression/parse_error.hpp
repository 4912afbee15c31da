// SPDX-License-Identifier: Apache-2.0
// parse_error: why a text is no formula, as one sentence with the column.
#pragma once

#include <calx/core/letter.hpp>
#include <calx/core/text.hpp>

#include <initializer_list>
#include <string_view>

namespace calx {

struct parse_error {
  int column = 0;        // in characters, from 1; 0: none
  text<200> sentence{};  // calx: parse: column 7: ...

  constexpr bool found() const { return column > 0; }
};

namespace detail {

// The column of byte `at`; bytes that are no UTF-8 count one by one.
constexpr int column_of(std::string_view formula, int at) {
  int column = 1;
  for (int i = 0; i < at; ++column) {
    int const length = first_character(formula.substr(static_cast<std::size_t>(i))).length;
    i += length > 0 ? length : 1;
  }
  return column;
}

constexpr void append_number(parse_error& error, int n) {
  char digits[10]{};
  int first = 10;
  for (; first == 10 || n != 0; n /= 10) digits[--first] = static_cast<char>('0' + n % 10);
  error.sentence.append({digits + first, static_cast<std::size_t>(10 - first)});
}

constexpr parse_error error_at(int column, std::initializer_list<std::string_view> reason) {
  parse_error error;
  error.column = column;
  error.sentence.append("calx: parse: column ");
  append_number(error, column);
  error.sentence.append(": ");
  for (std::string_view const part : reason) error.sentence.append(part);
  return error;
}

}  // namespace detail

}  // namespace calx
