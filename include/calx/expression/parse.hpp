// SPDX-License-Identifier: Apache-2.0
// parse<"a*exp(-b*x) + c">: a text as an expression, as if it had been written in C++ with exact constants:
//
//   calx::parse<"x^2/3 + sin(x)">                        pow<2>(x)/3_c + sin(x) of var<"x">
//   calx::parse<"v[0]*v[1]">                             of vec<"v", 2>
//   calx::parse<"a*v[0] + t", vec<"v", 3>, column<"t">>  columns, and a vec that is longer than its largest index
//
// The grammar is that of parse_formula (expression/parse_formula.hpp): what to_string prints, and what people write. Decimal
// numbers are exact, 0.1 is 1/10, as in 0.1_c; those of 16 or 17 digits are doubles, as they are printed
// (graph/read_number.hpp). Variables are those of the same name in C++: f(x = 1.0), derivative(f, x).
//
// A text that is no formula does not compile; the message has the column and the reason. The type is keyed by the text, of
// which symbols hold five characters for each; name a long formula: `struct model : decltype(calx::parse<"...">) {};`.
#pragma once

#include <calx/core/fixed_string.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/parse_formula.hpp>
#include <calx/expression/variable.hpp>

namespace calx {

namespace detail {

template <fixed_string Text, auto... Variables> struct parse_pipeline {
  static constexpr parsed_formula parsed() {
    input_info const declared[sizeof...(Variables) + 1] = {record_of<std::remove_cvref_t<decltype(Variables)>>.input..., {}};
    return parse_formula(Text.view(), declared, sizeof...(Variables));
  }
  // Without an output if the text is no formula.
  static constexpr function_graph run() { return parsed().function; }
  static constexpr graph_size expected() {
    constexpr int length = static_cast<int>(Text.view().size());
    return {length + 16, length / 2 + 16, 1};
  }
};

// What messages show of a text that is no formula.
template <fixed_string Sentence> struct no_formula {
  static constexpr bool is_formula = false;
};
struct sound_formula {
  static constexpr bool is_formula = true;
};

template <class Pipeline> consteval auto sentence_about() {
  constexpr auto sentence = Pipeline::parsed().error.sentence;
  char characters[static_cast<std::size_t>(sentence.length) + 1]{};
  for (int i = 0; i < sentence.length; ++i) characters[i] = sentence.characters[i];
  return fixed_string<static_cast<std::size_t>(sentence.length) + 1>(characters);
}
template <fixed_string Text, auto... Variables> consteval auto judgement() {
  if constexpr (!(input_expression<decltype(Variables)> && ...))
    return no_formula<"calx: parse<text, v, ...>: what follows the text are variables, a vec or a column">{};
  else if constexpr (frozen<parse_pipeline<Text, Variables...>>::view.graph.output_count > 0) return sound_formula{};
  else return no_formula<sentence_about<parse_pipeline<Text, Variables...>>()>{};
}

template <class Judgement> concept formula_without_mistake = Judgement::is_formula;

}  // namespace detail

template <fixed_string Text, auto... Variables> concept parses =
    detail::formula_without_mistake<decltype(detail::judgement<Text, Variables...>())>;

template <fixed_string Text, auto... Variables>
struct parsed_expression : expression_base<parsed_expression<Text, Variables...>>, capture_storage<double, 0> {
  using pipeline = detail::parse_pipeline<Text, Variables...>;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <fixed_string Text, auto... Variables>
  requires parses<Text, Variables...>
inline constexpr parsed_expression<Text, Variables...> parse{};

}  // namespace calx
