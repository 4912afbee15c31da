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
        refuse(("calx: the columns differ in length: " + name + " has " + std::to_string(length) + " rows, another has " + std::to_string(rows)).c_str());
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

template <class E>
struct column_evaluator {
  template <class... Bindings>
  static auto call(E const& f, Bindings const&... bindings) {
    return call(f, std::make_integer_sequence<int, function_of<E>.input_count>{}, bindings...);
  }

 private:
  template <int... Input, class... Bindings>
  static auto call(E const& f, std::integer_sequence<int, Input...>, Bindings const&... bindings) {
    using Real = number_type<typename Bindings::value_type...>;
    std::size_t rows = 0;
    bool known = false;
    (detail::check_length<E, Input>(rows, known, bindings...), ...);
    Real inputs[detail::argument_count<E> + 1]{}, captured[detail::captures_of<E> + 1]{};
    (detail::read_uniform<E, Input>(inputs, bindings...), ...);
    detail::read_captures(captured, f);
    std::vector<decltype(detail::packaged<E, Real>(inputs))> result;
    result.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      (detail::read_row<E, Input>(inputs, row, bindings...), ...);
      Real outputs[program_of<E>.output_count]{};
      execute<E, Real>(inputs, captured, outputs);
      result.push_back(detail::packaged<E, Real>(outputs));
    }
    return result;
  }
};

}  // namespace calx
