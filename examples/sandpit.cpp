// SPDX-License-Identifier: Apache-2.0
// The sandpit: a landscape of two hollows and a hill, and the path of each method down from the same place.
#include <calx/calx.hpp>
#include <calx/optimize.hpp>
#include <calx/optimize/observers.hpp>

#include "picture.hpp"

#include <cstdio>
#include <string>

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

constexpr auto bump(double height, double at_x, double at_y, double width) {
  return height * exp(-(pow<2>(x - at_x) + pow<2>(y - at_y)) / width);
}
constexpr auto sandpit =
    bump(-1.2, 1.1, -0.7, 0.9) + bump(-0.7, -1.1, -0.9, 0.5) + bump(0.6, 0.1, 0.5, 0.35) + 0.04 * (x * x + y * y) + 0.1 * y;
constexpr double start_x = 0.25, start_y = 1.3;

// A panel of the picture: the contours, and the method's way.
template <class Method> bool show(picture& p, std::string const& name, Method const& method) {
  calx::history steps;
  auto const r = minimize(sandpit, at(x = start_x, y = start_y), method, steps);
  std::vector<std::pair<double, double>> path{{start_x, start_y}};
  for (auto const& step : steps) path.push_back({step.at[0], step.at[1]});
  std::printf("%-32s %-32s f = %.6f at (%.4f, %.4f), %d iterations, %d evaluations\n", name.c_str(),
              std::string(to_string(r.status)).c_str(), r.value, r[x], r[y], r.iterations, r.function_evaluations);
  p.points("path", path);
  p.say("set title '" + name + ", " + std::to_string(r.iterations) + " iterations'");
  p.say(
      "plot $landscape with lines lc rgb '#9aa5b1' notitle, $path with linespoints lw 1.6 pt 7 ps 0.45 lc rgb '#d55e00' "
      "notitle, "
      "$start with points pt 6 ps 1.4 lw 2 lc rgb '#0072b2' notitle");
  return r.converged();
}

int main() {
  picture p("sandpit", 1100, 1000);
  p.points("start", {{start_x, start_y}});
  p.contours(
      "landscape", [](double a, double b) { return sandpit(x = a, y = b); }, -2.0, 2.0, -1.8, 1.8, "incremental -1.2,0.08,1");
  p.say("set multiplot layout 3,3 title 'The sandpit'; set xrange [-2:2]; set yrange [-1.8:1.8]; set size ratio -1");
  using calx::step_rule;
  bool good = show(p, "gradient descent, fixed", calx::gradient_descent{.step = step_rule::fixed, .rate = 0.15});
  good &= show(p, "with momentum", calx::gradient_descent{.step = step_rule::fixed, .rate = 0.05, .momentum = 0.8});
  good &=
      show(p, "Nesterov", calx::gradient_descent{.step = step_rule::fixed, .rate = 0.05, .momentum = 0.8, .nesterov = true});
  good &= show(p, "Barzilai and Borwein", calx::gradient_descent{});
  good &= show(p, "Adam", calx::adam{.rate = 0.1});
  good &= show(p, "conjugate gradient", calx::conjugate_gradient{});
  good &= show(p, "BFGS", calx::bfgs{});
  good &= show(p, "trust region", calx::trust_region{});
  good &= show(p, "Nelder and Mead", calx::nelder_mead{});
  p.say("unset multiplot");
  return p.draw() && good ? 0 : 1;
}
