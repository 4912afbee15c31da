// SPDX-License-Identifier: Apache-2.0
// How a formula falls into parts for a reader: a sum into signed terms, a product into a number, factors above and factors
// below the line. What the writers of text share, and what explain goes by: a rule is applied to what the reader sees.
//
//   a - (b - c)       terms a, -b, c; a number stands last, but 1 - x: not -x + 1
//   -2*y*x^3*x/3      coefficient -2/3; above x^4, y
//
// An arrangement says how far a product is tidied:
//
//   merged    2*x^2*cos(x)    numbers multiplied, x*x is x^2; number, variables in order of name, functions, derivatives
//   unmerged  2*x*x*cos(x)    in this order, but every factor by itself
//   in_place  x*cos(x)*2*x    in the order in which the graph has them
//
// An exact number that is 1, negative or no integer goes into the coefficient in every arrangement. Linear, but for the search
// for equal bases.
#pragma once

#include <calx/expression/record.hpp>
#include <calx/op/table.hpp>
#include <calx/print/number_text.hpp>

#include <cstdint>
#include <string_view>

namespace calx {

enum class arrangement : std::uint8_t { merged, unmerged, in_place };

// d/dx [f] where it stands in a formula as something still to be worked out: an input at a position from `first` on.
struct pending_derivative {
  node_id of = no_node;
  node_id by = no_node;  // an input or an element
};
struct pending_derivatives {
  int first = std::numeric_limits<int>::max();
  pending_derivative const* table = nullptr;
  bool partial = false;  // of a function of several variables

  constexpr bool contain(node const& n) const { return n.operation == opcode::input && n.payload >= first; }
  constexpr pending_derivative const& operator[](node const& n) const { return table[n.payload - first]; }
};

namespace detail {

enum class precedence : std::uint8_t { lowest, disjunction, conjunction, comparison, sum, term, product, power, primary };

struct factor {
  node_id id = no_node;
  int exponent = 1;           // of a term of a sum: its sign
  bool is_magnitude = false;  // of a negative constant, whose minus is elsewhere
};
// concatenate(u, v), which is the sum of two pads.
struct concatenated_parts {
  node_id first = no_node, second = no_node;
  constexpr bool exist() const { return first != no_node; }
};
struct product_parts {
  rational coefficient{1};
  buffer<factor> above, below;
};

// The factors of an elementwise product, as far as it must not be written A*B, which is a product of matrices: all arrays then,
// to be written as hadamard(A, B). A column times a row is one as well; `others` has the column first then.
struct product_of_arrays {
  buffer<factor> others, factors;

  constexpr product_of_arrays(graph_view g, buffer<factor> const& all) {
    int columns = 0, rows = 0, arrays = 0;
    for (factor const& f : all) {
      array_shape const& s = g[f.id].shape;
      if (s.is_scalar()) continue;
      ++arrays;
      columns += is_one(s.columns) ? 1 : 0;
      rows += is_one(s.rows) ? 1 : 0;
    }
    bool const is_outer = arrays == 2 && columns == 1 && rows == 1;
    bool const by_sign = arrays < 2 || columns == arrays || rows == arrays || is_outer;
    for (int pass = 0; pass < (is_outer ? 2 : 1); ++pass)
      for (factor const& f : all) {
        array_shape const& s = g[f.id].shape;
        bool const is_row = !s.is_scalar() && is_one(s.rows);
        if (is_outer && is_row != (pass == 1)) continue;
        (by_sign || s.is_scalar() ? others : factors).push(f);
      }
  }
  constexpr bool is_elementwise() const { return !factors.empty(); }
};

// An input as long as this extent, but for a number of rows; no_node: there is none.
constexpr node_id input_along(graph_view g, extent const& rows) {
  node_id found = no_node;
  for (int i = 0; i < g.size; ++i) {
    if (g[i].operation != opcode::input || g[i].shape.rows.axis != rows.axis) continue;
    if (found == no_node || g[i].shape.rows == rows) found = i;
  }
  return found;
}

class terms {
 public:
  constexpr terms(graph_view g, input_info const* inputs, arrangement how, pending_derivatives const& pending)
      : g_(g), inputs_(inputs), how_(how), pending_(pending) {}

  constexpr bool is(node_id id, opcode operation) const { return g_[id].operation == operation; }
  constexpr bool is_pending(node_id id) const { return pending_.contain(g_[id]); }

  constexpr precedence precedence_of(node_id id) const {
    switch (g_[id].operation) {
      case opcode::logical_or: return precedence::disjunction;
      case opcode::logical_and: return precedence::conjunction;
      case opcode::less:
      case opcode::less_equal:
      case opcode::equal: return precedence::comparison;
      case opcode::add:
      case opcode::subtract: return concatenation_of(id).exist() ? precedence::primary : precedence::sum;
      case opcode::negate: return precedence_of_negation(id);
      case opcode::multiply:
      case opcode::divide: return precedence_of_product(id);
      case opcode::matrix_product: return precedence::term;
      case opcode::power:
      case opcode::integer_power:
      case opcode::pow: return precedence::power;
      case opcode::constant: return constant_precedence(g_.constant(id));
      default: return precedence::primary;
    }
  }

  // Does the text of this term start with a minus: -2, -2*x, -x/y?
  constexpr bool starts_with_minus(node_id id) const {
    opcode const operation = g_[id].operation;
    if (operation == opcode::constant) return constant_precedence(g_.constant(id)) == precedence::sum;
    if (operation != opcode::multiply && operation != opcode::divide) return false;
    return written_parts_of(id).coefficient.is_negative();
  }
  // -c of the constant c.
  constexpr number magnitude_of(node_id id) const {
    number magnitude = g_.constant(id);
    magnitude.exact = -magnitude.exact;
    magnitude.approximate = -magnitude.approximate;
    return magnitude;
  }
  constexpr precedence precedence_of_magnitude(node_id id) const { return constant_precedence(magnitude_of(id)); }

  constexpr concatenated_parts concatenation_of(node_id id) const {
    node const& n = g_[id];
    if (n.operation != opcode::add || !is(n.operands[0], opcode::pad) || !is(n.operands[1], opcode::pad)) return {};
    if (is_followed_by(n.operands[0], n.operands[1])) return {g_[n.operands[0]].operands[0], g_[n.operands[1]].operands[0]};
    if (is_followed_by(n.operands[1], n.operands[0])) return {g_[n.operands[1]].operands[0], g_[n.operands[0]].operands[0]};
    return {};
  }

  // The terms of a sum, each with its sign; a node that is no sum is one term.
  constexpr buffer<factor> terms_of(node_id root) const {
    buffer<factor> open, found;
    open.push({root, 1});
    while (!open.empty()) {
      factor const t = open.pop();
      node const& n = g_[t.id];
      if (n.operation == opcode::negate) {
        open.push({n.operands[0], -t.exponent});
      } else if (concatenation_of(t.id).exist()) {
        found.push(t);
      } else if (n.operation == opcode::add || n.operation == opcode::subtract) {
        open.push({n.operands[1], n.operation == opcode::add ? t.exponent : -t.exponent});
        open.push({n.operands[0], t.exponent});
      } else if (factor const only = lone_factor(t.id); only.id != no_node) {
        open.push({only.id, only.exponent * t.exponent});
      } else {
        found.push(t);
      }
    }
    if (how_ != arrangement::in_place) constant_last(found);
    return found;
  }
  // The sign with which a term is written: its own minus is used up by it.
  constexpr bool is_negative(factor const& term) const { return (term.exponent < 0) != starts_with_minus(term.id); }

  // As text has it: the minus of a number that the coefficient does not hold goes into that.
  constexpr product_parts written_parts_of(node_id id) const {
    product_parts parts = parts_of(id);
    for (buffer<factor>* const side : {&parts.above, &parts.below})
      for (int i = 0; i < side->size(); ++i) {
        factor& f = (*side)[i];
        f.is_magnitude = is(f.id, opcode::constant) && starts_with_minus(f.id);
        if (f.is_magnitude && f.exponent % 2 != 0) parts.coefficient = -parts.coefficient;
      }
    return parts;
  }
  constexpr product_parts parts_of(node_id id) const {
    product_parts parts;
    buffer<factor> open;
    open.push({id, 1});
    while (!open.empty()) {
      factor const f = open.pop();
      node const& n = g_[f.id];
      if (n.operation == opcode::multiply) {
        open.push({n.operands[1], f.exponent});
        open.push({n.operands[0], f.exponent});
      } else if (n.operation == opcode::divide) {
        open.push({n.operands[1], -f.exponent});
        open.push({n.operands[0], f.exponent});
      } else if (n.operation == opcode::negate) {
        parts.coefficient = -parts.coefficient;
        open.push({n.operands[0], f.exponent});
      } else if (is_exact(f.id) && folds(parts.coefficient, f)) {
        parts.coefficient =
            f.exponent > 0 ? parts.coefficient * g_.constant(f.id).exact : parts.coefficient / g_.constant(f.id).exact;
      } else {
        buffer<factor>& side = f.exponent > 0 ? parts.above : parts.below;
        bool const power = n.operation == opcode::power && n.payload > 0;
        add_factor(side, {power ? n.operands[0] : f.id, power ? n.payload : 1});
      }
    }
    if (how_ != arrangement::in_place) {
      parts.above = ordered(parts.above);
      parts.below = ordered(parts.below);
    }
    return parts;
  }

 private:
  static constexpr precedence constant_precedence(number const& n) {
    if (!n.is_exact()) return n.approximate < 0 ? precedence::sum : precedence::primary;
    if (n.exact.is_negative()) return precedence::sum;
    return n.exact.is_integer() || !is_plain_fraction(n.exact) ? precedence::primary : precedence::product;
  }
  constexpr bool is_exact(node_id id) const { return is(id, opcode::constant) && g_.constant(id).is_exact(); }

  // Do the pads' operands fill the array, one behind the other?
  constexpr bool is_followed_by(node_id a, node_id b) const {
    extent const all = g_[a].shape.rows, first = g_[g_[a].operands[0]].shape.rows, second = g_[g_[b].operands[0]].shape.rows;
    bool const fills = first.count + second.count == all.count && (first.axis == 0 || second.axis == 0) &&
                       first.axis + second.axis == all.axis;
    bool const at_start = first_row(g_[a].payload, all, first) == 0 || (second.axis == 0 && g_[a].payload == -1 - second.count);
    bool const at_end = g_[b].payload == -1 || (first.axis == 0 && first_row(g_[b].payload, all, second) == first.count);
    return fills && at_start && at_end;
  }

  // Of what write_sum makes of it: -(-x) is x.
  constexpr precedence precedence_of_negation(node_id id) const {
    bool negative = false;
    for (factor f{id, 1}; f.id != no_node; f = is(id, opcode::negate) ? factor{g_[id].operands[0], -1} : lone_factor(id)) {
      id = f.id;
      negative = negative != (f.exponent < 0);
    }
    bool const leading_minus = starts_with_minus(id);
    if (negative != leading_minus) return precedence::sum;
    if (!leading_minus) return precedence_of(id);
    return is(id, opcode::constant) ? precedence_of_magnitude(id) : precedence::sum;
  }
  // Of what write_product makes of it: 1*x is x.
  constexpr precedence precedence_of_product(node_id id) const {
    product_parts const parts = written_parts_of(id);
    rational const& c = parts.coefficient;
    if (c.is_negative()) return precedence::sum;
    if (parts.above.empty() && parts.below.empty()) return constant_precedence(number(c));
    if (parts.above.size() != 1 || !parts.below.empty() || !c.is(1)) return precedence::product;
    factor const& only = parts.above[0];
    if (only.exponent != 1) return precedence::power;
    return only.is_magnitude ? precedence_of_magnitude(only.id) : precedence_of(only.id);
  }
  // x, and its sign, of a product that is x or -x: 2*x*1/2 may be a sum.
  constexpr factor lone_factor(node_id id) const {
    if (how_ != arrangement::merged || (!is(id, opcode::multiply) && !is(id, opcode::divide))) return {};
    product_parts const parts = written_parts_of(id);
    bool const lone = parts.above.size() == 1 && parts.below.empty() && parts.coefficient.magnitude().is(1);
    if (!lone || parts.above[0].exponent != 1 || parts.above[0].is_magnitude) return {};
    return {parts.above[0].id, parts.coefficient.is_negative() ? -1 : 1};
  }
  // x^2 + 1, but 1 - x: numbers stand last, unless the text would start with a minus.
  constexpr void constant_last(buffer<factor>& found) const {
    buffer<factor> ordered, numbers;
    for (factor const& t : found) {
      if (is(t.id, opcode::constant)) numbers.push(t);
      else ordered.push(t);
    }
    int first = 0;
    while (first < numbers.size() && is_negative(numbers[first])) ++first;
    found.clear();
    bool const number_first = !ordered.empty() && is_negative(ordered[0]) && first < numbers.size();
    if (number_first) found.push(numbers[first]);
    for (factor const& t : ordered) found.push(t);
    for (int i = 0; i < numbers.size(); ++i)
      if (!number_first || i != first) found.push(numbers[i]);
  }

  // x*x^3 is written x^4, where an int holds the sum.
  constexpr void add_factor(buffer<factor>& side, factor const& f) const {
    for (int i = 0; i < side.size() && how_ == arrangement::merged; ++i) {
      int sum = 0;
      if (side[i].id != f.id || __builtin_add_overflow(side[i].exponent, f.exponent, &sum)) continue;
      side[i].exponent = sum;
      return;
    }
    side.push(f);
  }
  constexpr bool folds(rational const& coefficient, factor const& f) const {
    rational const& c = g_.constant(f.id).exact;
    if (how_ != arrangement::merged && c.is_integer() && !c.is_negative() && !c.is(1)) return false;
    return f.exponent > 0 ? (coefficient * c).exact() : !c.is_zero() && (coefficient / c).exact();
  }

  // Numbers, then pi and e, then variables in order of name, then functions, then derivatives.
  enum class kind_of_factor : std::uint8_t { number, named_number, variable, function, derivative };
  struct rank {
    kind_of_factor kind;
    std::string_view name{};
    constexpr bool operator<(rank const& other) const { return kind != other.kind ? kind < other.kind : name < other.name; }
  };
  constexpr rank rank_of(node_id id) const {
    while (is(id, opcode::power) || is(id, opcode::element)) id = g_[id].operands[0];
    node const& n = g_[id];
    if (is_pending(id)) return {kind_of_factor::derivative};
    switch (n.operation) {
      case opcode::constant: return {kind_of_factor::number};
      case opcode::pi:
      case opcode::e: return {kind_of_factor::named_number};
      case opcode::input: return {kind_of_factor::variable, inputs_ != nullptr ? inputs_[n.payload].name : std::string_view{}};
      default: return {kind_of_factor::function};
    }
  }
  constexpr buffer<factor> ordered(buffer<factor> const& factors) const {
    buffer<factor> result;
    for (factor const& f : factors) {
      rank const of = rank_of(f.id);
      int at = result.size();
      result.push(f);
      for (; at > 0 && of < rank_of(result[at - 1].id); --at) result[at] = result[at - 1];
      result[at] = f;
    }
    return result;
  }

  graph_view g_;
  input_info const* inputs_;
  arrangement how_;
  pending_derivatives pending_;
};

}  // namespace detail

}  // namespace calx
