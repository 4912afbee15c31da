// SPDX-License-Identifier: Apache-2.0
// gradient(f, x, y, ...): all first partial derivatives of f, by one reverse sweep: its cost is a small multiple of f's,
// however many variables there are. get<i>(g) is the i-th partial as an expression; g(x = ..., y = ...) evaluates to the
// layout of calculus/wrt.hpp.
// value_and_gradient(f, x, y, ...): f and its gradient in one schedule; evaluates to {value, gradient}.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/reverse.hpp>

namespace calx {

namespace detail {

// f and the adjoints of all slots: outputs 0 and 1, 2, ...
template <class F, class... Variables> constexpr graph value_and_adjoints() {
  function_view const& f = function_of<F>;
  shape const output = f.graph[f.graph.outputs[0]].shape;
  if (!output.is_scalar() && !output.varies()) refuse("calx: gradient(f, x, ...): f is a vec; a gradient belongs to a scalar");
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

template <class F, class... Variables> constexpr graph_size expected_of_gradient() {
  constexpr graph_view f = function_of<F>.graph;
  return {4 * f.size + 256, 4 * f.constant_count + 64, 1 + slot_count<Variables...>};
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
    static constexpr function_graph run() {
      return detail::with_inputs_of(function_of<F>, detail::value_and_adjoints<F, Variables...>());
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    if (i == 0) out.append('f');
    else detail::write_partial<Variables...>(out, i - 1);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    using blocks = decltype(detail::gradient_blocks<Variables...>(outputs));
    return value_and_gradient_result<Real, blocks>{outputs[0], detail::gradient_blocks<Variables...>(outputs + 1)};
  }
};

template <class F, class... Variables>
struct gradient_bundle : evaluable_base<gradient_bundle<F, Variables...>>,
                         capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_gradient<F, Variables...>(); }
    static constexpr function_graph run() {
      return detail::with_inputs_of(function_of<F>,
                                    detail::without_first_outputs(detail::value_and_adjoints<F, Variables...>(), 1));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return detail::slot_count<Variables...>; }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    detail::write_partial<Variables...>(out, i);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::gradient_blocks<Variables...>(outputs);
  }
};

template <operand F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto gradient(F const& f, Variables const&...) {
  return combined<gradient_bundle<expression_of<F>, Variables...>>(as_expression(f));
}

template <operand F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto value_and_gradient(F const& f, Variables const&...) {
  return combined<value_and_gradient_bundle<expression_of<F>, Variables...>>(as_expression(f));
}

template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED("calx: gradient(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is data")
constexpr refused gradient(F const&, Variables const&...) {
  return {};
}
template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED(
    "calx: value_and_gradient(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is "
    "data")
constexpr refused value_and_gradient(F const&, Variables const&...) {
  return {};
}

// The i-th partial derivative, as an expression.
template <int I, class F, class... Variables>
  requires(I >= 0 && I < detail::slot_count<Variables...>)
constexpr auto get(gradient_bundle<F, Variables...> const& g) {
  return combined<entry<gradient_bundle<F, Variables...>, I>>(g);
}
template <int I, class F, class... Variables>
  requires(I < 0 || I >= detail::slot_count<Variables...>)
CALX_REFUSED("calx: get<i>(gradient): i is not below the number of variables")
constexpr refused get(gradient_bundle<F, Variables...> const&) {
  return {};
}

}  // namespace calx
