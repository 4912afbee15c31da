// SPDX-License-Identifier: Apache-2.0
// Bytes as a graph: what libFuzzer changes. Every sequence of bytes is a well-formed graph, and near sequences are near graphs.
// Also the sentence that a target ends with when something is wrong.
#pragma once

#include <calx/op/table.hpp>
#include <calx/print/text_form.hpp>
#include <calx/transform/prune.hpp>

#include "../externals.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace calx_fuzz {

class byte_source {
 public:
  byte_source(std::uint8_t const* data, std::size_t size) : data_(data), size_(size) {}
  bool empty() const { return at_ >= size_; }
  int byte() { return empty() ? 0 : data_[at_++]; }
  int below(int count) { return byte() % count; }
  template <class Number> Number bits() {
    unsigned char raw[sizeof(Number)] = {};
    for (unsigned char& b : raw) b = static_cast<unsigned char>(byte());
    Number number;
    std::memcpy(&number, raw, sizeof number);
    return number;
  }

 private:
  std::uint8_t const* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

struct graph_style {
  int most_nodes = 48;
  bool vectors = false;   // a vec input, and elements of it
  bool oddities = false;  // NaN, infinite and long double constants
};

inline calx::number constant_from(byte_source& from, bool oddities) {
  int const kind = from.byte();
  if (kind < 160) return calx::number(calx::rational(from.below(41) - 20, 1 + (kind % 16 == 0 ? from.below(12) : 0)));
  if (kind < 190)
    return calx::number(calx::rational(calx::int128{from.bits<std::int64_t>()}, calx::int128{from.bits<std::uint32_t>()} + 1));
  if (kind < 210) return calx::number(calx::rational(calx::int128{1} << from.below(127), 1));
  double const number = from.bits<double>();
  if (!oddities && !std::isfinite(number)) return calx::number(calx::rational(1));
  return calx::number::from_floating(oddities && kind > 250 ? std::ldexp(static_cast<long double>(number), 1100) : number);
}

inline calx::graph graph_from(byte_source& from, graph_style style = {}) {
  using enum calx::opcode;
  calx::builder g;
  auto const leaf = [&](calx::opcode operation, int payload) {
    return g.intern({operation, {calx::no_node, calx::no_node, calx::no_node}, payload});
  };
  int const inputs = 1 + from.below(4);
  for (int i = 0; i < inputs; ++i) (void)g.input(i);
  if (style.vectors)
    for (int i = from.below(4); i > 0; --i) (void)g.element(g.input(4, calx::vector_shape(3)), from.below(3));
  auto const operand = [&] {  // a scalar
    int id = g.size() - 1 - from.below(g.size());
    while (!g[id].shape.is_scalar() || calx_test::names_function(g.view(), id)) --id;
    return id;
  };
  while (!from.empty() && g.size() < style.most_nodes) {
    int const code = from.below(calx::opcode_count + 6);
    if (code >= calx::opcode_count) {
      (void)g.constant(constant_from(from, style.oddities));
      continue;
    }
    calx::opcode const operation = static_cast<calx::opcode>(code);
    int const arity = calx::facts_of(operation).arity;
    if (calx::is_array_operation(operation) && operation != element) continue;
    if (operation == input || operation == constant || operation == element)
      (void)g.constant(constant_from(from, style.oddities));
    else if (operation == captured) (void)leaf(captured, from.below(6));
    else if (arity == 0) (void)leaf(operation, 0);
    else if (calx::is_external(operation) || operation == first_of_three) {
      calx::node_id const x[] = {operand(), operand(), operand()};
      (void)calx::call_external(g, *calx_test::externals[from.below(3)], x);
    } else if (operation == integer_power) (void)g.apply(operation, operand(), leaf(captured, 3 + from.below(3)));
    else {
      calx::node_id const a = operand(), b = arity > 1 ? operand() : calx::no_node, c = arity > 2 ? operand() : calx::no_node;
      (void)g.apply(operation, a, b, c, operation == power ? from.below(25) - 12 : 0);
    }
  }
  g.output(operand());
  for (int extra = from.below(3); extra > 0; --extra) g.output(operand());
  return calx::prune(g.view());
}

inline std::string text_of(calx::graph_view g) {
  calx::buffer<char> const text = calx::graph_text(g);
  return {text.data(), static_cast<std::size_t>(text.size())};
}

// The same nodes, constants and outputs; a NaN is itself.
inline bool same_graph(calx::graph_view a, calx::graph_view b) {
  bool same = a.size == b.size && a.constant_count == b.constant_count && a.output_count == b.output_count;
  for (int i = 0; same && i < a.size; ++i) same = a[i] == b[i];
  for (int i = 0; same && i < a.constant_count; ++i) {
    calx::number const &p = a.constants[i], &q = b.constants[i];
    same = p == q || (!p.is_exact() && !q.is_exact() && std::isnan(p.approximate) && std::isnan(q.approximate));
  }
  for (int i = 0; same && i < a.output_count; ++i) same = a.outputs[i] == b.outputs[i];
  return same;
}

[[noreturn]] inline void wrong(std::string const& what) {
  std::fprintf(stderr, "MISTAKE: %s\n", what.c_str());
  std::abort();
}
inline void require(bool holds, std::string_view what, calx::graph_view g) {
  if (!holds) wrong(std::string(what) + '\n' + text_of(g));
}

}  // namespace calx_fuzz
