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
  double const t2 = 1.0*t1;
  double const t3 = S*0.5;
  double const t4 = sqrt(T);
  double const t5 = 0.5/t4;
  double const t6 = r*T;
  double const t7 = -t6;
  double const t8 = exp(t7);
  double const t9 = 0.5*t8;
  double const t10 = K*t9;
  double const t11 = 1.0/K;
  double const t12 = S*t11;
  double const t13 = log(t12);
  double const t14 = sigma*sigma;
  double const t15 = t14*0.5 + r;
  double const t16 = t15*T + t13;
  double const t17 = sigma*t4;
  double const t18 = 1.0/t17;
  double const t19 = t16*t18;
  double const t20 = t17 - t19;
  double const t21 = t2*t20;
  double const t22 = t19*t2;
  double const t23 = calx_erf_slope(t21);
  double const t24 = erfc(t21);
  double const t25 = t10*t23;
  double const t26 = t24*t10;
  double const t27 = 0.5*t24;
  double const t28 = calx_erf_slope(t22);
  double const t29 = t28*t3 - t25;
  double const t30 = -t22;
  double const t31 = t2*t25;
  double const t32 = t2*t29;
  double const t33 = t18*t32;
  double const t34 = t31 - t19*t33;
  double const t35 = erfc(t30);
  double const t36 = t11*t33;
  double const t37 = t8*t27 + t36;
  double const t38 = t4*t34;
  double const t39 = sigma*t34;
  double const t40 = t39*t5;
  double const t41 = r*t26 + t40;
  double const t42 = 0.5*t35;
  double const t43 = t33/S;
  double const t44 = T*t33;
  out[0] = S*t42 - t26;  // f
  out[1] = t42 + t43;  // df/dS
  out[2] = -t37;  // df/dK
  out[3] = T*t26 + t44;  // df/dr
  out[4] = sigma*t44 + t38;  // df/dsigma
  out[5] = t15*t33 + t41;  // df/dT
}
