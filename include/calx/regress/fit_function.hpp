// SPDX-License-Identifier: Apache-2.0
// fit_function: the cost of a fit as solvers ask for it, of a calx formula and its data.
#pragma once

#include <calx/optimize/objective.hpp>
#include <calx/regress/levenberg_marquardt.hpp>
#include <calx/regress/normal_equations.hpp>

namespace calx::detail {

// Of a function of the user's own that has no second derivative.
struct unknown_curvature {};

// The Hessian of the cost needs no more than the second derivative of inner along a direction.
template <class Along, class... E> constexpr auto curvature_if_known(E const&... expressions) {
  if constexpr (unknown_derivative_in(frozen<typename Along::pipeline>::storage.view().graph) != nullptr)
    return unknown_curvature{};
  else return combined<Along>(expressions...);
}

// Expressions: a list of inner, cost, score and curvature for each equation; Joint holds them; Cost is the sum of the costs.
template <class Real, class Normal, class Along, class Cost, class Data, class... Parameters>
class fit_function final : public fit_objective<Real> {
  static constexpr int count = sizeof...(Parameters);
  static constexpr bool second = !std::is_same_v<Along, unknown_curvature>;
  using all = std::make_index_sequence<sizeof...(Parameters)>;
  using known = std::make_index_sequence<Data::count>;

 public:
  constexpr fit_function(Normal const& normal, Along const& along, Cost const& cost, Data const& data)
      : normal_(normal), along_(along), cost_(cost), data_(data) {}

  constexpr int size() const override { return count; }
  constexpr Real normal_equations(Real const* at, Real* gradient, Real* matrix) const override {
    auto const r = evaluated(all{}, known{}, normal_, at);
    std::size_t next = 1;
    for (int i = 0; i < count; ++i) gradient[i] = 2 * r[next++];
    for (int i = 0; i < count; ++i)
      for (int k = i; k < count; ++k) matrix[i * count + k] = matrix[k * count + i] = 2 * r[next++];
    return r[0];
  }
  constexpr bool has_second_derivatives() const override { return second; }
  constexpr void curvature_along([[maybe_unused]] Real const* at, [[maybe_unused]] Real const* direction,
                                 [[maybe_unused]] Real* to) const override {
    if constexpr (second) evaluate_along(at, direction, to);
  }
  constexpr Real value(Real const* at) const override { return evaluated(all{}, known{}, cost_, at); }
  constexpr Real gradient(Real const* at, Real* to) const override {
    auto const r = evaluated(all{}, known{}, value_and_gradient(cost_, Parameters{}...), at);
    for (std::size_t i = 0; i < r.gradient.size(); ++i) to[i] = r.gradient[i];
    return r.value;
  }
  constexpr Real hessian(Real const* at, Real* gradient, [[maybe_unused]] Real* hessian) const override {
    if constexpr (second) return evaluate_hessian(at, gradient, hessian);
    else return this->gradient(at, gradient);
  }
  constexpr void hessian_vector(Real const*, Real const*, Real*) const override {}

 private:
  constexpr void evaluate_along(Real const* at, Real const* direction, Real* to) const {
    auto const r = [&]<std::size_t... I, std::size_t... D>(std::index_sequence<I...>, std::index_sequence<D...>) {
      return detail::evaluate(loop_policy<>{}, along_, bind<Parameters>(at[I])...,
                              bind<direction_of<Parameters>>(direction[I])..., data_.template get<D>()...);
    }(all{}, known{});
    for (std::size_t i = 0; i < sizeof...(Parameters); ++i) to[i] = 2 * r[i];
  }
  constexpr Real evaluate_hessian(Real const* at, Real* gradient, Real* hessian) const {
    auto const r = evaluated(all{}, known{}, value_gradient_hessian(cost_, Parameters{}...), at);
    for (std::size_t i = 0; i < r.gradient.size(); ++i) gradient[i] = r.gradient[i];
    for (auto const& row : r.hessian)
      for (Real const entry : row) *hessian++ = entry;
    return r.value;
  }
  // Not e(x = ...), which the end of a domain would stop in a constant expression.
  template <std::size_t... I, std::size_t... D, class E>
  CALX_ALWAYS_INLINE constexpr auto evaluated(std::index_sequence<I...>, std::index_sequence<D...>, E const& e,
                                              Real const* at) const {
    return detail::evaluate(loop_policy<>{}, e, bind<Parameters>(at[I])..., data_.template get<D>()...);
  }

  Normal const& normal_;
  Along const& along_;
  Cost const& cost_;
  Data const& data_;
};

}  // namespace calx::detail
