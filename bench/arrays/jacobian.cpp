// SPDX-License-Identifier: Apache-2.0
// The residuals of NIST's Gauss model of 8 parameters over 250 and 10^6 rows, and these with their Jacobian: a vector with
// a row of a value and 8 slopes each. "hand" writes into storage that is there; "returned" returns such a vector, as calx does.
#include "compare_over.hpp"

#include <calx/calx.hpp>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace calx::literals;
using comparison::problems;

constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto b = calx::vec<"b", 8>;
constexpr auto model = b[0_c] * exp(-b[1_c] * t) + b[2_c] * exp(-square(t - b[3_c]) / square(b[4_c])) +
                       b[5_c] * exp(-square(t - b[6_c]) / square(b[7_c]));
constexpr auto residual = y - model;
constexpr std::array<double, 8> at{0.987, 0.109, 1.003, 0.675, 0.233, 0.719, 0.178, 0.183};

using row = calx::value_and_gradient_result<double, std::array<double, 8>>;
struct data {
  explicit data(std::size_t n) : ts(n), ys(n), residuals(n), rows(n) {
    for (std::size_t i = 0; i < n; ++i) ts[i] = static_cast<double>(i) / static_cast<double>(n), ys[i] = 1 - ts[i];
  }
  std::vector<double> ts, ys;
  mutable std::vector<double> residuals;
  mutable std::vector<row> rows;
};
using point = data const*;

double values(point const& p) {
  evaluate_into(p->residuals, residual, b = at, t = p->ts, y = p->ys);
  return p->residuals.back();
}
double values_by_hand(point const& p) {
  for (std::size_t i = 0; i < p->ts.size(); ++i) {
    double const x = p->ts[i], u = (x - at[3]) / at[4], v = (x - at[6]) / at[7];
    p->residuals[i] = p->ys[i] - (at[0] * std::exp(-at[1] * x) + at[2] * std::exp(-u * u) + at[5] * std::exp(-v * v));
  }
  return p->residuals.back();
}
row row_by_hand(double x, double height) {
  double const u = (x - at[3]) / at[4], v = (x - at[6]) / at[7];
  double const e0 = std::exp(-at[1] * x), e1 = std::exp(-u * u), e2 = std::exp(-v * v);
  double const d1 = -2 * at[2] * e1 * u / at[4], d2 = -2 * at[5] * e2 * v / at[7];
  return {height - (at[0] * e0 + at[2] * e1 + at[5] * e2), {-e0, at[0] * x * e0, -e1, d1, d1 * u, -e2, d2, d2 * v}};
}
std::vector<row> rows(point const& p) { return value_and_gradient(residual, b)(b = at, t = p->ts, y = p->ys); }
std::vector<row> rows_by_hand(point const& p) {
  std::vector<row> all;
  all.reserve(p->ts.size());
  for (std::size_t i = 0; i < p->ts.size(); ++i) all.push_back(row_by_hand(p->ts[i], p->ys[i]));
  return all;
}
double rows_in_place(point const& p) {
  for (std::size_t i = 0; i < p->ts.size(); ++i) p->rows[i] = row_by_hand(p->ts[i], p->ys[i]);
  return p->rows.back().value;
}

void compare_rows(std::string const& name, point p) {
  std::string const both = name + " + Jacobian";
  std::vector<row> const by_calx = rows(p), by_hand = rows_by_hand(p);
  (void)values(p);
  for (std::size_t i = 0; i < by_calx.size(); ++i) {
    comparison::check(name, by_calx[i], by_hand[i]);
    comparison::check(name, by_calx[i], row{p->residuals[i], by_hand[i].gradient});
  }
  problems.push_back({name, ""});
  problems.push_back({both, name});
  comparison::time(name + "/calx", &values, p);
  comparison::time(name + "/hand", &values_by_hand, p);
  comparison::time(both + "/calx", &rows, p);
  comparison::time(both + "/hand", &rows_in_place, p);
  comparison::time(both + "/returned", &rows_by_hand, p);
}

}  // namespace

int main(int argc, char** argv) {
  data const few(250), many(1000000);
  compare_rows("Gauss residuals, 250", &few);
  compare_rows("Gauss residuals, 10^6", &many);
  comparison::run(argc, argv, {"calx", "hand", "returned"}, {{"calx", "hand"}, {"calx", "returned"}, {"gradient", "value"}});
}
