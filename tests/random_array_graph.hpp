// SPDX-License-Identifier: Apache-2.0
// Random well-formed graphs of arrays, from a seed: the shapes fit, the values stay moderate.
#pragma once

#include "array_interpreter.hpp"
#include "random_source.hpp"

namespace calx_test {

struct random_arrays {
  calx::graph graph{};
  std::vector<array_value> inputs{};
  array_lengths lengths{};
};

class random_array_graph_maker {
 public:
  // With an axis, what would have `long_rows` rows has a length that is known when the program runs.
  random_array_graph_maker(random_source& random, bool with_axis) : random_(random), with_axis_(with_axis) {
    lengths_.of_axis.push_back(2 + random.below(5));
  }

  random_arrays run(int nodes, int outputs) {
    for (int i = 0; i < 4; ++i) add_input(i);
    for (int const c : {0, 1, 2, -1}) (void)g_.constant(calx::number(calx::rational(c)));
    for (int tries = 0; g_.size() < nodes && tries < 20 * nodes; ++tries) {
      calx::builder const before = g_;
      grow();
      if (g_.size() > before.size() && !is_moderate()) g_ = before;
    }
    g_.output(g_.size() - 1);
    for (int i = 1; i < outputs; ++i) g_.output(random_.below(g_.size()));
    random_arrays made;
    made.graph = calx::prune(g_.view());
    made.inputs = inputs_;
    made.lengths = lengths_;
    return made;
  }

 private:
  calx::extent random_rows() {
    if (with_axis_ && random_.one_in(2)) return {1, -random_.below(2)};
    return {0, 1 + random_.below(4)};
  }
  void add_input(int position) {
    static constexpr int columns[] = {1, 1, 1, 2, 3};
    calx::array_shape s;
    if (!random_.one_in(4)) s = {random_rows(), {0, columns[random_.below(5)]}};
    (void)g_.input(position, s);
    array_value value = lengths_.zeros(s);
    for (long double& x : value.elements) x = 3 * random_.unit() - 1.5;
    inputs_.push_back(value);
  }
  calx::array_shape shape_of(calx::node_id id) const { return g_[id].shape; }
  calx::node_id operand() {
    return random_.one_in(2) ? random_.below(g_.size()) : g_.size() - 1 - random_.below(std::min(g_.size(), 5));
  }
  bool is_moderate() const {
    std::vector<array_value> const values = interpret_arrays(g_.view(), inputs_, lengths_);
    for (long double const x : values.back().elements)
      if (!(std::abs(x) < 50)) return false;
    return true;
  }

  void grow() {
    using enum calx::opcode;
    static constexpr calx::opcode pairs[] = {add, subtract, multiply, divide, min, max};
    static constexpr calx::opcode single[] = {exp, sin, tanh, negate, abs, sigmoid, atan, softplus};
    calx::node_id const a = operand(), b = operand();
    calx::array_shape const s = shape_of(a), t = shape_of(b);
    calx::array_shape result = s;
    int payload = 0;
    calx::opcode operation = add;
    switch (random_.below(22)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
        if (calx::broadcast(s, t).fits) (void)g_.apply(pairs[random_.below(6)], a, b);
        return;
      case 5:
      case 6:
      case 7: (void)g_.apply(single[random_.below(8)], a); return;
      case 8: (void)g_.apply(power, a, calx::no_node, calx::no_node, 1 + random_.below(3)); return;
      case 9:
        if (s.rows.axis != 0) return;
        operation = element, payload = random_.below(calx::element_count(s)), result = {};
        break;
      case 10:
        if (!s.is_scalar() || t.varies()) return;
        operation = placed, payload = random_.below(calx::element_count(t)), result = t;
        break;
      case 11:
        if (!calx::broadcast(s, t).fits) return;
        operation = fill, result = calx::broadcast(s, t).common;
        break;
      case 12:
      case 13: {
        static constexpr calx::opcode reductions[] = {sum, sum, maximum, log_sum_exp};
        operation = reductions[random_.below(4)];
        result = random_.one_in(2)   ? calx::array_shape{}
                 : random_.one_in(2) ? calx::array_shape{s.rows, {}}
                                     : calx::array_shape{{}, s.columns};
        break;
      }
      case 14:
        if (!calx::is_one(s.columns)) return;
        operation = product, result = {};
        break;
      case 15: operation = length, result = {}; break;
      case 16: {
        int const rows = lengths_.value(s.rows);
        if (rows < 2) return;
        int const less = 1 + random_.below(std::min(rows - 1, 2));
        operation = segment, result.rows.count -= less, payload = random_.below(less + 1);
        if (s.rows.axis != 0 && random_.one_in(3)) result.rows = {0, std::min(rows, 2)}, payload = -1;
        break;
      }
      case 17: {
        int const more = random_.below(3);
        operation = pad, result.rows.count += more, payload = random_.below(more + 1);
        if (with_axis_ && s.rows.axis == 0 && s.rows.count <= lengths_.of_axis[0])
          result.rows = {1, 0}, payload = random_.one_in(2) ? -1 : 0;
        break;
      }
      case 18:
        if (!(s.columns == t.rows) || t.columns.axis != 0) return;
        operation = matrix_product, result = {s.rows, t.columns};
        (void)g_.intern(calx::array_node(operation, result, a, b));
        return;
      case 19:
        if (s.rows.axis != 0 && !calx::is_one(s.columns)) return;
        if (s.rows.axis != 0) return;
        operation = transpose, result = {s.columns, s.rows};
        break;
      case 20:
        if (s.rows.axis != 0) return;
        (void)g_.intern(calx::array_node(identity, {s.rows, s.rows}, calx::no_node));
        return;
      default: {
        calx::node_id const h = operand();
        if (!calx::is_one(t.columns) || !shape_of(h).is_scalar() || !(s.is_scalar() || s == t)) return;
        (void)g_.intern(calx::array_node(recurrence, t, a, b, h, random_.below(2)));
        return;
      }
    }
    (void)g_.intern(calx::array_node(operation, result, a, calx::no_node, calx::no_node, payload));
  }

  random_source& random_;
  bool with_axis_;
  calx::builder g_{};
  std::vector<array_value> inputs_{};
  array_lengths lengths_{};
};

inline random_arrays random_array_graph(random_source& random, int nodes, int outputs, bool with_axis) {
  return random_array_graph_maker(random, with_axis).run(nodes, outputs);
}

}  // namespace calx_test
