// SPDX-License-Identifier: Apache-2.0
// A random graph, printed: the text form parses back to the graph, bit for bit; the infix text, of the graph as it is and as it
// is printed to users, is there, is printable, and its parentheses match.
#include <calx/print/infix.hpp>
#include <calx/transform/pipeline.hpp>

#include "bytes.hpp"

namespace {

// Infix writes shared nodes out each time: how long is the longest text to be feared?
double tree_size(calx::graph_view g) {
  calx::buffer<double> sizes;
  double largest = 0;
  for (int i = 0; i < g.size; ++i) {
    double size = 1;
    for (int k = 0; k < 3 && g[i].operands[k] != calx::no_node; ++k) size += sizes[g[i].operands[k]];
    sizes.push(size);
    largest = size > largest ? size : largest;
  }
  return largest;
}

void print_infix(calx::graph_view g) {
  if (tree_size(g) > 4000) return;
  calx::input_info inputs[5];
  std::string_view const names[] = {"x", "y", "z", "w", "v"};
  for (int i = 0; i < 5; ++i) inputs[i].name = names[i];
  for (int i = 0; i < g.output_count; ++i) {
    calx::detail::character_sink sink;
    calx::detail::infix_writer<calx::detail::character_sink>(sink, g, inputs).write(g.outputs[i]);
    int depth = 0;
    bool sound = !sink.characters.empty();
    for (char const c : sink.characters) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      sound = sound && depth >= 0 && c >= ' ' && c <= '~';
    }
    calx_fuzz::require(sound && depth == 0,
                       "infix: " + std::string(sink.characters.data(), static_cast<std::size_t>(sink.characters.size())), g);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  calx_fuzz::byte_source bytes(data, size);
  calx::graph const g = calx_fuzz::graph_from(bytes, {.vectors = true, .oddities = true});
  std::string const text = calx_fuzz::text_of(g.view());
  calx::parsed_graph const parsed = calx::parse_graph(text, calx_test::externals, 3);
  if (!parsed.ok()) calx_fuzz::wrong("its own text is refused: " + std::string(parsed.error) + '\n' + text);
  calx_fuzz::require(calx_fuzz::same_graph(g.view(), parsed.value.view()), "its text is another graph", g.view());
  calx_fuzz::require(calx_fuzz::text_of(parsed.value.view()) == text, "its text changes", g.view());
  print_infix(g.view());
  print_infix(calx::run_passes(calx::printing_passes, g.view()).view());
  return 0;
}
