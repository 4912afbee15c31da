// SPDX-License-Identifier: Apache-2.0
// NLopt (Debian: libnlopt-dev): L-BFGS, variable metric, truncated Newton; SLSQP, which takes constraints. Its tolerance is of
// steps, beside the point; iterations it does not tell.
#if __has_include(<nlopt.h>)
#include "peers.hpp"

#include <nlopt.h>

namespace peers {
namespace {

double value(unsigned, double const* x, double* gradient, void* data) {
  return static_cast<problem const*>(data)->evaluate(x, gradient);
}
void constraint(unsigned, double* result, unsigned, double const* x, double* gradient, void* data) {
  static_cast<problem const*>(data)->constrain(x, result, gradient);
}

template <nlopt_algorithm Algorithm> void run(problem const& p, double tolerance, outcome& to) {
  nlopt_opt const opt = nlopt_create(Algorithm, static_cast<unsigned>(p.size()));
  auto* const data = const_cast<problem*>(&p);
  nlopt_set_min_objective(opt, value, data);
  if (p.constraints > 0) {
    std::vector<double> const least(static_cast<std::size_t>(p.constraints), tolerance);
    nlopt_add_equality_mconstraint(opt, static_cast<unsigned>(p.constraints), constraint, data, least.data());
  }
  nlopt_set_xtol_rel(opt, tolerance);
  nlopt_set_maxeval(opt, 100000);
  to.at = p.start;
  p.evaluations = 0;
  nlopt_optimize(opt, to.at.data(), &to.value);
  to.evaluations = p.evaluations;
  to.iterations = -1;
  nlopt_destroy(opt);
}

enrolled const all[]{
    enrolled(optimizer{.name = "NLopt LD_LBFGS", .run = run<NLOPT_LD_LBFGS>}),
    enrolled(optimizer{.name = "NLopt LD_VAR2", .run = run<NLOPT_LD_VAR2>}),
    enrolled(optimizer{.name = "NLopt LD_TNEWTON", .run = run<NLOPT_LD_TNEWTON>}),
    // Time and memory grow with n^3 and n^2.
    enrolled(optimizer{.name = "NLopt LD_SLSQP", .run = run<NLOPT_LD_SLSQP>, .takes_constraints = true, .most_unknowns = 100}),
};

}  // namespace
}  // namespace peers

#endif
