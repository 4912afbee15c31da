// SPDX-License-Identifier: Apache-2.0
// fit(y == model, at(b1 = 500.0, b2 = 1e-4), given(x = xs, y = ys)): least squares of y - model over the rows of the data.
//
//   parameters   the variables of at(...), with their starts, in that order
//   data         columns of one length; anything with size() and an index
//   result       result[b1], standard_error(b1) (from the Gauss-Newton covariance s^2 (J^T J)^-1), residual_sum_of_squares,
//                degrees_of_freedom, residuals, status. Only converged() is success; the best point is kept in any case.
//
// The Jacobian is exact: residual and derivatives are one schedule, run row by row. The solver is
// regress/levenberg_marquardt.hpp. Refused with std::invalid_argument, before anything is computed: columns of different
// length, fewer rows than parameters, a row that is not a number (rows count from 0).
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/evaluate/columns.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/variable.hpp>
#include <calx/optimize/given.hpp>
#include <calx/optimize/point.hpp>
#include <calx/regress/levenberg_marquardt.hpp>

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

  bool converged() const { return status == calx::status::converged; }
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

// One pass over the data: residuals and Jacobian at the search's trial point. A row of outputs is r and its derivatives.
template <class... Parameters, class Bundle, std::size_t... I, class... Data>
CALX_ALWAYS_INLINE void evaluate_trial(least_squares_solution<>& trial, Bundle const& bundle, std::size_t rows,
                                       std::index_sequence<I...>, Data const&... data) {
  std::array<double, sizeof...(I)> const values{trial.parameters[static_cast<Eigen::Index>(I)]...};
  trial.residuals.resize(static_cast<Eigen::Index>(rows));
  trial.jacobian.resize(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(sizeof...(I)));
  row_evaluator<Bundle, double> evaluator(bundle, bind<Parameters>(values[I])..., data...);
  for (std::size_t row = 0; row < rows; ++row) {
    double outputs[1 + sizeof...(I)];
    evaluator.run(outputs, row, data...);
    auto const i = static_cast<Eigen::Index>(row);
    trial.residuals[i] = outputs[0];
    ((trial.jacobian(i, static_cast<Eigen::Index>(I)) = outputs[1 + I]), ...);
  }
}

template <std::size_t Count> fit_report<Count> report_of(least_squares_solution<> const& solution) {
  fit_report<Count> result;
  result.status = solution.status;
  result.residual_sum_of_squares = solution.residuals.squaredNorm();
  result.degrees_of_freedom = static_cast<long>(solution.residuals.size()) - static_cast<long>(Count);
  result.iterations = solution.iterations;
  result.function_evaluations = solution.function_evaluations;
  result.residuals.assign(solution.residuals.data(), solution.residuals.data() + solution.residuals.size());
  parameter_covariance<> const covariance = covariance_of(solution);
  if (result.converged() && covariance.rank < static_cast<Eigen::Index>(Count)) result.status = status::singular;
  for (std::size_t i = 0; i < Count; ++i) {
    result.parameters[i] = solution.parameters[static_cast<Eigen::Index>(i)];
    for (std::size_t j = 0; j < Count; ++j)
      result.covariance[i][j] = covariance.matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  }
  return result;
}

template <class Bundle, class... Starts, std::size_t... I, class... Data, std::size_t... D>
CALX_ALWAYS_INLINE auto fitted(Bundle const& bundle, point<Starts...> const& start, std::index_sequence<I...> positions,
                               given_data<Data...> const& data, std::index_sequence<D...>, levenberg_marquardt const& options) {
  std::size_t const rows = row_count<Bundle>(data.template get<D>()...);
  require_rows(rows, sizeof...(I));
  (check_numbers(data.template get<D>()), ...);
  Eigen::VectorXd first(static_cast<Eigen::Index>(sizeof...(I)));
  ((first[static_cast<Eigen::Index>(I)] = static_cast<double>(start.template get<I>().value())), ...);
  least_squares_search<> search(first, options);
  for (; search.needs_evaluation(); search.proceed())
    evaluate_trial<typename Starts::variable_type...>(search.trial(), bundle, rows, positions, data.template get<D>()...);
  return fit_result<typename Starts::variable_type...>{report_of<sizeof...(I)>(search.solution())};
}

}  // namespace detail

// Inlined, as all that is keyed by a formula (evaluate/columns.hpp).
template <equation Model, class... Starts, class... Data>
CALX_ALWAYS_INLINE auto fit(Model const& model, point<Starts...> const& start, given_data<Data...> const& data,
                            levenberg_marquardt const& options = {}) {
  return detail::fitted(value_and_gradient(model.left() - model.right(), typename Starts::variable_type{}...), start,
                        std::index_sequence_for<Starts...>{}, data, std::index_sequence_for<Data...>{}, options);
}

}  // namespace calx
