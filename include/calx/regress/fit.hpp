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
#include <calx/optimize/point.hpp>
#include <calx/regress/given.hpp>
#include <calx/regress/levenberg_marquardt.hpp>

#include <boost/hana/unpack.hpp>

#include <array>
#include <string>
#include <vector>

namespace calx {

template <class... Parameters> struct fit_result {
  static constexpr std::size_t count = sizeof...(Parameters);

  calx::status status = calx::status::iteration_limit;
  std::array<double, count> parameters{};
  std::array<std::array<double, count>, count> covariance{};
  double residual_sum_of_squares = 0;
  long degrees_of_freedom = 0;
  int iterations = 0;
  int function_evaluations = 0;
  std::vector<double> residuals;

  bool converged() const { return status == calx::status::converged; }
  template <class Variable> double operator[](Variable const&) const { return parameters[position<Variable>()]; }
  template <class Variable> double standard_error(Variable const&) const {
    return std::sqrt(covariance[position<Variable>()][position<Variable>()]);
  }
  // s, with s^2 = residual sum of squares / degrees of freedom.
  double residual_standard_deviation() const {
    return std::sqrt(residual_sum_of_squares / static_cast<double>(degrees_of_freedom));
  }

 private:
  template <class Variable> static constexpr std::size_t position() {
    static_assert(position_of<Variable, Parameters...>() >= 0,
                  "calx: fit: this variable is not among the parameters in at(...)");
    return static_cast<std::size_t>(position_of<Variable, Parameters...>());
  }
};

namespace detail {

// The names stay constants; the values change from step to step.
template <class... Parameters, class Bundle, class... Data, std::size_t... I>
void residuals_and_jacobian(Bundle const& bundle, std::index_sequence<I...>, Eigen::VectorXd const& p, Eigen::VectorXd& r,
                            Eigen::MatrixXd& jacobian, Data const&... data) {
  using evaluator = column_evaluator<Bundle>;
  std::array<double, sizeof...(I)> const values{p[static_cast<Eigen::Index>(I)]...};
  auto const rows = static_cast<Eigen::Index>(evaluator::row_count(data...));
  r.resize(rows);
  jacobian.resize(rows, static_cast<Eigen::Index>(sizeof...(I)));
  evaluator::template for_each_row<double>(
      bundle,
      [&](std::size_t row, double const* outputs) {
        auto const i = static_cast<Eigen::Index>(row);
        r[i] = outputs[0];
        ((jacobian(i, static_cast<Eigen::Index>(I)) = outputs[1 + I]), ...);
      },
      bind<Parameters>(values[I])..., data...);
}

template <class Binding> void check_numbers(Binding const& binding) {
  auto const& column = binding.value();
  if constexpr (requires { column[0]; })
    for (std::size_t row = 0; row < length_of(column); ++row)
      if (!std::isfinite(static_cast<double>(column[row])))
        refuse(("calx: fit: row " + std::to_string(row) + " of " + std::string(Binding::variable_type::name()) +
                " is not a finite number")
                   .c_str());
}

}  // namespace detail

template <equation Model, class... Starts, class... Data>
auto fit(Model const& model, point<Starts...> const& start, given_data<Data...> const& data,
         levenberg_marquardt const& options = {}) {
  using result_type = fit_result<typename Starts::variable_type...>;
  auto const bundle = value_and_gradient(model.left() - model.right(), typename Starts::variable_type{}...);
  using bundle_type = std::remove_cvref_t<decltype(bundle)>;
  constexpr auto positions = std::index_sequence_for<Starts...>{};
  constexpr auto count = static_cast<Eigen::Index>(sizeof...(Starts));

  return boost::hana::unpack(data.bindings, [&](auto const&... columns) {
    auto const rows = static_cast<long>(column_evaluator<bundle_type>::row_count(columns...));
    if (rows < count)
      refuse(("calx: fit: " + std::to_string(rows) + " rows of data do not determine " + std::to_string(count) + " parameters")
                 .c_str());
    (detail::check_numbers(columns), ...);

    Eigen::VectorXd first(count);
    boost::hana::unpack(start.bindings, [&](auto const&... b) {
      Eigen::Index i = 0;
      ((first[i++] = static_cast<double>(b.value())), ...);
    });
    auto const evaluate = [&](Eigen::VectorXd const& p, Eigen::VectorXd& r, Eigen::MatrixXd& jacobian) {
      detail::residuals_and_jacobian<typename Starts::variable_type...>(bundle, positions, p, r, jacobian, columns...);
    };
    least_squares_solution const solution = solve_least_squares(evaluate, first, options);

    result_type result;
    result.status = solution.status;
    result.residual_sum_of_squares = solution.residuals.squaredNorm();
    result.degrees_of_freedom = rows - static_cast<long>(count);
    result.iterations = solution.iterations;
    result.function_evaluations = solution.function_evaluations;
    result.residuals.assign(solution.residuals.data(), solution.residuals.data() + solution.residuals.size());
    parameter_covariance const covariance = covariance_of(solution);
    if (result.converged() && covariance.rank < count) result.status = status::singular;
    for (Eigen::Index i = 0; i < count; ++i) {
      result.parameters[static_cast<std::size_t>(i)] = solution.parameters[i];
      for (Eigen::Index j = 0; j < count; ++j)
        result.covariance[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] = covariance.matrix(i, j);
    }
    return result;
  });
}

}  // namespace calx
