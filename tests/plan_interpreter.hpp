// SPDX-License-Identifier: Apache-2.0
// Runs a plan (transform/stages.hpp) literally: step by step, each loop over its outer and its inner index. What would be read
// before it is written is a fault, and so is a body that the verifier refuses; what lies outside of an array is read as NaN and
// not stored.
#pragma once

#include <calx/print/text_form.hpp>
#include <calx/transform/expand_arrays.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/stages.hpp>

#include "array_interpreter.hpp"

#include <string>

namespace calx_test {

template <class Real> class plan_interpreter {
 public:
  plan_interpreter(calx::array_plan const& p, calx::graph_view g, array_arguments<Real> const& x) : p_(p), g_(g), x_(x) {}

  // The outputs; an output that is not written, or written partly, is a fault.
  std::vector<array_value<Real>> run() {
    for (int i = 0; i < p_.buffers.size(); ++i) buffers_.push_back(empty(p_.buffers[i]));
    for (int i = 0; i < g_.output_count; ++i) outputs_.push_back(empty(g_[g_.outputs[i]].shape));
    numbers_.resize(static_cast<std::size_t>(p_.slots.size()));
    for (int i = 0; i < p_.slots.size(); ++i) start_slot(i);
    for (calx::array_step const& step : p_.steps) run_step(step);
    std::vector<array_value<Real>> result;
    for (int i = 0; i < g_.output_count; ++i) {
      if (p_.output_slots[i] >= 0) {
        result.push_back(number(p_.output_slots[i]));
        continue;
      }
      memory const& m = outputs_[static_cast<std::size_t>(i)];
      for (char const w : m.written) expect(w != 0, "a result is not written");
      result.push_back(m.value);
    }
    return result;
  }
  std::string const& fault() const { return fault_; }

 private:
  using step_kind = calx::array_step::kind_type;
  using input_kind = calx::loop_input::kind_type;
  using output_kind = calx::loop_output::kind_type;
  using place_kind = calx::array_place::kind_type;
  struct memory {
    array_value<Real> value;
    std::vector<char> written;
  };
  struct slot {
    Real value = 0;
    bool written = false;
  };

  void expect(bool holds, char const* otherwise) {
    if (!holds && fault_.empty()) fault_ = otherwise;
  }
  static Real nothing() { return std::numeric_limits<Real>::quiet_NaN(); }
  int rows(calx::extent const& x) const { return rows_of(x, x_.lengths); }
  memory empty(calx::array_shape const& s) {
    expect(s.columns.axis == 0, "the columns of an array in memory are not known");
    array_value<Real> const v(rows(s.rows), rows(s.columns), nothing());
    return {v, std::vector<char>(v.elements.size(), 0)};
  }
  // What is in a buffer is gone when a step begins to write there.
  void start_buffer(calx::array_place const& at) {
    if (at.kind != place_kind::buffer) return;
    memory now = empty(at.shape);
    memory const room = empty(p_.buffers[at.position]);
    expect(now.written.size() <= room.written.size(), "an array does not fit into its buffer");
    buffers_[static_cast<std::size_t>(at.position)] = std::move(now);
  }
  void start_slot(int i) {
    using kind = calx::number_source::kind_type;
    calx::number_source const& from = p_.slots[i];
    auto const at = static_cast<std::size_t>(from.position);
    if (from.kind == kind::input) set(i, x_.inputs[at].elements[0]);
    if (from.kind == kind::captured) set(i, x_.captured[at]);
    if (from.kind == kind::length) set(i, static_cast<Real>(rows(from.rows)));
  }
  void set(int i, Real const& value) { numbers_[static_cast<std::size_t>(i)] = {value, true}; }
  Real number(int i) {
    expect(i >= 0 && i < p_.slots.size(), "no such slot");
    expect(numbers_[static_cast<std::size_t>(i)].written, "a number is read before it is computed");
    return numbers_[static_cast<std::size_t>(i)].value;
  }

  memory& memory_at(calx::array_place const& at) {
    expect(at.exists() && at.kind != place_kind::input, "nothing is stored there");
    return (at.kind == place_kind::output ? outputs_ : buffers_)[static_cast<std::size_t>(at.position)];
  }
  // Arrays are kept row by row: the number of columns of what has several rows is known.
  Real read(calx::array_place const& at, int row, int column) {
    expect(at.shape.columns.axis == 0 || at.kind == place_kind::input, "the columns of an array in memory are not known");
    array_value<Real> const& v =
        at.kind == place_kind::input ? x_.inputs[static_cast<std::size_t>(at.position)] : memory_at(at).value;
    expect(v.rows == rows(at.shape.rows) && v.columns == rows(at.shape.columns), "an array is read with another shape");
    if (row < 0 || row >= v.rows || column < 0 || column >= v.columns) return nothing();
    if (at.kind != place_kind::input)
      expect(memory_at(at).written[static_cast<std::size_t>(row * v.columns + column)] != 0,
             "an element is read before it is written");
    return v.at(row, column);
  }
  void write(calx::array_place const& at, int row, int column, Real const& x) {
    expect(at.shape.columns.axis == 0, "the columns of an array in memory are not known");
    memory& m = memory_at(at);
    bool const inside = row >= 0 && row < m.value.rows && column >= 0 && column < m.value.columns;
    expect(inside, "an element is written outside of its array");
    if (!inside) return;
    m.value.at(row, column) = x;
    m.written[static_cast<std::size_t>(row * m.value.columns + column)] = 1;
  }

  void run_step(calx::array_step const& step) {
    calx::loop_input const* const in = p_.inputs.data() + step.first_input;
    calx::loop_output const* const out = p_.outputs.data() + step.first_output;
    for (int i = 0; i < step.output_count; ++i) start_buffer(out[i].place);
    switch (step.kind) {
      case step_kind::numbers: {
        check_body(step);
        std::vector<Real> given;
        for (int i = 0; i < step.input_count; ++i) {
          expect(in[i].kind == input_kind::number, "a step on numbers reads an array");
          given.push_back(number(in[i].slot));
        }
        std::vector<Real> const made = body(step, given);
        for (int i = 0; i < step.output_count; ++i) {
          Real const& x = made[static_cast<std::size_t>(i)];
          int const columns = rows(out[i].place.shape.columns);
          if (out[i].place.exists()) write(out[i].place, out[i].slot / columns, out[i].slot % columns, x);
          else set(out[i].slot, x);
        }
        break;
      }
      case step_kind::element: {
        int const columns = rows(in[0].place.shape.columns);
        set(out[0].slot, read(in[0].place, step.payload / columns, step.payload % columns));
        break;
      }
      case step_kind::loop: run_loop(step, in, out); break;
      case step_kind::product: multiply(step, in, out[0]); break;
      case step_kind::recurrence: recur(step, in, out[0]); break;
      case step_kind::identity: {
        int const n = rows(out[0].place.shape.rows);
        for (int i = 0; i < n * n; ++i) write(out[0].place, i / n, i % n, Real(i / n == i % n ? 1 : 0));
        break;
      }
    }
  }

  void check_body(calx::array_step const& step) {
    calx::builder b;
    calx::buffer<calx::node_id> moved;
    for (int i = 0; i < step.node_count; ++i) {
      calx::node n = p_.nodes[step.first_node + i];
      if (n.operation == calx::opcode::input) expect(n.payload < step.input_count, "a body reads what the step has not");
      for (int k = 0; k < 3 && n.operands[k] != calx::no_node; ++k) n.operands[k] = moved[n.operands[k]];
      bool const is_constant = n.operation == calx::opcode::constant;
      moved.push(is_constant ? b.constant(p_.constants[n.payload]) : b.intern(n));
    }
    for (int i = 0; i < step.output_count; ++i) b.output(moved[p_.body_outputs[step.first_output + i]]);
    std::string_view const reason = calx::verify(b.view()).reason;
    if (!reason.empty()) {
      calx::buffer<char> const text = calx::graph_text(b.view());
      expect(false, (std::string(reason) + " in\n" + std::string(text.data(), static_cast<std::size_t>(text.size()))).c_str());
    }
    for (calx::node const& n : b.take().nodes)
      expect(!calx::is_array_operation(n.operation) && n.shape.is_scalar(), "a body has an operation on arrays");
  }
  std::vector<Real> body(calx::array_step const& step, std::vector<Real> const& given) {
    calx::graph_view const nodes{
        p_.nodes.data() + step.first_node, step.node_count, p_.constants.data(), p_.constants.size(), nullptr, 0};
    arguments<Real> x;
    for (Real const& v : given) x.inputs.push(v);
    for (Real const& v : x_.captured) x.captured.push(v);
    calx::buffer<Real> const values = interpret(nodes, x);
    std::vector<Real> made;
    for (int i = 0; i < step.output_count; ++i) made.push_back(values[p_.body_outputs[step.first_output + i]]);
    return made;
  }

  int at(calx::index_map const& map, int outer, int inner) const {
    using source = calx::index_map::source_type;
    int const index = map.source == source::none ? 0 : map.source == source::outer ? outer : inner;
    return index + map.count + (map.sign == 0 ? 0 : map.sign * x_.lengths[static_cast<std::size_t>(map.axis - 1)]);
  }
  void run_loop(calx::array_step const& step, calx::loop_input const* in, calx::loop_output const* out) {
    check_body(step);
    int const outer = rows(step.outer), inner = rows(step.inner);
    std::vector<std::vector<Real>> reduced(static_cast<std::size_t>(step.output_count));
    for (int k = 0; k < step.output_count; ++k) start(out[k], inner, reduced[static_cast<std::size_t>(k)], outer);
    for (int q = 0; q < outer; ++q) {
      for (int p = 0; p < inner; ++p) {
        std::vector<Real> given;
        for (int k = 0; k < step.input_count; ++k) {
          calx::loop_input const& i = in[k];
          if (i.kind == input_kind::number) given.push_back(number(i.slot));
          else if (i.kind == input_kind::element)
            given.push_back(read(i.place, at(i.access.row, q, p), at(i.access.column, q, p)));
          else given.push_back(at(i.index, q, p) >= 0 && at(i.index, q, p) < rows(i.length) ? 1 : 0);
        }
        std::vector<Real> const made = body(step, given);
        for (int k = 0; k < step.output_count; ++k)
          keep(out[k], q, p, made[static_cast<std::size_t>(k)], reduced[static_cast<std::size_t>(k)]);
      }
    }
    for (int k = 0; k < step.output_count; ++k) finish(out[k], reduced[static_cast<std::size_t>(k)]);
  }
  static Real neutral(calx::opcode operation) {
    if (operation == calx::opcode::maximum) return -std::numeric_limits<Real>::infinity();
    return operation == calx::opcode::product ? 1 : 0;
  }
  void start(calx::loop_output const& out, int inner, std::vector<Real>& parts, int outer) {
    if (out.kind == output_kind::reduce_all) parts.assign(1, neutral(out.operation));
    if (out.kind == output_kind::reduce_inner) parts.assign(static_cast<std::size_t>(outer), neutral(out.operation));
    if (out.kind == output_kind::reduce_outer) parts.assign(static_cast<std::size_t>(inner), neutral(out.operation));
    if (out.kind == output_kind::store || out.kind == output_kind::reduce_all) return;
    array_value<Real> const& to = memory_at(out.place).value;
    expect(to.size() == static_cast<int>(parts.size()), "a reduction has another shape than its place");
  }
  void keep(calx::loop_output const& out, int outer, int inner, Real const& x, std::vector<Real>& parts) {
    bool const is_column = calx::is_one(out.shape.columns), is_row = !is_column && calx::is_one(out.shape.rows);
    int const row = is_column ? inner : is_row ? 0 : outer, column = is_column ? 0 : inner;
    if (row >= rows(out.shape.rows) || column >= rows(out.shape.columns)) return;
    if (out.kind == output_kind::store) return write(out.place, row, out.column >= 0 ? out.column : column, x);
    int const which = out.kind == output_kind::reduce_all ? 0 : out.kind == output_kind::reduce_inner ? outer : inner;
    Real& part = parts[static_cast<std::size_t>(which)];
    if (out.operation == calx::opcode::maximum) part = apply(calx::opcode::max, 0, part, x);
    else if (out.operation == calx::opcode::product) part *= x;
    else {
      expect(out.operation == calx::opcode::sum, "a loop does not reduce so");
      part += x;
    }
  }
  void finish(calx::loop_output const& out, std::vector<Real> const& parts) {
    if (out.kind == output_kind::store) return;
    if (out.kind == output_kind::reduce_all) return set(out.slot, parts[0]);
    bool const is_column = calx::is_one(out.place.shape.columns);
    for (int i = 0; i < static_cast<int>(parts.size()); ++i)
      write(out.place, is_column ? i : 0, is_column ? 0 : i, parts[static_cast<std::size_t>(i)]);
  }

  void multiply(calx::array_step const& step, calx::loop_input const* in, calx::loop_output const& out) {
    auto const element = [&](int k, int row, int column) {
      return step.transposed[k] ? read(in[k].place, column, row) : read(in[k].place, row, column);
    };
    calx::array_shape const& a = in[0].place.shape;
    int const inner = rows(step.transposed[0] ? a.rows : a.columns);
    for (int r = 0; r < rows(out.place.shape.rows); ++r)
      for (int c = 0; c < rows(out.place.shape.columns); ++c) {
        Real total(0);
        for (int k = 0; k < inner; ++k) total += element(0, r, k) * element(1, k, c);
        write(out.place, r, c, total);
      }
  }
  void recur(calx::array_step const& step, calx::loop_input const* in, calx::loop_output const& out) {
    expect(in[1].kind == input_kind::element && in[2].kind == input_kind::number,
           "a recurrence is made from an array and a number");
    int const count = rows(in[1].place.shape.rows);
    Real before = number(in[2].slot);
    for (int k = 0; k < count; ++k) {
      int const i = step.payload == 0 ? k : count - 1 - k;
      Real const a = in[0].kind == input_kind::element ? read(in[0].place, i, 0) : number(in[0].slot);
      before = a * before + read(in[1].place, i, 0);
      write(out.place, i, 0, before);
    }
  }

  calx::array_plan const& p_;
  calx::graph_view g_;
  array_arguments<Real> const& x_;
  std::vector<slot> numbers_;
  std::vector<memory> buffers_, outputs_;
  std::string fault_;
};

// The outputs of g by its plan; none if the plan is at fault.
template <class Real> std::vector<array_value<Real>> planned_outputs(calx::graph_view g, array_arguments<Real> const& x) {
  calx::graph const expanded = calx::expand_arrays(g);
  calx::array_plan const plan = calx::plan_arrays(expanded.view());
  plan_interpreter<Real> run(plan, expanded.view(), x);
  std::vector<array_value<Real>> const outputs = run.run();
  return run.fault().empty() ? outputs : std::vector<array_value<Real>>{};
}

}  // namespace calx_test
