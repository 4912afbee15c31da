// SPDX-License-Identifier: Apache-2.0
// The comparison of reference.hpp must report what is planted: wrong values, slopes and curvatures, of the kinds that a wrong
// rule makes, and a value where there is none; and must not report what is right.
#include <calx/core.hpp>

#include "reference.hpp"

using namespace calx_fuzz;

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

// sin(x) exp(-y y) + x^3, and where log(x) counts, log(x)
struct smooth {
  template <class T> static T at(arguments<T> const& a) { return sin(a[0]) * exp(-(a[1] * a[1])) + pow<3>(a[0]); }
};
struct logarithm {
  template <class T> static T at(arguments<T> const& a) { return log(a[0]) * a[1]; }
};

}  // namespace

int main() {
  constexpr auto f = sin(x) * exp(-y * y) + pow<3>(x);
  constexpr auto sign_error = sin(x) * exp(-y * y) - pow<3>(x);          // a rule's sign
  constexpr auto factor_error = sin(x) * exp(-y * y) + 0.5 * pow<3>(x);  // a factor dropped
  constexpr auto small_error = f + 1e-10 * sin(y) * x * x;               // what a careless tolerance would let through
  checker check;
  int planted = 0;
  for (point const& p : {point{0.75, -0.3, 0, 0, 0, 0}, point{-1.5, 1.25, 0, 0, 0, 0}, point{2.0, 0.1, 0, 0, 0, 0}}) {
    auto const slope = [&](auto const& g, auto const& by) { return derivative(g, by)(x = p[0], y = p[1]); };
    check.formula("sin(x) exp(-y y) + x^3, planted mistakes", smooth{});
    check.at(p);
    check.value("right", f(x = p[0], y = p[1]));
    check.slope("right", 0, slope(f, x));
    check.slope("right", 1, slope(f, y));
    check.curvature("right", 0, 1, derivative(derivative(f, x), y)(x = p[0], y = p[1]));
    check.value("planted: a sign", sign_error(x = p[0], y = p[1]));
    check.slope("planted: a sign", 0, slope(sign_error, x));
    check.slope("planted: a factor", 0, slope(factor_error, x));
    check.slope("planted: 1e-10", 0, slope(small_error, x));
    check.slope("planted: 1e-10", 1, slope(small_error, y));
    check.slope("planted: the other variable", 0, slope(f, y));
    check.curvature("planted: a factor", 0, 0, derivative<2>(factor_error, x)(x = p[0], y = p[1]));
    check.curvature("planted: not mixed", 0, 1, derivative<2>(f, x)(x = p[0], y = p[1]));
    check.slope("planted: no number", 0, slope(f, x) / 0.0 * 0.0);
    planted += 9;
  }
  check.formula("log(x) y", logarithm{});
  check.at({-2, 3, 0, 0, 0, 0});
  check.value("right", (log(x) * y)(x = -2.0, y = 3.0));
  check.value("planted: a value where there is none", 1.0);
  ++planted;
  return check.finish(planted);
}
