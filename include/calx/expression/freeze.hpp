// SPDX-License-Identifier: Apache-2.0
// freeze: from a growing function_graph to arrays of exact size in static storage, keyed by the type that computes it.
//
//   struct pipeline { static constexpr function_graph run(); };
//   frozen<pipeline>::view      the function as a constant
//
// The pipeline runs once, into the room that it expects to need (`static constexpr graph_size expected()`, if it knows), and
// only on overflow again into the size that it reported (law 3).
#pragma once

#include <calx/expression/lower.hpp>
#include <calx/graph/external.hpp>

#include <type_traits>

namespace calx {

namespace detail {

template <int Nodes, int Constants, int Inputs, int Outputs> struct function_storage {
  node nodes[Nodes > 0 ? Nodes : 1]{};
  number constants[Constants > 0 ? Constants : 1]{};
  input_info inputs[Inputs > 0 ? Inputs : 1]{};
  node_id outputs[Outputs > 0 ? Outputs : 1]{};
  int node_count = 0, constant_count = 0, input_count = 0, output_count = 0, captures = 0;

  constexpr bool fits() const {
    return node_count <= Nodes && constant_count <= Constants && input_count <= Inputs && output_count <= Outputs;
  }
  constexpr function_view view() const {
    return {{nodes, node_count, constants, constant_count, outputs, output_count}, inputs, input_count, captures};
  }
};

template <int Nodes, int Constants, int Inputs, int Outputs> constexpr auto stored(function_view const& f) {
  function_storage<Nodes, Constants, Inputs, Outputs> s;
  s.node_count = f.graph.size;
  s.constant_count = f.graph.constant_count;
  s.input_count = f.input_count;
  s.output_count = f.graph.output_count;
  s.captures = f.captures;
  if (!s.fits()) return s;
  for (int i = 0; i < f.graph.size; ++i) s.nodes[i] = f.graph.nodes[i];
  for (int i = 0; i < f.graph.constant_count; ++i) s.constants[i] = f.graph.constants[i];
  for (int i = 0; i < f.input_count; ++i) s.inputs[i] = f.inputs[i];
  for (int i = 0; i < f.graph.output_count; ++i) s.outputs[i] = f.graph.outputs[i];
  return s;
}

template <class Pipeline> constexpr graph_size room_for() {
  if constexpr (requires { Pipeline::expected(); }) return Pipeline::expected();
  else return {1024, 64, 256};
}

// What could be constants are parameters here: g++ -O2 folds a call with constant arguments once more, in its caller's code.
// Compilers print the name of what ran into a limit of theirs, so it says what to do.
namespace link_calx_large_to_raise_limits_of_the_compiler {
template <class Pipeline> constexpr auto first_run(function_graph (*run)()) {
  constexpr graph_size room = room_for<Pipeline>();
  return stored<room.nodes, room.constants, 256, room.outputs>(run().view());
}
}  // namespace link_calx_large_to_raise_limits_of_the_compiler
template <class Pipeline> struct trial {
  static constexpr function_graph (*run)() = &Pipeline::run;
  static constexpr auto value = link_calx_large_to_raise_limits_of_the_compiler::first_run<Pipeline>(run);
};

template <class Pipeline> constexpr auto exact_storage(function_view const& first, [[maybe_unused]] function_graph (*run)()) {
  constexpr auto const& t = trial<Pipeline>::value;
  if constexpr (t.fits()) return stored<t.node_count, t.constant_count, t.input_count, t.output_count>(first);
  else return stored<t.node_count, t.constant_count, t.input_count, t.output_count>(run().view());
}

// Here and nowhere else is a derivative refused that nobody gave (graph/external.hpp): one error, and what follows compiles.
template <external_function const* Function> struct unknown_derivative {
  using type = decltype(primitive_of(external_tag<Function>{}));
};
template <> struct unknown_derivative<nullptr> {
  using type = void;
};
template <class UnknownDerivative> constexpr function_view with_known_derivatives(function_view const& f) {
  static_assert(std::is_void_v<UnknownDerivative>,
                "calx: a primitive is differentiated that has no derivative by this argument; give primitive<name, value, ...> "
                "one");
  return f;
}

}  // namespace detail

template <class Pipeline> struct frozen {
  static constexpr auto storage =
      detail::exact_storage<Pipeline>(detail::trial<Pipeline>::value.view(), detail::trial<Pipeline>::run);
  using unknown_derivative = detail::unknown_derivative<unknown_derivative_in(storage.view().graph)>;
  static constexpr function_view view = detail::with_known_derivatives<typename unknown_derivative::type>(storage.view());
};

namespace detail {
template <class E> struct lowered {
  static constexpr function_graph run() { return lower<E>(); }
  // A call copies a function.
  static constexpr graph_size expected() {
    constexpr function_view const* callee = record_of<E>.callee;
    if constexpr (callee == nullptr) return {1024, 64, 256};
    else return {callee->graph.size + 512, callee->graph.constant_count + 64, 16};
  }
};
template <class E> struct pipeline_of {
  using type = lowered<E>;
};
template <class E>
  requires requires { typename E::pipeline; }
struct pipeline_of<E> {
  using type = typename E::pipeline;
};
}  // namespace detail

// The function that the type E is: its graph is lowered, or made by E's own pipeline (a verb's result).
template <class E> inline constexpr function_view const& function_of = frozen<typename detail::pipeline_of<E>::type>::view;

// A record that stands for a finished function, whose inputs keep their names.
constexpr record record_of_function(function_view const& f) {
  record r{};
  r.kind = record::kind_type::call;
  r.callee = &f;
  return completed(r);
}

}  // namespace calx
