// SPDX-License-Identifier: Apache-2.0
// libLBFGS (Debian: liblbfgs-dev). Its tolerance is of the gradient.
#if __has_include(<lbfgs.h>)
#include "peers.hpp"

#include <lbfgs.h>

namespace peers {
namespace {

struct watched {
  problem const& p;
  int iterations;
};
double value(void* data, double const* x, double* gradient, int, double) {
  return static_cast<watched*>(data)->p.evaluate(x, gradient);
}
int progress(void* data, double const*, double const*, double, double, double, double, int, int iteration, int) {
  static_cast<watched*>(data)->iterations = iteration;
  return 0;
}

void run(problem const& p, double tolerance, outcome& to) {
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.epsilon = tolerance;
  to.at = p.start;
  p.evaluations = 0;
  watched data{p, 0};
  lbfgs(p.size(), to.at.data(), &to.value, value, progress, &data, &parameters);
  to.evaluations = p.evaluations;
  to.iterations = data.iterations;
}

enrolled const all(optimizer{.name = "libLBFGS", .run = run});

}  // namespace
}  // namespace peers

#endif
