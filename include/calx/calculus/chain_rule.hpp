// SPDX-License-Identifier: Apache-2.0
// chain_rule(f, x): the links whose product is df/dx, outermost first: three in d exp(sin(x^2)) = exp(sin(x^2)) cos(x^2) 2x.
//
// Of the simplified f, from the outside in: as long as one operand alone depends on x, the partial derivative by it is a link.
// Where several do, as in a product of two functions of x, the derivative of that operation by x is the last link. A link that
// is 1, as of x + 3, is left out if there are others. If f does not depend on x, one link is 0.
//
// get<i>(links) is a link as an expression; links.size() is a constant; links(x = ...) evaluates to a std::array.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/transform/forward.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

namespace detail {

// The links of the first output along the input `seed` of g, appended to g; at least one.
constexpr buffer<node_id> links_of(maker& g, node_id output, node_id seed) {
  buffer<node_id> const tangents = forward(g, output + 1, seed);
  buffer<char> active(output + 1);
  active[seed] = 1;
  for (node_id i = seed + 1; i <= output; ++i)
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k)
      if (active[g[i].operands[k]] != 0) active[i] = 1;
  buffer<node_id> links;
  if (active[output] == 0) links.push(g.zero());
  for (node_id i = output; i != seed && active[i] != 0;) {
    node const n = g[i];
    int depending = 0, which = 0;
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k)
      if (active[n.operands[k]] != 0) ++depending, which = k;
    node_id const link = depending > 1 ? tangents[i] : times_partial(g, i, which, g.one());
    if (link == no_node || !g.is(link, 1)) links.push(link == no_node ? g.zero() : link);
    if (depending > 1 || link == no_node) break;
    i = n.operands[which];
  }
  if (links.empty()) links.push(g.one());
  return links;
}

template <class F, class Variable> constexpr graph chain_of() {
  function_view const& f = scalars_of<F>;
  graph const simple = run_passes(derivative_passes, f.graph);
  graph_view const g = simple.view();
  require_scalars(g, "calx: chain_rule(f, x): f is a vec; a derivative belongs to a scalar");
  builder b(4 * g.size);
  maker make(b);
  node_id const output = rebuild(g, b)[g.outputs[0]];
  node_id const seed = slot_nodes<Variable>(b.view(), f)[0];
  if (seed == no_node || seed > output) b.output(make.zero());
  else
    for (node_id const link : links_of(make, output, seed)) b.output(link);
  return run_passes(derivative_passes, b.view());
}

}  // namespace detail

template <class F, class Variable>
struct chain_links : evaluable_base<chain_links<F, Variable>>, capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() { return detail::with_inputs_of(scalars_of<F>, detail::chain_of<F, Variable>()); }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return frozen<pipeline>::view.graph.output_count; }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
};

template <operand F, scalar_variable Variable> constexpr auto chain_rule(F const& f, Variable const&) {
  return combined<chain_links<expression_of<F>, Variable>>(as_expression(f));
}
template <operand F, class... NotAVariable>
  requires(sizeof...(NotAVariable) != 1 || !(scalar_variable<NotAVariable> && ...))
CALX_REFUSED("calx: chain_rule(f, x): x is one var, as in calx::var<\"x\">; for several variables see total_derivative")
constexpr refused chain_rule(F const&, NotAVariable const&...) {
  return {};
}

// The i-th link, as an expression; 0 is the outermost.
template <int I, class F, class Variable>
  requires(I >= 0 && I < chain_links<F, Variable>::size())
constexpr auto get(chain_links<F, Variable> const& links) {
  return combined<entry<chain_links<F, Variable>, I>>(links);
}
template <int I, class F, class Variable>
  requires(I < 0 || I >= chain_links<F, Variable>::size())
CALX_REFUSED("calx: get<i>(chain_rule): i is not below the number of links")
constexpr refused get(chain_links<F, Variable> const&) {
  return {};
}

}  // namespace calx
