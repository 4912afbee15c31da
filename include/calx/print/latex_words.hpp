// SPDX-License-Identifier: Apache-2.0
// The words of a formula in LaTeX: names of variables, names of functions, decimals.
//
//   x          x            one letter
//   rate       \mathrm{rate}
//   sigma      \sigma       a Greek letter's name, also in a subscript
//   b1, x_max  b_{1}, x_{\mathrm{max}}     what follows the letters, digits or parts between underscores, is subscript
//   u'         u'
//   v, of all elements of a vector   \mathbf{v}, \boldsymbol{\sigma}, \mathbf{b}_{1}
//
//   sin, erf   \sin, \operatorname{erf}
//   1.5e300    1.5 \cdot 10^{300}
//
// Any other name of a variable stands upright as a whole, with LaTeX's own characters escaped.
#pragma once

#include <calx/core/text.hpp>

#include <cstdint>
#include <string_view>

namespace calx {

namespace detail {

constexpr bool is_latin_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_greek_letter(std::string_view name) {
  constexpr std::string_view letters[] = {
      "alpha", "beta",  "gamma",  "delta", "epsilon", "zeta",  "eta",     "theta", "iota", "kappa", "lambda", "mu",
      "nu",    "xi",    "pi",     "rho",   "sigma",   "tau",   "upsilon", "phi",   "chi",  "psi",   "omega",  "Gamma",
      "Delta", "Theta", "Lambda", "Xi",    "Pi",      "Sigma", "Upsilon", "Phi",   "Psi",  "Omega"};
  for (std::string_view const letter : letters)
    if (letter == name) return true;
  return false;
}

enum class letter_weight : std::uint8_t { medium, bold };

template <class Sink> class latex_name_writer {
 public:
  constexpr explicit latex_name_writer(Sink& out, letter_weight weight = letter_weight::medium) : out_(out), weight_(weight) {}

  // x, or with an index of its own x_{i}, where the index is written by `write_index` behind subscripts of the name.
  template <class WriteIndex> constexpr void write(std::string_view name, bool indexed, WriteIndex write_index) {
    std::string_view base = name;
    bool const prime = !base.empty() && base.back() == '\'';
    if (prime) base.remove_suffix(1);
    std::size_t const head = letters_of(base);
    std::string_view rest = base.substr(head);
    if (!rest.empty() && rest.front() == '_') rest.remove_prefix(1);
    bool const falls_into_parts = head > 0 && has_parts(rest) && (head == base.size() || !rest.empty());
    if (falls_into_parts) first_word(base.substr(0, head));
    else upright(base, weight_);
    if (prime) text("'");
    if (!falls_into_parts) rest = {};
    if (rest.empty() && !indexed) return;
    text("_{");
    while (!rest.empty()) {
      std::size_t const end = rest.find('_');
      word(rest.substr(0, end));
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
      if (!rest.empty() || indexed) text(",");
    }
    if (indexed) write_index();
    text("}");
  }

 private:
  constexpr void text(std::string_view t) {
    for (char const c : t) out_.append(c);
  }
  static constexpr std::size_t letters_of(std::string_view name) {
    std::size_t count = 0;
    while (count < name.size() && is_latin_letter(name[count])) ++count;
    return count;
  }
  // Letters and digits, with single underscores between.
  static constexpr bool has_parts(std::string_view rest) {
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (is_latin_letter(rest[i]) || is_decimal_digit(rest[i])) continue;
      if (rest[i] != '_' || i == 0 || i + 1 == rest.size() || rest[i + 1] == '_') return false;
    }
    return true;
  }
  static constexpr bool is_number(std::string_view part) {
    for (char const c : part)
      if (!is_decimal_digit(c)) return false;
    return true;
  }
  constexpr void first_word(std::string_view part) {
    if (weight_ == letter_weight::medium) return word(part);
    if (!is_greek_letter(part)) return upright(part, weight_);
    text("\\boldsymbol{\\");
    text(part);
    text("}");
  }
  constexpr void word(std::string_view part) {
    if (part.size() == 1 || is_number(part)) return text(part);
    if (!is_greek_letter(part)) return upright(part, letter_weight::medium);
    text("\\");
    text(part);
  }
  constexpr void upright(std::string_view name, letter_weight weight) {
    text(weight == letter_weight::bold ? "\\mathbf{" : "\\mathrm{");
    for (char const c : name) {
      constexpr std::string_view special = "#$%&_{}";
      if (c == '\\') text("\\backslash{}");
      else if (c == '~') text("\\sim{}");
      else if (c == '^') text("\\wedge{}");
      else if (c == ' ') text("\\ ");
      else {
        if (special.find(c) != std::string_view::npos) text("\\");
        out_.append(c);
      }
    }
    text("}");
  }

  Sink& out_;
  letter_weight weight_;
};

// What write_number writes, with 1.5e300 as 1.5 \cdot 10^{300}.
template <class Sink> struct decimal_sink {
  Sink& out;
  text<48> mantissa{};  // an integer of 39 digits, or 21 digits with a point; the sign
  bool in_exponent = false;

  constexpr void append(char c) {
    if (in_exponent) return out.append(c);
    if (c != 'e') return mantissa.append(std::string_view(&c, 1));
    std::string_view digits = mantissa.view();
    bool const one = digits == "1" || digits == "-1";
    if (one) digits.remove_suffix(1);
    write(digits);
    write(one ? "10^{" : " \\cdot 10^{");
    in_exponent = true;
  }
  constexpr void close() {
    if (in_exponent) return out.append('}');
    std::string_view const digits = mantissa.view();
    write(digits == "nan" ? "\\mathrm{nan}" : digits == "inf" ? "\\infty" : digits == "-inf" ? "-\\infty" : digits);
  }

 private:
  constexpr void write(std::string_view part) {
    for (char const c : part) out.append(c);
  }
};

struct latex_function {
  std::string_view name;  // as in its row
  std::string_view latex;
};
inline constexpr latex_function latex_functions[] = {{"sin", "\\sin"},
                                                     {"cos", "\\cos"},
                                                     {"tan", "\\tan"},
                                                     {"asin", "\\arcsin"},
                                                     {"acos", "\\arccos"},
                                                     {"atan", "\\arctan"},
                                                     {"sinh", "\\sinh"},
                                                     {"cosh", "\\cosh"},
                                                     {"tanh", "\\tanh"},
                                                     {"asinh", "\\operatorname{arsinh}"},
                                                     {"log", "\\ln"},
                                                     {"log2", "\\log_{2}"},
                                                     {"log10", "\\log_{10}"},
                                                     {"min", "\\min"},
                                                     {"acosh", "\\operatorname{arcosh}"},
                                                     {"exp", "\\exp"},
                                                     {"max", "\\max"},
                                                     {"atanh", "\\operatorname{artanh}"}};

}  // namespace detail

}  // namespace calx
