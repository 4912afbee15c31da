// SPDX-License-Identifier: Apache-2.0
// A minimum under a constraint, and what its multiplier says: there a level curve of the function touches the constraint, their
// gradients are parallel, and lambda is their ratio; and it is the price of the constraint.
//
//   example_constrained_minimum [folder for the picture]
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include "picture.hpp"

#include <cmath>
#include <cstdio>
#include <exception>
#include <string>

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto bowl = pow<2>(x - 2.2_c) + 2_c * pow<2>(y - 1.7_c) + (x - 2.2_c) * (y - 1.7_c);
constexpr auto ellipse = pow<2>(x) / 4_c + pow<2>(y);  // == 1

// f, the bowl, under g == 1, solved while compiling: the gradient of f + lambda (g - 1) is 0.
constexpr auto solution = minimize(bowl, at(x = 0.0, y = 1.0), calx::subject_to(ellipse == 1));
static_assert(solution.converged());

// Downhill on f, and across the ellipse: -grad f and grad g at a point, as arrows from there.
void add_arrows(picture& p, std::string const& name, double a, double b) {
  auto const df = gradient(bowl, x, y)(x = a, y = b), dg = gradient(ellipse, x, y)(x = a, y = b);
  p.set("f at " + name);
  p.point(a, b, -0.12 * df[0], -0.12 * df[1]);
  p.set("g at " + name);
  p.point(a, b, 0.3 * dg[0], 0.3 * dg[1]);
}

void add_surface(picture& p) {
  p.set("f");
  for (int i = 0; i <= 150; ++i, p.row())
    for (int k = 0; k <= 200; ++k) {
      double const a = -2.4 + 0.03 * k, b = -1.5 + 0.03 * i;
      p.point(a, b, bowl(x = a, y = b), ellipse(x = a, y = b));
    }
}

std::string script(double level, double lambda) {
  char levels[64], text[96];
  std::snprintf(levels, sizeof levels, "level = %.17g\n", level);
  std::snprintf(text, sizeof text, "multiplier = 'here −∇f = λ ∇g,  λ = %.4f'\n", lambda);
  return levels + std::string(text) + R"(
set contour base
unset surface
set cntrparam levels discrete 0.1, 0.5, 1, 2, 3.5, 5.5, 8, 11, 15, 20, 26, 33
set table $levels
splot data index 'f' using 1:2:3
unset table
set cntrparam levels discrete level
set table $touching
splot data index 'f' using 1:2:3
unset table
set cntrparam levels discrete 1
set table $constraint
splot data index 'f' using 1:2:4
unset table
unset contour
set palette defined (0 '#f7fbff', 0.25 '#dbe7f3', 0.6 '#b4cbe2', 1 '#86a8cb')
unset colorbox
set cbrange [0:30]
set xrange [-2.4:3.4]
set yrange [-1.5:2.9]
set size ratio -1
set xlabel 'x'
set ylabel 'y' rotate by 0
set border lc rgb '#888888'
set tics scale 0.5 textcolor '#555555'
set title "f falls no further along g = 1 where its level curve touches it" font ',15'
set key outside right top reverse Left samplen 2.4 font ',12' spacing 1.4
plot data index 'f' using 1:2:3 with image notitle, \
     $levels with lines lw 0.8 lc rgb '#6f8fae' title 'f at some levels', \
     $touching with lines lw 2.4 dt (8,5) lc rgb '#0072B2' title 'f = '.sprintf('%.4f', level).', its least on g = 1', \
     $constraint with lines lw 3 lc rgb '#000000' title 'g = x²/4 + y² = 1', \
     data index 'steps' with linespoints lw 1.5 pt 7 ps 0.7 lc rgb '#CC79A7' title 'steps of interior\_point', \
     for [i=1:2] data index 'f at other '.i with vectors head filled size 0.1,18 lw 1.8 lc rgb '#0072B2' notitle, \
     for [i=1:2] data index 'g at other '.i with vectors head filled size 0.1,18 lw 1.8 lc rgb '#D55E00' notitle, \
     data index 'f at minimum' with vectors head filled size 0.13,18 lw 3.2 lc rgb '#0072B2' title '−∇f, downhill', \
     data index 'g at minimum' with vectors head filled size 0.13,18 lw 3.2 lc rgb '#D55E00' title '∇g, across the curve', \
     data index 'g at minimum' using 1:2 with points pt 7 ps 1.5 lc rgb '#000000' title multiplier
)";
}

int main(int count, char** arguments) try {
  double const lambda = solution.multipliers[0];
  std::printf("minimum %.12f at (%.12f, %.12f), lambda %.12f, after %d steps\n", solution.value, solution[x], solution[y],
              lambda, solution.iterations);

  // The price: for g == 1 + c the minimum is lower by lambda c.
  double const c = 1e-4;
  auto const more = minimize(bowl, at(x = 0.0, y = 1.0), calx::subject_to(ellipse == 1 + c));
  auto const less = minimize(bowl, at(x = 0.0, y = 1.0), calx::subject_to(ellipse == 1 - c));
  double const price = (less.value - more.value) / (2 * c);
  std::printf("from the minima for g = %g and g = %g: %.9f\n", 1 + c, 1 - c, price);

  picture p(count > 1 ? arguments[1] : ".", "constrained_minimum");
  add_surface(p);
  p.set("steps");
  p.point(0.0, 1.0);
  (void)minimize(bowl, at(x = 0.0, y = 1.0), calx::subject_to(ellipse == 1), calx::interior_point{},
                 [&](auto const& step) { p.point(step[x], step[y]); });
  add_arrows(p, "minimum", solution[x], solution[y]);
  add_arrows(p, "other 1", 2 * std::cos(2.5), std::sin(2.5));
  add_arrows(p, "other 2", 2 * std::cos(-0.9), std::sin(-0.9));
  p.draw(1200, 640, script(solution.value, lambda));
  return std::abs(price - lambda) < 1e-6 ? 0 : 1;
} catch (std::exception const& e) {
  std::fprintf(stderr, "constrained_minimum: %s\n", e.what());
  return 1;
}
