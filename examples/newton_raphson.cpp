// SPDX-License-Identifier: Apache-2.0
// Newton-Raphson drawn with its tangents: from a good start, and from one from which it goes round in circles; the safeguarded
// method finds the root from there, too.
#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include "picture.hpp"

#include <iostream>
#include <string>
#include <utility>
#include <vector>

constexpr auto x = calx::var<"x">;
constexpr auto f = x * x * x - 2 * x + 2;

using points = std::vector<std::pair<double, double>>;

// Up to the curve, and down its tangent to the axis, again and again.
points tangents(double start, int iterations) {
  points path;
  auto const r = find_root(f, x = start, calx::newton_raphson{.max_iterations = iterations}, [&](auto const& step) {
    path.push_back({step.at, 0});
    path.push_back({step.at, step.value});
  });
  std::cout << "from " << start << ": " << r;
  return path;
}

int main() {
  points curve;
  for (double at = -2.4; at <= 1.6; at += 0.02) curve.push_back({at, f(x = at)});

  picture p("newton_raphson", 1000, 430);
  p.points("curve", curve);
  p.points("good", tangents(-2.3, 20));
  p.points("cycle", tangents(0.0, 20));
  p.say("set multiplot layout 1,2");
  p.say("set grid lc rgb '#dddddd'; set xzeroaxis lt 1 lc rgb '#444444'; set key top left; set xlabel 'x'");
  for (std::string const which : {"good", "cycle"}) {
    p.say("set title '" + std::string(which == "good" ? "x^3 - 2x + 2 from -2.3" : "from 0: the cycle 0, 1, 0, 1, ...") + "'");
    p.say(which == "good" ? "set xrange [-2.4:-1.5]; set yrange [-6:2]" : "set xrange [-0.6:1.6]; set yrange [-0.5:3.5]");
    p.say("plot $curve with lines lw 2 lc rgb '#0072b2' title 'f', $" + which +
          " with linespoints lw 1.5 pt 7 ps 0.6 lc rgb '#d55e00' title 'Newton-Raphson'");
  }
  p.say("unset multiplot");

  auto const safe = find_root(f, x = 0.0);
  std::cout << "safeguarded, from 0: " << safe;
  return p.draw() && safe.converged() ? 0 : 1;
}
