// SPDX-License-Identifier: Apache-2.0
// Evaluation of functions of arrays: chi_squared(a = 2.0, t = times, y = heights), and with results in the caller's storage:
//
//   evaluate_into(std::span(slopes), value_and_gradient(f, w), w = at)   returns f, writes the gradient
//   workspace_size(f, w = at)                                            how many numbers it needs besides
//
// Values are anything contiguous, which is not copied: std::vector, std::array, std::span, C arrays, rows of rows that lie
// together, objects with data() and row-major storage; anything else with an index is copied first. Columns that meet in an
// operation have one length, which is checked before anything is computed. Results: a number, a std::array for a vec, a
// std::vector for a column, an array or vector of rows for a matrix.
//
// What is computed, and in how many passes over the data, says transform/stages.hpp.
#pragma once

#include <calx/evaluate/batch_rows.hpp>
#include <calx/evaluate/evaluate.hpp>
#include <calx/evaluate/loops.hpp>
#include <calx/evaluate/matrix_product.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace calx {

// Numbers for what an evaluation keeps in between; for use by one evaluation at a time.
template <class Real = double> class workspace {
 public:
  workspace() = default;
  explicit workspace(std::size_t size) { reserve(size); }
  void reserve(std::size_t size) {
    if (size <= size_) return;
    numbers_ = std::make_unique<Real[]>(size);
    size_ = size;
  }
  Real* data() { return numbers_.get(); }
  std::size_t size() const { return size_; }

 private:
  std::unique_ptr<Real[]> numbers_;
  std::size_t size_ = 0;
};

namespace detail {

// Contiguous numbers of the evaluation's type, where a value has them.
template <class Real, class Value> CALX_ALWAYS_INLINE Real const* contiguous_numbers(Value const& value) {
  if constexpr (std::is_array_v<Value>) {
    if constexpr (std::is_same_v<std::remove_cv_t<std::remove_extent_t<Value>>, Real>) return value;
    else return contiguous_numbers<Real>(value[0]);
  } else if constexpr (requires {
                         { value.data() } -> std::convertible_to<Real const*>;
                       }) {
    return value.data();
  } else {
    return value.size() == 0 ? nullptr
                             : contiguous_numbers<Real>(*value.data());  // rows that have no members but their numbers
  }
}
template <class Real, class Row> constexpr bool is_plain_row() {
  if constexpr (std::is_array_v<Row>) return std::is_same_v<std::remove_cv_t<std::remove_extent_t<Row>>, Real>;
  else
    return requires(Row const& r) {
      { r.data() } -> std::convertible_to<Real const*>;
    } && std::is_trivially_copyable_v<Row> && requires { std::tuple_size<Row>::value; };
}
template <class Real, class Value, bool IsMatrix> constexpr bool is_in_place() {
  if constexpr (matrix_object<Value>) {
    if constexpr (!IsMatrix)
      return requires(Value const& v) {
        { v.data() } -> std::convertible_to<Real const*>;
      };
    else if constexpr (requires {
                         Value::IsRowMajor;
                         requires bool(Value::IsRowMajor);
                       })
      return requires(Value const& v) {
        { v.data() } -> std::convertible_to<Real const*>;
      };
    else return false;
  } else if constexpr (requires(Value const& v) {
                         { v.data() } -> std::convertible_to<Real const*>;
                       }) {
    return true;
  } else if constexpr (std::is_array_v<Value>) {
    using row = std::remove_cv_t<std::remove_extent_t<Value>>;
    return std::is_same_v<row, Real> || is_plain_row<Real, row>();
  } else if constexpr (requires(Value const& v) { v.data(); }) {
    return is_plain_row<Real, std::remove_cvref_t<decltype(*std::declval<Value const&>().data())>>();
  } else {
    return false;
  }
}

template <std::size_t Columns, class Value> CALX_ALWAYS_INLINE std::size_t row_count_of(Value const& value) {
  if constexpr (matrix_object<Value>) return static_cast<std::size_t>(value.rows());
  else if constexpr (Columns == 1 || array_of_rows<Value>) return length_of(value);
  else return length_of(value) / Columns;
}

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

template <class E> constexpr array_shape output_shape(int output) {
  graph_view const g = function_of<E>.graph;
  return g[g.outputs[output]].shape;
}

// What a result is kept in.
template <class Real, int Columns> using row_of_numbers = std::array<Real, static_cast<std::size_t>(Columns)>;
template <class E, int Output, class Real> constexpr auto storage_type() {
  constexpr array_shape s = output_shape<E>(Output);
  if constexpr (s.is_scalar()) return std::type_identity<Real>{};
  else if constexpr (s.rows.axis != 0 && s.columns.count == 1) return std::type_identity<std::vector<Real>>{};
  else if constexpr (s.rows.axis != 0) return std::type_identity<std::vector<row_of_numbers<Real, s.columns.count>>>{};
  else if constexpr (s.columns.count == 1) return std::type_identity<row_of_numbers<Real, s.rows.count>>{};
  else return std::type_identity<std::array<row_of_numbers<Real, s.columns.count>, static_cast<std::size_t>(s.rows.count)>>{};
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

// One evaluation of E: what was given, what it has in memory, and its steps.
template <class E, class Real> class array_evaluation {
  static constexpr auto const& plan = plan_of<E>;
  static constexpr function_view const& function = function_of<E>;
  static constexpr int axes = axis_count(function);
  using all_inputs = std::make_integer_sequence<int, function.input_count>;

 public:
  template <class... Bindings> CALX_ALWAYS_INLINE explicit array_evaluation(E const& f, Bindings const&... bindings) {
    read(all_inputs{}, bindings...);
    check_lengths();
    Real captured[captures_of<E> + 1];
    read_captures(captured, f);
    for (int i = 0; i < plan.slot_count; ++i) {
      number_source const& from = plan.slots[i];
      if (from.kind == number_source::kind_type::input) numbers_[i] = scalars_[from.position];
      if (from.kind == number_source::kind_type::captured) numbers_[i] = captured[from.position];
      if (from.kind == number_source::kind_type::length) {
        numbers_[i] = static_cast<Real>(value(from.rows));
        if (from.position != 0 && numbers_[i] == Real(0)) refuse("calx: mean(t): the column has no rows");
      }
    }
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
        if constexpr (is_in_place<Real, value_type, (columns > 1)>()) inputs_[Input] = contiguous_numbers<Real>(given);
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
  // No part of a column is longer than it.
  void check_lengths() const {
    for (int i = 0; i < function.graph.size; ++i)
      if (function.graph[i].shape.varies() && value(function.graph[i].shape.rows) < 0)
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
    using batch_type = batch_for<E, Step, Real, Policy>;
    constexpr std::ptrdiff_t few = lanes<batch_type>::width * (calls_functions<E, Step>() ? 1 : 4);
    if constexpr (lanes<batch_type>::width > 1) {
      if (value(step.outer) * value(step.inner) < few) {
        loop_step<E, Step, Real, Real, false>::run(f);
        return;
      }
    }
    loop_step<E, Step, Real, batch_type, Policy::threaded>::run(f);
  }
  template <int Step> CALX_ALWAYS_INLINE void compute_numbers(array_frame<Real> const& f) {
    constexpr array_step const& step = plan.steps[Step];
    Real in[at_least_one<step.input_count>], out[at_least_one<step.output_count>];
    for (int i = 0; i < step.input_count; ++i) in[i] = f.numbers[plan.inputs[step.first_input + i].slot];
    calx::execute<part<E, Step>, Real>(static_cast<Real const*>(in), static_cast<Real const*>(nullptr), out);
    for (int i = 0; i < step.output_count; ++i) f.numbers[plan.outputs[step.first_output + i].slot] = out[i];
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
      std::ptrdiff_t const columns = p.shape.columns.count;
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
    Real const *const from = f.read(u.place), *const factors = each ? f.read(a.place) : f.numbers + a.slot;
    std::ptrdiff_t const rows = value(u.place.shape.rows);
    Real before = f.numbers[start.slot];
    for (std::ptrdiff_t k = 0; k < rows; ++k) {
      std::ptrdiff_t const i = step.payload == 0 ? k : rows - 1 - k;
      h[i] = before = factors[each ? i : 0] * before + from[i];
    }
  }

  Real numbers_[at_least_one<plan.slot_count>]{};
  Real scalars_[at_least_one<function.input_count>]{};
  Real const* inputs_[at_least_one<function.input_count>]{};
  std::unique_ptr<Real[]> copies_[at_least_one<function.input_count>];
  std::size_t lengths_[at_least_one<axes>]{};
  int known_by_[at_least_one<axes>]{};
};

// Memory that a thread keeps from one evaluation to the next, up to a size: new pages cost more than small matrices do.
template <class Real> struct kept_room {
  static constexpr std::size_t most = 131072;
  workspace<Real> numbers;
  bool in_use = false;

  static kept_room& of_this_thread() {
    thread_local kept_room room;
    return room;
  }
};

// Room for what is kept between the passes: the caller's, some on the stack, the thread's own, or from the heap.
template <class E, class Real> class array_room {
  static constexpr std::size_t most_on_stack = 2048;
  static constexpr std::size_t fixed_size() {
    std::size_t total = 0;
    for (int i = 0; i < plan_of<E>.buffer_count; ++i) {
      array_shape const& s = plan_of<E>.buffers[i];
      total += s.varies() ? most_on_stack + 1 : static_cast<std::size_t>(element_count(s));
    }
    return total;
  }
  static constexpr bool on_stack = fixed_size() <= most_on_stack;

 public:
  array_room() = default;
  array_room(array_room const&) = delete;
  array_room& operator=(array_room const&) = delete;
  ~array_room() {
    if constexpr (!on_stack)
      if (kept_ != nullptr) kept_->in_use = false;
  }

  CALX_ALWAYS_INLINE Real* of(std::size_t size, workspace<Real>* given) {
    if constexpr (on_stack) return numbers_;
    else return given != nullptr ? reserved(*given, size) : own(size);
  }

 private:
  static Real* reserved(workspace<Real>& room, std::size_t size) {
    room.reserve(size);
    return room.data();
  }
  Real* own(std::size_t size) {
    if (size == 0) return nullptr;
    if (kept_room<Real>& kept = kept_room<Real>::of_this_thread(); size <= kept.most && !kept.in_use) {
      kept.in_use = true;
      kept_ = &kept;
      return reserved(kept.numbers, size);
    }
    heap_.reset(new (std::nothrow) Real[size]);
    if (heap_ == nullptr) refuse("calx: evaluate: there is not enough memory for what is kept between the passes");
    return heap_.get();
  }

  Real numbers_[on_stack && fixed_size() > 0 ? fixed_size() : 1];
  std::unique_ptr<Real[]> heap_;
  kept_room<Real>* kept_ = nullptr;
};

template <class Real> concept loop_number = std::floating_point<Real>;

template <class Real, class Storage> CALX_ALWAYS_INLINE Real* first_number(Storage& storage) {
  if constexpr (std::is_same_v<Storage, Real>) return &storage;
  else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(*storage.data())>, Real>) return storage.data();
  else return storage.empty() ? nullptr : storage.data()->data();
}

template <class E, class Real> struct array_results {
  static constexpr int count = function_of<E>.graph.output_count;

  template <int... Output>
  static auto types(std::integer_sequence<int, Output...>)
      -> std::tuple<typename decltype(storage_type<E, Output, Real>())::type...>;
  using storage = decltype(types(std::make_integer_sequence<int, count>{}));

  template <class Policy, class... Bindings>
  CALX_ALWAYS_INLINE static auto run(E const& f, Policy const& policy, workspace<Real>* work, Bindings const&... bindings) {
    static_assert(loop_number<Real>, "calx: arrays of this size are evaluated on float, double or long double");
    array_evaluation<E, Real> evaluation(f, bindings...);
    storage results{};
    Real* outputs[at_least_one<count>]{};
    make_room(evaluation, results, outputs, std::make_integer_sequence<int, count>{});
    array_room<E, Real> room;
    evaluation.run(policy, outputs, room.of(evaluation.workspace_size(), work));
    return packaged(evaluation, results, std::make_integer_sequence<int, count>{});
  }

 private:
  template <class Evaluation, int... Output>
  CALX_ALWAYS_INLINE static void make_room(Evaluation const& evaluation, storage& results, Real** outputs,
                                           std::integer_sequence<int, Output...>) {
    (make_room_for<Output>(evaluation, std::get<Output>(results), outputs), ...);
  }
  template <int Output, class Evaluation, class Storage>
  CALX_ALWAYS_INLINE static void make_room_for(Evaluation const& evaluation, Storage& result, Real** outputs) {
    if constexpr (requires { result.resize(1); }) result.resize(evaluation.rows_of_output(Output));
    outputs[Output] = first_number<Real>(result);
  }
  template <class Evaluation, int... Output>
  CALX_ALWAYS_INLINE static auto packaged(Evaluation const& evaluation, storage& results,
                                          std::integer_sequence<int, Output...>) {
    ((output_shape<E>(Output).is_scalar() ? void(*first_number<Real>(std::get<Output>(results)) = evaluation.number(Output))
                                          : void()),
     ...);
    if constexpr (requires { E::template result_of_blocks<Real>(std::move(std::get<Output>(results))...); })
      return E::template result_of_blocks<Real>(std::move(std::get<Output>(results))...);
    else return (std::move(std::get<Output>(results)), ...);
  }
};

}  // namespace detail

template <class E> struct array_evaluator {
  template <class Policy, class... Bindings>
  CALX_ALWAYS_INLINE static auto call(E const& f, Policy const& policy, Bindings const&... bindings) {
    using Real = number_type<typename Bindings::value_type...>;
    return detail::array_results<E, Real>::run(f, policy, nullptr, bindings...);
  }
};

namespace detail {

// Storage for numbers: std::span, std::vector, std::array.
template <class T> concept number_sink =
    !evaluable<std::remove_cvref_t<T>> && !binding_type<std::remove_cvref_t<T>> && requires(T& t) {
      t.size();
      *t.data();
    };

template <class... Arguments> constexpr int count_of_sinks() {
  int count = 0;
  bool leading = true;
  ((leading = leading && !evaluable<std::remove_cvref_t<Arguments>>, count += leading ? 1 : 0), ...);
  return count;
}
template <class E> constexpr int count_of_arrays() {
  int count = 0;
  for (int i = 0; i < function_of<E>.graph.output_count; ++i) count += output_shape<E>(i).is_scalar() ? 0 : 1;
  return count;
}

template <class Real> struct sink {
  Real* data;
  std::size_t size;
};
template <class T> CALX_ALWAYS_INLINE auto sink_of(T& storage) {
  return sink<std::remove_reference_t<decltype(*storage.data())>>{storage.data(), static_cast<std::size_t>(storage.size())};
}

template <class E, class Real, class Policy, int... Output, class... Bindings>
CALX_ALWAYS_INLINE auto write_into(std::integer_sequence<int, Output...>, sink<Real> const* sinks, Policy const& policy,
                                   workspace<Real>* work, E const& f, Bindings const&... bindings) {
  constexpr int count = sizeof...(Output), arrays = count_of_arrays<E>();
  array_evaluation<E, Real> evaluation(f, bindings...);
  Real* outputs[at_least_one<count>]{};
  for (int i = 0, next = 0; i < count; ++i) {
    array_shape const s = output_shape<E>(i);
    if (s.is_scalar()) continue;
    if (sinks[next].size != evaluation.rows_of_output(i) * static_cast<std::size_t>(s.columns.count))
      refuse("calx: evaluate_into: the storage has not the size of the result");
    outputs[i] = sinks[next++].data;
  }
  array_room<E, Real> room;
  evaluation.run(policy, outputs, room.of(evaluation.workspace_size(), work));
  if constexpr (count - arrays == 1) {
    Real value{};
    ((output_shape<E>(Output).is_scalar() ? void(value = evaluation.number(Output)) : void()), ...);
    return value;
  } else if constexpr (count > arrays) {
    std::array<Real, static_cast<std::size_t>(count - arrays)> values{};
    std::size_t next = 0;
    ((output_shape<E>(Output).is_scalar() ? void(values[next++] = evaluation.number(Output)) : void()), ...);
    return values;
  }
}

// Arrays of a few elements, as the straight line of code that they are: what is not written is returned.
template <class E, class Real, class... Bindings>
CALX_ALWAYS_INLINE auto write_elements_into(sink<Real> const* sinks, int sink_count, E const& f, Bindings const&... bindings) {
  constexpr int count = scalars_of<E>.graph.output_count;
  Real captured[captures_of<E> > 0 ? captures_of<E> : 1], outputs[count];
  read_captures(captured, f);
  run_once<E>(outputs, captured, bindings...);
  std::size_t total = 0;
  for (int i = 0; i < sink_count; ++i) total += sinks[i].size;
  bool const has_value = total + 1 == static_cast<std::size_t>(count);
  if (!has_value && total != static_cast<std::size_t>(count))
    refuse("calx: evaluate_into: the storage has not the size of the result");
  Real const* from = outputs + (has_value ? 1 : 0);
  for (int i = 0; i < sink_count; ++i)
    for (std::size_t k = 0; k < sinks[i].size; ++k) sinks[i].data[k] = *from++;
  return outputs[0];
}

template <class E, class Real, class Policy, class... Bindings>
CALX_ALWAYS_INLINE auto evaluate_into_sinks(sink<Real> const* sinks, int sink_count, Policy const& policy,
                                            workspace<Real>* work, E const& f, Bindings const&... bindings) {
  static_assert((binding_type<Bindings> && ...),
                "calx: evaluate_into(storage, f, x = ...): behind f stand a workspace, if any, and the values by name");
  static_assert(std::is_same_v<Real, number_type<typename Bindings::value_type...>>,
                "calx: evaluate_into(storage, f, x = ...): the storage has another number type than the values");
  if constexpr (form_of<E> == array_form::numbers || form_of<E> == array_form::elements) {
    return write_elements_into<E, Real>(sinks, sink_count, f, bindings...);
  } else {
    static_assert(
        has_arrays(function_of<E>.graph),
        "calx: evaluate_into(storage, f, t = ...): a bundle of derivatives for each row has a result of its own; call it");
    if (sink_count != count_of_arrays<E>()) refuse("calx: evaluate_into: as many storages as f has results that are arrays");
    return write_into<E, Real>(std::make_integer_sequence<int, function_of<E>.graph.output_count>{}, sinks, policy, work, f,
                               bindings...);
  }
}

// Policies and a workspace come before the values.
template <class Real, class Policy, class E, binding_type... Bindings>
CALX_ALWAYS_INLINE auto evaluate_with(sink<Real> const* sinks, int count, Policy const& policy, workspace<Real>* work,
                                      E const& f, Bindings const&... bindings) {
  return evaluate_into_sinks<E, Real>(sinks, count, policy, work, f, bindings...);
}
template <class Real, class Policy, class E, evaluation_policy Next, class... Rest>
CALX_ALWAYS_INLINE auto evaluate_with(sink<Real> const* sinks, int count, Policy const& policy, workspace<Real>* work,
                                      E const& f, Next const& next, Rest&... rest) {
  return evaluate_with(sinks, count, with_policy(policy, next), work, f, rest...);
}
template <class Real, class Policy, class E, class... Rest>
CALX_ALWAYS_INLINE auto evaluate_with(sink<Real> const* sinks, int count, Policy const& policy, workspace<Real>*, E const& f,
                                      workspace<Real>& work, Rest&... rest) {
  return evaluate_with(sinks, count, policy, &work, f, rest...);
}

template <std::size_t... Sink, std::size_t... Rest, class Arguments>
CALX_ALWAYS_INLINE auto evaluate_into_parts(std::index_sequence<Sink...>, std::index_sequence<Rest...>,
                                            Arguments const& arguments) {
  auto const first = sink_of(std::get<0>(arguments));
  using Real = std::remove_reference_t<decltype(*first.data)>;
  sink<Real> const sinks[] = {sink_of(std::get<Sink>(arguments))...};
  return evaluate_with(sinks, static_cast<int>(sizeof...(Sink)), loop_policy<>{}, static_cast<workspace<Real>*>(nullptr),
                       std::get<sizeof...(Sink) + Rest>(arguments)...);
}

}  // namespace detail

// Writes the arrays among the results of f into the given storages, in their order; numbers among them are returned.
template <class... Arguments>
  requires(detail::count_of_sinks<Arguments...>() > 0 &&
           detail::count_of_sinks<Arguments...>() < static_cast<int>(sizeof...(Arguments)))
CALX_ALWAYS_INLINE auto evaluate_into(Arguments&&... arguments) {
  constexpr auto sinks = static_cast<std::size_t>(detail::count_of_sinks<Arguments...>());
  return detail::evaluate_into_parts(std::make_index_sequence<sinks>{},
                                     std::make_index_sequence<sizeof...(Arguments) - sinks>{}, std::tie(arguments...));
}

// How many numbers an evaluation keeps between its passes over the data: the size of the workspace that it takes.
template <class E, class... Bindings> std::size_t workspace_size(E const& f, Bindings const&... bindings) {
  if constexpr (form_of<E> != array_form::loops) return 0;
  else return detail::array_evaluation<E, number_type<typename Bindings::value_type...>>(f, bindings...).workspace_size();
}

}  // namespace calx
