// SPDX-License-Identifier: Apache-2.0
// The sandpit: a landscape of hollows and a hill, and the way that each method takes through it, in one picture.
//
//   example_sandpit [folder for the picture]
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

// A shallow bowl with a deep hollow on the right, a lesser one on the left, and a hill between them.
constexpr auto sandpit = 0.1_c * x * x + 0.2_c * y * y - 1.6_c * exp(-1.2_c * pow<2>(x - 1.1_c) - 2.5_c * pow<2>(y + 0.5_c)) -
                         0.7_c * exp(-2_c * pow<2>(x + 1.2_c) - 2_c * pow<2>(y + 0.7_c)) +
                         0.6_c * exp(-3_c * pow<2>(x + 0.1_c) - 3_c * pow<2>(y + 0.2_c));

constexpr double start_x = -0.9, start_y = 1.25;

void add_landscape(picture& p) {
  p.set("land");
  for (int i = 0; i <= 160; ++i, p.row())
    for (int k = 0; k <= 200; ++k) {
      double const a = -2 + 0.02 * k, b = -1.6 + 0.02 * i;
      p.point(a, b, sandpit(x = a, y = b));
    }
}

// Walks down, writes each step, and says how it ended.
bool walk(picture& p, std::string const& name, auto const& method) {
  p.set(name);
  p.point(start_x, start_y);
  auto const r = minimize(sandpit, at(x = start_x, y = start_y), method, [&](auto const& step) { p.point(step[x], step[y]); });
  std::printf("%-22s %6d %6d   (%9.6f, %9.6f)  %.9f  %s\n", name.c_str(), r.iterations, r.function_evaluations, r[x], r[y],
              r.value, std::string(to_string(r.status)).c_str());
  return r.gradient_norm < 1e-4;
}

char const* const script = R"(
set table $contours
set contour base
set cntrparam levels incremental -1.6, 0.1, 1.6
unset surface
splot data index 'land'
unset table
unset contour
set palette defined (0 '#6b5330', 0.45 '#b9975b', 0.75 '#e3cd9f', 1 '#fbf4e3')
unset colorbox
set xrange [-2:2]
set yrange [-1.6:1.6]
set size ratio -1
set key at graph 0.98, 0.97 right top reverse Left samplen 2.2 opaque box lc rgb '#c8b48a' font ',11' spacing 1.05
set xtics 1 scale 0.5 textcolor '#555555'
set ytics 1 scale 0.5 textcolor '#555555'
set border lc rgb '#888888'
set multiplot layout 1,3 title "Ten ways down a sandpit, from one start" font ',17' margins 0.03,0.985,0.08,0.84 spacing 0.025
land = "data index 'land' with image notitle, $contours with lines lw 0.7 lc rgb '#80594427' notitle"
start = "'+' using (-0.9):(1.25) every ::0::0 with points pt 7 ps 1.5 lc rgb 'black' notitle"
path(name, text, colour, type) = sprintf("data index '%s' using 1:2 with linespoints lw 2.2 pt %d ps 0.6 lc rgb '%s' title '%s'", name, type, colour, text)
set title "fixed rates" font ',14'
eval("plot " . land . ", " . path('gradient descent', 'gradient descent', '#000000', 7) . ", " . path('momentum', 'momentum', '#0072B2', 7) . ", " . path('Nesterov', 'Nesterov momentum', '#D55E00', 7) . ", " . path('Adam', 'Adam', '#009E73', 7) . ", " . start)
set title "line searches and gradients remembered"
eval("plot " . land . ", " . path('Barzilai-Borwein', 'Barzilai and Borwein', '#000000', 7) . ", " . path('conjugate gradient', 'conjugate gradients', '#0072B2', 5) . ", " . path('BFGS', 'BFGS', '#D55E00', 9) . ", " . start)
set title "Hessians, and no derivative at all"
eval("plot " . land . ", " . path('Newton', 'Newton, line search', '#000000', 7) . ", " . path('trust region', 'Newton, trust region', '#0072B2', 5) . ", " . path('Nelder-Mead', 'Nelder and Mead', '#D55E00', 9) . ", " . start)
unset multiplot
)";

int main(int count, char** arguments) try {
  using calx::step_rule;
  picture p(count > 1 ? arguments[1] : ".", "sandpit");
  add_landscape(p);
  std::printf("%-22s %6s %6s   %-22s  %-12s\n", "", "steps", "values", "end", "height");
  bool good = walk(p, "gradient descent", calx::gradient_descent{.step = step_rule::fixed, .rate = 0.1});
  good &= walk(p, "momentum", calx::gradient_descent{.step = step_rule::fixed, .rate = 0.03, .momentum = 0.9});
  good &=
      walk(p, "Nesterov", calx::gradient_descent{.step = step_rule::fixed, .rate = 0.03, .momentum = 0.9, .nesterov = true});
  good &= walk(p, "Adam", calx::adam{.rate = 0.1});
  good &= walk(p, "Barzilai-Borwein", calx::gradient_descent{});
  good &= walk(p, "conjugate gradient", calx::conjugate_gradient{});
  good &= walk(p, "BFGS", calx::bfgs{});
  good &= walk(p, "Newton", calx::newton{});
  good &= walk(p, "trust region", calx::trust_region{});
  good &= walk(p, "Nelder-Mead", calx::nelder_mead{.size = 0.3});
  p.draw(1500, 500, script);
  return good ? 0 : 1;
} catch (std::exception const& e) {
  std::fprintf(stderr, "sandpit: %s\n", e.what());
  return 1;
}
