#include <math.h>
#include <float.h>

#ifndef CALX_FUNCTION
#define CALX_FUNCTION
#endif

#ifndef calx_pow_slope_from
#define calx_pow_slope_from calx_pow_slope_from
static CALX_FUNCTION double calx_pow_slope_from(double x, double y, double p) {
  double const slope = y*(p/x);
  if (fabs(p) >= DBL_MIN && fabs(slope) <= DBL_MAX) return slope;
  return y == 0.0 ? 0.0 : y*pow(x, y - 1.0);
}
#endif

CALX_FUNCTION void power_hessian(double x, double y, double out[4]) {
  double const t0 = y - 1.0;
  double const t1 = pow(x, y);
  double const t2 = pow(x, t0);
  double const t3 = calx_pow_slope_from(x, t0, t2);
  double const t4 = calx_pow_slope_from(x, y, t1);
  double const t5 = t1 == 0.0 ? 0.0 : t1*log(x);
  double const t6 = t4 == 0.0 ? 0.0 : t4*log(x);
  double const t7 = t2 + t6;
  out[0] = y*t3;  // d2f/dx2
  out[1] = t7;  // d2f/(dx dy)
  out[2] = t7;  // d2f/(dy dx)
  out[3] = t5 == 0.0 ? 0.0 : t5*log(x);  // d2f/dy2
}
