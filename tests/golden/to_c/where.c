#include <math.h>

#ifndef CALX_FUNCTION
#define CALX_FUNCTION
#endif

CALX_FUNCTION void chosen(double x, double y, double out[2]) {
  int const t0 = x < 0.5;
  int const t1 = !t0;
  int const t2 = 0.5 < x;
  double const t3 = t2 ? 1.0 : 0.5;
  double const t4 = sqrt(x);
  int const t5 = x < 0.0;
  int const t6 = !t5;
  int const t7 = x < y;
  int const t8 = t7 && t6;
  double const t9 = 0.5/t4;
  double const t10 = y*t9;
  double const t11 = t8 ? t10 : 0.0;
  int const t12 = !t8;
  int const t13 = t12 && t1;
  double const t14 = t13 ? t3 : 0.0;
  out[0] = t14 + t11;  // df/dx
  out[1] = t8 ? t4 : 0.0;  // df/dy
}
