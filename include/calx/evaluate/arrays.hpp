// SPDX-License-Identifier: Apache-2.0
// Evaluation of functions of arrays: chi_squared(a = 2.0, t = times, y = heights).
//
// Values are anything contiguous, which is not copied: std::vector, std::array, std::span, C arrays, rows of rows that lie
// together, Eigen's objects, matrices row by row or, with up to 16 columns, column by column. Anything else with an index is
// copied first, so are parts of matrices with gaps between their rows or columns. Columns of data that meet in an
// operation have one length, which is checked before anything is computed. Results: a number, a std::array for a vec, a
// std::vector for a column, an array or vector of rows for a matrix.
//
// What is computed, and in how many passes over the data, says transform/stages.hpp.
#pragma once

#include <calx/evaluate/array_evaluation.hpp>
#include <calx/evaluate/workspace.hpp>

#include <array>
#include <new>
#include <tuple>
#include <vector>

namespace calx {

namespace detail {

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
    array_evaluation<E, Real, inputs_by_columns<E, Real, Bindings...>> evaluation(f, bindings...);
    storage results{};
    Real* outputs[at_least_one<count>]{};
    make_room(evaluation, results, outputs, std::make_integer_sequence<int, count>{});
    array_room<typename decltype(evaluation)::planned_type, Real> room;
    evaluation.run(policy, outputs, room.of(evaluation.workspace_size(), work));
    return packaged(evaluation, results, std::make_integer_sequence<int, count>{});
  }

 private:
  template <class Evaluation, int... Output>
  CALX_ALWAYS_INLINE static void make_room(Evaluation const& evaluation, storage& results, Real** outputs,
                                           std::integer_sequence<int, Output...>) {
    (make_room_for<Output>(evaluation, std::get<Output>(results), outputs), ...);
  }
  template <class Storage> static void resize(Storage& result, std::size_t rows) {
    char const* const too_large = "calx: evaluate: there is not enough memory for the result";
    if (rows > result.max_size()) refuse(too_large);
#if CALX_HAS_EXCEPTIONS
    try {
      result.resize(rows);
    } catch (std::bad_alloc const&) { refuse(too_large); }
#else
    result.resize(rows);
#endif
  }
  template <int Output, class Evaluation, class Storage>
  CALX_ALWAYS_INLINE static void make_room_for(Evaluation const& evaluation, Storage& result, Real** outputs) {
    if constexpr (requires { result.resize(1); }) resize(result, evaluation.rows_of_output(Output));
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

}  // namespace calx
