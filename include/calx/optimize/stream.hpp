// SPDX-License-Identifier: Apache-2.0
// std::cout << minimize(f, at(x = 1.0, y = 2.0)): how a search ended, where, and what it took, as a person wants to read it:
//
//   converged: the gradient is small
//     x = 1, y = 1
//     value 0, gradient 0
//     23 iterations, 27 evaluations, 27 Hessians
#pragma once

#include <calx/optimize/find_all_roots.hpp>
#include <calx/optimize/find_root.hpp>
#include <calx/optimize/find_root_of_system.hpp>
#include <calx/optimize/minimize_subject_to.hpp>
#include <calx/optimize/multi_start.hpp>

#include <iosfwd>

namespace calx {

namespace detail {

template <class Variable, class Out, class Result> void write_variable(Out& out, bool first, Result const& r) {
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
template <class... Variables, class Out, class Result> void write_variables(Out& out, Result const& r) {
  bool first = true;
  ((write_variable<Variables>(out, first, r), first = false), ...);
  out << '\n';
}

}  // namespace detail

template <class Traits, class Real, class... Variables>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, minimum<Real, Variables...> const& r) {
  out << to_string(r.status) << '\n';
  detail::write_variables<Variables...>(out, r);
  out << "  value " << r.value << ", gradient " << r.gradient_norm << "\n  " << r.iterations << " iterations, "
      << r.function_evaluations << " evaluations";
  if (r.hessian_evaluations > 0) out << ", " << r.hessian_evaluations << " Hessians";
  if (r.hessian_products > 0) out << ", " << r.hessian_products << " products of the Hessian";
  return out << '\n';
}
// Behind the best minimum the list of all, the lowest first.
template <class Traits, class... Variables>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             multi_start_minimum<Variables...> const& r) {
  constexpr std::size_t shown = 10;
  out << static_cast<minimum<double, Variables...> const&>(r) << "  " << r.searches << " searches";
  if (r.failures > 0) out << ", " << r.failures << " without success";
  out << ", " << r.minima.size() << (r.minima.size() == 1 ? " minimum" : " minima") << '\n';
  for (std::size_t i = 0; i < r.minima.size() && i < shown; ++i) {
    out << "  " << r.minima[i].value << " found " << r.minima[i].count << (r.minima[i].count == 1 ? " time:" : " times:");
    detail::write_variables<Variables...>(out, r.minima[i]);
  }
  return r.minima.size() > shown ? out << "  ...\n" : out;
}
template <class Traits, class Real, int Constraints, class... Variables>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out,
                                             constrained_minimum<Real, Constraints, Variables...> const& r) {
  constexpr std::size_t shown = 20;
  out << to_string(r.status) << '\n';
  detail::write_variables<Variables...>(out, r);
  out << "  value " << r.value << ", violation of the constraints " << r.violation << "\n  multipliers (";
  for (std::size_t i = 0; i < r.multipliers.size() && i < shown; ++i) out << (i == 0 ? "" : ", ") << r.multipliers[i];
  out << (r.multipliers.size() > shown ? ", ...)" : ")") << "\n  " << r.iterations << " iterations, " << r.function_evaluations
      << " evaluations";
  if (r.hessian_products > 0) out << ", " << r.hessian_products << " products of the Hessian";
  return out << '\n';
}
template <class Traits, class Real, class... Variables>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, system_root<Real, Variables...> const& r) {
  out << to_string(r.status) << '\n';
  detail::write_variables<Variables...>(out, r);
  return out << "  residual " << r.residual << "\n  " << r.iterations << " iterations, " << r.function_evaluations
             << " evaluations\n";
}
template <class Traits, class Variable, class Real>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, root_result<Variable, Real> const& r) {
  return out << to_string(r.status) << "\n  " << Variable::name() << " = " << r.root << "\n  value " << r.value << "\n  "
             << r.iterations << " iterations, " << r.function_evaluations << " evaluations\n";
}

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, all_roots const& r) {
  out << (r.complete() ? "all roots, proved: " : "roots: ") << r.roots.size() << '\n';
  for (enclosed_root const& root : r.roots) out << "  " << root.root << '\n';
  for (interval const& box : r.undecided) out << "  undecided: [" << box.lower() << ", " << box.upper() << "]\n";
  return out;
}

}  // namespace calx
