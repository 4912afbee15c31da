#include <math.h>

#ifndef CALX_FUNCTION
#define CALX_FUNCTION
#endif

#ifndef calx_erf_slope
#define calx_erf_slope calx_erf_slope
static CALX_FUNCTION double calx_erf_slope(double x) {
  double const s = x*x;
  double const value = exp(-s);
  return 1.1283791670955126*(s < 1e5 ? value - value*fma(x, x, -s) : value);
}
#endif

CALX_FUNCTION void price_and_greeks(double K, double S, double T, double r, double sigma, double out[6]) {
  double const t0 = sqrt(2.0);
  double const t1 = 1.0/t0;
  double const t2 = 0.5*t1;
  double const t3 = sqrt(T);
  double const t4 = 0.5/t3;
  double const t5 = r*T;
  double const t6 = -t5;
  double const t7 = exp(t6);
  double const t8 = sigma*sigma;
  double const t9 = t8*0.5 + r;
  double const t10 = sigma*t3;
  double const t11 = 1.0/t10;
  double const t12 = 1.0/K;
  double const t13 = K*t7;
  double const t14 = S*t12;
  double const t15 = log(t14);
  double const t16 = t9*T + t15;
  double const t17 = t16*t11;
  double const t18 = t10 - t17;
  double const t19 = t1*t18;
  double const t20 = t17*t1;
  double const t21 = calx_erf_slope(t19);
  double const t22 = erfc(t19);
  double const t23 = t13*t21;
  double const t24 = 0.5*t22;
  double const t25 = t23*t2;
  double const t26 = t13*t24;
  double const t27 = calx_erf_slope(t20);
  double const t28 = -t20;
  double const t29 = S*t27;
  double const t30 = t29*t2 - t25;
  double const t31 = t11*t30;
  double const t32 = t25 - t17*t31;
  double const t33 = erfc(t28);
  double const t34 = t12*t31;
  double const t35 = t7*t24 + t34;
  double const t36 = t3*t32;
  double const t37 = sigma*t32;
  double const t38 = t37*t4;
  double const t39 = r*t26 + t38;
  double const t40 = 0.5*t33;
  double const t41 = t31/S;
  double const t42 = T*t31;
  out[0] = S*t40 - t26;  // f
  out[1] = t40 + t41;  // df/dS
  out[2] = -t35;  // df/dK
  out[3] = T*t26 + t42;  // df/dr
  out[4] = sigma*t42 + t36;  // df/dsigma
  out[5] = t9*t31 + t39;  // df/dT
}
