// SPDX-License-Identifier: Apache-2.0
// GSL's vector_bfgs2 (Debian: libgsl-dev). Its tolerance is of the gradient.
#if __has_include(<gsl/gsl_multimin.h>)
#include "peers.hpp"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>

#include <algorithm>
#include <cstddef>

namespace peers {
namespace {

double value(gsl_vector const* x, void* data) { return static_cast<problem const*>(data)->evaluate(x->data, nullptr); }
void derivative(gsl_vector const* x, void* data, gsl_vector* gradient) {
  static_cast<problem const*>(data)->evaluate(x->data, gradient->data);
}
void both(gsl_vector const* x, void* data, double* result, gsl_vector* gradient) {
  *result = static_cast<problem const*>(data)->evaluate(x->data, gradient->data);
}

void run(problem const& p, double tolerance, outcome& to) {
  gsl_set_error_handler_off();
  auto const n = static_cast<std::size_t>(p.size());
  gsl_multimin_function_fdf f{value, derivative, both, n, const_cast<problem*>(&p)};
  gsl_vector* const start = gsl_vector_alloc(n);
  std::copy(p.start.begin(), p.start.end(), start->data);
  gsl_multimin_fdfminimizer* const s = gsl_multimin_fdfminimizer_alloc(gsl_multimin_fdfminimizer_vector_bfgs2, n);
  p.evaluations = 0;
  gsl_multimin_fdfminimizer_set(s, &f, start, 0.1, 0.1);
  for (to.iterations = 0; to.iterations < 10000; ++to.iterations)
    if (gsl_multimin_fdfminimizer_iterate(s) != 0 || gsl_multimin_test_gradient(s->gradient, tolerance) == GSL_SUCCESS) break;
  to.at.assign(s->x->data, s->x->data + n);
  to.value = s->f;
  to.evaluations = p.evaluations;
  gsl_multimin_fdfminimizer_free(s);
  gsl_vector_free(start);
}

enrolled const all(optimizer{.name = "GSL vector_bfgs2", .run = run});

}  // namespace
}  // namespace peers

#endif
