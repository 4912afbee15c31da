// SPDX-License-Identifier: Apache-2.0
// The tables at their solutions: value, constraints, a stationary Lagrange function, and which gradients are independent.
#include "hock_schittkowski.hpp"

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(hock_schittkowski)

namespace {

constexpr double tolerance = 1e-8;

template <class P> inline constexpr std::size_t variables_of = P::xstar.size();
template <class P> inline constexpr std::size_t equalities_of = std::tuple_size_v<decltype(P::equalities)>;
template <class P> inline constexpr std::size_t inequalities_of = std::tuple_size_v<decltype(P::inequalities)>;

// f, the equalities and the inequalities: their values and their gradients.
template <class P> auto at(problems::point<variables_of<P>> const& point) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    constexpr auto all = std::apply([](auto const&... each) { return calx::vector(each...); },
                                    std::tuple_cat(std::tuple(P::f), P::equalities, P::inequalities));
    return value_and_jacobian(all, std::get<I>(P::x)...)((std::get<I>(P::x) = point[I])...);
  }(std::make_index_sequence<variables_of<P>>{});
}

bool near(double a, double b) { return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b)); }

template <class P> bool feasible(auto const& values, problems::point<variables_of<P>> const& x) {
  bool ok = true;
  for (std::size_t i = 0; i < equalities_of<P>; ++i) ok = ok && near(values[1 + i], 0);
  for (std::size_t i = 0; i < inequalities_of<P>; ++i) ok = ok && values[1 + equalities_of<P> + i] >= -tolerance;
  for (std::size_t j = 0; j < x.size(); ++j) ok = ok && x[j] >= P::lower[j] - tolerance && x[j] <= P::upper[j] + tolerance;
  return ok;
}

// The rank of rows of n numbers, by elimination.
std::size_t rank(std::vector<std::vector<double>> rows, std::size_t n) {
  std::size_t found = 0;
  for (std::size_t j = 0; j < n && found < rows.size(); ++j) {
    for (std::size_t i = found + 1; i < rows.size(); ++i)
      if (std::abs(rows[i][j]) > std::abs(rows[found][j])) std::swap(rows[i], rows[found]);
    if (std::abs(rows[found][j]) < tolerance) continue;
    for (std::size_t i = found + 1; i < rows.size(); ++i) {
      double const factor = rows[i][j] / rows[found][j];
      for (std::size_t k = j; k < n; ++k) rows[i][k] -= factor * rows[found][k];
    }
    ++found;
  }
  return found;
}

template <class P> bool active_gradients_are_independent(auto const& r) {
  std::vector<std::vector<double>> active;
  for (std::size_t i = 0; i < equalities_of<P> + inequalities_of<P>; ++i)
    if (i < equalities_of<P> || near(r.value[1 + i], 0))
      active.emplace_back(r.jacobian[1 + i].begin(), r.jacobian[1 + i].end());
  for (std::size_t j = 0; j < variables_of<P>; ++j) {
    if (P::xstar[j] != P::lower[j] && P::xstar[j] != P::upper[j]) continue;
    active.emplace_back(variables_of<P>, 0.0)[j] = 1;
  }
  return rank(active, variables_of<P>) == active.size();
}

// df + sum of l de - sum of m di = b, and the signs and zeros of m and b.
template <class P> void multipliers(auto const& r) {
  for (std::size_t j = 0; j < variables_of<P>; ++j) {
    double sum = r.jacobian[0][j] - P::bound_multipliers[j], scale = 1 + std::abs(r.jacobian[0][j]);
    auto const add = [&](double term) { sum += term, scale += std::abs(term); };
    for (std::size_t i = 0; i < equalities_of<P>; ++i) add(P::equality_multipliers[i] * r.jacobian[1 + i][j]);
    for (std::size_t i = 0; i < inequalities_of<P>; ++i)
      add(-P::inequality_multipliers[i] * r.jacobian[1 + equalities_of<P> + i][j]);
    BOOST_TEST(std::abs(sum) <= tolerance * scale);
    BOOST_TEST((P::bound_multipliers[j] <= 0 || P::xstar[j] == P::lower[j]));
    BOOST_TEST((P::bound_multipliers[j] >= 0 || P::xstar[j] == P::upper[j]));
  }
  for (std::size_t i = 0; i < inequalities_of<P>; ++i) {
    BOOST_TEST(P::inequality_multipliers[i] >= 0);
    BOOST_TEST((P::inequality_multipliers[i] == 0 || near(r.value[1 + equalities_of<P> + i], 0)));
  }
}

template <class P> void check() {
  BOOST_TEST_CONTEXT(P::name) {
    auto const r = at<P>(P::xstar);
    BOOST_TEST(near(r.value[0], P::fstar));
    BOOST_TEST(feasible<P>(r.value, P::xstar));
    BOOST_TEST(active_gradients_are_independent<P>(r) == P::regular);
    for (auto const& other : P::other_minimizers) {
      auto const s = at<P>(other);
      BOOST_TEST(near(s.value[0], P::fstar));
      BOOST_TEST(feasible<P>(s.value, other));
    }
    bool const has_multipliers =
        P::equality_multipliers.size() == equalities_of<P> && P::inequality_multipliers.size() == inequalities_of<P>;
    BOOST_TEST(has_multipliers == (P::name != std::string_view("HS13")));
    if constexpr (has_multipliers) multipliers<P>(r);
  }
}

template <class P> void ends_at(problems::point<variables_of<P>> const& x) {
  auto const values = at<P>(x).value;
  BOOST_TEST_CONTEXT(P::name) {
    BOOST_TEST(near(values[0], P::local_minima[0]));
    BOOST_TEST(feasible<P>(values, x));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(solutions) {
  static_assert(problems::hock_schittkowski::size == 56);
  problems::hock_schittkowski::for_each([]<class P>(P) { check<P>(); });
}

BOOST_AUTO_TEST_CASE(other_ends) {
  ends_at<problems::hs2>({-1.2210274485086867, 1.5});
  ends_at<problems::hs7>({0, -std::sqrt(3)});
  ends_at<problems::hs15>({-0.79212322050551390, -1.2624298519639712});
  ends_at<problems::hs16>({-0.5, std::sqrt(0.5)});
  ends_at<problems::hs20>({-0.5, std::sqrt(0.75)});
  ends_at<problems::hs44>({3, 0, 4, 0});
}

// What the checks refuse.
BOOST_AUTO_TEST_CASE(checks_can_fail) {
  auto const r = at<problems::hs71>({1, 5, 5, 1});
  BOOST_TEST(!feasible<problems::hs71>(r.value, {1, 5, 5, 1}));
  BOOST_TEST(!feasible<problems::hs35>(at<problems::hs35>({-1, 0, 0}).value, {-1, 0, 0}));
  BOOST_TEST(rank({{1, 2}, {2, 4}}, 2) == 1);
  BOOST_TEST(rank({{0, 2}, {2, 4}}, 2) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
