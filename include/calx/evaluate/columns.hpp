// SPDX-License-Identifier: Apache-2.0
// Evaluation over columns of data: f(a = 2.0, t = times) with t a column is a std::vector with one value for each row; a
// bundle (a gradient) becomes a vector of what it is for one row. Columns are anything with size() and an index; all have one
// length, which is checked before anything is computed. A loop over the rows; O(rows) times the cost of a row.
//
// What is keyed by an expression is inlined into its caller: as a function it would have the whole formula in its symbol.
#pragma once

#include <calx/evaluate/evaluate.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace calx {

namespace detail {

// The common length of columns.
struct common_length {
  std::size_t rows = 0;
  bool known = false;

  void add(std::string_view name, std::size_t length) {
    if (known && length != rows)
      refuse(("calx: the columns differ in length: " + std::string(name) + " has " + std::to_string(length) +
              " rows, another has " + std::to_string(rows))
                 .c_str());
    rows = length;
    known = true;
  }
};

template <class E, class Variable> consteval bool is_column_of() {
  for (int i = 0; i < scalars_of<E>.input_count; ++i)
    if (scalars_of<E>.inputs[i].name == Variable::name()) return scalars_of<E>.inputs[i].shape.varies();
  return false;
}

template <class E, class Binding> CALX_ALWAYS_INLINE void add_length(common_length& length, Binding const& binding) {
  if constexpr (is_column_of<E, typename Binding::variable_type>())
    length.add(Binding::variable_type::name(), length_of(binding.value()));
}

template <class E, class... Bindings> CALX_ALWAYS_INLINE std::size_t row_count(Bindings const&... bindings) {
  common_length length;
  (add_length<E>(length, bindings), ...);
  return length.rows;
}

// E's arguments for one row after the other; outputs lie as E's graph has them.
template <class E, class Real> class row_evaluator {
 public:
  template <class... Bindings> CALX_ALWAYS_INLINE explicit row_evaluator(E const& f, Bindings const&... bindings) {
    read_captures(captured_, f);
    read_uniform(inputs_of_function{}, bindings...);
  }

  template <class... Bindings> CALX_ALWAYS_INLINE void run(Real* outputs, std::size_t row, Bindings const&... bindings) {
    read_row(inputs_of_function{}, row, bindings...);
    execute<E, Real>(inputs_, captured_, outputs);
  }

 private:
  using inputs_of_function = std::make_integer_sequence<int, scalars_of<E>.input_count>;

  template <int... Input, class... Bindings>
  CALX_ALWAYS_INLINE void read_uniform(std::integer_sequence<int, Input...>, Bindings const&... bindings) {
    (read_uniform_input<Input>(bindings...), ...);
  }
  template <int Input, class... Bindings> CALX_ALWAYS_INLINE void read_uniform_input(Bindings const&... bindings) {
    if constexpr (!scalars_of<E>.inputs[Input].shape.varies()) read_input<E, Input>(inputs_, bindings...);
  }
  template <int... Input, class... Bindings>
  CALX_ALWAYS_INLINE void read_row(std::integer_sequence<int, Input...>, std::size_t row, Bindings const&... bindings) {
    (read_row_of_column<Input>(row, bindings...), ...);
  }
  template <int Input, class... Bindings>
  CALX_ALWAYS_INLINE void read_row_of_column([[maybe_unused]] std::size_t row, Bindings const&... bindings) {
    if constexpr (scalars_of<E>.inputs[Input].shape.varies()) {
      constexpr int which = binding_for<E, Input, Bindings...>();
      if constexpr (which >= 0) inputs_[argument_offset<E, Input>] = as_number<Real>(select<which>(bindings...).value()[row]);
    }
  }

  Real inputs_[argument_count<E> + 1]{}, captured_[captures_of<E> + 1]{};
};

}  // namespace detail

template <class E> struct column_evaluator {
  // One value for each row.
  template <class... Bindings> CALX_ALWAYS_INLINE static auto call(E const& f, Bindings const&... bindings) {
    using Real = number_type<typename Bindings::value_type...>;
    std::size_t const rows = detail::row_count<E>(bindings...);
    detail::row_evaluator<E, Real> evaluator(f, bindings...);
    std::vector<decltype(detail::packaged<E, Real>(static_cast<Real const*>(nullptr)))> result;
    result.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      Real outputs[scalars_of<E>.graph.output_count]{};
      evaluator.run(outputs, row, bindings...);
      result.push_back(detail::packaged<E, Real>(outputs));
    }
    return result;
  }
};

}  // namespace calx
