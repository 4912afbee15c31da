// SPDX-License-Identifier: Apache-2.0
// row: everything calx knows about one operation, in one block. A row has
//
//   name, arity         as printed, and how many operands
//   total               defined at every real point (default: no)
//   symmetry            f(-x) = f(x) (even) or -f(x) (odd)
//   exact_at            arguments with an exact value: {{0, 1}} says exp(0) = 1
//   exactly(p/q)        the exact value at any rational, where there is one
//   value(a, b, c)      for any number type; in a constant expression calx's own kernel computes it (elementary/)
//   derivative(g, self, x)     the partial derivatives as nodes; no_node where they vanish
//   pull(g, self, x, i, w)     w times the i-th partial, where the product needs care; default: multiply
//   expand(g, x)        what an internal operation stands for, in public ones: for printing and proofs
//   shared              {K, F}: where K of the same operands is computed anyway, or two operations share it, the operation is
//                       F(operands..., K(operands...))
//   evaluate_exactly    value() works on exact rationals
//
// and lives in the file of its family. op/table.hpp collects the rows for the passes, which name no operation.
#pragma once

#include <calx/core/config.hpp>
#include <calx/op/maker.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>

namespace calx {

template <opcode Operation> struct row;

struct operands {
  node_id id[3] = {no_node, no_node, no_node};
  constexpr node_id operator[](int i) const { return id[i]; }
};

struct partials {
  node_id id[3] = {no_node, no_node, no_node};
  constexpr node_id operator[](int i) const { return id[i]; }
};

struct exact_point {
  int argument;
  int value;
};

// How to compute an operation from the value of another one.
struct shared_work {
  opcode kernel = opcode::input;  // input: no such
  opcode from_kernel = opcode::input;
  constexpr bool exists() const { return kernel != opcode::input; }
};

// What most rows have in common. A row overrides what differs.
struct default_row {
  static constexpr bool total = false;
  static constexpr bool evaluate_exactly = false;
  static constexpr parity symmetry = parity::none;
  static constexpr shared_work shared{};
};
struct unary_row : default_row {
  static constexpr int arity = 1;
};
struct binary_row : default_row {
  static constexpr int arity = 2;
};
struct total_unary_row : unary_row {
  static constexpr bool total = true;
};
struct total_binary_row : binary_row {
  static constexpr bool total = true;
};

// Built-in floating types in a constant expression: the kernel in elementary/ computes. Elsewhere: the number's own library.
template <class Real> constexpr bool by_kernel() {
  if constexpr (std::floating_point<Real>) return std::is_constant_evaluated();
  else return false;
}

}  // namespace calx
