// SPDX-License-Identifier: Apache-2.0
// Any bytes as the text form of a graph (print/text_form.hpp): refused with a line and a sentence, or a graph whose text, where
// it is well-formed, parses back to it.
#include <calx/transform/pipeline.hpp>

#include "bytes.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  calx::parsed_graph const parsed = calx::parse_graph(text);
  if (!parsed.ok()) {
    long const lines = 1 + static_cast<long>(std::count(text.begin(), text.end(), '\n'));
    if (parsed.line < 1 || parsed.line > lines) calx_fuzz::wrong("an error on a line that is not there");
    return 0;
  }
  if (calx::verify(parsed.value.view()).found()) return 0;
  std::string const written = calx_fuzz::text_of(parsed.value.view());
  calx::parsed_graph const again = calx::parse_graph(written);
  if (!again.ok()) calx_fuzz::wrong("its own text is refused: " + std::string(again.error) + '\n' + written);
  calx_fuzz::require(calx_fuzz::same_graph(parsed.value.view(), again.value.view()), "its text is another graph",
                     parsed.value.view());
  calx_fuzz::require(calx_fuzz::text_of(again.value.view()) == written, "its text changes", parsed.value.view());
  return 0;
}
