// SPDX-License-Identifier: Apache-2.0
// std::cout << minimize(f, at(x = 1.0, y = 2.0)): how a search ended, where, and what it took, as a person wants to read it:
//
//   converged: the gradient is small
//     x = 1, y = 1
//     value 0, gradient 0
//     23 iterations, 27 evaluations, 27 Hessians
#pragma once

#include <calx/optimize/find_root.hpp>
#include <calx/optimize/find_root_of_system.hpp>
#include <calx/optimize/minimize_subject_to.hpp>

#include <ostream>

namespace calx {

namespace detail {

template <class Variable, class Result> void write_variable(std::ostream& out, bool first, Result const& r) {
  constexpr std::size_t shown = 6;
  out << (first ? "  " : ", ") << Variable::name() << " = ";
  auto const value = r[Variable{}];
  if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(value)>>) {
    out << value;
  } else {
    out << '(';
    for (std::size_t i = 0; i < value.size() && i < shown; ++i) out << (i == 0 ? "" : ", ") << value[i];
    out << (value.size() > shown ? ", ...)" : ")");
  }
}
template <class... Variables, class Result> void write_variables(std::ostream& out, Result const& r) {
  bool first = true;
  ((write_variable<Variables>(out, first, r), first = false), ...);
  out << '\n';
}

}  // namespace detail

template <class Real, class... Variables> std::ostream& operator<<(std::ostream& out, minimum<Real, Variables...> const& r) {
  out << to_string(r.status) << '\n';
  detail::write_variables<Variables...>(out, r);
  out << "  value " << r.value << ", gradient " << r.gradient_norm << "\n  " << r.iterations << " iterations, "
      << r.function_evaluations << " evaluations";
  if (r.hessian_evaluations > 0) out << ", " << r.hessian_evaluations << " Hessians";
  return out << '\n';
}
template <class Real, int Constraints, class... Variables>
std::ostream& operator<<(std::ostream& out, constrained_minimum<Real, Constraints, Variables...> const& r) {
  out << to_string(r.status) << '\n';
  detail::write_variables<Variables...>(out, r);
  out << "  value " << r.value << ", violation of the constraints " << r.violation << "\n  multipliers (";
  for (std::size_t i = 0; i < r.multipliers.size(); ++i) out << (i == 0 ? "" : ", ") << r.multipliers[i];
  return out << ")\n  " << r.iterations << " iterations, " << r.function_evaluations << " evaluations, "
             << r.hessian_evaluations << " Hessians\n";
}
template <class Real, class... Variables>
std::ostream& operator<<(std::ostream& out, system_root<Real, Variables...> const& r) {
  out << to_string(r.status) << '\n';
  detail::write_variables<Variables...>(out, r);
  return out << "  residual " << r.residual << "\n  " << r.iterations << " iterations, " << r.function_evaluations
             << " evaluations\n";
}
template <class Variable, class Real> std::ostream& operator<<(std::ostream& out, root_result<Variable, Real> const& r) {
  return out << to_string(r.status) << "\n  " << Variable::name() << " = " << r.root << "\n  value " << r.value << "\n  "
             << r.iterations << " iterations, " << r.function_evaluations << " evaluations\n";
}

}  // namespace calx
