// SPDX-License-Identifier: Apache-2.0
// find_root over the table of roots: each in its bracket to the last bit, and from its start no false one.
#include <problems/roots.hpp>

#include <calx/core.hpp>
#include <calx/optimize/find_root.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

BOOST_AUTO_TEST_SUITE(table_of_roots)

namespace {

using problems::roots::all;
using problems::roots::x;

template <class Visit> void for_each_problem(Visit const& visit) {
  std::apply([&](auto const&... p) { (visit(p), ...); }, all);
}

// The distance in units of the last bit of b.
double bits_between(double a, long double b) {
  auto const nearest = static_cast<double>(std::abs(b));
  auto const miss = static_cast<double>(std::abs(static_cast<long double>(a) - b));
  return miss / (std::nextafter(nearest, INFINITY) - nearest);
}

template <std::size_t I> constexpr bool solved_while_compiling() {
  constexpr auto const& p = std::get<I>(all);
  auto const r = find_root(p.f, x = calx::interval{(*p.bracket)[0], (*p.bracket)[1]});
  long double const miss = static_cast<long double>(r.root) - *p.root;
  return r.converged() && miss < 1e-15L && miss > -1e-15L;
}
static_assert(solved_while_compiling<0>() && solved_while_compiling<11>() && solved_while_compiling<14>());

}  // namespace

BOOST_AUTO_TEST_CASE(brackets) {
  int evaluations = 0, solved = 0;
  for_each_problem([&](auto const& p) {
    if (!p.bracket) return;
    BOOST_TEST_CONTEXT(p.name) {
      auto const [low, high] = *p.bracket;
      bool inside = true;
      auto const r = find_root(p.f, x = calx::interval{low, high}, calx::safeguarded_newton{},
                               [&](auto const& step) { inside = inside && low <= step.at && step.at <= high; });
      BOOST_TEST(r.converged(), to_string(r.status));
      BOOST_TEST(inside);
      // Wilkinson's polynomial multiplied out: what it is near its roots is rounding of its terms.
      bool const rounded = std::string_view(p.name) == "wilkinson_expanded";
      if (rounded) BOOST_TEST(r.value == 0);
      else BOOST_TEST(bits_between(r.root, *p.root) <= 1.0);
      if (r.multiplicity > 0 && !rounded) BOOST_TEST(r.multiplicity == p.multiplicity);
      evaluations += r.function_evaluations;
      ++solved;
    }
  });
  BOOST_TEST(solved == 78);
  BOOST_TEST(evaluations <= 800);  // Algorithm 748 takes 1,989 of f alone
}

// A success is a root: f is 0 there, or changes its sign within the last bits.
BOOST_AUTO_TEST_CASE(starts) {
  int found = 0, problems = 0;
  for_each_problem([&](auto const& p) {
    BOOST_TEST_CONTEXT(p.name) {
      auto const r = find_root(p.f, x = p.start);
      ++problems;
      if (!p.root) BOOST_TEST(!r.converged());
      if (!r.converged()) return;
      ++found;
      double const width = 4e-16 * std::max(std::abs(r.root), 1e-300);
      bool const changes = p.f(x = r.root - width) * p.f(x = r.root + width) <= 0;
      BOOST_TEST((r.value == 0 || changes));
    }
  });
  BOOST_TEST(problems - found <= 4);
}

BOOST_AUTO_TEST_CASE(multiplicities) {
  using calx::pow;
  BOOST_TEST(find_root(pow<2>(x - 1) * (x + 3), x = 2.0).multiplicity == 2);
  BOOST_TEST(find_root(pow<3>(x - 1) * exp(x), x = 5.0).multiplicity == 3);
  BOOST_TEST(find_root(pow<7>(x - 0.1), x = 4.0).multiplicity == 7);
  BOOST_TEST(find_root(x - sin(x), x = 1.0).multiplicity == 3);
  BOOST_TEST(find_root(1 - cos(x), x = 1.0).multiplicity == 2);
  BOOST_TEST(find_root(x * x - 2, x = 1.0).multiplicity == 1);
  // And they are not slow: plain Newton takes some 50 steps a root of multiplicity 2.
  auto const twice = find_root(pow<2>(x * x - 2), x = 1.0);
  BOOST_TEST((twice.converged() && std::abs(twice.root - std::sqrt(2)) <= 1e-15 && twice.function_evaluations <= 20));
}

// The sign changes, and there is no root.
BOOST_AUTO_TEST_CASE(no_false_roots) {
  auto const within = [](auto const& f) { return find_root(f, x = calx::interval{-1.0, 2.0}).status; };
  BOOST_TEST((within(where(x < 0.5, -1.0, 1.0 + 0 * x)) == calx::status::jump));
  BOOST_TEST((within(where(x < 0.5, x - 1, x + 1)) == calx::status::jump));
  BOOST_TEST((within(where(x < 0, x - 1e-6, x + 1e-6)) == calx::status::jump));
  BOOST_TEST((within(1 / x) == calx::status::pole));
  BOOST_TEST((within(1 / pow<3>(x - 0.3)) == calx::status::pole));
  BOOST_TEST((within(1 / (x - 0.3)) == calx::status::pole));
  BOOST_TEST((within(1 / cbrt(x - 0.3)) == calx::status::pole));
  BOOST_TEST(!find_root(where(x < 0.5, -1.0, 1.0 + 0 * x), x = 3.0).converged());
}

BOOST_AUTO_TEST_SUITE_END()
