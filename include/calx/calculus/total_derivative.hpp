// SPDX-License-Identifier: Apache-2.0
// total_derivative(f, t, x = g, y = h): the derivative of f(x(t), y(t), t) by t, as an expression:
//
//   df/dx dg/dt + df/dy dh/dt + df/dt,   the partial derivatives of f at x = g, y = h
//
// .terms() are the summands before they are added: get<i> belongs to the i-th binding, whether f has that variable or not; the
// last, df/dt, is there only if t occurs in f itself. Each term is an expression; terms()(t = ...) evaluates to a std::array.
// All variables are scalars. Cost: one reverse sweep over f, and a forward sweep over each of g, h, ...
#pragma once

#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/expression/substitute.hpp>
#include <calx/transform/sum_outputs.hpp>

namespace calx {

namespace detail {

template <class T, class Binding> constexpr bool is_scalar_binding() {
  using value = typename Binding::value_type;
  return scalar_variable<typename Binding::variable_type> && Binding::variable_type::name() != T::name() && operand<value> &&
         !vector_argument<value>;
}
template <class... Bindings> constexpr bool are_bound_once() {
  std::string_view const names[] = {Bindings::variable_type::name()...};
  for (std::string_view const& a : names)
    for (std::string_view const* b = names; b != &a; ++b)
      if (a == *b) return false;
  return true;
}
template <class T, class... Bindings> constexpr bool has_total_derivative() {
  if constexpr (sizeof...(Bindings) == 0 || !(binding_type<Bindings> && ...)) return false;
  else return (is_scalar_binding<T, Bindings>() && ...) && are_bound_once<Bindings...>();
}

template <class F, class... Bindings> struct total_derivative_captures {
  using stored_type = common_storage<F, substituted_by<Bindings>...>;
  static constexpr int of_function = record_of<F>.captures;
  static constexpr int count = of_function + (record_of<substituted_by<Bindings>>.captures + ... + 0);
};

template <class F, class T> constexpr bool depends_on() {
  for (int i = 0; i < function_of<F>.input_count; ++i)
    if (function_of<F>.inputs[i].name == T::name()) return true;
  return false;
}

// The partial derivatives of f at the bindings, `terms` in number, then those of the bindings by t. The numbers of f and of the
// bindings, which several of these functions carry, are counted once: f's, then binding after binding.
template <class F, class T, class... Bindings, int... I>
constexpr function_graph total_derivative_factors([[maybe_unused]] std::integer_sequence<int, I...> terms) {
  using captured = total_derivative_captures<F, Bindings...>;
  using slopes = gradient_bundle<F, typename Bindings::variable_type..., T>;
  function_graph f =
      lower<substituted<entry<slopes, I>, Bindings...>..., derivative_expression<substituted_by<Bindings>, T, 1>...>();
  if constexpr (captured::count > 0) {
    int const in_slopes = captured::count * static_cast<int>(terms.size());
    for (int i = 0; i < f.graph.nodes.size(); ++i) {
      node& factor = f.graph.nodes[i];
      if (factor.operation != opcode::captured) continue;
      factor.payload =
          factor.payload < in_slopes ? factor.payload % captured::count : factor.payload - in_slopes + captured::of_function;
    }
  }
  f.captures = captured::count;
  return f;
}

}  // namespace detail

template <class F, class T, class... Bindings>
struct total_derivative_terms : evaluable_base<total_derivative_terms<F, T, Bindings...>>,
                                capture_storage<typename detail::total_derivative_captures<F, Bindings...>::stored_type,
                                                detail::total_derivative_captures<F, Bindings...>::count> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      constexpr int bindings = sizeof...(Bindings);
      function_graph f = detail::total_derivative_factors<F, T, Bindings...>(std::make_integer_sequence<int, size()>{});
      graph_view const g = f.graph.view();
      builder b(2 * g.size);
      maker make(b);
      buffer<node_id> const moved = rebuild(g, b);
      for (int i = 0; i < bindings; ++i) b.output(make.multiply(moved[g.outputs[i]], moved[g.outputs[size() + i]]));
      if (size() > bindings) b.output(moved[g.outputs[bindings]]);
      f.graph = run_passes(derivative_passes, b.view());
      return f;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return static_cast<int>(sizeof...(Bindings)) + (detail::depends_on<F, T>() ? 1 : 0); }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
};

template <class F, class T, class... Bindings>
struct total_derivative_expression : expression_base<total_derivative_expression<F, T, Bindings...>>,
                                     capture_storage<typename detail::total_derivative_captures<F, Bindings...>::stored_type,
                                                     detail::total_derivative_captures<F, Bindings...>::count> {
  using terms_type = total_derivative_terms<F, T, Bindings...>;
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      function_view const& f = function_of<terms_type>;
      return detail::with_inputs_of(f, sum_outputs(f.graph, 0, 1, terms_type::size()));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  constexpr terms_type terms() const { return combined<terms_type>(*this); }
};

template <operand F, scalar_variable T, class... Bindings>
  requires(detail::has_total_derivative<T, Bindings...>())
constexpr auto total_derivative(F const& f, T const&, Bindings const&... bindings) {
  using result = total_derivative_expression<expression_of<F>, T,
                                             binding<typename Bindings::variable_type, typename Bindings::value_type>...>;
  return combined<result>(as_expression(f), detail::as_argument(bindings.value())...);
}
template <operand F, class T, class... Bindings>
  requires(!scalar_variable<T> || !detail::has_total_derivative<T, Bindings...>())
CALX_REFUSED(
    "calx: total_derivative(f, t, x = g, y = h): t is a var, and each variable bound is another var, once, with a scalar "
    "expression or a number")
constexpr refused total_derivative(F const&, T const&, Bindings const&...) {
  return {};
}

// The i-th term, as an expression.
template <int I, class F, class T, class... Bindings>
  requires(I >= 0 && I < total_derivative_terms<F, T, Bindings...>::size())
constexpr auto get(total_derivative_terms<F, T, Bindings...> const& terms) {
  return combined<entry<total_derivative_terms<F, T, Bindings...>, I>>(terms);
}
template <int I, class F, class T, class... Bindings>
  requires(I < 0 || I >= total_derivative_terms<F, T, Bindings...>::size())
CALX_REFUSED("calx: get<i>(terms): i is not below the number of terms of this total derivative")
constexpr refused get(total_derivative_terms<F, T, Bindings...> const&) {
  return {};
}

}  // namespace calx
