// SPDX-License-Identifier: Apache-2.0
// Gulf and Osborne 2 as sums over columns: written out, their Hessians take minutes to compile.
#include "solve.hpp"

#include <calx/calx.hpp>

#include <iterator>
#include <vector>

namespace {

constexpr auto t = calx::column<"t">;
constexpr auto y = calx::column<"y">;
constexpr auto b1 = calx::var<"b1">;
constexpr auto b2 = calx::var<"b2">;
constexpr auto b3 = calx::var<"b3">;
constexpr auto b4 = calx::var<"b4">;
constexpr auto b5 = calx::var<"b5">;
constexpr auto b6 = calx::var<"b6">;
constexpr auto b7 = calx::var<"b7">;
constexpr auto b8 = calx::var<"b8">;
constexpr auto b9 = calx::var<"b9">;
constexpr auto b10 = calx::var<"b10">;
constexpr auto b11 = calx::var<"b11">;

template <class P, class F, class Start, class Data> void solve_rows(F const& f, Start const& start, Data const& data) {
  auto const solve = [&](char const* name, auto const& method) {
    minima::record<P>(name, [&] { return minimize(f, start, data, method); });
  };
  minima::by_hessians(solve);
  minima::by_gradients(solve);
}

}  // namespace

void minima::many_rows() {
  std::vector<double> shares, times, ys;
  for (int i = 1; i <= 99; ++i) {
    shares.push_back(i / 100.0);
    ys.push_back(25 + std::pow(-50 * std::log(i / 100.0), 2.0 / 3));
  }
  constexpr auto gulf = sum(square(exp(-pow(abs(y - b2), b3) / b1) - t));
  solve_rows<problems::gulf>(gulf, at(b1 = 5.0, b2 = 2.5, b3 = 0.15), calx::given(t = shares, y = ys));

  constexpr auto osborne = sum(square(y - (b1 * exp(-t * b5) + b2 * exp(-square(t - b9) * b6) +
                                           b3 * exp(-square(t - b10) * b7) + b4 * exp(-square(t - b11) * b8))));
  ys.assign(std::begin(problems::residuals::osborne_2::y), std::end(problems::residuals::osborne_2::y));
  for (std::size_t i = 0; i < ys.size(); ++i) times.push_back(static_cast<double>(i) / 10);
  auto const& s = problems::osborne_2::start;
  solve_rows<problems::osborne_2>(osborne,
                                  at(b1 = s[0], b2 = s[1], b3 = s[2], b4 = s[3], b5 = s[4], b6 = s[5], b7 = s[6], b8 = s[7],
                                     b9 = s[8], b10 = s[9], b11 = s[10]),
                                  calx::given(t = times, y = ys));
}
