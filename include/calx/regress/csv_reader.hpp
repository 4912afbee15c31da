// SPDX-License-Identifier: Apache-2.0
// csv_reader: the numbers of the columns that are asked for, some rows at a time. Refused with the file, the line and the
// column: what is no number or no label, a missing value (if it is not to be skipped or propagated), a line with more or fewer
// fields than the first, a name that no column has or that two have, a position that is not there, a table without rows.
#pragma once

#include <calx/regress/csv_number.hpp>
#include <calx/regress/csv_options.hpp>
#include <calx/regress/csv_records.hpp>
#include <calx/regress/csv_source.hpp>

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace calx::detail {

class csv_reader {
 public:
  csv_reader(csv_source& source, csv_options options, std::vector<csv_column> columns)
      : source_(source), options_(std::move(options)), columns_(std::move(columns)), records_(source, options_) {
    if (!records_.next()) source_.refuse(" is empty");
    width_ = records_.size();
    first_line_ = records_.line();
    find_positions();
    if (first_is_header()) take_header();
    else records_.put_back();
    row_.resize(columns_.size());
  }

  // Appends up to `most` rows to to[0], to[1], ..., the columns in the order in which they were asked for; how many it were.
  std::size_t read(std::vector<double>* to, std::size_t most) {
    std::size_t count = 0;
    while (count < most && records_.next()) {
      if (records_.size() != width_) refuse_width();
      if (read_row()) {
        for (std::size_t i = 0; i < row_.size(); ++i) to[i].push_back(row_[i]);
        ++count;
      } else {
        ++skipped_rows_;
      }
    }
    rows_ += count;
    if (count == 0 && rows_ + skipped_rows_ == 0 && most > 0) source_.refuse(" has a header and no rows of data");
    return count;
  }

  // So far.
  std::size_t rows() const { return rows_; }
  std::size_t skipped_rows() const { return skipped_rows_; }

 private:
  using kind = text_number::kind;
  using meaning = csv_column::meaning;

  // The header.

  void find_positions() const {
    for (csv_column const& column : columns_)
      if (!column.has_name && (column.position < 0 || static_cast<std::size_t>(column.position) >= width_))
        source_.refuse(" has no column " + std::to_string(column.position) + ": it has " + std::to_string(width_) +
                       (width_ == 1 ? " column, number 0" : " columns, which count from 0"));
  }

  bool first_is_header() const {
    bool any_number = false, any_name = false, any_text = false;
    for (csv_column const& column : columns_) {
      if (column.has_name) {
        if (options_.header == csv_header::absent)
          source_.refuse(": \"" + column.name + "\" is the name of a column, and csv_options say that there is no header");
        any_name = true;
      } else if (column.means == meaning::number) {
        any_number = true;
        any_text = any_text || number_of(records_[static_cast<std::size_t>(column.position)]).is == kind::other;
      }
    }
    if (options_.header != csv_header::automatic) return options_.header == csv_header::present;
    if (!any_name && !any_number)
      source_.refuse(": labels by position alone do not tell whether the first line is a header; set csv_options::header");
    return any_name || any_text;
  }

  void take_header() {
    has_header_ = true;
    for (std::size_t i = 0; i < width_; ++i) names_.push_back(content_of(records_[i]));
    for (csv_column& column : columns_)
      if (column.has_name) column.position = position_of_name(column.name);
  }

  long long position_of_name(std::string const& name) const {
    std::size_t position = width_;
    for (std::size_t i = 0; i < width_; ++i) {
      if (names_[i] != name) continue;
      if (position < width_)
        source_.refuse(" has two columns \"" + name + "\", " + std::to_string(position) + " and " + std::to_string(i) +
                       "; ask for one of them by its position");
      position = i;
    }
    if (position == width_) refuse_name(name);
    return static_cast<long long>(position);
  }

  [[noreturn]] CALX_NEVER_INLINE void refuse_name(std::string const& name) const {
    constexpr std::size_t shown = 20;
    std::string list;
    for (std::size_t i = 0; i < width_ && i < shown; ++i) list += (i == 0 ? "" : ", ") + printable(names_[i]);
    source_.refuse(" has no column \"" + name + "\"; it has: " + list + (width_ > shown ? ", ..." : ""));
  }

  // A row.

  // False: a value is missing, and the row is to be left out.
  bool read_row() {
    bool whole = true;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      csv_column const& column = columns_[i];
      csv_field const& field = records_[static_cast<std::size_t>(column.position)];
      text_number const n = column.means == meaning::number ? number_of(field) : label_of(field, column);
      row_[i] = n.value;
      if (n.is != kind::number && !accepts(n, field, column)) whole = false;
    }
    return whole;
  }

  text_number number_of(csv_field f) const {
    while (f.begin != f.end && records_.is_blank(*f.begin)) ++f.begin;
    while (f.begin != f.end && records_.is_blank(f.end[-1])) --f.end;
    std::string_view const text(f.begin, static_cast<std::size_t>(f.end - f.begin));
    if (!options_.missing_text.empty() && text == options_.missing_text) return missing;
    return number_in(text);
  }

  text_number label_of(csv_field const& f, csv_column const& column) {
    if (f.doubled) unquoted_ = content_of(f);
    std::string_view const text =
        f.doubled ? std::string_view(unquoted_) : std::string_view(f.begin, static_cast<std::size_t>(f.end - f.begin));
    for (std::size_t i = 0; i < column.labels.size(); ++i)
      if (text == column.labels[i]) return {column.means == meaning::one_hot ? 1.0 : static_cast<double>(i), kind::number};
    if (text == options_.missing_text || stands_for_missing(text)) return missing;
    return {0, column.means == meaning::one_hot ? kind::number : kind::other};
  }

  bool accepts(text_number const& n, csv_field const& field, csv_column const& column) const {
    bool const is_missing = n.is == kind::missing;
    if (!is_missing && n.is != kind::infinite) refuse_field(n, field, column);
    missing_values const choice = is_missing ? options_.missing : options_.infinite;
    if (choice == missing_values::raise) refuse_field(n, field, column);
    return choice == missing_values::propagate;
  }

  // Refusals.

  [[noreturn]] CALX_NEVER_INLINE void refuse_field(text_number const& n, csv_field const& field,
                                                   csv_column const& column) const {
    source_.refuse(", line " + std::to_string(records_.line_of(field)) + ", column " + name_of(column) + ": " +
                   fault_of(n, "'" + printable(content_of(field)) + "'", column));
  }
  static std::string fault_of(text_number const& n, std::string const& text, csv_column const& column) {
    switch (n.is) {
      case kind::missing:
        return (text == "''" ? "a value is missing" : text + " is no value") +
               "; csv_options{.missing = calx::missing_values::skip} leaves out such rows, propagate makes them NaN";
      case kind::infinite: return text + " is not a finite number";
      case kind::too_large: return text + " is too large for a double";
      default: break;
    }
    if (column.means == meaning::number) return text + " is not a number";
    std::string list;
    for (std::string const& known : column.labels) list += (list.empty() ? "" : ", ") + known;
    return text + " is none of the labels: " + list;
  }
  [[noreturn]] CALX_NEVER_INLINE void refuse_width() const {
    auto const fields = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " field" : " fields"); };
    source_.refuse(", line " + std::to_string(records_.line()) + " has " + fields(records_.size()) +
                   (has_header_ ? ", the header has " : ", line " + std::to_string(first_line_) + " has ") +
                   std::to_string(width_));
  }

  std::string name_of(csv_column const& column) const {
    auto const position = static_cast<std::size_t>(column.position);
    if (column.has_name) return '"' + column.name + '"';
    return std::to_string(position) + (has_header_ ? " (\"" + printable(names_[position]) + "\")" : "");
  }

  // On one line, and not endless; what is cut off ends between characters of UTF-8.
  static std::string printable(std::string text) {
    constexpr std::size_t most = 40;
    if (text.size() > most) {
      std::size_t length = most;
      while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
      text = text.substr(0, length) + "...";
    }
    for (char& c : text)
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return text;
  }

  static constexpr text_number missing{std::numeric_limits<double>::quiet_NaN(), text_number::kind::missing};

  csv_source& source_;
  csv_options options_;
  std::vector<csv_column> columns_;
  csv_records records_;
  std::vector<std::string> names_;
  std::vector<double> row_;
  std::string unquoted_;
  std::size_t width_ = 0, first_line_ = 0, rows_ = 0, skipped_rows_ = 0;
  bool has_header_ = false;
};

}  // namespace calx::detail
