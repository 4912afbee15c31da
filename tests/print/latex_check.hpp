// SPDX-License-Identifier: Apache-2.0
// What LaTeX would refuse, as far as a look at braces and brackets tells.
#pragma once

#include <calx/print/latex.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace latex_check {

struct string_sink {
  std::string written;
  void append(char c) { written += c; }
};
inline std::string text_of(calx::graph_view g, calx::input_info const* names,
                           calx::arrangement how = calx::arrangement::merged) {
  string_sink sink;
  calx::detail::latex_writer<string_sink>(sink, g, names, how).write(g.outputs[0]);
  return sink.written;
}

// Where the group that starts at `at`, or the single character there, ends.
inline std::size_t end_of_group(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    else if (text[at] == '{') ++depth;
    else if (text[at] == '}') --depth;
    if (depth == 0) return at + 1;
  }
  return at;
}

// Empty: braces, \left with \right, and \begin with \end close in the order in which they were opened, and nothing has two
// indices or two exponents.
inline std::string fault_of(std::string_view text) {
  std::vector<char> open;
  auto const close = [&](char c) {
    bool const fits = !open.empty() && open.back() == c;
    if (fits) open.pop_back();
    return fits;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view const rest = text.substr(i);
    if (rest.starts_with("\\left") && !rest.starts_with("\\leftarrow")) open.push_back('l');
    if (rest.starts_with("\\begin{")) open.push_back('b');
    if (rest.starts_with("\\right") && !close('l')) return "\\right without \\left";
    if (rest.starts_with("\\end{") && !close('b')) return "\\end without \\begin";
    if (rest.front() == '\\') {
      ++i;
      continue;
    }
    if (rest.front() == '{') open.push_back('{');
    if (rest.front() == '}' && !close('{')) return "} without {";
    if (rest.front() != '_' && rest.front() != '^') continue;
    std::size_t next = end_of_group(text, i + 1);
    char const other = rest.front() == '_' ? '^' : '_';
    if (next < text.size() && text[next] == other) next = end_of_group(text, next + 1);
    if (next < text.size() && text[next] == rest.front()) return "two indices or two exponents";
  }
  if (!open.empty()) return "something is not closed";
  if (text.find("--") != std::string_view::npos || text.find("+ -") != std::string_view::npos) return "two signs";
  return "";
}

}  // namespace latex_check
