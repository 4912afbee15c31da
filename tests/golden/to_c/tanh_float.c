#include <math.h>

#ifndef CALX_FUNCTION
#define CALX_FUNCTION
#endif

#ifndef calx_sigmoid_slopef
#define calx_sigmoid_slopef calx_sigmoid_slopef
static CALX_FUNCTION float calx_sigmoid_slopef(float x) {
  float const u = expf(x < 0.0f ? x : -x);
  float const v = 1.0f + u;
  return u/(v*v);
}
#endif

#ifndef calx_sigmoidf
#define calx_sigmoidf calx_sigmoidf
static CALX_FUNCTION float calx_sigmoidf(float x) {
  float const u = expf(x < 0.0f ? x : -x);
  return (x < 0.0f ? u : 1.0f)/(1.0f + u);
}
#endif

#ifndef calx_tanh_kernelf
#define calx_tanh_kernelf calx_tanh_kernelf
static CALX_FUNCTION float calx_tanh_kernelf(float x) {
  float const y = (x < 0.0f ? 2.0f : -2.0f)*x;
  return x > 0.5f || x < -0.5f ? expf(y) : expm1f(y);
}
#endif

#ifndef calx_sech_squared_fromf
#define calx_sech_squared_fromf calx_sech_squared_fromf
static CALX_FUNCTION float calx_sech_squared_fromf(float x, float kernel) {
  int const power = x > 0.5f || x < -0.5f;
  float const inverse = 1.0f/((power ? 1.0f : 2.0f) + kernel);
  float const t = kernel*inverse;
  return power ? 4.0f*t*inverse : 1.0f - t*t;
}
#endif

#ifndef calx_tanh_fromf
#define calx_tanh_fromf calx_tanh_fromf
static CALX_FUNCTION float calx_tanh_fromf(float x, float kernel) {
  int const power = x > 0.5f || x < -0.5f;
  float const inverse = 1.0f/((power ? 1.0f : 2.0f) + kernel);
  float const size = (power ? 1.0f - kernel : -kernel)*inverse;
  return x < 0.0f ? -size : size;
}
#endif

CALX_FUNCTION void g(float x, float y, float out[3]) {
  float const t0 = calx_sigmoid_slopef(x);
  float const t1 = calx_sigmoidf(x);
  float const t2 = x*y;
  float const t3 = calx_tanh_kernelf(t2);
  float const t4 = calx_sech_squared_fromf(t2, t3);
  float const t5 = calx_tanh_fromf(t2, t3);
  out[0] = t5 + t1;  // f
  out[1] = y*t4 + t0;  // df/dx
  out[2] = x*t4;  // df/dy
}
