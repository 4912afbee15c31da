// SPDX-License-Identifier: Apache-2.0
// Random well-formed graphs of arrays, and random points, from a seed: as a careless person would write them. Extents are
// numbers from 1 to 5 and, on demand, the lengths of two axes with offsets. Values are finite and moderate at two points.
#pragma once

#include <calx/op/table.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/prune.hpp>

#include "array_interpreter.hpp"
#include "random_source.hpp"

#include <cmath>

namespace calx_test {

struct random_array_style {
  int least_nodes = 4;
  int most_nodes = 24;
  bool axes = false;       // some rows are known when the program runs
  bool kinks = true;       // maximum, min, max, abs, where
  bool externals = false;  // a user's own functions
};

// Do all parts lie inside of their arrays if the axes have these lengths?
inline bool lengths_fit(calx::graph_view g, int i, std::vector<int> const& lengths) {
  calx::node const& n = g[i];
  if (value_of(n.shape.rows, lengths) < 0 || value_of(n.shape.columns, lengths) < 0) return false;
  if (n.operands[0] == calx::no_node) return true;
  bool const places = n.operation == calx::opcode::placed || n.operation == calx::opcode::pad;
  calx::array_shape const &s = g[n.operands[0]].shape, &whole = places ? n.shape : s, &part = places ? s : n.shape;
  int const rows = value_of(whole.rows, lengths);
  if (n.operation == calx::opcode::element || n.operation == calx::opcode::placed)
    return n.payload < rows * value_of(whole.columns, lengths);
  if (n.operation != calx::opcode::segment && n.operation != calx::opcode::pad) return true;
  int const first = detail::first_row_of_part(n.payload, rows, value_of(part.rows, lengths));
  return first >= 0 && first + value_of(part.rows, lengths) <= rows;
}
inline bool lengths_fit(calx::graph_view g, std::vector<int> const& lengths) {
  for (int i = 0; i < g.size; ++i)
    if (!lengths_fit(g, i, lengths)) return false;
  return true;
}

namespace detail {

class array_graph_maker {
 public:
  array_graph_maker(random_source& random, random_array_style const& style) : random_(random), style_(style) {
    int const p = 1 + random.below(5), q = 1 + random.below(5);
    for (int const count : {1, p, q}) columns_.push_back({0, count});
    rows_ = columns_;
    if (style.axes)
      for (calx::extent const x : {calx::extent{1, 0}, {1, 0}, {1, -1}, {1, -2}, {1, 1}, {2, 0}}) rows_.push_back(x);
  }

  calx::graph run() {
    points_[0].lengths = {7, 8};
    points_[1].lengths = {4, 3};
    inputs_ = 1 + random_.below(4);
    for (int i = 0; i < inputs_; ++i) {
      calx::array_shape const s = i > 0 && random_.one_in(3) ? calx::array_shape{} : random_shape();
      for (auto& x : points_) x.inputs.push_back(random_value(s, x.lengths));
      keep_always(g_.input(i, s));
    }
    for (auto& x : points_) x.captured = {random_.unit() * 2 - 1, random_.unit() + 0.5};
    for (int i = 0; i < 2; ++i)
      keep_always(g_.intern({calx::opcode::captured, {calx::no_node, calx::no_node, calx::no_node}, i}));
    for (int i = 1 + random_.below(3); i > 0; --i)
      keep_always(g_.constant(calx::number(calx::rational(random_.below(9) - 4, 1 + random_.below(3)))));
    if (random_.one_in(6)) keep_always(g_.intern({calx::opcode::pi}));
    int const size = g_.size() + style_.least_nodes + random_.below(style_.most_nodes - style_.least_nodes);
    for (int tries = 0; g_.size() < size && tries < 20 * size; ++tries) add();
    g_.output(g_[g_.size() - 1].shape.columns.axis == 0 ? g_.size() - 1 : output());
    for (int extra = random_.below(4); extra > 0; --extra) g_.output(output());
    return calx::prune(g_.view());
  }

 private:
  calx::node_id any() {
    calx::node_id id;
    do {
      id = random_.one_in(2) ? random_.below(g_.size()) : g_.size() - 1 - random_.below(g_.size() < 6 ? g_.size() : 6);
    } while (names_function(g_.view(), id) || is_wide(g_[id].shape));
    return id;
  }
  calx::node_id output() {
    calx::node_id id = random_.one_in(4) ? random_.below(inputs_) : any();
    while (g_[id].shape.columns.axis != 0) id = any();
    return id;
  }
  // Rows that follow from an axis stand in memory as rows.
  static bool is_wide(calx::array_shape const& s) { return s.columns.axis != 0 && !calx::is_one(s.rows); }
  calx::extent row_extent() { return rows_[static_cast<std::size_t>(random_.below(static_cast<int>(rows_.size())))]; }
  calx::extent column_extent() { return columns_[static_cast<std::size_t>(random_.below(static_cast<int>(columns_.size())))]; }
  calx::array_shape random_shape() { return {row_extent(), random_.one_in(2) ? calx::single_row : column_extent()}; }

  array_value<double> random_value(calx::array_shape const& s, std::vector<int> const& lengths) {
    array_value<double> x(rows_of(s.rows, lengths), rows_of(s.columns, lengths));
    for (double& v : x.elements) v = random_.unit() * 4 - 2;
    return x;
  }

  void keep_always(calx::node_id id) { (void)keep(id, true); }
  // Appends the values of a new node; false if they are not moderate: the node must go.
  bool keep(calx::node_id id, bool always = false) {
    if (id < static_cast<int>(values_[0].size())) return true;
    for (int k = 0; k < 2; ++k)
      for (int i = static_cast<int>(values_[k].size()); i <= id; ++i) {
        if (!lengths_fit(g_.view(), i, points_[k].lengths)) return false;
        values_[k].push_back(value_of_node(g_.view(), i, values_[k], points_[k]));
      }
    if (always) return true;
    for (auto const& values : values_)
      for (double const v : values.back().elements)
        if (!(std::fabs(v) < 1e4)) return false;
    return true;
  }

  // A node that does not fit, or has no moderate values, is taken back.
  void add() {
    calx::builder const before = g_;
    calx::node_id const id = random_node();
    bool const fits = id != calx::no_node && !is_wide(g_[id].shape) && !calx::verify(g_.view()).found();
    if (fits && keep(id)) return;
    g_ = before;
    for (auto& values : values_) values.resize(static_cast<std::size_t>(g_.size()));
  }

  calx::node_id random_node() {
    int const kind = random_.below(20);
    if (kind < 6) return elementwise();
    if (kind < 7 && style_.externals) return external();
    return array();
  }
  calx::node_id elementwise() {
    using enum calx::opcode;
    static constexpr calx::opcode plain[] = {add,     add,      subtract, subtract, multiply, multiply,   multiply,
                                             divide,  negate,   power,    exp,      sin,      cos,        tanh,
                                             sigmoid, softplus, atan,     log,      hypot,    square_root};
    static constexpr calx::opcode pieces[] = {abs, min, max, where};
    calx::opcode const operation = style_.kinks && random_.one_in(7) ? pieces[random_.below(4)] : plain[random_.below(20)];
    if (operation == where) {
      calx::node_id const a = any(), b = any();
      if (!calx::broadcast(g_[a].shape, g_[b].shape).fits) return calx::no_node;
      calx::node_id const c = g_.apply(less, a, b);
      if (!keep(c)) return calx::no_node;
      return g_.apply(where, c, any(), any());
    }
    int const arity = calx::facts_of(operation).arity;
    calx::node_id const a = any(), b = arity > 1 ? any() : calx::no_node;
    return g_.apply(operation, a, b, calx::no_node, operation == power ? 2 + random_.below(2) : 0);
  }
  calx::node_id external() {
    int const which = random_.below(3);
    calx::node_id const x[] = {any(), any(), any()};
    if (!calx::broadcast(calx::broadcast(g_[x[0]].shape, g_[x[1]].shape).common, g_[x[2]].shape).fits) return calx::no_node;
    return calx::call_external(g_, *externals[which], x);
  }

  calx::node_id made(calx::opcode operation, calx::array_shape const& s, calx::node_id a, calx::node_id b = calx::no_node,
                     calx::node_id c = calx::no_node, int payload = 0) {
    calx::array_shape result = s;
    calx::array_shape const p = a == calx::no_node ? calx::array_shape{} : g_[a].shape;
    calx::array_shape const q = b == calx::no_node ? calx::array_shape{} : g_[b].shape;
    if (!calx::fault_of_array_shapes(operation, payload, p, q, result).empty()) return calx::no_node;
    if (is_wide(result) && operation != calx::opcode::transpose) return calx::no_node;
    return g_.intern(calx::array_node(operation, result, a, b, c, payload));
  }
  int position(calx::array_shape const& s) {
    if (s.columns.axis != 0) return random_.below(2);
    return random_.below(s.rows.axis != 0 ? s.columns.count : s.rows.count * s.columns.count);
  }
  int place_of_part(calx::extent const& all, calx::extent const& part) {
    int const room = all.axis == part.axis ? all.count - part.count : 1;
    int const k = random_.below(room > 0 ? room + 1 : 1);
    return random_.one_in(2) ? k : -1 - k;
  }
  calx::array_shape reduced(calx::array_shape const& s) {
    switch (random_.below(3)) {
      case 0: return {};
      case 1: return {s.rows, calx::single_row};
      default: return {calx::single_row, s.columns};
    }
  }
  calx::node_id scalar() {
    calx::node_id id = any();
    for (int tries = 0; tries < 20 && !g_[id].shape.is_scalar(); ++tries) id = any();
    return g_[id].shape.is_scalar() ? id : g_.size() - 1;
  }

  calx::node_id array() {
    using enum calx::opcode;
    static constexpr calx::opcode operations[] = {element,    placed,         fill,      fill,           sum,      sum,
                                                  sum,        product,        length,    segment,        segment,  pad,
                                                  pad,        matrix_product, transpose, matrix_product, identity, recurrence,
                                                  recurrence, log_sum_exp,    maximum};
    calx::opcode const operation = operations[random_.below(21)];
    calx::node_id const a = any();
    calx::array_shape const s = g_[a].shape;
    switch (operation) {
      case element: return made(element, {}, a, calx::no_node, calx::no_node, position(s));
      case placed: {
        calx::array_shape const to = random_shape();
        return made(placed, to, scalar(), calx::no_node, calx::no_node, position(to));
      }
      case fill: return made(fill, random_shape(), a);
      case maximum: return style_.kinks ? made(maximum, reduced(s), a) : calx::no_node;
      case sum:
      case log_sum_exp: return made(operation, reduced(s), a);
      case product:
      case length: return made(operation, {}, a, calx::no_node, calx::no_node, operation == length ? random_.below(2) : 0);
      case segment: {
        calx::array_shape const to{row_extent(), s.columns};
        return made(segment, to, a, calx::no_node, calx::no_node, place_of_part(s.rows, to.rows));
      }
      case pad: {
        calx::array_shape const to{row_extent(), s.columns};
        return made(pad, to, a, calx::no_node, calx::no_node, place_of_part(to.rows, s.rows));
      }
      case transpose: return is_wide({s.columns, s.rows}) ? calx::no_node : made(transpose, {}, a);
      case matrix_product: return product_of(a);
      case identity: {
        calx::extent const n = column_extent();
        return made(identity, {n, n}, calx::no_node);
      }
      default: {
        calx::node_id const u = any();
        return made(recurrence, {}, random_.one_in(2) ? scalar() : a, u, scalar(), random_.below(2));
      }
    }
  }
  calx::node_id product_of(calx::node_id a) {
    for (int tries = 0; tries < 12; ++tries) {
      calx::node_id const b = any();
      calx::array_shape const p = g_[a].shape, q = g_[b].shape;
      int const kind = random_.below(3);
      if (kind == 0 && p.columns == q.rows) return made(calx::opcode::matrix_product, {}, a, b);
      if (kind == 1 && p.rows == q.rows) return product_of_checked(transposed(a), b);
      if (kind == 2 && p.columns == q.columns && !is_wide({p.rows, q.rows})) return product_of_checked(a, transposed(b));
    }
    return calx::no_node;
  }
  calx::node_id product_of_checked(calx::node_id a, calx::node_id b) { return made(calx::opcode::matrix_product, {}, a, b); }
  calx::node_id transposed(calx::node_id a) {
    calx::node_id const t = made(calx::opcode::transpose, {}, a);
    return t != calx::no_node && keep(t) ? t : a;
  }

  random_source& random_;
  random_array_style style_;
  calx::builder g_;
  int inputs_ = 0;
  std::vector<calx::extent> rows_, columns_;
  array_arguments<double> points_[2];
  std::vector<array_value<double>> values_[2];
};

}  // namespace detail

inline calx::graph random_array_graph(random_source& random, random_array_style const& style = {}) {
  return detail::array_graph_maker(random, style).run();
}

// A point: ordinary numbers, and now and then whole ones. Inputs that the graph does not have any more are numbers.
inline array_arguments<double> random_array_point(random_source& random, calx::graph_view g, std::vector<int> const& lengths) {
  array_arguments<double> x;
  x.lengths = lengths;
  x.captured = {random.unit() * 2 - 1, random.unit() + 0.5};
  for (int i = 0; i < g.size; ++i) {
    calx::node const& n = g[i];
    if (n.operation != calx::opcode::input) continue;
    if (static_cast<int>(x.inputs.size()) <= n.payload) x.inputs.resize(static_cast<std::size_t>(n.payload) + 1);
    array_value<double> v(rows_of(n.shape.rows, lengths), rows_of(n.shape.columns, lengths));
    bool const whole = random.one_in(8);
    for (double& e : v.elements) e = whole ? random.below(5) - 2 : random.unit() * 4 - 2;
    x.inputs[static_cast<std::size_t>(n.payload)] = v;
  }
  return x;
}

}  // namespace calx_test
