// SPDX-License-Identifier: Apache-2.0
// Evaluates a graph of arrays of known extents, node by node, from the definitions in graph/array.hpp; and the plan that
// transform/stages.hpp makes of one, step by step, element by element.
#pragma once

#include <calx/transform/stages.hpp>

#include "graph_interpreter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace calx_test {

struct array_value {
  int rows = 1, columns = 1;
  std::vector<long double> elements{};

  array_value() : elements(1) {}
  explicit array_value(int r, int c = 1, long double x = 0)
      : rows(r), columns(c), elements(static_cast<std::size_t>(r * c), x) {}
  long double& at(int row, int column) { return elements[static_cast<std::size_t>(row * columns + column)]; }
  long double at(int row, int column) const { return elements[static_cast<std::size_t>(row * columns + column)]; }
  long double repeated(int row, int column) const { return at(rows == 1 ? 0 : row, columns == 1 ? 0 : column); }
};

// Extents are numbers, or axes whose lengths are given.
struct array_lengths {
  std::vector<int> of_axis{};
  int value(calx::extent const& x) const {
    return x.axis == 0 ? x.count : of_axis[static_cast<std::size_t>(x.axis - 1)] + x.count;
  }
  array_value zeros(calx::array_shape const& s) const { return array_value(value(s.rows), value(s.columns)); }
};

inline long double reduced(calx::opcode operation, std::vector<long double> const& parts) {
  if (operation == calx::opcode::sum) {
    long double sum = 0;
    for (long double const x : parts) sum += x;
    return sum;
  }
  long double largest = -std::numeric_limits<long double>::infinity();
  for (long double const x : parts) largest = std::max(largest, x);
  if (operation == calx::opcode::maximum) return largest;
  long double sum = 0;
  for (long double const x : parts) sum += std::exp(x - largest);
  return largest + std::log(sum);
}

inline array_value array_operation(calx::graph_view g, calx::node const& n, array_lengths const& lengths, array_value const& a,
                                   array_value const& b, array_value const& c) {
  using enum calx::opcode;
  array_value r = lengths.zeros(n.shape);
  auto const each = [&](auto f) {
    for (int i = 0; i < r.rows; ++i)
      for (int j = 0; j < r.columns; ++j) r.at(i, j) = f(i, j);
  };
  auto const first_row = [&](int all, int part) { return n.payload >= 0 ? n.payload : all - part + 1 + n.payload; };
  switch (n.operation) {
    case element: r.at(0, 0) = a.elements[static_cast<std::size_t>(n.payload)]; break;
    case placed: r.elements[static_cast<std::size_t>(n.payload)] = a.at(0, 0); break;
    case fill: each([&](int i, int j) { return a.repeated(i, j); }); break;
    case sum:
    case maximum:
    case log_sum_exp:
      each([&](int i, int j) {
        std::vector<long double> parts;
        for (int k = 0; k < a.rows; ++k)
          for (int l = 0; l < a.columns; ++l)
            if ((r.rows == 1 || k == i) && (r.columns == 1 || l == j)) parts.push_back(a.at(k, l));
        return reduced(n.operation, parts);
      });
      break;
    case product:
      r.at(0, 0) = 1;
      for (long double const x : a.elements) r.at(0, 0) *= x;
      break;
    case length: r.at(0, 0) = a.rows; break;
    case segment: each([&](int i, int j) { return a.at(i + first_row(a.rows, r.rows), j); }); break;
    case pad:
      for (int i = 0; i < a.rows; ++i)
        for (int j = 0; j < a.columns; ++j) r.at(i + first_row(r.rows, a.rows), j) = a.at(i, j);
      break;
    case matrix_product:
      each([&](int i, int j) {
        long double s = 0;
        for (int k = 0; k < a.columns; ++k) s += a.at(i, k) * b.at(k, j);
        return s;
      });
      break;
    case transpose: each([&](int i, int j) { return a.at(j, i); }); break;
    case identity: each([](int i, int j) { return i == j ? 1.0L : 0.0L; }); break;
    case recurrence: {
      long double before = c.at(0, 0);
      for (int k = 0; k < r.rows; ++k) {
        int const i = n.payload == 0 ? k : r.rows - 1 - k;
        r.at(i, 0) = before = a.repeated(i, 0) * before + b.at(i, 0);
      }
      break;
    }
    default:
      each([&](int i, int j) {
        return apply<long double>(n.operation, n.payload, a.repeated(i, j), b.repeated(i, j), c.repeated(i, j));
      });
  }
  (void)g;
  return r;
}

inline std::vector<array_value> interpret_arrays(calx::graph_view g, std::vector<array_value> const& inputs,
                                                 array_lengths const& lengths = {}) {
  std::vector<array_value> values;
  array_value const none;
  for (int i = 0; i < g.size; ++i) {
    calx::node const& n = g[i];
    auto const operand = [&](int k) -> array_value const& {
      return n.operands[k] == calx::no_node ? none : values[static_cast<std::size_t>(n.operands[k])];
    };
    if (n.operation == calx::opcode::input) values.push_back(inputs[static_cast<std::size_t>(n.payload)]);
    else if (n.operation == calx::opcode::constant)
      values.push_back(array_value(1, 1, g.constants[n.payload].to<long double>()));
    else values.push_back(array_operation(g, n, lengths, operand(0), operand(1), operand(2)));
  }
  return values;
}

// The plan, literally.
class plan_interpreter {
 public:
  plan_interpreter(calx::array_plan const& plan, std::vector<array_value> const& inputs, array_lengths const& lengths,
                   std::vector<calx::array_shape> const& outputs)
      : plan_(plan), inputs_(inputs), lengths_(lengths) {
    constexpr long double unwritten = std::numeric_limits<long double>::quiet_NaN();
    for (calx::array_shape const& s : outputs) outputs_.push_back(array_value(l(s.rows), l(s.columns), unwritten));
    for (calx::array_shape const& s : plan.buffers) buffers_.push_back(array_value(l(s.rows), l(s.columns), unwritten));
    for (calx::number_source const& s : plan.slots) {
      using kind = calx::number_source::kind_type;
      long double value = unwritten;
      if (s.kind == kind::input) value = inputs[static_cast<std::size_t>(s.position)].at(0, 0);
      if (s.kind == kind::length) value = lengths.value(s.rows);
      slots_.push_back(value);
    }
  }

  std::vector<array_value> run() {
    for (int i = 0; i < plan_.steps.size(); ++i) run(plan_.steps[i]);
    for (int i = 0; i < plan_.output_slots.size(); ++i)
      if (plan_.output_slots[i] >= 0)
        outputs_[static_cast<std::size_t>(i)] = array_value(1, 1, slots_[static_cast<std::size_t>(plan_.output_slots[i])]);
    return outputs_;
  }

 private:
  using source = calx::index_map::source_type;

  int l(calx::extent const& x) const { return lengths_.value(x); }
  array_value& at(calx::array_place const& p) {
    if (p.kind == calx::array_place::kind_type::input) return inputs_[static_cast<std::size_t>(p.position)];
    if (p.kind == calx::array_place::kind_type::output) return outputs_[static_cast<std::size_t>(p.position)];
    return buffers_[static_cast<std::size_t>(p.position)];
  }
  long double& slot(int i) { return slots_[static_cast<std::size_t>(i)]; }
  calx::loop_input const& in(calx::array_step const& s, int i) const { return plan_.inputs[s.first_input + i]; }
  calx::loop_output const& out(calx::array_step const& s, int i) const { return plan_.outputs[s.first_output + i]; }

  std::vector<long double> body(calx::array_step const& s, std::vector<long double> const& given) {
    std::vector<long double> values;
    for (int i = 0; i < s.node_count; ++i) {
      calx::node const& n = plan_.nodes[s.first_node + i];
      auto const operand = [&](int k) {
        return n.operands[k] == calx::no_node ? 0 : values[static_cast<std::size_t>(n.operands[k])];
      };
      if (n.operation == calx::opcode::input) values.push_back(given[static_cast<std::size_t>(n.payload)]);
      else if (n.operation == calx::opcode::constant) values.push_back(plan_.constants[n.payload].to<long double>());
      else values.push_back(apply<long double>(n.operation, n.payload, operand(0), operand(1), operand(2)));
    }
    return values;
  }

  int index(calx::index_map const& x, int outer, int inner) const {
    int const from = x.source == source::outer ? outer : x.source == source::inner ? inner : 0;
    return from + x.count + (x.sign == 0 ? 0 : x.sign * lengths_.of_axis[static_cast<std::size_t>(x.axis - 1)]);
  }

  void run(calx::array_step const& s) {
    using kind = calx::array_step::kind_type;
    switch (s.kind) {
      case kind::numbers: {
        std::vector<long double> given;
        for (int i = 0; i < s.input_count; ++i) given.push_back(slot(in(s, i).slot));
        std::vector<long double> const values = body(s, given);
        for (int i = 0; i < s.output_count; ++i)
          slot(out(s, i).slot) = values[static_cast<std::size_t>(plan_.body_outputs[s.first_output + i])];
        break;
      }
      case kind::element: slot(out(s, 0).slot) = at(in(s, 0).place).elements[static_cast<std::size_t>(s.payload)]; break;
      case kind::product: {
        auto const operand = [&](int k, int i, int j) {
          array_value const& a = at(in(s, k).place);
          return s.transposed[k] ? a.at(j, i) : a.at(i, j);
        };
        array_value& r = at(out(s, 0).place);
        array_value const& a = at(in(s, 0).place);
        for (int i = 0; i < r.rows; ++i)
          for (int j = 0; j < r.columns; ++j) {
            long double sum = 0;
            for (int k = 0; k < (s.transposed[0] ? a.rows : a.columns); ++k) sum += operand(0, i, k) * operand(1, k, j);
            r.at(i, j) = sum;
          }
        break;
      }
      case kind::recurrence: {
        bool const each = in(s, 0).kind == calx::loop_input::kind_type::element;
        array_value const& u = at(in(s, 1).place);
        array_value& h = at(out(s, 0).place);
        long double before = slot(in(s, 2).slot);
        for (int k = 0; k < u.rows; ++k) {
          int const i = s.payload == 0 ? k : u.rows - 1 - k;
          h.at(i, 0) = before = (each ? at(in(s, 0).place).at(i, 0) : slot(in(s, 0).slot)) * before + u.at(i, 0);
        }
        break;
      }
      case kind::loop: run_loop(s);
    }
  }

  void run_loop(calx::array_step const& s) {
    using kind = calx::loop_output::kind_type;
    std::vector<std::vector<std::vector<long double>>> parts(static_cast<std::size_t>(s.output_count));
    int const outer = l(s.outer), inner = l(s.inner);
    for (int i = 0; i < s.output_count; ++i)
      parts[static_cast<std::size_t>(i)].resize(static_cast<std::size_t>(1 + outer + inner));
    for (int q = 0; q < outer; ++q)
      for (int p = 0; p < inner; ++p) {
        std::vector<long double> given;
        for (int i = 0; i < s.input_count; ++i) given.push_back(read(in(s, i), q, p));
        std::vector<long double> const values = body(s, given);
        for (int i = 0; i < s.output_count; ++i) {
          calx::loop_output const& o = out(s, i);
          long double const value = values[static_cast<std::size_t>(plan_.body_outputs[s.first_output + i])];
          int const length = l(calx::is_one(o.shape.columns) ? o.shape.rows : o.shape.columns);
          if (p >= length) continue;
          auto& mine = parts[static_cast<std::size_t>(i)];
          if (o.kind == kind::store) at(o.place).elements[static_cast<std::size_t>(q * inner + p)] = value;
          else
            mine[static_cast<std::size_t>(o.kind == kind::reduce_all     ? 0
                                          : o.kind == kind::reduce_inner ? 1 + q
                                                                         : 1 + outer + p)]
                .push_back(value);
        }
      }
    for (int i = 0; i < s.output_count; ++i) {
      calx::loop_output const& o = out(s, i);
      auto& mine = parts[static_cast<std::size_t>(i)];
      if (o.kind == kind::reduce_all) slot(o.slot) = total(o.operation, mine[0]);
      for (int q = 0; o.kind == kind::reduce_inner && q < outer; ++q)
        at(o.place).elements[static_cast<std::size_t>(q)] = total(o.operation, mine[static_cast<std::size_t>(1 + q)]);
      for (int p = 0; o.kind == kind::reduce_outer && p < inner; ++p)
        at(o.place).elements[static_cast<std::size_t>(p)] = total(o.operation, mine[static_cast<std::size_t>(1 + outer + p)]);
    }
  }
  static long double total(calx::opcode operation, std::vector<long double> const& parts) {
    if (operation != calx::opcode::product) return reduced(operation, parts);
    long double result = 1;
    for (long double const x : parts) result *= x;
    return result;
  }
  long double read(calx::loop_input const& i, int q, int p) {
    using kind = calx::loop_input::kind_type;
    if (i.kind == kind::number) return slot(i.slot);
    if (i.kind == kind::inside) {
      int const where = index(i.index, q, p);
      return where >= 0 && where < l(i.length) ? 1 : 0;
    }
    array_value const& a = at(i.place);
    int const row = index(i.access.row, q, p), column = index(i.access.column, q, p);
    bool const there = row >= 0 && row < a.rows && column >= 0 && column < a.columns;
    return there ? a.at(row, column) : 0.125L;  // any number: it does not count
  }

  calx::array_plan const& plan_;
  std::vector<array_value> inputs_;
  array_lengths lengths_;
  std::vector<array_value> outputs_{}, buffers_{};
  std::vector<long double> slots_{};
};

}  // namespace calx_test
