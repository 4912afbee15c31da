// SPDX-License-Identifier: Apache-2.0
// jacobian_vector_product(vector(f, g, ...), wrt(x, y), a, b): the Jacobian of the functions times the direction (a, b), a
// number for each function, by one forward sweep, without the matrix. get<i>(p) is an entry as an expression; p(x = ...)
// evaluates to a std::array. What a and b may be: calculus/direction.hpp.
#pragma once

#include <calx/calculus/directional_derivative.hpp>
#include <calx/expression/vector.hpp>

namespace calx {

template <class F, class Variables, class... Directions> struct jacobian_vector_bundle;
template <class F, class... Variables, class... Directions>
struct jacobian_vector_bundle<F, wrt_list<Variables...>, Directions...>
    : evaluable_base<jacobian_vector_bundle<F, wrt_list<Variables...>, Directions...>>,
      capture_storage<detail::common_storage<F, Directions...>, detail::captures_of_all<F, Directions...>> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr function_graph run() {
      function_graph f = detail::lower_elements<F, Directions...>();
      detail::require_scalars(f.graph.view(),
                              "calx: jacobian_vector_product(vector(f, ...), ...): a function or a direction is a vec");
      f.graph = detail::tangents_along<Variables...>(f.view(), size());
      return f;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() { return F::size(); }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
};

template <vector_valued F, class... Variables, class... Directions>
  requires detail::are_directions<wrt_list<Variables...>, Directions...>
constexpr auto jacobian_vector_product(F const& f, wrt_list<Variables...> const&, Directions const&... directions) {
  using result = jacobian_vector_bundle<F, wrt_list<Variables...>, detail::argument_of<Directions>...>;
  return combined<result>(f, detail::as_argument(directions)...);
}
template <class F, class Variables, class... Directions>
  requires(!vector_valued<F> || !detail::are_directions<Variables, Directions...>)
CALX_REFUSED(
    "calx: jacobian_vector_product(vector(f, g), wrt(x, y), a, b): each variable has its direction: for a var a number or a "
    "scalar expression, for a vec a vec or vector(...) of its size")
constexpr refused jacobian_vector_product(F const&, Variables const&, Directions const&...) {
  return {};
}
// wrt(...) has said what is wrong.
template <class F, class... Directions>
constexpr refused jacobian_vector_product(F const&, refused const&, Directions const&...) {
  return {};
}

template <int I, class F, class... Rest>
  requires(I >= 0 && I < F::size())
constexpr auto get(jacobian_vector_bundle<F, Rest...> const& p) {
  return combined<entry<jacobian_vector_bundle<F, Rest...>, I>>(p);
}
template <int I, class F, class... Rest>
  requires(I < 0 || I >= F::size())
CALX_REFUSED("calx: get<i>(jacobian_vector_product): i is not below the number of functions")
constexpr refused get(jacobian_vector_bundle<F, Rest...> const&) {
  return {};
}

}  // namespace calx
