// SPDX-License-Identifier: Apache-2.0
// Evaluation of functions of arrays with results in the caller's storage:
//
//   evaluate_into(std::span(slopes), value_and_gradient(f, w), w = at)         returns f, writes the gradient
//   evaluate_into(std::span(slopes), value_and_gradient(f, w), work, w = at)   with a workspace: nothing is allocated
//   workspace_size(f, w = at), workspace_size(f, rows)                         how many numbers it needs besides
#pragma once

#include <calx/evaluate/arrays.hpp>

namespace calx {

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
  array_evaluation<E, Real, inputs_by_columns<E, Real, Bindings...>> evaluation(f, bindings...);
  Real* outputs[at_least_one<count>]{};
  for (int i = 0, next = 0; i < count; ++i) {
    array_shape const s = output_shape<E>(i);
    if (s.is_scalar()) continue;
    if (sinks[next].size != evaluation.rows_of_output(i) * static_cast<std::size_t>(s.columns.count))
      refuse("calx: evaluate_into: the storage has not the size of the result");
    outputs[i] = sinks[next++].data;
  }
  array_room<typename decltype(evaluation)::planned_type, Real> room;
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
template <class E, binding_type... Bindings> std::size_t workspace_size(E const& f, Bindings const&... bindings) {
  if constexpr (form_of<E> != array_form::loops) return 0;
  else {
    using Real = number_type<typename Bindings::value_type...>;
    return detail::array_evaluation<E, Real, detail::inputs_by_columns<E, Real, Bindings...>>(f, bindings...).workspace_size();
  }
}
// Where all columns have so many rows.
template <class E> constexpr std::size_t workspace_size(E const&, std::size_t rows) {
  std::size_t total = 0;
  if constexpr (form_of<E> == array_form::loops)
    for (int i = 0; i < plan_of<E>.buffer_count; ++i) {
      array_shape const& s = plan_of<E>.buffers[i];
      auto const count = static_cast<std::ptrdiff_t>(s.rows.axis == 0 ? 0 : rows) + s.rows.count;
      total += count < 0 ? 0 : static_cast<std::size_t>(count) * static_cast<std::size_t>(s.columns.count);
    }
  return total;
}

}  // namespace calx
