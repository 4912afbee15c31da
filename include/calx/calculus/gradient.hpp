// SPDX-License-Identifier: Apache-2.0
// gradient(f, x, y, ...): all first partial derivatives of f, by one reverse sweep: its cost is a small multiple of f's,
// however many variables there are. get<i>(g) is the i-th partial as an expression; g(x = ..., y = ...) evaluates to the
// layout of calculus/wrt.hpp.
// value_and_gradient(f, x, y, ...): f and its gradient in one schedule; evaluates to {value, gradient}.
//
// gradient(f, v) by one vec, matrix or column v is itself an array expression of v's shape where f is made of array operations:
// gradient(dot(v, v), v) == 2*v.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

namespace calx {

namespace detail {

// f and the adjoints of all slots: outputs 0 and 1, 2, ...
template <class F, class... Variables> constexpr graph value_and_adjoints() {
  function_view const& f = scalars_of<F>;
  require_scalars(function_of<F>.graph, "calx: gradient(f, x, ...): f is a vec; a gradient belongs to a scalar");
  graph const simple = run_passes(preparing_passes, f.graph);
  graph_view const g = simple.view();
  builder b(4 * g.size);  // the sweep takes two to three times the function's
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) { return b.intern(n); });
  buffer<node_id> const adjoints = reverse(make, moved[g.outputs[0]], slot_nodes<Variables...>(b.view(), f));
  b.output(moved[g.outputs[0]]);
  for (node_id const id : adjoints) b.output(id);
  return prune(b.take());
}

// The same with arrays as they are: outputs 0, and 1, 2, ... in the shapes of the variables.
template <class F, class... Variables> constexpr graph value_and_array_adjoints() {
  function_view const& f = function_of<F>;
  if (!f.graph[f.graph.outputs[0]].shape.is_scalar())
    refuse("calx: gradient(f, v, ...): f is an array; a gradient belongs to a number, such as sum(f)");
  graph const simple = simplify(f.graph);
  builder b(4 * simple.nodes.size());
  maker make(b);
  buffer<node_id> const moved = rebuild(simple.view(), b);
  buffer<node_id> inputs;
  buffer<array_shape> shapes;
  auto const find = [&](input_info const& variable) {
    node_id found = no_node;
    for (int i = 0; i < b.size(); ++i)
      if (b[i].operation == opcode::input && f.inputs[b[i].payload].name == variable.name) found = i;
    if (found == no_node && variable.shape.varies())
      refuse("calx: gradient(f, t, ...): f does not depend on the column; the length of its gradient is not known");
    inputs.push(found);
    shapes.push(found == no_node ? variable.shape : b[found].shape);
  };
  (find(function_of<Variables>.inputs[0]), ...);
  node_id const output = moved[simple.outputs[0]];
  buffer<node_id> const adjoints = reverse(make, output, inputs);
  b.output(output);
  for (int i = 0; i < adjoints.size(); ++i) b.output(make.fill(adjoints[i], shapes[i]));
  return simplify(prune(b.take()).view());
}

template <class F, class... Variables> constexpr bool by_loops() {
  return form_of<F> == array_form::loops || (function_of<Variables>.inputs[0].shape.varies() || ...);
}

template <class F, class... Variables> constexpr graph_size expected_of_gradient() {
  if constexpr (by_loops<F, Variables...>()) {
    return {1024, 64, 64};
  } else {
    constexpr graph_view f = scalars_of<F>.graph;
    return {4 * f.size + 256, 4 * f.constant_count + 64, 1 + slot_count<Variables...>};
  }
}

template <class F, class... Variables> constexpr function_graph gradient_function(int left_out) {
  if constexpr (by_loops<F, Variables...>())
    return with_inputs_of(function_of<F>, without_first_outputs(value_and_array_adjoints<F, Variables...>(), left_out));
  else return with_inputs_of(scalars_of<F>, without_first_outputs(value_and_adjoints<F, Variables...>(), left_out));
}

}  // namespace detail

template <class Real, class Gradient> struct value_and_gradient_result {
  Real value;
  // A long one stands apart from the value, so that compilers store it in vectors.
  alignas(Gradient) alignas(sizeof(Gradient) < 64 ? 1 : 16) Gradient gradient;
};

template <class F, class... Variables>
struct value_and_gradient_bundle : evaluable_base<value_and_gradient_bundle<F, Variables...>>,
                                   capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_gradient<F, Variables...>(); }
    static constexpr function_graph run() { return detail::gradient_function<F, Variables...>(0); }
  };
  static constexpr bool by_loops = detail::by_loops<F, Variables...>();
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    if (i == 0) out.append('f');
    else detail::write_partial<Variables...>(out, i - 1);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    using blocks = decltype(detail::gradient_blocks<Variables...>(outputs));
    return value_and_gradient_result<Real, blocks>{outputs[0], detail::gradient_blocks<Variables...>(outputs + 1)};
  }
  // Of arrays: the value, then a block for each variable.
  template <class Real, class... Blocks> static constexpr auto result_of_blocks(Real const& value, Blocks&&... blocks) {
    using gradient = decltype(detail::packed<Real>(static_cast<Blocks&&>(blocks)...));
    return value_and_gradient_result<Real, gradient>{value, detail::packed<Real>(static_cast<Blocks&&>(blocks)...)};
  }
};

template <class F, class... Variables>
struct gradient_bundle : evaluable_base<gradient_bundle<F, Variables...>>,
                         capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_gradient<F, Variables...>(); }
    static constexpr function_graph run() { return detail::gradient_function<F, Variables...>(1); }
  };
  static constexpr bool by_loops = detail::by_loops<F, Variables...>();
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return detail::slot_count<Variables...>; }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    detail::write_partial<Variables...>(out, i);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::gradient_blocks<Variables...>(outputs);
  }
  template <class Real, class... Blocks> static constexpr auto result_of_blocks(Blocks&&... blocks) {
    return detail::packed<Real>(static_cast<Blocks&&>(blocks)...);
  }
};

// By one array, where f is made of array operations.
template <class F, class Variable>
struct array_gradient : expression_base<array_gradient<F, Variable>>,
                        capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      return detail::with_inputs_of(function_of<F>,
                                    detail::without_first_outputs(detail::value_and_array_adjoints<F, Variable>(), 1));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

namespace detail {
template <class F, class... Variables> concept has_gradient =
    record_of<F>.shape.is_scalar() || (record_of<F>.shape.varies() && !(record_of<Variables>.shape.varies() || ...));

template <class F, class... Variables> concept gradient_by_array =
    sizeof...(Variables) == 1 && (!is_scalar_variable<Variables> && ...) && has_arrays(function_of<F>.graph);
}  // namespace detail

template <operand F, input_expression... Variables>
  requires(sizeof...(Variables) > 0 && detail::has_gradient<expression_of<F>, Variables...>)
constexpr auto gradient(F const& f, Variables const&...) {
  using of = expression_of<F>;
  if constexpr (detail::gradient_by_array<of, Variables...>)
    return combined<array_gradient<of, Variables...>>(as_expression(f));
  else return combined<gradient_bundle<of, Variables...>>(as_expression(f));
}

template <operand F, input_expression... Variables>
  requires(sizeof...(Variables) > 0 && detail::has_gradient<expression_of<F>, Variables...>)
constexpr auto value_and_gradient(F const& f, Variables const&...) {
  return combined<value_and_gradient_bundle<expression_of<F>, Variables...>>(as_expression(f));
}

template <operand F, input_expression... Variables>
  requires(sizeof...(Variables) > 0 && !detail::has_gradient<expression_of<F>, Variables...>)
CALX_REFUSED("calx: gradient(f, v, ...): f is an array; a gradient belongs to a number, such as sum(f)")
constexpr refused gradient(F const&, Variables const&...) {
  return {};
}
template <operand F, input_expression... Variables>
  requires(sizeof...(Variables) > 0 && !detail::has_gradient<expression_of<F>, Variables...>)
CALX_REFUSED("calx: value_and_gradient(f, v, ...): f is an array; a gradient belongs to a number, such as sum(f)")
constexpr refused value_and_gradient(F const&, Variables const&...) {
  return {};
}
template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(input_expression<Variables> && ...))
CALX_REFUSED("calx: gradient(f, x, ...): what follows f must be variables, as in calx::var<\"x\">")
constexpr refused gradient(F const&, Variables const&...) {
  return {};
}
template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(input_expression<Variables> && ...))
CALX_REFUSED("calx: value_and_gradient(f, x, ...): what follows f must be variables, as in calx::var<\"x\">")
constexpr refused value_and_gradient(F const&, Variables const&...) {
  return {};
}

// The i-th partial derivative, as an expression.
template <int I, class F, class... Variables>
  requires(I >= 0 && I < detail::slot_count<Variables...>)
constexpr auto get(gradient_bundle<F, Variables...> const& g) {
  return combined<entry<gradient_bundle<F, Variables...>, I>>(g);
}
template <int I, class F, class Variable>
  requires(I >= 0 && I < detail::slots_of<Variable>)
constexpr auto get(array_gradient<F, Variable> const& g) {
  return get<I>(combined<gradient_bundle<F, Variable>>(g));
}
template <int I, class F, class... Variables>
  requires(I < 0 || I >= detail::slot_count<Variables...>)
CALX_REFUSED("calx: get<i>(gradient): i is not below the number of variables")
constexpr refused get(gradient_bundle<F, Variables...> const&) {
  return {};
}

}  // namespace calx
