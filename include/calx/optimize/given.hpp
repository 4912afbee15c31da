// SPDX-License-Identifier: Apache-2.0
// given(x = xs, y = ys): what is known of a problem, by name: data of a fit, or of a function that is minimized. Columns that
// live on are viewed, temporaries are moved in. given(...)[x] is what was given for x.
#pragma once

#include <calx/expression/binding.hpp>
#include <calx/optimize/point.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/tuple.hpp>

#include <cstddef>

namespace calx {

template <class... Bindings> struct given_data {
  boost::hana::tuple<Bindings...> bindings;
  static constexpr std::size_t count = sizeof...(Bindings);

  template <std::size_t I> CALX_ALWAYS_INLINE constexpr auto const& get() const { return boost::hana::at_c<I>(bindings); }

  template <class Variable>
    requires(position_of<Variable, typename Bindings::variable_type...>() >= 0)
  constexpr auto const& operator[](Variable const&) const {
    return get<static_cast<std::size_t>(position_of<Variable, typename Bindings::variable_type...>())>().value();
  }
  template <class Variable>
    requires(position_of<Variable, typename Bindings::variable_type...>() < 0)
  CALX_REFUSED("calx: given(x = ...)[y]: nothing was given for this variable")
  constexpr refused operator[](Variable const&) const {
    return {};
  }
};

template <binding_type... Bindings> constexpr auto given(Bindings&&... bindings) {
  return given_data<std::remove_cvref_t<Bindings>...>{
      boost::hana::tuple<std::remove_cvref_t<Bindings>...>(static_cast<Bindings&&>(bindings)...)};
}

}  // namespace calx
