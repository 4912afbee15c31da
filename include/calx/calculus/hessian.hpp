// SPDX-License-Identifier: Apache-2.0
// hessian(f, x, y, ...): all second partial derivatives of f, by one forward sweep over the gradient for each variable, or with
// many variables by one sweep back (transform/second_order.hpp); symmetric entries are one node. get<i, j>(h) is an entry as an
// expression; h(x = ...) evaluates to a matrix, an array of rows, over all slots (a scalar has one, a vec<"v", N> has N).
// Of sums over columns of data there is one by numbers, x, y, ..., in one pass over the data.
// value_gradient_hessian(f, x, y, ...): all three in one schedule; evaluates to {value, gradient, hessian}.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/second_order.hpp>

namespace calx {

namespace detail {

// f, its gradient, and its Hessian row by row, in one sweep.
template <class F, class... Variables> constexpr bool by_edge_pushing(builder& b) {
  function_view const& f = scalars_of<F>;
  graph const simple = run_passes(preparing_passes, f.graph);
  graph_view const g = simple.view();
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) { return b.intern(n); });
  buffer<node_id> const inputs = slot_nodes<Variables...>(b.view(), f);
  buffer<node_id> gradient, entries;
  node_id const output = moved[g.outputs[0]];
  if (!second_order(make, output, inputs, gradient, entries)) return false;
  b.output(output);
  for (node_id const id : gradient) b.output(id);
  for (node_id const id : entries) b.output(id);
  return true;
}
// The same, a forward sweep over the gradient for each variable.
template <class F, class... Variables> constexpr void by_forward_over_reverse(builder& b) {
  constexpr int slots = slot_count<Variables...>;
  graph const first = value_and_adjoints<F, Variables...>();
  graph_view const g = first.view();
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b, [&](node const& n, int) { return b.intern(n); });
  int const size = b.size();
  buffer<node_id> const seeds = slot_nodes<Variables...>(b.view(), scalars_of<F>);
  buffer<node_id> entries(slots * slots, no_node);
  for (int j = 0; j < slots; ++j) {
    if (seeds[j] == no_node) continue;
    buffer<node_id> const tangents = forward(make, size, seeds[j]);
    for (int i = 0; i <= j; ++i) entries[i * slots + j] = entries[j * slots + i] = tangents[moved[g.outputs[1 + i]]];
  }
  copy_outputs(g, b, moved);
  for (node_id const id : entries) b.output(id == no_node ? make.zero() : id);
}
// In five variables (bench/problems/black_scholes.hpp) the forward sweeps gave the faster code with clang, and no slower with
// g++; their number is what costs when there are many. A function that chooses between branches always takes them.
inline constexpr int most_forward_sweeps = 8;
template <class F, class... Variables> constexpr graph value_gradient_and_second() {
  function_view const& f = scalars_of<F>;
  if (slot_count<Variables...> > most_forward_sweeps && !f.graph[f.graph.outputs[0]].shape.varies()) {
    builder b;
    // Where many nodes interact pair by pair the sweeps are shorter: Chebyquad in 10 variables (tests/problems) has 12,400
    // operations by pushing edges, 4,700 by sweeps.
    if (by_edge_pushing<F, Variables...>(b)) {
      graph pushed = prune(b.take());
      if (pushed.nodes.size() <= 2 * slot_count<Variables...> * f.graph.size) return pushed;
    }
  }
  builder b;
  by_forward_over_reverse<F, Variables...>(b);
  return prune(b.take());
}

// Of numbers in arrays: sums over rows of data, one of which is computed after the other.
template <class F, class... Variables> constexpr bool hessian_by_loops() {
  return form_of<F> == array_form::loops && (is_scalar_variable<Variables> && ...);
}
template <class F, class... Variables> constexpr graph value_gradient_and_second_of_arrays() {
  constexpr int slots = sizeof...(Variables);
  graph const first = value_and_array_adjoints<F, Variables...>();
  graph_view const g = first.view();
  builder b(8 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  int const size = b.size();
  buffer<node_id> const seeds = slot_nodes<Variables...>(b.view(), function_of<F>);
  buffer<node_id> entries(slots * slots, no_node);
  for (int j = 0; j < slots; ++j) {
    if (seeds[j] == no_node) continue;
    buffer<node_id> const tangents = forward(make, size, seeds[j]);
    for (int i = 0; i <= j; ++i) entries[i * slots + j] = entries[j * slots + i] = tangents[moved[g.outputs[1 + i]]];
  }
  copy_outputs(g, b, moved);
  for (node_id const id : entries) b.output(id == no_node ? make.zero() : id);
  return simplify(prune(b.take()).view());
}
template <class F, class... Variables> constexpr function_graph hessian_function(int left_out) {
  if constexpr (hessian_by_loops<F, Variables...>())
    return with_inputs_of(function_of<F>,
                          without_first_outputs(value_gradient_and_second_of_arrays<F, Variables...>(), left_out));
  else return with_inputs_of(scalars_of<F>, without_first_outputs(value_gradient_and_second<F, Variables...>(), left_out));
}

template <class F, class... Variables> constexpr graph_size expected_of_scalar_hessian() {
  constexpr graph_view f = scalars_of<F>.graph;
  constexpr int slots = slot_count<Variables...>;
  return {16 * f.size + 1024, 8 * f.constant_count + 64, 1 + slots + slots * slots};
}
template <class F, class... Variables> constexpr graph_size expected_of_hessian() {
  if constexpr (hessian_by_loops<F, Variables...>()) return {2048, 64, 1 + sizeof...(Variables) * (1 + sizeof...(Variables))};
  else return expected_of_scalar_hessian<F, Variables...>();
}

}  // namespace detail

template <class Real, class Gradient, class Hessian> struct value_gradient_hessian_result {
  Real value;
  Gradient gradient;
  Hessian hessian;
};

template <class F, class... Variables>
struct hessian_bundle : evaluable_base<hessian_bundle<F, Variables...>>,
                        capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_hessian<F, Variables...>(); }
    static constexpr function_graph run() { return detail::hessian_function<F, Variables...>(1 + size()); }
  };
  static constexpr bool by_loops = detail::hessian_by_loops<F, Variables...>();
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return detail::slot_count<Variables...>; }
  static constexpr int rows() { return size(); }
  static constexpr int columns() { return size(); }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    detail::write_second_partial<Variables...>(out, i / size(), i % size());
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::matrix_of<size(), size()>(outputs);
  }
  template <class Real, class... Numbers> static constexpr auto result_of_blocks(Numbers const&... numbers) {
    Real const outputs[] = {numbers...};
    return result(outputs);
  }
};

template <class F, class... Variables>
struct value_gradient_hessian_bundle : evaluable_base<value_gradient_hessian_bundle<F, Variables...>>,
                                       capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return detail::expected_of_hessian<F, Variables...>(); }
    static constexpr function_graph run() { return detail::hessian_function<F, Variables...>(0); }
  };
  static constexpr bool by_loops = detail::hessian_by_loops<F, Variables...>();
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Sink> static constexpr void write_output_name(Sink& out, int i) {
    constexpr int slots = detail::slot_count<Variables...>;
    if (i == 0) out.append('f');
    else if (i <= slots) detail::write_partial<Variables...>(out, i - 1);
    else detail::write_second_partial<Variables...>(out, (i - 1 - slots) / slots, (i - 1 - slots) % slots);
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    constexpr int slots = detail::slot_count<Variables...>;
    using blocks = decltype(detail::gradient_blocks<Variables...>(outputs));
    using matrix = decltype(detail::matrix_of<slots, slots>(outputs));
    return value_gradient_hessian_result<Real, blocks, matrix>{outputs[0], detail::gradient_blocks<Variables...>(outputs + 1),
                                                               detail::matrix_of<slots, slots>(outputs + 1 + slots)};
  }
  template <class Real, class... Numbers> static constexpr auto result_of_blocks(Numbers const&... numbers) {
    Real const outputs[] = {numbers...};
    return result(outputs);
  }
};

template <operand F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto hessian(F const& f, Variables const&...) {
  return combined<hessian_bundle<expression_of<F>, Variables...>>(as_expression(f));
}

template <operand F, differentiable_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto value_gradient_hessian(F const& f, Variables const&...) {
  return combined<value_gradient_hessian_bundle<expression_of<F>, Variables...>>(as_expression(f));
}

template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED("calx: hessian(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is data")
constexpr refused hessian(F const&, Variables const&...) {
  return {};
}
template <operand F, class... Variables>
  requires(sizeof...(Variables) == 0 || !(differentiable_variable<Variables> && ...))
CALX_REFUSED(
    "calx: value_gradient_hessian(f, x, ...): what follows f must be var or vec variables, as in calx::var<\"x\">; a column is "
    "data")
constexpr refused value_gradient_hessian(F const&, Variables const&...) {
  return {};
}

namespace detail {
template <int I, int J, class... Variables>
inline constexpr bool is_entry = I >= 0 && J >= 0 && I < slot_count<Variables...> && J < slot_count<Variables...>;
}

// Entry (i, j), as an expression.
template <int I, int J, class F, class... Variables>
  requires detail::is_entry<I, J, Variables...>
constexpr auto get(hessian_bundle<F, Variables...> const& h) {
  return combined<entry<hessian_bundle<F, Variables...>, I * detail::slot_count<Variables...> + J>>(h);
}
template <int I, int J, class F, class... Variables>
  requires(!detail::is_entry<I, J, Variables...>)
CALX_REFUSED("calx: get<i, j>(hessian): an index is not below the number of variables")
constexpr refused get(hessian_bundle<F, Variables...> const&) {
  return {};
}

}  // namespace calx
