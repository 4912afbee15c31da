// SPDX-License-Identifier: Apache-2.0
// fit(y == model, at(b1 = 500.0, b2 = 1e-4), given(x = xs, y = ys)): least squares of y - model over the rows of the data.
//
//   parameters   the variables of at(...), with their starts, in that order
//   data         columns of one length; anything with size() and an index
//   result       result[b1], standard_error(b1) (from the Gauss-Newton covariance s^2 (J^T J)^-1), residual_sum_of_squares,
//                degrees_of_freedom, residuals, status. Only converged() is success; the best point is kept in any case.
//
// Derivatives are exact: the normal equations are one schedule that passes over the data once (normal_equations.hpp). The
// solver is regress/levenberg_marquardt.hpp. Refused with std::invalid_argument, before anything is computed: columns of
// different length, fewer rows than parameters, a row that is not a number (rows count from 0).
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/variable.hpp>
#include <calx/optimize/given.hpp>
#include <calx/optimize/point.hpp>
#include <calx/regress/fit_function.hpp>
#include <calx/regress/parameter_covariance.hpp>

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace calx {

// What a fit of `Count` parameters found, by position.
template <std::size_t Count> struct fit_report {
  calx::status status = calx::status::iteration_limit;
  std::array<double, Count> parameters{};
  std::array<std::array<double, Count>, Count> covariance{};
  double residual_sum_of_squares = 0;
  long degrees_of_freedom = 0;
  int iterations = 0;
  int function_evaluations = 0;
  std::vector<double> residuals;

  bool converged() const { return is_success(status); }
  double standard_error(std::size_t i) const { return std::sqrt(covariance[i][i]); }
  // s, with s^2 = residual sum of squares / degrees of freedom.
  double residual_standard_deviation() const {
    return std::sqrt(residual_sum_of_squares / static_cast<double>(degrees_of_freedom));
  }
};

// And by name.
template <class... Parameters> struct fit_result : fit_report<sizeof...(Parameters)> {
  template <input_expression Variable> double operator[](Variable const&) const {
    return this->parameters[position<Variable>()];
  }
  using fit_report<sizeof...(Parameters)>::standard_error;
  template <input_expression Variable> double standard_error(Variable const&) const {
    return standard_error(position<Variable>());
  }

 private:
  template <class Variable> static constexpr std::size_t position() {
    static_assert(position_of<Variable, Parameters...>() >= 0,
                  "calx: fit: this variable is not among the parameters in at(...)");
    return static_cast<std::size_t>(position_of<Variable, Parameters...>());
  }
};

namespace detail {

inline void require_rows(std::size_t rows, std::size_t parameters) {
  if (rows < parameters)
    refuse(
        ("calx: fit: " + std::to_string(rows) + " rows of data do not determine " + std::to_string(parameters) + " parameters")
            .c_str());
}

inline void require_finite(double value, std::size_t row, std::string_view name) {
  if (!std::isfinite(value))
    refuse(("calx: fit: row " + std::to_string(row) + " of " + std::string(name) + " is not a finite number").c_str());
}

template <class Binding> void check_numbers(Binding const& binding) {
  auto const& column = binding.value();
  if constexpr (requires { column[0]; })
    for (std::size_t row = 0; row < length_of(column); ++row)
      require_finite(static_cast<double>(column[row]), row, Binding::variable_type::name());
}

// One pass over the data: residuals and Jacobian. A row of outputs is r and its derivatives.
template <class... Parameters, class Bundle, std::size_t... I, class... Data>
CALX_ALWAYS_INLINE void evaluate_rows(double const* parameters, Eigen::VectorXd& residuals, Eigen::MatrixXd& jacobian,
                                      Bundle const& bundle, std::size_t rows, std::index_sequence<I...>, Data const&... data) {
  residuals.resize(static_cast<Eigen::Index>(rows));
  jacobian.resize(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(sizeof...(I)));
  row_evaluator<Bundle, double> evaluator(bundle, bind<Parameters>(parameters[I])..., data...);
  for (std::size_t row = 0; row < rows; ++row) {
    double outputs[1 + sizeof...(I)];
    evaluator.run(outputs, row, data...);
    auto const i = static_cast<Eigen::Index>(row);
    residuals[i] = outputs[0];
    ((jacobian(i, static_cast<Eigen::Index>(I)) = outputs[1 + I]), ...);
  }
}

template <std::size_t Count>
fit_report<Count> report_of(descent<double> const& search, Eigen::VectorXd const& residuals, Eigen::MatrixXd const& jacobian) {
  fit_report<Count> result;
  result.status = search.report.status;
  result.residual_sum_of_squares = residuals.squaredNorm();
  result.degrees_of_freedom = static_cast<long>(residuals.size()) - static_cast<long>(Count);
  result.iterations = search.report.iterations;
  result.function_evaluations = search.report.function_evaluations;
  result.residuals.assign(residuals.data(), residuals.data() + residuals.size());
  parameter_covariance<> const covariance = covariance_of(jacobian, residuals);
  bool const ended = result.converged() || result.status == status::stalled;
  if (ended && covariance.rank < static_cast<Eigen::Index>(Count)) result.status = status::singular;
  for (std::size_t i = 0; i < Count; ++i) {
    result.parameters[i] = search.at[static_cast<int>(i)];
    for (std::size_t j = 0; j < Count; ++j)
      result.covariance[i][j] = covariance.matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  }
  return result;
}

template <class Residual, class... Starts, std::size_t... I, class... Data, std::size_t... D>
CALX_ALWAYS_INLINE auto fitted(Residual const& residual, point<Starts...> const& start, std::index_sequence<I...> positions,
                               given_data<Data...> const& data, std::index_sequence<D...>, levenberg_marquardt const& method) {
  auto const bundle = value_and_gradient(residual, typename Starts::variable_type{}...);
  using bundle_type = std::remove_const_t<decltype(bundle)>;
  std::size_t const rows = row_count<bundle_type>(data.template get<D>()...);
  require_rows(rows, sizeof...(I));
  (check_numbers(data.template get<D>()), ...);

  auto const square = residual * residual;
  using expressions = expression_list<Residual, std::remove_const_t<decltype(square)>, Residual, exact_constant<1>>;
  using normal = normal_equations<expressions, typename Starts::variable_type...>;
  using along = calx::curvature_along<expressions, typename Starts::variable_type...>;
  auto const equations = combined<normal>(residual, square, residual, exact_constant<1>{});
  auto const curve = curvature_if_known<along>(residual, square, residual, exact_constant<1>{});
  auto const cost = sum(square);
  fit_function<double, normal, std::remove_const_t<decltype(curve)>, std::remove_const_t<decltype(cost)>, given_data<Data...>,
               typename Starts::variable_type...> const function(equations, curve, cost, data);

  double const first[] = {static_cast<double>(start.template get<I>().value())...};
  descent<double> search(
      function, first, {method.max_iterations, method.max_evaluations, method.max_seconds, method.gradient_tolerance}, nullptr);
  constexpr int count = sizeof...(I) <= 4 ? static_cast<int>(sizeof...(I)) : 0;
  levenberg_marquardt_search<double, count>(method, function, search).run();
  search.give_best();
  Eigen::VectorXd residuals;
  Eigen::MatrixXd jacobian;
  evaluate_rows<typename Starts::variable_type...>(search.at.data(), residuals, jacobian, bundle, rows, positions,
                                                   data.template get<D>()...);
  return fit_result<typename Starts::variable_type...>{report_of<sizeof...(I)>(search, residuals, jacobian)};
}

}  // namespace detail

// Inlined, as all that is keyed by a formula (evaluate/columns.hpp).
template <equation Model, class... Starts, class... Data>
CALX_ALWAYS_INLINE auto fit(Model const& model, point<Starts...> const& start, given_data<Data...> const& data,
                            levenberg_marquardt const& options = {}) {
  return detail::fitted(model.left() - model.right(), start, std::index_sequence_for<Starts...>{}, data,
                        std::index_sequence_for<Data...>{}, options);
}

}  // namespace calx
