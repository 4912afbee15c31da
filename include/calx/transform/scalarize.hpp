// SPDX-License-Identifier: Apache-2.0
// scalarize: writes arrays of a few elements as their elements, one node each, so that everything that works on numbers works
// on them: straight-line code, exact rationals, intervals, proofs. An output that is an array becomes its elements, row by row.
//
//   log_sum_exp(x)           m + log(s), where m is the largest element, e = exp(x - m) and s = sum(e)
//   exp(x - log_sum_exp(x))  e/s, as transform/expand_arrays.hpp: exact to a few ulp, however large x is
//
// In: no extent that is known only when the program runs. Cost: what `scalar_operations` says.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

#include <limits>

namespace calx {

constexpr int element_count(array_shape const& s) { return s.rows.count * s.columns.count; }

// How many operations the elements are; larger than any limit where an extent is known only when the program runs.
constexpr long long scalar_operations(graph_view g) {
  constexpr long long endless = 1LL << 60;
  long long count = 0;
  for (int i = 0; i < g.size; ++i) {
    node const& n = g[i];
    if (n.shape.varies()) return endless;
    if (n.operation == opcode::input) continue;
    long long each = 1;
    if (n.operation == opcode::matrix_product) each = 2LL * g[n.operands[0]].shape.columns.count;
    if (reduces(n.operation) || n.operation == opcode::product) count += element_count(g[n.operands[0]].shape);
    else count += each * element_count(n.shape);
  }
  return count;
}

namespace detail {

class scalarizer {
 public:
  constexpr explicit scalarizer(graph_view g)
      : old_(g), new_(2 * g.size), make_(new_), first_(g.size), first_exponential_(g.size), first_sum_(g.size) {}

  constexpr graph run() {
    for (int i = 0; i < old_.size; ++i) write(i);
    for (int i = 0; i < old_.output_count; ++i) {
      node_id const id = old_.outputs[i];
      for (int k = 0; k < element_count(old_[id].shape); ++k) new_.output(at(id, k));
    }
    return prune(new_.take());
  }

 private:
  constexpr node_id at(node_id id, int k) {
    node const& n = old_[id];
    if (n.operation == opcode::input && !n.shape.is_scalar()) return new_.element(elements_[first_[id]], k);
    return elements_[first_[id] + k];
  }
  // The element of an operand that stands at (row, column) of a result, where extents of 1 are repeated.
  constexpr node_id repeated(node_id id, int row, int column) {
    array_shape const& s = old_[id].shape;
    int const r = s.rows.count == 1 ? 0 : row, c = s.columns.count == 1 ? 0 : column;
    return at(id, r * s.columns.count + c);
  }

  constexpr void write(int i) {
    node const& n = old_[i];
    buffer<node_id> made;
    array_shape const s = n.shape;
    int const columns = s.columns.count, count = element_count(s);
    node_id const x = n.operands[0];
    switch (n.operation) {
      case opcode::input: made.push(new_.intern(n)); break;
      case opcode::constant: made.push(make_.constant(old_.constants[n.payload])); break;
      case opcode::element: made.push(at(x, n.payload)); break;
      case opcode::placed:
        for (int k = 0; k < count; ++k) made.push(k == n.payload ? at(x, 0) : make_.zero());
        break;
      case opcode::identity:
        for (int k = 0; k < count; ++k) made.push(k % (columns + 1) == 0 ? make_.one() : make_.zero());
        break;
      case opcode::length: made.push(make_.constant(rational(old_[x].shape.rows.count))); break;
      case opcode::fill:
        for (int k = 0; k < count; ++k) made.push(repeated(x, k / columns, k % columns));
        break;
      case opcode::segment:
        for (int k = 0; k < count; ++k) made.push(at(x, k + first_row(n.payload, old_[x].shape.rows, s.rows) * columns));
        break;
      case opcode::pad:
        for (int k = 0; k < count; ++k) {
          int const from = k - first_row(n.payload, s.rows, old_[x].shape.rows) * columns;
          made.push(from >= 0 && from < element_count(old_[x].shape) ? at(x, from) : make_.zero());
        }
        break;
      case opcode::transpose:
        for (int k = 0; k < count; ++k) made.push(at(x, (k % columns) * s.rows.count + k / columns));
        break;
      case opcode::matrix_product: multiply(n, made); break;
      case opcode::sum:
      case opcode::maximum:
      case opcode::log_sum_exp:
      case opcode::product: reduce(n, i, made); break;
      case opcode::recurrence: recur(n, made); break;
      default:
        if (x == no_node) {
          made.push(new_.intern(n));
          break;
        }
        if (node_id const reduction = log_sum_exp_of_softmax(n); reduction != no_node) {
          for (int k = 0; k < count; ++k) made.push(softmax(reduction, k / columns, k % columns));
          break;
        }
        for (int k = 0; k < count; ++k) {
          node element = n;
          element.shape = {};
          for (int o = 0; o < 3 && n.operands[o] != no_node; ++o)
            element.operands[o] = repeated(n.operands[o], k / columns, k % columns);
          made.push(new_.intern(element));
        }
    }
    first_[i] = elements_.size();
    for (node_id const id : made) elements_.push(id);
  }

  constexpr void multiply(node const& n, buffer<node_id>& made) {
    int const inner = old_[n.operands[0]].shape.columns.count, columns = n.shape.columns.count;
    for (int k = 0; k < element_count(n.shape); ++k) {
      node_id sum = no_node;
      for (int j = 0; j < inner; ++j) {
        node_id const product =
            make_.multiply(at(n.operands[0], k / columns * inner + j), at(n.operands[1], j * columns + k % columns));
        sum = sum == no_node ? product : make_.add(sum, product);
      }
      made.push(sum);
    }
  }

  // All elements that belong to one of the result.
  constexpr void reduce(node const& n, int i, buffer<node_id>& made) {
    array_shape const from = old_[n.operands[0]].shape;
    int const first = exponentials_.size();
    if (n.operation == opcode::log_sum_exp) {
      first_exponential_[i] = first, first_sum_[i] = sums_.size();
      exponentials_.grow(first + element_count(from), no_node);
    }
    for (int k = 0; k < element_count(n.shape); ++k) {
      int const row = k / n.shape.columns.count, column = k % n.shape.columns.count;
      buffer<node_id> parts;
      buffer<int> places;
      for (int from_here = 0; from_here < element_count(from); ++from_here) {
        bool const in_row = n.shape.rows.count == 1 || from_here / from.columns.count == row;
        bool const in_column = n.shape.columns.count == 1 || from_here % from.columns.count == column;
        if (!in_row || !in_column) continue;
        parts.push(at(n.operands[0], from_here));
        places.push(first + from_here);
      }
      made.push(n.operation == opcode::log_sum_exp ? log_sum_exp(parts, places) : reduced(n.operation, parts));
    }
  }
  constexpr node_id reduced(opcode operation, buffer<node_id> const& parts) {
    switch (operation) {
      case opcode::sum: return folded(opcode::add, parts);
      case opcode::product: return folded(opcode::multiply, parts);
      default: return folded(opcode::max, parts);
    }
  }
  constexpr node_id folded(opcode operation, buffer<node_id> const& parts) {
    node_id result = parts[0];
    for (int k = 1; k < parts.size(); ++k) result = make_.apply(operation, result, parts[k]);
    return result;
  }
  // m + log(sum of exp(x - m)); m is the largest element, or 0 where that is infinite.
  constexpr node_id log_sum_exp(buffer<node_id> const& parts, buffer<int> const& places) {
    node_id const shift = finite_or_zero(make_, folded(opcode::max, parts));
    buffer<node_id> terms;
    for (node_id const x : parts) terms.push(make_.apply(opcode::exp, make_.graph().apply(opcode::subtract, x, shift)));
    for (int k = 0; k < terms.size(); ++k) exponentials_[places[k]] = terms[k];
    sums_.push(folded(opcode::add, terms));
    return make_.add(shift, make_.apply(opcode::log, sums_.back()));
  }
  // If n is exp(x - log_sum_exp(x)), that log_sum_exp, repeated or not.
  constexpr node_id log_sum_exp_of_softmax(node const& n) const {
    if (n.operation != opcode::exp || old_[n.operands[0]].operation != opcode::subtract) return no_node;
    node const& difference = old_[n.operands[0]];
    node_id id = difference.operands[1];
    while (old_[id].operation == opcode::fill) id = old_[id].operands[0];
    bool const found = old_[id].operation == opcode::log_sum_exp && old_[id].operands[0] == difference.operands[0];
    return found ? id : no_node;
  }
  constexpr node_id softmax(node_id reduction, int row, int column) {
    auto const position = [&](array_shape const& s) {
      return (s.rows.count == 1 ? 0 : row) * s.columns.count + (s.columns.count == 1 ? 0 : column);
    };
    node const& n = old_[reduction];
    return make_.divide(exponentials_[first_exponential_[reduction] + position(old_[n.operands[0]].shape)],
                        sums_[first_sum_[reduction] + position(n.shape)]);
  }

  constexpr void recur(node const& n, buffer<node_id>& made) {
    int const count = element_count(n.shape);
    made = buffer<node_id>(count, no_node);
    node_id before = at(n.operands[2], 0);
    for (int step = 0; step < count; ++step) {
      int const k = n.payload == 0 ? step : count - 1 - step;
      made[k] = before = make_.add(make_.multiply(repeated(n.operands[0], k, 0), before), at(n.operands[1], k));
    }
  }

 public:
  // m, or 0 where m is infinite: x - m has a value then.
  static constexpr node_id finite_or_zero(maker& g, node_id m) {
    node_id const infinity = g.constant(number::from_floating(std::numeric_limits<long double>::infinity()));
    node_id const is_finite = g.graph().apply(opcode::less, g.graph().apply(opcode::abs, m), infinity);
    return g.graph().apply(opcode::where, is_finite, m, g.zero());
  }

 private:
  graph_view old_;
  builder new_;
  maker make_;
  buffer<int> first_;
  buffer<node_id> elements_;
  buffer<int> first_exponential_, first_sum_;  // of each log_sum_exp
  buffer<node_id> exponentials_, sums_;
};

}  // namespace detail

constexpr graph scalarize(graph_view g) { return detail::scalarizer(g).run(); }

}  // namespace calx
