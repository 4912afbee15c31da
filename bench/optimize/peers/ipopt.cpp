// SPDX-License-Identifier: Apache-2.0
// Ipopt with MUMPS (Debian: coinor-libipopt-dev), which takes Hessians and constraints. The application is made once; a solve
// is a problem and its optimum. Its tolerance is of the optimality conditions, scaled.
#if __has_include(<coin/IpTNLP.hpp>)
#include "peers.hpp"

#define HAVE_CSTDDEF  // which its headers ask for
#include <coin/IpIpoptApplication.hpp>
#include <coin/IpSolveStatistics.hpp>
#include <coin/IpTNLP.hpp>

#include <algorithm>

namespace peers {
namespace {

using Ipopt::Index;
using Ipopt::Number;

class program final : public Ipopt::TNLP {
 public:
  program(problem const& p, outcome& to) : p_(p), to_(to) {}

  bool get_nlp_info(Index& n, Index& m, Index& jacobian, Index& hessian, IndexStyleEnum& style) override {
    n = p_.size(), m = p_.constraints, jacobian = n * m, style = C_STYLE;
    hessian = 0;
    for (Index i = 0; i < n; ++i) hessian += std::min(i, p_.band) + 1;
    return true;
  }
  bool get_bounds_info(Index n, Number* low, Number* high, Index m, Number* least, Number* most) override {
    std::fill_n(low, n, -1e20), std::fill_n(high, n, 1e20);
    std::fill_n(least, m, 0.0), std::fill_n(most, m, 0.0);
    return true;
  }
  bool get_starting_point(Index, bool, Number* x, bool, Number*, Number*, Index, bool, Number*) override {
    std::copy(p_.start.begin(), p_.start.end(), x);
    return true;
  }
  bool eval_f(Index, Number const* x, bool, Number& value) override {
    value = p_.evaluate(x, nullptr);
    return true;
  }
  bool eval_grad_f(Index, Number const* x, bool, Number* gradient) override {
    p_.evaluate(x, gradient);
    return true;
  }
  bool eval_g(Index, Number const* x, bool, Index m, Number* values) override {
    if (m > 0) p_.constrain(x, values, nullptr);
    return true;
  }
  bool eval_jac_g(Index n, Number const* x, bool, Index m, Index, Index* rows, Index* columns, Number* values) override {
    if (m == 0) return true;
    Number unused[16];
    if (values != nullptr) return p_.constrain(x, unused, values), true;
    for (Index i = 0; i < n * m; ++i) rows[i] = i / n, columns[i] = i % n;
    return true;
  }
  bool eval_h(Index n, Number const* x, bool, Number scale, Index, Number const* weights, bool, Index, Index* rows,
              Index* columns, Number* values) override {
    if (values != nullptr) return p_.hessian(n, x, scale, weights, values), true;
    for (Index i = 0; i < n; ++i)
      for (Index k = std::max(0, i - p_.band); k <= i; ++k) *rows++ = i, *columns++ = k;
    return true;
  }
  void finalize_solution(Ipopt::SolverReturn, Index n, Number const* x, Number const*, Number const*, Index, Number const*,
                         Number const*, Number value, Ipopt::IpoptData const*, Ipopt::IpoptCalculatedQuantities*) override {
    to_.at.assign(x, x + n);
    to_.value = value;
  }

 private:
  problem const& p_;
  outcome& to_;
};

void run(problem const& p, double tolerance, outcome& to) {
  static Ipopt::SmartPtr<Ipopt::IpoptApplication> const application = [] {
    Ipopt::SmartPtr<Ipopt::IpoptApplication> made = new Ipopt::IpoptApplication(false);
    made->Options()->SetIntegerValue("print_level", 0);
    made->Options()->SetStringValue("sb", "yes");
    made->Initialize();
    return made;
  }();
  application->Options()->SetNumericValue("tol", tolerance);
  p.evaluations = 0;
  application->OptimizeTNLP(new program(p, to));
  to.iterations = IsValid(application->Statistics()) ? application->Statistics()->IterationCount() : -1;
  to.evaluations = p.evaluations;
}

enrolled const all(optimizer{.name = "Ipopt", .run = run, .takes_constraints = true});

}  // namespace
}  // namespace peers

#endif
