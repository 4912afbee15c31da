// SPDX-License-Identifier: Apache-2.0
// Names in C code: what a function and its parameters can be called in C, C++ and CUDA.
#pragma once

#include <calx/core/buffer.hpp>
#include <calx/expression/record.hpp>
#include <calx/op/table.hpp>

#include <cstdint>
#include <string_view>

namespace calx {

namespace detail {

// Words that name neither a function nor a parameter: of C99, of C++20, of CUDA, and macros of the headers included.
inline constexpr std::string_view reserved_words =
    " alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class co_await "
    "co_return co_yield compl concept const consteval constexpr constinit const_cast continue decltype default delete do "
    "double "
    "dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new "
    "noexcept "
    "not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires restrict return short "
    "signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef typeid "
    "typename union unsigned using virtual void volatile wchar_t while xor xor_eq NAN INFINITY HUGE_VAL ";
inline constexpr std::string_view library_names =
    " main acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 expm1 fabs fdim floor fma fmax "
    "fmin fmod frexp hypot ilogb j0 j1 jn ldexp lgamma gamma llrint llround log log10 log1p log2 logb lrint lround modf nan "
    "nearbyint nextafter nexttoward pow remainder remquo rint round scalbln scalbn signgam sin sinh sqrt tan tanh tgamma trunc "
    "y0 y1 yn ";

constexpr bool is_c_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_c_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_c_word_character(char c) { return is_c_letter(c) || is_c_digit(c); }

// words: each between two blanks.
constexpr bool is_one_of(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at + word.size() + 1 < words.size(); ++at)
    if (words[at] == ' ' && words[at + word.size() + 1] == ' ' && words.substr(at + 1, word.size()) == word) return true;
  return false;
}

constexpr bool is_library_name(std::string_view name) {
  std::string_view const stem = !name.empty() && name.back() == 'f' ? name.substr(0, name.size() - 1) : name;
  return is_one_of(library_names, name) || is_one_of(library_names, stem);
}

// Does the text call a function of this name?
constexpr bool has_call_of(std::string_view name, std::string_view text) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    std::size_t const end = at + name.size();
    if (end < text.size() && text[end] == '(' && (at == 0 || !is_c_word_character(text[at - 1]))) return true;
  }
  return false;
}
constexpr bool is_called_by_a_row(std::string_view name) {
  for (int i = 0; i < opcode_count; ++i) {
    auto const operation = static_cast<opcode>(i);
    operation_facts const& facts = facts_of(operation);
    bool const by_name = facts.c_form.empty() && facts.arity > 0 && operation != opcode::element;
    if (by_name ? facts.name == name : has_call_of(name, facts.c_form)) return true;
  }
  return false;
}
// With the suffix for float as without.
constexpr bool is_called(std::string_view name) {
  return is_called_by_a_row(name) || (name.back() == 'f' && is_called_by_a_row(name.substr(0, name.size() - 1)));
}

constexpr bool is_c_function_name(std::string_view name) {
  if (name.empty() || !is_c_letter(name[0])) return false;
  for (char const c : name)
    if (!is_c_word_character(c)) return false;
  return !is_one_of(reserved_words, name) && !is_library_name(name) && !is_called(name);
}

// The names that inputs have in C: their own, where C allows them; else changed as add() says, and with as many _ behind them
// as make them different from one another, from keywords and from the functions that rows call.
class c_names {
 public:
  constexpr c_names(input_info const* inputs, int count) {
    for (int i = 0; i < count; ++i) {
      begins_.push(characters_.size());
      add(inputs[i].name);
      while (is_taken(i)) characters_.push('_');
    }
    begins_.push(characters_.size());
  }
  constexpr std::string_view operator[](int input) const {
    return {characters_.data() + begins_[input], static_cast<std::size_t>(begins_[input + 1] - begins_[input])};
  }
  // The shortest beginning of "out____" with the o, u and t that no input has, not with digits behind it either.
  constexpr std::string_view unused(std::string_view name) const {
    std::size_t length = name.find('_');
    while (length < name.size() && occurs(name.substr(0, length))) ++length;
    return name.substr(0, length);
  }

 private:
  // Letters, digits and _ stand for themselves, UTF-8 for u and the code point in hexadecimal digits, the rest for _.
  constexpr void add(std::string_view name) {
    if (name.empty() || is_c_digit(name[0])) characters_.push('_');
    for (std::size_t i = 0; i < name.size(); ++i) {
      auto const byte = static_cast<unsigned char>(name[i]);
      if (byte >= 0xc0) add_code_point(name.substr(i));
      else if (byte < 0x80) characters_.push(is_c_word_character(name[i]) ? name[i] : '_');
    }
  }
  constexpr void add_code_point(std::string_view utf8) {
    auto const lead = static_cast<unsigned char>(utf8[0]);
    std::uint32_t point = lead & (lead >= 0xf0 ? 0x07u : lead >= 0xe0 ? 0x0fu : 0x1fu);
    for (std::size_t i = 1; i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xc0u) == 0x80u; ++i)
      point = point << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3fu);
    characters_.push('u');
    int shift = 20;
    while (shift > 0 && point >> shift == 0) shift -= 4;
    for (; shift >= 0; shift -= 4) characters_.push("0123456789abcdef"[point >> shift & 0xfu]);
  }
  constexpr bool is_taken(int i) const {
    std::string_view const name(characters_.data() + begins_[i], static_cast<std::size_t>(characters_.size() - begins_[i]));
    for (int k = 0; k < i; ++k)
      if ((*this)[k] == name) return true;
    return is_one_of(reserved_words, name) || is_called(name);
  }
  constexpr bool occurs(std::string_view name) const {
    for (int i = 0; i + 1 < begins_.size(); ++i) {
      std::string_view const other = (*this)[i];
      if (other == name) return true;
      if (other.size() > name.size() && other.substr(0, name.size()) == name && is_c_digit(other[name.size()])) return true;
    }
    return false;
  }

  buffer<char> characters_;
  buffer<int> begins_;
};

}  // namespace detail

}  // namespace calx
