// SPDX-License-Identifier: Apache-2.0
// objective<Real>: what a solver asks of a function of n numbers, so that solvers are compiled once, for all functions.
// function_objective: a calx function with the values of its variables one after the other. How much it can be asked for is
// its order: 0 values, 1 gradients, 2 Hessians, 3 products of the Hessian and a vector.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/hessian_vector_product.hpp>
#include <calx/evaluate/evaluate_into.hpp>
#include <calx/optimize/given.hpp>
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
    return Variable{} = numbers[first];
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
  using all = std::make_index_sequence<sizeof...(Variables)>;
  using known = std::make_index_sequence<Data::count>;

 public:
  constexpr function_objective(F const& f, layout<variables> const& where, Data const& data)
      : f_(f), where_(where), data_(data) {}

  constexpr int size() const override { return where_.size(); }
  constexpr Real value(Real const* at) const override { return evaluated(f_, at, all{}); }
  constexpr Real gradient(Real const* at, Real* gradient) const override {
    if constexpr (Order >= 1 && by_loops<F, Variables...>() && variables == 1 && !(is_scalar_variable<Variables> && ...)) {
      return gradient_into(std::span<Real>(gradient, static_cast<std::size_t>(size())), at, known{});
    } else if constexpr (Order >= 1) {
      auto const r = evaluated(value_and_gradient(f_, Variables{}...), at, all{});
      Real* to = gradient;
      put(r.gradient, to);
      return r.value;
    } else {
      return value(at);
    }
  }
  constexpr Real hessian(Real const* at, Real* gradient, Real* hessian) const override {
    if constexpr (Order == 2) {
      auto const r = evaluated(value_gradient_hessian(f_, Variables{}...), at, all{});
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
    (void)at, (void)direction, (void)product;
  }

 private:
  // Not e(x = ...), which the end of a domain would stop in a constant expression.
  template <class E, std::size_t... I>
  CALX_ALWAYS_INLINE constexpr auto evaluated(E const& e, Real const* at, std::index_sequence<I...>) const {
    return evaluated(e, known{}, value_in<Variables>(at, where_.first[I], where_.first[I + 1] - where_.first[I])...);
  }
  template <class E, std::size_t... I, class... Values>
  CALX_ALWAYS_INLINE constexpr auto evaluated(E const& e, std::index_sequence<I...>, Values const&... values) const {
    return detail::evaluate(loop_policy<>{}, e, values..., data_.template get<I>()...);
  }
  template <std::size_t... I>
  constexpr Real gradient_into(std::span<Real> into, Real const* at, std::index_sequence<I...>) const {
    return evaluate_into(into, value_and_gradient(f_, Variables{}...), work_, value_in<Variables>(at, 0, size())...,
                         data_.template get<I>()...);
  }
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
  mutable std::conditional_t<by_loops<F, Variables...>(), workspace<Real>, nothing> work_{};
};

}  // namespace calx::detail
