// SPDX-License-Identifier: Apache-2.0
// csv_records: text as records of fields, as RFC 4180 has them.
//
//   record     field { delimiter field } line-end       the last line may lack its end
//   line-end   \n | \r\n | \r
//   field      text without delimiter and line end | " text, in which "" is one quote, and lines may end "
//
// Blanks around a field do not belong to it, quoted or not. Lines that are blank or begin with the comment character are no
// records. A UTF-8 byte order mark at the start is skipped. One pass, O(1) for each byte.
#pragma once

#include <calx/regress/csv_options.hpp>
#include <calx/regress/csv_source.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace calx::detail {

// Between the quotes, if there are any; `doubled`: with quotes that are written twice.
struct csv_field {
  char const *begin = nullptr, *end = nullptr;
  bool doubled = false;
};

// As it was meant: surrounding blanks of quoted fields stay, doubled quotes are one.
inline std::string content_of(csv_field const& f) {
  std::string text;
  for (char const* p = f.begin; p != f.end; ++p) {
    text += *p;
    if (f.doubled && *p == '"') ++p;
  }
  return text;
}

class csv_records {
 public:
  csv_records(csv_source& source, csv_options const& options)
      : source_(source), delimiter_(options.delimiter), comment_(options.comment) {
    check_characters();
    ends_field_[byte(delimiter_)] = ends_field_[byte('\n')] = ends_field_[byte('\r')] = true;
    skip_byte_order_mark();
  }

  // The next record, or false. Its fields are views that the next call invalidates.
  bool next() {
    for (;;) {
      switch (scan()) {
        case found::record: return true;
        case found::other_line: break;
        case found::end: return false;
        case found::window_end: read_on();
      }
    }
  }
  // The record is the next one again.
  void put_back() {
    source_.take_until(record_begin_);
    next_line_ = line_;
  }

  std::size_t size() const { return size_; }
  csv_field const& operator[](std::size_t i) const { return fields_[i]; }
  // The line where the record begins, from 1; and where a field of it does.
  std::size_t line() const { return line_; }
  std::size_t line_of(csv_field const& f) const { return line_ + line_ends(record_begin_, f.begin); }

  bool is_blank(char c) const { return (c == ' ' || c == '\t') && c != delimiter_; }

 private:
  enum class found { record, other_line, end, window_end };

  static constexpr std::size_t byte(char c) { return static_cast<unsigned char>(c); }

  found scan() {
    char const *p = source_.begin(), *const end = source_.end();
    line_ = next_line_;
    record_begin_ = p;
    if (p != end && comment_ != '\0' && *p == comment_) return other_line(std::find_if(p, end, is_line_end));
    char const* const text = skip_blanks(p, end);
    if (text == end) return source_.all() ? found::end : found::window_end;
    if (is_line_end(*text)) return other_line(text);
    inner_lines_ = 0;
    for (size_ = 0;; ++p) {
      if (size_ == fields_.size()) fields_.resize(2 * size_);
      p = scan_field(p, end, fields_[size_]);
      if (p == nullptr) return found::window_end;
      ++size_;
      if (p == end || *p != delimiter_) break;
    }
    return take_line(p, inner_lines_) ? found::record : found::window_end;
  }

  found other_line(char const* line_end) { return take_line(line_end, 0) ? found::other_line : found::window_end; }

  // The text up to and with the line end at p; false where that may go on behind the window.
  bool take_line(char const* p, std::size_t lines_within) {
    char const* const end = source_.end();
    if (!source_.all() && (p == end || (*p == '\r' && p + 1 == end))) return false;
    if (p != end) {
      p += *p == '\r' && p + 1 != end && p[1] == '\n' ? 2 : 1;
      next_line_ = line_ + lines_within + 1;
    }
    source_.take_until(p);
    return true;
  }

  // Where the field at p ends; nullptr where the window does, and the text goes on.
  char const* scan_field(char const* p, char const* end, csv_field& f) {
    p = skip_blanks(p, end);
    if (p != end && *p == '"') return scan_quoted(p + 1, end, f);
    f = {p, p, false};
    while (p != end && !ends_field_[byte(*p)]) ++p;
    if (p == end && !source_.all()) return nullptr;
    f.end = p;
    while (f.end != f.begin && is_blank(f.end[-1])) --f.end;
    return p;
  }
  char const* scan_quoted(char const* p, char const* end, csv_field& f) {
    f = {p, p, false};
    for (;; p += 2, f.doubled = true) {
      p = p == end ? nullptr : static_cast<char const*>(std::memchr(p, '"', static_cast<std::size_t>(end - p)));
      if (p == nullptr && source_.all()) refuse_at(f, ": the quote that begins here has no end");
      if (p == nullptr || (p + 1 == end && !source_.all())) return nullptr;
      if (p + 1 == end || p[1] != '"') break;
    }
    f.end = p;
    p = skip_blanks(p + 1, end);
    if (p == end) return source_.all() ? counted(p, f) : nullptr;
    if (!ends_field_[byte(*p)])
      refuse_at(f, ": text follows a closing quote; a quote within quotes is written twice, as in \"say \"\"no\"\"\"");
    return counted(p, f);
  }
  char const* counted(char const* p, csv_field const& f) {
    inner_lines_ += line_ends(f.begin, f.end);
    return p;
  }

  char const* skip_blanks(char const* p, char const* end) const {
    while (p != end && is_blank(*p)) ++p;
    return p;
  }
  static bool is_line_end(char c) { return c == '\n' || c == '\r'; }
  static std::size_t line_ends(char const* p, char const* end) {
    std::size_t count = 0;
    for (; p != end; ++p) count += *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'));
    return count;
  }

  // What a quote that was forgotten makes of a large file.
  void read_on() {
    if (static_cast<std::size_t>(source_.end() - source_.begin()) > source_.largest_record())
      source_.refuse(", line " + std::to_string(line_) + ": this record has more than " +
                     std::to_string(source_.largest_record() >> 20) + " MB; is a quote left open?");
    source_.more();
  }

  [[noreturn]] CALX_NEVER_INLINE void refuse_at(csv_field const& f, char const* sentence) const {
    source_.refuse(", line " + std::to_string(line_of(f)) + sentence);
  }

  void check_characters() const {
    constexpr std::string_view others = "\"\r\n+-.0123456789eE";
    if (delimiter_ == '\0' || delimiter_ == comment_ || others.find(delimiter_) != others.npos)
      source_.refuse(": the delimiter is a character that no number has, no quote, no line end, and not the comment's");
    if (comment_ == '"' || is_line_end(comment_)) source_.refuse(": the comment character is no quote and no line end");
  }

  void skip_byte_order_mark() {
    while (!source_.all() && source_.end() - source_.begin() < 3) source_.more();
    std::string_view const start(source_.begin(), static_cast<std::size_t>(source_.end() - source_.begin()));
    if (start.starts_with("\xEF\xBB\xBF")) source_.take_until(source_.begin() + 3);
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) source_.refuse(" is UTF-16; save it as UTF-8");
  }

  csv_source& source_;
  char delimiter_, comment_;
  std::array<bool, 256> ends_field_{};
  std::vector<csv_field> fields_ = std::vector<csv_field>(8);
  std::size_t size_ = 0, line_ = 1, next_line_ = 1, inner_lines_ = 0;
  char const* record_begin_ = nullptr;
};

}  // namespace calx::detail
