// SPDX-License-Identifier: Apache-2.0
// Evaluation over columns of data: f(a = 2.0, t = times) with t a column is a std::vector with one value for each row; a
// bundle (a gradient) becomes a vector of what it is for one row. Columns are anything with size() and an index; all have one
// length, which is checked before anything is computed. A loop over the rows; O(rows) times the cost of a row.
#pragma once

#include <calx/evaluate/evaluate.hpp>

#include <string>
#include <vector>

namespace calx {

namespace detail {

template <class E, int Input, class... Bindings>
void check_length(std::size_t& rows, bool& known, Bindings const&... bindings) {
  if constexpr (function_of<E>.inputs[Input].shape.varies()) {
    constexpr int which = binding_for<E, Input, Bindings...>();
    if constexpr (which >= 0) {
      std::size_t const length = length_of(select<which>(bindings...).value());
      if (known && length != rows) {
        std::string const name(function_of<E>.inputs[Input].name);
        refuse(("calx: the columns differ in length: " + name + " has " + std::to_string(length) + " rows, another has " +
                std::to_string(rows))
                   .c_str());
      }
      rows = length;
      known = true;
    }
  }
}

template <class E, int Input, class Real, class... Bindings>
CALX_ALWAYS_INLINE void read_row(Real* inputs, std::size_t row, Bindings const&... bindings) {
  if constexpr (function_of<E>.inputs[Input].shape.varies()) {
    constexpr int which = binding_for<E, Input, Bindings...>();
    if constexpr (which >= 0) inputs[argument_offset<E, Input>] = as_number<Real>(select<which>(bindings...).value()[row]);
  }
}
template <class E, int Input, class Real, class... Bindings>
CALX_ALWAYS_INLINE void read_uniform(Real* inputs, Bindings const&... bindings) {
  if constexpr (!function_of<E>.inputs[Input].shape.varies()) read_input<E, Input>(inputs, bindings...);
}

}  // namespace detail

template <class E, int Architecture> struct column_evaluator {
  // One value for each row.
  template <class... Bindings> static auto call(E const& f, Bindings const&... bindings) {
    using Real = number_type<typename Bindings::value_type...>;
    std::vector<decltype(detail::packaged<E, Real>(static_cast<Real const*>(nullptr)))> result;
    result.reserve(row_count(bindings...));
    for_each_row<Real>(
        f, [&](std::size_t, Real const* outputs) { result.push_back(detail::packaged<E, Real>(outputs)); }, bindings...);
    return result;
  }

  // The common length of the columns; refused where they differ.
  template <class... Bindings> static std::size_t row_count(Bindings const&... bindings) {
    return count_rows(inputs_of_function{}, bindings...);
  }

  // visit(row, outputs) for each row, in order; outputs lie as E's graph has them.
  template <class Real, class Visit, class... Bindings>
  static void for_each_row(E const& f, Visit&& visit, Bindings const&... bindings) {
    run_rows<Real>(f, visit, inputs_of_function{}, bindings...);
  }

 private:
  using inputs_of_function = std::make_integer_sequence<int, function_of<E>.input_count>;

  template <int... Input, class... Bindings>
  static std::size_t count_rows(std::integer_sequence<int, Input...>, Bindings const&... bindings) {
    std::size_t rows = 0;
    bool known = false;
    (detail::check_length<E, Input>(rows, known, bindings...), ...);
    return rows;
  }

  template <class Real, class Visit, int... Input, class... Bindings>
  static void run_rows(E const& f, Visit& visit, std::integer_sequence<int, Input...>, Bindings const&... bindings) {
    std::size_t const rows = row_count(bindings...);
    Real inputs[detail::argument_count<E> + 1]{}, captured[detail::captures_of<E> + 1]{};
    (detail::read_uniform<E, Input>(inputs, bindings...), ...);
    detail::read_captures(captured, f);
    for (std::size_t row = 0; row < rows; ++row) {
      (detail::read_row<E, Input>(inputs, row, bindings...), ...);
      Real outputs[program_of<E>.output_count]{};
      execute<E, Real>(inputs, captured, outputs);
      visit(row, outputs);
    }
  }
};

}  // namespace calx
