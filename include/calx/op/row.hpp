// SPDX-License-Identifier: Apache-2.0
// row: everything calx knows about one operation, in one block. A row has
//
//   name, arity         as printed, and how many operands
//   total               defined at every real point (default: no)
//   symmetry            f(-x) = f(x) (even) or -f(x) (odd)
//   exact_at            arguments with an exact value: {{0, 1}} says exp(0) = 1
//   exactly(p/q)        the exact value at any rational, where there is one; of two operands, exactly(a, b)
//   value(a, b, c)      for any number type; in a constant expression calx's own kernel computes it (elementary/)
//   derivative(g, self, x)     the partial derivatives as nodes; no_node where they vanish
//   pull(g, self, x, i, w)     w times the i-th partial, where the product needs care; default: multiply
//   push(g, self, x, i, t)     what the node's tangent gets from that of the i-th operand, where this is another product than
//   in
//                       pull (op/array.hpp)
//   recurrence(g, self, x)     the partial derivatives for power series (transform/taylor.hpp), where those above would bring
//                       new functions order by order
//   expand(g, x)        what an internal operation stands for, in public ones: for printing and proofs
//   expands_in_code     code computes what it stands for: the operation is there for its derivative (default: no)
//   shared              {K, F}: where K of the same operands is computed anyway, or two operations share it, the operation is
//                       F(operands..., K(operands...))
//   evaluate_exactly    value() works on exact rationals
//   condition           the value says whether something holds: 1 or 0
//   c_form              the value in C, of operands a, b, c (and the payload n): "a*b + c". Default: a call of `name`
//   c_definition        the C function that c_form calls, where math.h has none; for float it is rewritten (print/c_code.hpp)
//
// and what encloses its values over an interval (op/enclosure.hpp makes it of these):
//
//   shape               the function is monotone, in x or in |x|: the ends of the interval decide
//   kernel(x)           what computes it there, and in constant expressions: calx's own function, to 1 ulp
//   domain, range       where it is defined, and its values, as closed intervals; default: everything
//   enclosure(a, b, c)  of any interval type, where it is not monotone
//
// and lives in the file of its family. op/table.hpp collects the rows for the passes, which name no operation.
#pragma once

#include <calx/core/config.hpp>
#include <calx/op/maker.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace calx {

template <opcode Operation> struct row;

struct operands {
  node_id id[3] = {no_node, no_node, no_node};
  constexpr node_id operator[](int i) const { return id[i]; }
};

struct row_partials {
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

// How the values of a function of one variable follow it.
enum class monotony : std::uint8_t { none, increasing, decreasing, increasing_in_magnitude, decreasing_in_magnitude };

// Numbers from lower to upper.
struct closed_range {
  double lower = -std::numeric_limits<double>::infinity();
  double upper = std::numeric_limits<double>::infinity();
};
constexpr closed_range at_least(double lower) { return {lower, std::numeric_limits<double>::infinity()}; }

// What most rows have in common. A row overrides what differs.
struct default_row {
  using partials = row_partials;  // outside of rows, `partials` is a verb (calculus/partials.hpp)
  static constexpr bool total = false;
  static constexpr bool evaluate_exactly = false;
  static constexpr bool condition = false;
  static constexpr bool expands_in_code = false;
  static constexpr parity symmetry = parity::none;
  static constexpr shared_work shared{};
  static constexpr monotony shape = monotony::none;
  static constexpr closed_range domain{};
  static constexpr closed_range range{};
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

// Of a row's function at one number, and of a function of one shape on an interval: op/enclosure.hpp.
template <class Row, class Interval> constexpr Interval enclosure_at(double x);
template <class Row, class Interval> constexpr Interval enclosure_by_shape(Interval const& x);

}  // namespace calx
