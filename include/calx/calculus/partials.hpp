// SPDX-License-Identifier: Apache-2.0
// partials(f, d<2>(x), d(x, y), ...): any list of partial derivatives of f, in one schedule.
// all_partials<Order>(f, x, y, ...): those of orders 1 to Order, in graded lexicographic order: x, y, xx, xy, yy, xxx, ...
//
//   d(x)          df/dx             d<2>(x)         d2f/dx2          d<0>(x)     f itself
//   d(x, y)       d2f/dx dy         d<2, 1>(x, y)   d3f/dx2 dy       d(x, x)     d2f/dx2
//
// get<i>(p) is the i-th as an expression; p(x = ...) evaluates to a std::array in the order asked for. p.indices() are the
// multi-indices, how often each is differentiated by each variable: by those of all_partials in the order given; by those of
// partials in the order in which they first occur. How they are computed: transform/partials.hpp.
// d is found beside the variables, without calx::; a variable that is named d itself hides it.
#pragma once

#include <calx/calculus/wrt.hpp>
#include <calx/transform/partials.hpp>
#include <calx/transform/pipeline.hpp>

namespace calx {

// One partial derivative: Orders[i] times by the i-th variable.
template <class Variables, int... Orders> struct mixed_partial;
template <class... Variables, int... Orders> struct mixed_partial<wrt_list<Variables...>, Orders...> {
  static constexpr std::string_view names[sizeof...(Variables)] = {Variables::name()...};
  static constexpr int orders[sizeof...(Orders)] = {Orders...};
  static constexpr int size() { return sizeof...(Variables); }
};

template <class T> inline constexpr bool is_mixed_partial = false;
template <class Variables, int... Orders> inline constexpr bool is_mixed_partial<mixed_partial<Variables, Orders...>> = true;

template <scalar_variable... Variables>
  requires(sizeof...(Variables) > 0)
constexpr auto d(Variables const&...) {
  return mixed_partial<wrt_list<Variables...>, (static_cast<void>(sizeof(Variables)), 1)...>{};
}
template <int Order, int... Orders, scalar_variable... Variables>
  requires(sizeof...(Variables) == 1 + sizeof...(Orders) && Order >= 0 && ((Orders >= 0) && ...))
constexpr auto d(Variables const&...) {
  return mixed_partial<wrt_list<Variables...>, Order, Orders...>{};
}
template <int... Orders, class... Variables>
  requires(sizeof...(Variables) == 0 || !(scalar_variable<Variables> && ...) || ((Orders < 0) || ...) ||
           (sizeof...(Orders) > 0 && sizeof...(Orders) != sizeof...(Variables)))
CALX_REFUSED("calx: d<2, 1>(x, y): one order, 0 or more, for each variable, and each variable a var, as in calx::var<\"x\">")
constexpr refused d(Variables const&...) {
  return {};
}

namespace detail {

// The variables by name, and a row of orders for each derivative.
struct requested_partials {
  buffer<std::string_view> names;
  buffer<int> orders;
};

template <class... Partials> struct listed_partials {
  static constexpr int size() { return sizeof...(Partials); }
  static constexpr requested_partials request() {
    requested_partials r;
    (add_names<Partials>(r), ...);
    (add_row<Partials>(r), ...);
    return r;
  }

 private:
  static constexpr int position_of(requested_partials const& r, std::string_view name) {
    int position = 0;
    while (position < r.names.size() && r.names[position] != name) ++position;
    return position;
  }
  template <class Partial> static constexpr void add_names(requested_partials& r) {
    for (std::string_view const name : Partial::names)
      if (position_of(r, name) == r.names.size()) r.names.push(name);
  }
  template <class Partial> static constexpr void add_row(requested_partials& r) {
    int const first = r.orders.size();
    r.orders.grow(first + r.names.size(), 0);
    for (int i = 0; i < Partial::size(); ++i) r.orders[first + position_of(r, Partial::names[i])] += Partial::orders[i];
  }
};

template <int Order, class... Variables> struct partials_up_to {
  // (n + k)! / (n! k!) - 1 for n variables and order k.
  static constexpr int size() {
    long long count = 1;
    for (int k = 1; k <= Order; ++k) count = count * (static_cast<int>(sizeof...(Variables)) + k) / k;
    return static_cast<int>(count - 1);
  }
  static constexpr requested_partials request() {
    requested_partials r;
    (r.names.push(Variables::name()), ...);
    for (int order = 1; order <= Order; ++order) add_order(r, order);
    return r;
  }

 private:
  // From (k, 0, ..., 0) to (0, ..., 0, k).
  static constexpr void add_order(requested_partials& r, int order) {
    constexpr int last = static_cast<int>(sizeof...(Variables)) - 1;
    int index[last + 1] = {order};
    while (true) {
      for (int const i : index) r.orders.push(i);
      int lowered = last - 1;
      while (lowered >= 0 && index[lowered] == 0) --lowered;
      if (lowered < 0) return;
      int const rest = index[last];
      index[last] = 0;
      --index[lowered];
      index[lowered + 1] = rest + 1;
    }
  }
};

template <class Request> constexpr auto partial_indices() {
  constexpr int variables = Request::request().names.size(), count = Request::size();
  requested_partials const r = Request::request();
  std::array<std::array<int, static_cast<std::size_t>(variables)>, static_cast<std::size_t>(count)> indices{};
  int next = 0;
  for (auto& row : indices)
    for (int& order : row) order = r.orders[next++];
  return indices;
}

}  // namespace detail

template <class F, class Request>
struct partials_bundle : evaluable_base<partials_bundle<F, Request>>,
                         capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() {
      constexpr graph_view f = scalars_of<F>.graph;
      return {(size() + 8) * f.size + 512, 4 * f.constant_count + 64, size()};
    }
    static constexpr function_graph run() {
      function_view const& f = scalars_of<F>;
      detail::require_scalars(f.graph, "calx: partials(f, ...): f is a vec; a derivative belongs to a scalar");
      detail::requested_partials const asked_for = Request::request();
      buffer<int> inputs(asked_for.names.size(), -1);
      for (int v = 0; v < inputs.size(); ++v)
        for (int i = 0; i < f.input_count; ++i)
          if (f.inputs[i].name == asked_for.names[v]) inputs[v] = i;
      graph const simple = run_passes(preparing_passes, f.graph);
      return detail::with_inputs_of(f, mixed_partials(simple.view(), inputs, asked_for.orders));
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return Request::size(); }
  static constexpr auto indices() { return detail::partial_indices<Request>(); }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
};

template <operand F, class... Partials>
  requires(sizeof...(Partials) > 0 && (is_mixed_partial<Partials> && ...))
constexpr auto partials(F const& f, Partials const&...) {
  return combined<partials_bundle<expression_of<F>, detail::listed_partials<Partials...>>>(as_expression(f));
}
template <operand F, class... Partials>
  requires(sizeof...(Partials) == 0 || !((is_mixed_partial<Partials> || std::is_same_v<Partials, refused>) && ...))
CALX_REFUSED("calx: partials(f, d(x), d<2>(y), ...): what follows f says which derivatives: d(x), d<2>(x), d<2, 1>(x, y)")
constexpr refused partials(F const&, Partials const&...) {
  return {};
}

// d(...) has said what is wrong.
template <operand F, class... Partials>
  requires((is_mixed_partial<Partials> || std::is_same_v<Partials, refused>) && ...) &&
          (std::is_same_v<Partials, refused> || ...)
constexpr refused partials(F const&, Partials const&...) {
  return {};
}

template <int Order, operand F, scalar_variable... Variables>
  requires(Order > 0 && sizeof...(Variables) > 0)
constexpr auto all_partials(F const& f, Variables const&...) {
  return combined<partials_bundle<expression_of<F>, detail::partials_up_to<Order, Variables...>>>(as_expression(f));
}
template <int Order, operand F, class... Variables>
  requires(Order <= 0 || sizeof...(Variables) == 0 || !(scalar_variable<Variables> && ...))
CALX_REFUSED("calx: all_partials<N>(f, x, ...): N is 1 or more, and what follows f are var variables, as in calx::var<\"x\">")
constexpr refused all_partials(F const&, Variables const&...) {
  return {};
}

// The i-th, as an expression.
template <int I, class F, class Request>
  requires(I >= 0 && I < Request::size())
constexpr auto get(partials_bundle<F, Request> const& p) {
  return combined<entry<partials_bundle<F, Request>, I>>(p);
}
template <int I, class F, class Request>
  requires(I < 0 || I >= Request::size())
CALX_REFUSED("calx: get<i>(partials): i is not below the number of derivatives asked for")
constexpr refused get(partials_bundle<F, Request> const&) {
  return {};
}

}  // namespace calx
