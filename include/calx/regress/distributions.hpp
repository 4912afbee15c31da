// SPDX-License-Identifier: Apache-2.0
// The probabilities and quantiles that reports of regressions state: normal, Student's t, chi-squared, F.
//
// Boost.Math's incomplete gamma and beta functions, at run time only. They are called themselves: its distribution objects take
// a tenth longer to compile. Degrees of freedom may be fractions, and infinite; NaN if they are not positive or a probability
// is not in [0, 1]. Nothing throws. Relative errors are about 1e-15, in far tails 1e-13. This header takes 1.2
// seconds to compile, and nothing else of calx includes Boost.Math.
#pragma once

#include <calx/elementary/classify.hpp>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <cmath>

namespace calx::detail {

using quiet_policy =
    boost::math::policies::policy<boost::math::policies::domain_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::pole_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::denorm_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::indeterminate_result_error<boost::math::policies::ignore_error>,
                                  boost::math::policies::promote_float<false>, boost::math::policies::promote_double<false>>;

// z with P(Z <= z) = p.
inline double normal_quantile(double p) {
  constexpr double root_of_2 = 1.4142135623730950488;
  if (!(p >= 0 && p <= 1)) return elementary::not_a_number<double>;
  if (p == 0 || p == 1) return p == 0 ? -elementary::infinity<double> : elementary::infinity<double>;
  // In the middle by erf, whose argument 2p - 1 is then exact.
  if (p > 0.25 && p < 0.75) return root_of_2 * boost::math::erf_inv(2 * p - 1, quiet_policy());
  return -root_of_2 * boost::math::erfc_inv(2 * p, quiet_policy());
}

// t with P(T <= t) = p. With y = t^2/(f + t^2): P(|T| <= |t|) = I_y(1/2, f/2), P(|T| > |t|) = I_{1-y}(f/2, 1/2).
inline double student_t_quantile(double p, double degrees_of_freedom) {
  double const f = degrees_of_freedom;
  if (!(f > 0) || !(p >= 0 && p <= 1)) return elementary::not_a_number<double>;
  if (p == 0 || p == 1 || f > 1e17) return normal_quantile(p);  // beyond, the two differ by less than a rounding
  if (p == 0.5) return 0;
  double y = 0, rest = 0;
  if (p > 0.25 && p < 0.75) y = boost::math::ibeta_inv(0.5, f / 2, 2 * std::abs(p - 0.5), &rest, quiet_policy());
  else rest = boost::math::ibeta_inv(f / 2, 0.5, 2 * (p < 0.5 ? p : 1 - p), &y, quiet_policy());
  double const t = std::sqrt(f) * std::sqrt(y / rest);
  return p < 0.5 ? -t : t;
}

// P(|T| > |t|): what a t statistic of a coefficient is worth.
inline double student_t_two_sided(double t, double degrees_of_freedom) {
  double const f = degrees_of_freedom, square = t * t;
  if (!(f > 0) || std::isnan(t)) return elementary::not_a_number<double>;
  if (std::isinf(square)) return 0;
  if (f > 1e17) return std::erfc(std::abs(t) * 0.70710678118654752440);
  if (square < f) return boost::math::ibetac(0.5, f / 2, square / (f + square), quiet_policy());
  return boost::math::ibeta(f / 2, 0.5, f / (f + square), quiet_policy());
}

// P(X > x).
inline double chi_squared_upper(double x, double degrees_of_freedom) {
  double const f = degrees_of_freedom;
  if (!(f > 0) || std::isinf(f) || std::isnan(x)) return elementary::not_a_number<double>;
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  return boost::math::gamma_q(f / 2, x / 2, quiet_policy());
}

// P(F > x), for `above` degrees of freedom in the numerator and `below` in the denominator.
inline double f_upper(double x, double above, double below) {
  if (!(above > 0) || !(below > 0) || std::isinf(above) || std::isnan(x)) return elementary::not_a_number<double>;
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  if (std::isinf(below)) return chi_squared_upper(above * x, above);
  double const product = above * x;
  if (product < below) return boost::math::ibetac(above / 2, below / 2, product / (below + product), quiet_policy());
  return boost::math::ibeta(below / 2, above / 2, below / (below + product), quiet_policy());
}

}  // namespace calx::detail
