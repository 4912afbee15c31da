// SPDX-License-Identifier: Apache-2.0
#include "wave.hpp"

waves::local waves::wave(double at_x, double at_t) {
  auto const all = value_gradient_hessian(fixed, x, t)(x = at_x, t = at_t);
  return {all.value, all.gradient, all.hessian};
}
