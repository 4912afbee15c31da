// SPDX-License-Identifier: Apache-2.0
// objective<Real>: what a solver asks of a function of n numbers, so that solvers are compiled once, for all functions.
// function_objective: a calx function with the values of its variables one after the other. How much it can be asked for is
// its order: 0 values, 1 gradients, 2 Hessians, 3 products of the Hessian and a vector.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/evaluate/evaluate_into.hpp>
#include <calx/optimize/given.hpp>
#include <calx/optimize/hessian_product.hpp>
#include <calx/optimize/point.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <tuple>
#include <utility>

namespace calx::detail {

template <class Real> class objective {
 public:
  constexpr virtual int size() const = 0;
  constexpr virtual Real value(Real const* at) const = 0;
  constexpr virtual Real gradient(Real const* at, Real* gradient) const = 0;
  // n x n
  constexpr virtual Real hessian(Real const* at, Real* gradient, Real* hessian) const = 0;
  constexpr virtual void hessian_vector(Real const* at, Real const* direction, Real* product) const = 0;

 protected:
  constexpr ~objective() = default;
};

// The value of a variable in a flat array of all: a number, or a span.
template <class Variable, class Real> CALX_ALWAYS_INLINE constexpr auto value_in(Real const* numbers, int first, int count) {
  constexpr input_info const& input = function_of<Variable>.inputs[0];
  if constexpr (input.is_scalar()) {
    (void)count;
    return bind<Variable>(numbers[first]);
  } else {
    return bind<Variable>(std::span<Real const>(numbers + first, static_cast<std::size_t>(count)));
  }
}

// Where each variable's numbers begin in the flat array.
template <int Variables> struct layout {
  std::array<int, static_cast<std::size_t>(Variables) + 1> first{};
  constexpr int size() const { return first[static_cast<std::size_t>(Variables)]; }
};

// The values of other inputs of f are Data, a given_data.
template <class F, class Real, int Order, class Data, class... Variables>
class function_objective final : public objective<Real> {
  static constexpr int variables = sizeof...(Variables);
  static constexpr int scalars = (0 + ... + (is_scalar_variable<Variables> ? 1 : 0));
  using all = std::make_index_sequence<sizeof...(Variables)>;
  using known = std::make_index_sequence<Data::count>;

 public:
  constexpr function_objective(F const& function, layout<variables> const& where, Data const& data)
      : f_(function), where_(where), data_(data) {}

  constexpr int size() const override { return where_.size(); }
  constexpr Real value(Real const* at) const override {
    if constexpr (form_of<F> == array_form::loops) return looped(all{}, f_, nullptr, at);
    else return evaluated(all{}, f_, at);
  }
  constexpr Real gradient(Real const* at, Real* gradient) const override {
    if constexpr (Order >= 1 && by_loops<F, Variables...>()) {
      auto const values = looped(all{}, value_and_gradient(f_, Variables{}...), gradient, at);
      if constexpr (scalars == 0) return values;
      else return put_scalars(values.data() + 1, gradient), values[0];  // the value, and the partials by numbers
    } else if constexpr (Order >= 1) {
      auto const r = evaluated(all{}, value_and_gradient(f_, Variables{}...), at);
      Real* to = gradient;
      put(r.gradient, to);
      return r.value;
    } else {
      return value(at);
    }
  }
  constexpr Real hessian(Real const* at, Real* gradient, Real* hessian) const override {
    if constexpr (Order == 2) {
      auto const r = evaluated(all{}, value_gradient_hessian(f_, Variables{}...), at);
      Real* to = gradient;
      put(r.gradient, to);
      to = hessian;
      put(r.hessian, to);
      return r.value;
    } else {
      (void)hessian;
      return this->gradient(at, gradient);
    }
  }
  constexpr void hessian_vector(Real const* at, Real const* direction, Real* product) const override {
    if constexpr (Order == 3) {
      auto const e = hessian_product<Variables...>(f_);
      if constexpr (is_looped<decltype(e)>) {
        if constexpr (scalars == 0) {
          looped(all{}, e, product, at, direction);
        } else {
          auto const values = looped(all{}, e, product, at, direction);
          if constexpr (scalars == 1) put_scalars(&values, product);
          else put_scalars(values.data(), product);
        }
      } else {
        Real* to = product;
        put(evaluated(all{}, e, at, direction), to);
      }
    } else {
      (void)at, (void)direction, (void)product;
    }
  }

 private:
  // Not e(x = ...), which the end of a domain would stop in a constant expression.
  template <class E, std::size_t... I>
  CALX_ALWAYS_INLINE constexpr auto evaluated(std::index_sequence<I...>, E const& e, Real const* at) const {
    return with_data(known{}, e, value_in<Variables>(at, where_.first[I], count(I))...);
  }
  template <class E, std::size_t... I>
  CALX_ALWAYS_INLINE constexpr auto evaluated(std::index_sequence<I...>, E const& e, Real const* at,
                                              Real const* direction) const {
    return with_data(known{}, e, value_in<Variables>(at, where_.first[I], count(I))...,
                     value_in<direction_of<Variables>>(direction, where_.first[I], count(I))...);
  }
  template <class E, std::size_t... D, class... Values>
  CALX_ALWAYS_INLINE constexpr auto with_data(std::index_sequence<D...>, E const& e, Values const&... values) const {
    return detail::evaluate(loop_policy<>{}, e, values..., data_.template get<D>()...);
  }
  template <class E>
  static constexpr bool is_looped =
      form_of<std::remove_cvref_t<E>> != array_form::numbers && form_of<std::remove_cvref_t<E>> != array_form::elements;
  // The same into `to`, in the workspace; what is a number among the results is returned.
  template <class E, std::size_t... I, class... Direction>
  CALX_ALWAYS_INLINE auto looped(std::index_sequence<I...>, E const& e, Real* to, Real const* at,
                                 Direction... direction) const {
    sink<Real> sinks[sizeof...(I)]{};
    int next = 0;
    ((is_scalar_variable<Variables> ? void()
                                    : void(sinks[next++] = {to + where_.first[I], static_cast<std::size_t>(count(I))})),
     ...);
    if constexpr (sizeof...(direction) == 0)
      return write_with_data(known{}, sinks, e, value_in<Variables>(at, where_.first[I], count(I))...);
    else
      return write_with_data(known{}, sinks, e, value_in<Variables>(at, where_.first[I], count(I))...,
                             value_in<direction_of<Variables>>(direction..., where_.first[I], count(I))...);
  }
  template <class E, std::size_t... D, class... Values>
  CALX_ALWAYS_INLINE auto write_with_data(std::index_sequence<D...>, sink<Real> const* sinks, E const& e,
                                          Values const&... values) const {
    using outputs = std::make_integer_sequence<int, function_of<E>.graph.output_count>;
    return write_into(outputs{}, sinks, loop_policy<>{}, &work_, e, values..., data_.template get<D>()...);
  }
  constexpr void put_scalars(Real const* values, Real* to) const {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      ((is_scalar_variable<Variables> ? void(to[where_.first[I]] = *values++) : void()), ...);
    }(all{});
  }
  constexpr int count(std::size_t i) const { return where_.first[i + 1] - where_.first[i]; }
  template <class Value> static constexpr void put(Value const& from, Real*& to) {
    if constexpr (std::is_arithmetic_v<Value>) *to++ = from;
    else if constexpr (requires { from.begin(); })
      for (auto const& part : from) put(part, to);
    else std::apply([&](auto const&... parts) { (put(parts, to), ...); }, from);
  }

  struct nothing {};

  F const& f_;
  layout<variables> where_;
  Data const& data_;
  static constexpr bool keeps_workspace = by_loops<F, Variables...>() || (Order == 3 && product_by_loops<F, Variables...>());
  mutable std::conditional_t<keeps_workspace, workspace<Real>, nothing> work_{};
};

}  // namespace calx::detail
