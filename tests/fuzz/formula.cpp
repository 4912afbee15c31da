// SPDX-License-Identifier: Apache-2.0
// Any bytes as a formula (expression/parse_formula.hpp): refused with a column and a sentence, or a well-formed function, which
// is printed and read again: the same function, whose text no longer changes.
#include <calx/expression/parse_formula.hpp>
#include <calx/print/infix.hpp>
#include <calx/transform/pipeline.hpp>

#include "../residue.hpp"
#include "bytes.hpp"

namespace {

constexpr calx::input_info declared[] = {{"v", calx::vector_shape(3), true}, {"t", calx::column_shape(1), false}};

calx::parsed_formula parsed(std::string_view text) { return calx::parse_formula(text, declared, 2); }

std::string infix_of(calx::function_graph const& f) {
  calx::detail::character_sink sink;
  calx::detail::infix_writer<calx::detail::character_sink>(sink, f.graph.view(), f.inputs.data()).write(f.graph.outputs[0]);
  return {sink.characters.data(), static_cast<std::size_t>(sink.characters.size())};
}
std::uint64_t residue_of(calx::function_graph const& f) {
  return calx_test::residue_of(f.graph.view(), f.graph.outputs[0], f.inputs.data());
}

void refused(std::string_view text, calx::parse_error const& error) {
  std::string_view const sentence = error.sentence.view();
  if (error.column < 1 || error.column > static_cast<int>(text.size()) + 1)
    calx_fuzz::wrong("an error in a column that is not there");
  if (sentence.substr(0, 20) != "calx: parse: column ") calx_fuzz::wrong("no sentence: " + std::string(sentence));
}

// A product of constants may be a double of few digits, which its text makes another number: then it is only read again.
bool has_decimal(std::string_view text) { return text.find('.') != text.npos || text.find("e-") != text.npos; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  calx::parsed_formula const f = parsed(text);
  if (!f.ok()) {
    refused(text, f.error);
    return 0;
  }
  calx::graph_view const g = f.function.graph.view();
  calx_fuzz::require(!calx::verify(g, calx::dead_nodes::forbidden).found(), "not well-formed", g);
  std::string const once = infix_of(f.function);
  calx::parsed_formula const again = parsed(once);
  if (!again.ok()) calx_fuzz::wrong("its own text is refused: " + once + '\n' + again.error.sentence.c_str());
  calx_fuzz::require(has_decimal(once) || residue_of(f.function) == residue_of(again.function),
                     "its text is another function: " + once, g);
  return 0;
}
