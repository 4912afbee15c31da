// SPDX-License-Identifier: Apache-2.0
// Rows of the operations on arrays (graph/array.hpp). They have no value() of a few numbers: transform/scalarize.hpp writes
// them element by element, transform/stages.hpp cuts loops at them. Their derivatives are rules of matrix calculus:
//
//   pull(g, self, x, i, w)   the adjoint that the i-th operand gets from the adjoint w of the node
//   push(g, self, x, i, t)   the tangent that the node gets from the tangent t of the i-th operand
#pragma once

#include <calx/op/array_maker.hpp>
#include <calx/op/row.hpp>

namespace calx {

// The value is a linear function of each operand; nothing is defined nowhere.
template <int Arity> struct array_row : default_row {
  static constexpr int arity = Arity;
  static constexpr bool total = true;
};

template <> struct row<opcode::element> : array_row<1> {
  static constexpr std::string_view name = "element";
  static constexpr bool evaluate_exactly = true;
  static constexpr node_id pull(maker& g, node_id self, operands x, int, node_id w) {
    return g.array(array_node(opcode::placed, g[x[0]].shape, w, no_node, no_node, g[self].payload));
  }
  static constexpr node_id push(maker& g, node_id self, operands, int, node_id t) {
    return g.array(array_node(opcode::element, {}, t, no_node, no_node, g[self].payload));
  }
};
template <> struct row<opcode::placed> : array_row<1> {
  static constexpr std::string_view name = "placed";
  static constexpr node_id pull(maker& g, node_id self, operands, int, node_id w) {
    return g.array(array_node(opcode::element, {}, w, no_node, no_node, g[self].payload));
  }
  static constexpr node_id push(maker& g, node_id self, operands, int, node_id t) {
    return g.array(array_node(opcode::placed, g[self].shape, t, no_node, no_node, g[self].payload));
  }
};

template <> struct row<opcode::fill> : array_row<1> {
  static constexpr std::string_view name = "fill";
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) { return g.sum(w, g[x[0]].shape); }
  static constexpr node_id push(maker& g, node_id self, operands, int, node_id t) { return g.fill(t, g[self].shape); }
};
template <> struct row<opcode::sum> : array_row<1> {
  static constexpr std::string_view name = "sum";
  static constexpr node_id pull(maker&, node_id, operands, int, node_id w) { return w; }  // repeated where it is used
  static constexpr node_id push(maker& g, node_id self, operands, int, node_id t) { return g.sum(t, g[self].shape); }
};

// Where several elements are the largest, the derivative is their mean, a subgradient.
template <> struct row<opcode::maximum> : array_row<1> {
  static constexpr std::string_view name = "maximum";
  static constexpr node_id weight(maker& g, node_id self, operands x) {
    node_id const is_largest = g.apply(opcode::equal, x[0], self);
    return g.divide(is_largest, g.sum(is_largest, g[self].shape));
  }
  static constexpr node_id pull(maker& g, node_id self, operands x, int, node_id w) {
    return g.multiply(w, weight(g, self, x));
  }
  static constexpr node_id push(maker& g, node_id self, operands x, int, node_id t) {
    return g.sum(g.multiply(t, weight(g, self, x)), g[self].shape);
  }
};

template <> struct row<opcode::log_sum_exp> : array_row<1> {
  static constexpr std::string_view name = "log_sum_exp";
  static constexpr node_id softmax(maker& g, node_id self, operands x) { return g.apply(opcode::exp, g.subtract(x[0], self)); }
  static constexpr node_id pull(maker& g, node_id self, operands x, int, node_id w) {
    return g.multiply(w, softmax(g, self, x));
  }
  static constexpr node_id push(maker& g, node_id self, operands x, int, node_id t) {
    return g.sum(g.multiply(t, softmax(g, self, x)), g[self].shape);
  }
};

// The product of the other elements is that of those before times that of those behind: right where elements are 0, too.
template <> struct row<opcode::product> : array_row<1> {
  static constexpr std::string_view name = "product";
  // p[0] = 1, p[i] = p[i - 1] x[i - 1]; backwards, p[n - 1] = 1, p[i] = p[i + 1] x[i + 1].
  static constexpr node_id of_neighbours(maker& g, node_id x, bool backwards) {
    array_shape const s = g[x].shape;
    array_shape const inner{{s.rows.axis, s.rows.count - 1}, s.columns};
    node_id const kept = g.array(array_node(opcode::segment, inner, x, no_node, no_node, backwards ? 1 : 0));
    node_id const shifted = g.array(array_node(opcode::pad, s, kept, no_node, no_node, backwards ? 0 : 1));
    // The first number is 0 h + 1: it has a coefficient of 0.
    node_id const ones = g.fill(g.one(), inner);
    node_id const has_neighbour = g.array(array_node(opcode::pad, s, ones, no_node, no_node, backwards ? 0 : 1));
    node_id const start = g.subtract(g.fill(g.one(), s), has_neighbour);
    return g.array(array_node(opcode::recurrence, s, shifted, start, g.zero(), backwards ? 1 : 0));
  }
  static constexpr node_id others(maker& g, node_id x) {
    array_shape const s = g[x].shape;
    if (s.is_scalar()) return g.one();
    return g.multiply(of_neighbours(g, x, false), of_neighbours(g, x, true));
  }
  static constexpr node_id pull(maker& g, node_id, operands x, int, node_id w) { return g.multiply(w, others(g, x[0])); }
  static constexpr node_id push(maker& g, node_id, operands x, int, node_id t) {
    return g.sum(g.multiply(t, others(g, x[0])), {});
  }
};

template <> struct row<opcode::length> : array_row<1> {
  static constexpr std::string_view name = "length";
  static constexpr node_id pull(maker&, node_id, operands, int, node_id) { return no_node; }
  static constexpr node_id push(maker&, node_id, operands, int, node_id) { return no_node; }
};

template <> struct row<opcode::segment> : array_row<1> {
  static constexpr std::string_view name = "segment";
  static constexpr node_id pull(maker& g, node_id self, operands x, int, node_id w) {
    return g.array(array_node(opcode::pad, g[x[0]].shape, w, no_node, no_node, g[self].payload));
  }
  static constexpr node_id push(maker& g, node_id self, operands, int, node_id t) {
    return g.array(array_node(opcode::segment, g[self].shape, t, no_node, no_node, g[self].payload));
  }
};
template <> struct row<opcode::pad> : array_row<1> {
  static constexpr std::string_view name = "pad";
  static constexpr node_id pull(maker& g, node_id self, operands x, int, node_id w) {
    return g.array(array_node(opcode::segment, g[x[0]].shape, w, no_node, no_node, g[self].payload));
  }
  static constexpr node_id push(maker& g, node_id self, operands, int, node_id t) {
    return g.array(array_node(opcode::pad, g[self].shape, t, no_node, no_node, g[self].payload));
  }
};

template <> struct row<opcode::matrix_product> : array_row<2> {
  static constexpr std::string_view name = "matrix_product";
  static constexpr node_id pull(maker& g, node_id, operands x, int which, node_id w) {
    return which == 0 ? g.matrix_product(w, g.transpose(x[1])) : g.matrix_product(g.transpose(x[0]), w);
  }
  static constexpr node_id push(maker& g, node_id, operands x, int which, node_id t) {
    return which == 0 ? g.matrix_product(t, x[1]) : g.matrix_product(x[0], t);
  }
};
template <> struct row<opcode::transpose> : array_row<1> {
  static constexpr std::string_view name = "transpose";
  static constexpr node_id pull(maker& g, node_id, operands, int, node_id w) { return g.transpose(w); }
  static constexpr node_id push(maker& g, node_id, operands, int, node_id t) { return g.transpose(t); }
};
template <> struct row<opcode::identity> : array_row<0> {
  static constexpr std::string_view name = "identity";
  static constexpr partials derivative(maker&, node_id, operands) { return {}; }
};

// h[i] = a[i] h[i-1] + u[i]: the adjoints of u are the recurrence the other way, with the coefficients of the neighbours.
template <> struct row<opcode::recurrence> : array_row<3> {
  static constexpr std::string_view name = "recurrence";
  // The rows moved by one, away from where the recurrence starts; `first` comes in.
  static constexpr node_id moved(maker& g, node_id x, bool backwards, node_id first) {
    array_shape const s = g[x].shape;
    if (s.is_scalar()) return first;
    array_shape const inner{{s.rows.axis, s.rows.count - 1}, s.columns};
    node_id const kept = g.array(array_node(opcode::segment, inner, x, no_node, no_node, backwards ? 1 : 0));
    node_id const shifted = g.array(array_node(opcode::pad, s, kept, no_node, no_node, backwards ? 0 : 1));
    if (g.is(first, 0)) return shifted;
    node_id const ones = g.fill(g.one(), inner);
    node_id const others = g.array(array_node(opcode::pad, s, ones, no_node, no_node, backwards ? 0 : 1));
    return g.add(shifted, g.multiply(first, g.subtract(g.one(), others)));
  }
  static constexpr node_id adjoint(maker& g, node_id self, operands x, node_id w) {
    bool const backwards = g[self].payload != 0;
    array_shape const s = g[self].shape;
    node_id const a = g[x[0]].shape.is_scalar() ? x[0] : moved(g, x[0], !backwards, g.zero());
    return g.array(array_node(opcode::recurrence, s, a, g.fill(w, s), g.zero(), backwards ? 0 : 1));
  }
  static constexpr node_id pull(maker& g, node_id self, operands x, int which, node_id w) {
    array_shape const s = g[self].shape, of_coefficient = g[x[0]].shape;  // copies: nodes move when others are added
    node_id const l = adjoint(g, self, x, w);
    bool const backwards = g[self].payload != 0;
    if (which == 1) return l;
    node_id const before = moved(g, self, backwards, x[2]);
    if (which == 0) return g.sum(g.fill(g.multiply(l, before), s), of_coefficient);
    // The recurrence has a[0] h[-1] in its first row.
    array_shape const inner{{s.rows.axis, s.rows.count - 1}, s.columns};
    if (s.is_scalar()) return g.multiply(l, x[0]);
    node_id const others = g.array(array_node(opcode::pad, s, g.fill(g.one(), inner), no_node, no_node, backwards ? 0 : 1));
    return g.sum(g.multiply(g.multiply(l, x[0]), g.subtract(g.one(), others)), {});
  }
  static constexpr node_id push(maker& g, node_id self, operands x, int which, node_id t) {
    array_shape const s = g[self].shape;
    bool const backwards = g[self].payload != 0;
    node_id const nothing = g.fill(g.zero(), s);
    if (which == 2) return g.array(array_node(opcode::recurrence, s, x[0], nothing, t, backwards ? 1 : 0));
    node_id const u = which == 1 ? g.fill(t, s) : g.fill(g.multiply(t, moved(g, self, backwards, x[2])), s);
    return g.array(array_node(opcode::recurrence, s, x[0], u, g.zero(), backwards ? 1 : 0));
  }
};

}  // namespace calx
