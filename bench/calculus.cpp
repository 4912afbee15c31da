// SPDX-License-Identifier: Apache-2.0
// Higher derivatives: many partials in one schedule, Taylor coefficients, Hessian-vector products (comparison.hpp). What calx
// is compared with, the base of a row, is Boost.Math's autodiff, hand-written code, or the function's value alone:
//
//   greeks, order 3            34 partials of the price of a call; base: Boost.Math
//   Taylor, order 10 and 20    coefficients; base: recurrences by hand
//   all to order 4             209 partials of a function of 6 variables; base: its value alone
//   Hessian-vector product     of a network and of Rosenbrock's function; base: the value alone
#include "comparison.hpp"
#include "problems/greeks.hpp"
#include "problems/taylor.hpp"

#include <array>
#include <string>

namespace {

using namespace comparison;

template <class Point, class Base, class Outcome>
void beside(std::string const& name, Point const& at, Base (*base)(Point const&), Outcome (*by_calx)(Point const&)) {
  problems.push_back({name, ""});
  if constexpr (std::is_same_v<Base, Outcome>) check(name, by_calx(at), base(at));
  time(name + "/calx", by_calx, at);
  time(name + "/base", base, at);
}

namespace six {

using namespace calx::literals;
using point = std::array<double, 6>;
inline constexpr point at{0.3, -0.7, 1.1, 0.4, -0.2, 0.9};

constexpr auto a = calx::var<"a">;
constexpr auto b = calx::var<"b">;
constexpr auto c = calx::var<"c">;
constexpr auto p = calx::var<"p">;
constexpr auto q = calx::var<"q">;
constexpr auto r = calx::var<"r">;
constexpr auto formula = exp(a * b) * sin(c + p * q) + log(1_c + r * r + a * a);

[[gnu::noinline]] double value(point const& x) { return formula(a = x[0], b = x[1], c = x[2], p = x[3], q = x[4], r = x[5]); }
[[gnu::noinline]] std::array<double, 209> by_calx(point const& x) {
  return all_partials<4>(formula, a, b, c, p, q, r)(a = x[0], b = x[1], c = x[2], p = x[3], q = x[4], r = x[5]);
}

}  // namespace six

namespace product {

struct rosenbrock {
  constexpr auto operator()(auto const& v) const {
    auto sum = 0 * v[0];
    for (std::size_t i = 0; i + 1 < v.size(); ++i) sum = sum + square(1 - v[i]) + 100 * square(v[i + 1] - square(v[i]));
    return sum;
  }
};
using point = std::array<double, 20>;  // the point, then the direction
constexpr auto v = calx::vec<"v", 10>;
constexpr auto u = calx::vec<"u", 10>;
constexpr auto function = calx::trace<rosenbrock{}>(v);

[[gnu::noinline]] double value(point const& x) {
  std::array<double, 10> at;
  std::copy_n(x.begin(), 10, at.begin());
  return function(v = at);
}
[[gnu::noinline]] std::array<double, 10> by_calx(point const& x) {
  std::array<double, 10> at, along;
  std::copy_n(x.begin(), 10, at.begin());
  std::copy_n(x.begin() + 10, 10, along.begin());
  return hessian_vector_product(function, calx::wrt(v), u)(v = at, u = along);
}
point start() {
  point x;
  for (std::size_t i = 0; i < 20; ++i) x[i] = 0.5 + 0.05 * static_cast<double>(i);
  return x;
}

}  // namespace product

}  // namespace

int main(int argc, char** argv) {
#ifdef CALX_BENCH_BOOST_AUTODIFF
  beside("greeks, order 3", greeks::at, greeks::by_boost, greeks::by_calx);
#endif
  beside("Taylor, order 10", taylor_series<10>::at, taylor_series<10>::by_hand, taylor_series<10>::by_calx);
  beside("Taylor, order 20", taylor_series<20>::at, taylor_series<20>::by_hand, taylor_series<20>::by_calx);
#ifdef CALX_BENCH_BOOST_AUTODIFF
  time("Taylor, order 10/boost", taylor_series<10>::by_boost, taylor_series<10>::at);
  time("Taylor, order 20/boost", taylor_series<20>::by_boost, taylor_series<20>::at);
#endif
  beside("all to order 4", six::at, six::value, six::by_calx);
  beside("Hessian-vector product", product::start(), product::value, product::by_calx);
  run(argc, argv, "base", {"boost"});
}
