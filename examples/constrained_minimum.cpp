// SPDX-License-Identifier: Apache-2.0
// Where a minimum under a constraint lies: a level curve of f touches the constraint, and the gradients are parallel,
// grad f = -lambda grad g.
#include <calx/calx.hpp>
#include <calx/optimize.hpp>
#include <calx/optimize/observers.hpp>

#include "picture.hpp"

#include <cmath>
#include <iostream>
#include <string>
#include <vector>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto f = pow<2>(x - 1.8) + 2 * pow<2>(y - 1.9) + x * y / 2;
constexpr auto g = x * x / 4 + y * y;

std::string arrow(double a, double b, double dx, double dy, char const* colour) {
  auto const number = [](double v) { return std::to_string(v); };
  return "set arrow from " + number(a) + "," + number(b) + " to " + number(a + dx) + "," + number(b + dy) + " lw 3 lc rgb '" +
         colour + "' front";
}

int main() {
  calx::history steps;
  auto const r = minimize(f, at(x = -1.6, y = 0.9), calx::subject_to(g == 1), calx::interior_point{}, steps);
  double const lambda = r.multipliers[0], a = r[x], b = r[y];
  auto const df = gradient(f, x, y)(x = a, y = b), dg = gradient(g, x, y)(x = a, y = b);
  std::cout << r << "grad f = (" << df[0] << ", " << df[1] << "), -lambda grad g = (" << -lambda * dg[0] << ", "
            << -lambda * dg[1] << ")\n";

  std::vector<std::pair<double, double>> path{{-1.6, 0.9}};
  for (auto const& step : steps) path.push_back({step.at[0], step.at[1]});
  auto const at_point = [](auto const& e) { return [&](double u, double v) { return e(x = u, y = v); }; };

  picture p("constrained_minimum", 1000, 560);
  p.contours("levels", at_point(f), -2.4, 2.8, -1.4, 2.2, "incremental 0,1,16");
  p.contours("touching", at_point(f), -2.4, 2.8, -1.4, 2.2, "discrete " + std::to_string(r.value));
  p.contours("constraint", at_point(g), -2.4, 2.8, -1.4, 2.2, "discrete 1");
  p.points("path", path);
  p.points("minimum", {{a, b}});
  p.say("set title 'minimize f where x^2/4 + y^2 = 1'; set xrange [-2.4:2.8]; set yrange [-1.4:2.2]; set size ratio -1");
  p.say("set key outside right top samplen 2; set xlabel 'x'; set ylabel 'y'");
  p.say(arrow(a, b, 0.3 * df[0], 0.3 * df[1], "#d55e00"));
  p.say(arrow(a, b, 0.3 * lambda * dg[0], 0.3 * lambda * dg[1], "#009e73"));
  p.say(
      "plot $levels with lines lc rgb '#c3ccd5' title 'levels of f', $touching with lines lw 2 lc rgb '#d55e00' title 'the "
      "level "
      "that touches', $constraint with lines lw 2.5 lc rgb '#009e73' title 'the constraint', $path with linespoints pt 7 ps "
      "0.6 "
      "lc rgb '#0072b2' title 'steps', $minimum with points pt 7 ps 1.6 lc rgb 'black' title 'minimum', NaN with lines lw 3 lc "
      "rgb '#d55e00' title 'grad f', NaN with lines lw 3 lc rgb '#009e73' title 'lambda grad g'");
  bool const parallel = std::abs(df[0] + lambda * dg[0]) + std::abs(df[1] + lambda * dg[1]) < 1e-9;
  return p.draw() && r.converged() && parallel ? 0 : 1;
}
