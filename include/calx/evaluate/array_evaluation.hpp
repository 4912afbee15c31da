// SPDX-License-Identifier: Apache-2.0
// array_evaluation<E, Real>: one evaluation of a function of arrays: what was given, what it has in memory, and the steps of
// its plan, one after the other.
#pragma once

#include <calx/evaluate/batch_rows.hpp>
#include <calx/evaluate/laid_out.hpp>
#include <calx/evaluate/loops.hpp>
#include <calx/evaluate/matrix_product.hpp>
#include <calx/evaluate/recurrence.hpp>
#include <calx/evaluate/short_loop.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace calx::detail {

[[noreturn]] inline void refuse_lengths(std::string_view name, std::ptrdiff_t rows, std::string_view other,
                                        std::ptrdiff_t expected) {
  refuse(("calx: the columns differ in length: " + std::string(name) + " has " + std::to_string(rows) + " rows, with " +
          std::string(other) + " it should have " + std::to_string(expected))
             .c_str());
}

constexpr int axis_count(graph_view g) {
  int count = 0;
  for (int i = 0; i < g.size; ++i) count = g[i].shape.rows.axis > count ? g[i].shape.rows.axis : count;
  return count;
}
constexpr int axis_count(function_view const& f) {
  int count = axis_count(f.graph);
  for (int i = 0; i < f.input_count; ++i) count = f.inputs[i].shape.rows.axis > count ? f.inputs[i].shape.rows.axis : count;
  return count;
}

// For each axis, how many rows the shortest part of it has more than it: 0 or less.
template <int Axes> struct offsets_of_axes {
  int offsets[at_least_one<Axes>]{};
};
template <int Axes> constexpr offsets_of_axes<Axes> least_offsets(graph_view g) {
  offsets_of_axes<Axes> least;
  for (int i = 0; i < g.size; ++i) {
    extent const rows = g[i].shape.rows;
    if (rows.axis != 0 && rows.count < least.offsets[rows.axis - 1]) least.offsets[rows.axis - 1] = rows.count;
  }
  return least;
}

template <class E> constexpr array_shape output_shape(int output) {
  graph_view const g = function_of<E>.graph;
  return g[g.outputs[output]].shape;
}

// Does the body of a loop call functions of the C library?
template <class E, int Step> constexpr bool calls_functions() {
  array_step const& step = plan_of<E>.steps[Step];
  for (int i = 0; i < step.node_count; ++i) {
    opcode const operation = plan_of<E>.nodes[step.first_node + i].operation;
    bool const in_line = operation <= opcode::power || operation == opcode::square_root || operation == opcode::abs ||
                         operation == opcode::sign || operation == opcode::min || operation == opcode::max ||
                         facts_of(operation).condition || operation == opcode::where;
    if (!in_line) return true;
  }
  return false;
}
template <class E, int Step, class Real, class Policy>
using batch_for = typename decltype(batch_type<Real, typename Policy::functions, calls_functions<E, Step>()>())::type;

// One evaluation of E: what was given, what it has in memory, and its steps. ByColumns: which inputs lie column by column.
template <class E, class Real, std::uint64_t ByColumns = 0> class array_evaluation {
 public:
  using planned_type = typename planned<E, ByColumns>::type;

 private:
  static constexpr auto const& plan = plan_of<planned_type>;
  static constexpr function_view const& function = function_of<E>;
  static constexpr int axes = axis_count(function);
  using all_inputs = std::make_integer_sequence<int, function.input_count>;

 public:
  template <class... Bindings> CALX_ALWAYS_INLINE explicit array_evaluation(E const& of, Bindings const&... bindings) {
    read(all_inputs{}, bindings...);
    check_lengths();
    Real captured[captures_of<E> + 1];
    read_captures(captured, of);
    start_slots(captured, std::make_integer_sequence<int, plan.slot_count>{});
  }

  // How many numbers are kept between the passes.
  std::size_t workspace_size() const {
    std::size_t total = 0;
    for (int i = 0; i < plan.buffer_count; ++i) total += size_of(plan.buffers[i]);
    return total;
  }
  std::size_t rows_of_output(int i) const { return static_cast<std::size_t>(value(output_shape<E>(i).rows)); }
  Real number(int output) const { return numbers_[plan.output_slots[output]]; }

  template <class Policy> CALX_ALWAYS_INLINE void run(Policy const& policy, Real* const* outputs, Real* work) {
    Real* buffers[at_least_one<plan.buffer_count>]{};
    for (int i = 0; i < plan.buffer_count; ++i) {
      buffers[i] = work;
      work += size_of(plan.buffers[i]);
    }
    array_frame<Real> const f{numbers_, inputs_, outputs, buffers, lengths_, policy.threads};
    run_steps<Policy>(f, std::make_integer_sequence<int, plan.step_count>{});
  }

 private:
  std::ptrdiff_t value(extent const& x) const {
    return x.axis == 0 ? x.count : static_cast<std::ptrdiff_t>(lengths_[x.axis - 1]) + x.count;
  }
  std::size_t size_of(array_shape const& s) const { return static_cast<std::size_t>(value(s.rows) * s.columns.count); }

  template <int... Input, class... Bindings>
  CALX_ALWAYS_INLINE void read(std::integer_sequence<int, Input...>, Bindings const&... bindings) {
    (read_one<Input>(bindings...), ...);
  }
  template <int Input, class... Bindings> CALX_ALWAYS_INLINE void read_one(Bindings const&... bindings) {
    constexpr input_info const& input = function.inputs[Input];
    constexpr int which = binding_for<E, Input, Bindings...>();
    if constexpr (which >= 0) {
      auto const& given = select<which>(bindings...).value();
      using value_type = std::remove_cvref_t<decltype(given)>;
      constexpr int columns = input.shape.columns.count;
      if constexpr (input.is_scalar()) {
        scalars_[Input] = as_number<Real>(given);
      } else if constexpr (input.shape.is_scalar()) {
        require_size<1, 1>(given);
        scalars_[Input] = as_number<Real>(given[0]);
      } else {
        if constexpr (input.shape.varies()) read_length<Input, columns>(given);
        else require_size<input.shape.rows.count, columns>(given);
        constexpr bool by_columns = (ByColumns >> Input) % 2 != 0;
        if constexpr (by_columns || is_in_place<Real, value_type, (columns > 1)>()) {
          if (!has_gaps(given)) {
            inputs_[Input] = contiguous_numbers<Real>(given);
            return;
          }
        }
        if constexpr (by_columns) copy_by_columns<Input>(given);
        else copy<Input, columns>(given);
      }
    }
  }
  template <int Input, int Columns, class Value> CALX_ALWAYS_INLINE void read_length(Value const& given) {
    constexpr input_info const& input = function.inputs[Input];
    auto const rows = static_cast<std::ptrdiff_t>(row_count_of<static_cast<std::size_t>(Columns)>(given));
    if constexpr (Columns > 1) require_columns<Columns>(given);
    std::ptrdiff_t const length = rows - input.shape.rows.count;
    int& known_by = known_by_[input.shape.rows.axis - 1];
    if (known_by == 0) {
      known_by = Input + 1;
      lengths_[input.shape.rows.axis - 1] = static_cast<std::size_t>(length);
    } else if (lengths_[input.shape.rows.axis - 1] != static_cast<std::size_t>(length)) {
      refuse_lengths(input.name, rows, function.inputs[known_by - 1].name,
                     static_cast<std::ptrdiff_t>(lengths_[input.shape.rows.axis - 1]) + input.shape.rows.count);
    }
  }
  template <int Columns, class Value> CALX_ALWAYS_INLINE static void require_columns(Value const& given) {
    bool fits = true;
    if constexpr (matrix_object<Value>) fits = given.cols() == Columns;
    else if constexpr (array_of_rows<Value>)
      for (std::size_t i = 0; i < length_of(given); ++i) fits = fits && length_of(given[i]) == Columns;
    else fits = length_of(given) % Columns == 0;
    if (!fits) refuse("calx: evaluate: a matrix value has not the columns of its variable");
  }
  template <int Input, int Columns, class Value> void copy(Value const& given) {
    std::size_t const size = size_of(function.inputs[Input].shape);
    copies_[Input] = std::make_unique<Real[]>(size);
    for (std::size_t i = 0; i < size; ++i)
      copies_[Input][i] = as_number<Real>(element_at<static_cast<std::size_t>(Columns)>(given, i));
    inputs_[Input] = copies_[Input].get();
  }
  template <int Input, class Value> void copy_by_columns(Value const& given) {
    array_shape const& s = function.inputs[Input].shape;
    std::ptrdiff_t const rows = value(s.rows), columns = s.columns.count;
    copies_[Input] = std::make_unique<Real[]>(size_of(s));
    for (std::ptrdiff_t j = 0; j < columns; ++j)
      for (std::ptrdiff_t i = 0; i < rows; ++i)
        copies_[Input][static_cast<std::size_t>(j * rows + i)] = as_number<Real>(given(i, j));
    inputs_[Input] = copies_[Input].get();
  }
  template <int... Slot>
  CALX_ALWAYS_INLINE void start_slots([[maybe_unused]] Real const* captured, std::integer_sequence<int, Slot...>) {
    (start_slot<Slot>(captured), ...);
  }
  template <int Slot> CALX_ALWAYS_INLINE void start_slot([[maybe_unused]] Real const* captured) {
    constexpr number_source const& from = plan.slots[Slot];
    using kind = number_source::kind_type;
    if constexpr (from.kind == kind::input) numbers_[Slot] = scalars_[from.position];
    if constexpr (from.kind == kind::captured) numbers_[Slot] = captured[from.position];
    if constexpr (from.kind == kind::length) {
      numbers_[Slot] = static_cast<Real>(value(from.rows));
      if (from.position != 0 && numbers_[Slot] == Real(0)) refuse("calx: mean(t): the column has no rows");
    }
  }
  // No part of a column is longer than it.
  CALX_ALWAYS_INLINE void check_lengths() const {
    constexpr auto least = least_offsets<axes>(function.graph);
    for (int i = 0; i < axes; ++i)
      if (static_cast<std::ptrdiff_t>(lengths_[i]) + least.offsets[i] < 0)
        refuse("calx: evaluate: a column is shorter than the part of it that is asked for");
  }

  template <class Policy, int... Step>
  CALX_ALWAYS_INLINE void run_steps(array_frame<Real> const& f, std::integer_sequence<int, Step...>) {
    (run_step<Policy, Step>(f), ...);
  }
  template <class Policy, int Step> CALX_ALWAYS_INLINE void run_step(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    using kind = array_step::kind_type;
    if constexpr (step.kind == kind::loop) run_loop<Policy, Step>(f);
    else if constexpr (step.kind == kind::numbers) compute_numbers<Step>(f);
    else if constexpr (step.kind == kind::element) read_element<Step>(f);
    else if constexpr (step.kind == kind::product) multiply<Step>(f);
    else if constexpr (step.kind == kind::identity) write_identity<Step>(f);
    else recur<Step>(f);
  }
  // A few rows are done before batches have been set up.
  template <class Policy, int Step> CALX_ALWAYS_INLINE void run_loop(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    using batch_type = batch_for<planned_type, Step, Real, Policy>;
    constexpr std::ptrdiff_t few = lanes<batch_type>::width * (calls_functions<planned_type, Step>() ? 1 : 4);
    if constexpr (lanes<batch_type>::width > 1) {
      if (value(step.outer) * value(step.inner) < few) {
        short_loop<planned_type, Step, Real>::run(f);
        return;
      }
    }
    loop_step<planned_type, Step, Real, batch_type, Policy::threaded>::run(f);
  }
  template <int Step> CALX_ALWAYS_INLINE void compute_numbers(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    Real in[at_least_one<step.input_count>], out[at_least_one<step.output_count>];
    for (int i = 0; i < step.input_count; ++i) in[i] = f.numbers[plan.inputs[step.first_input + i].slot];
    calx::execute<part<planned_type, Step>, Real>(static_cast<Real const*>(in), static_cast<Real const*>(nullptr), out);
    for (int i = 0; i < step.output_count; ++i) {
      loop_output const& to = plan.outputs[step.first_output + i];
      (to.place.exists() ? f.write(to.place) : f.numbers)[to.slot] = out[i];
    }
  }
  template <int Step> CALX_ALWAYS_INLINE void read_element(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    constexpr array_place const& from = plan.inputs[step.first_input].place;
    if (step.payload >= value(from.shape.rows) * from.shape.columns.count)
      refuse("calx: evaluate: element<i>(t): the column has not so many rows");
    f.numbers[plan.outputs[step.first_output].slot] = f.read(from)[step.payload];
  }
  template <int Step> CALX_ALWAYS_INLINE void multiply(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    auto const operand = [&](int k) {
      array_place const& p = plan.inputs[step.first_input + k].place;
      std::ptrdiff_t const columns = value(p.shape.columns);
      return step.transposed[k] ? matrix_operand<Real>{f.read(p), 1, columns} : matrix_operand<Real>{f.read(p), columns, 1};
    };
    constexpr array_shape const& a = plan.inputs[step.first_input].place.shape;
    constexpr array_place const& to = plan.outputs[step.first_output].place;
    constexpr extent inner = step.transposed[0] ? a.rows : a.columns, columns = to.shape.columns;
    multiply_matrices<inner.axis == 0 ? inner.count : 0, columns.axis == 0 ? columns.count : 0>(
        f.write(to), operand(0), operand(1), product_size{value(to.shape.rows), value(inner), value(columns)});
  }
  template <int Step> CALX_ALWAYS_INLINE void write_identity(array_frame<Real> const& f) {
    constexpr array_place const& to = plan.outputs[plan.steps[Step].first_output].place;
    constexpr std::ptrdiff_t n = to.shape.columns.count;
    Real* const numbers = f.write(to);
    for (std::ptrdiff_t i = 0; i < n * n; ++i) numbers[i] = Real(i % (n + 1) == 0 ? 1 : 0);
  }
  template <int Step> CALX_ALWAYS_INLINE void recur(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    constexpr loop_input const &a = plan.inputs[step.first_input], &u = plan.inputs[step.first_input + 1],
                               &start = plan.inputs[step.first_input + 2];
    constexpr bool each = a.kind == loop_input::kind_type::element;
    Real* const h = f.write(plan.outputs[step.first_output].place);
    std::ptrdiff_t const rows = value(u.place.shape.rows);
    if constexpr (each) recurrence_of_each<step.payload != 0>(h, f.read(a.place), f.read(u.place), f.numbers[start.slot], rows);
    else recurrence_of_one<step.payload != 0>(h, f.numbers[a.slot], f.read(u.place), f.numbers[start.slot], rows);
  }

  Real numbers_[at_least_one<plan.slot_count>]{};
  Real scalars_[at_least_one<function.input_count>]{};
  Real const* inputs_[at_least_one<function.input_count>]{};
  std::unique_ptr<Real[]> copies_[at_least_one<function.input_count>];
  std::size_t lengths_[at_least_one<axes>]{};
  int known_by_[at_least_one<axes>]{};
};

}  // namespace calx::detail
