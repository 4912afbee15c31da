// SPDX-License-Identifier: Apache-2.0
#include <calx/calculus/coloring.hpp>
#include <calx/calculus/hessian_vector_product.hpp>
#include <calx/calculus/jacobian_vector_product.hpp>
#include <calx/evaluate/evaluate.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <cstdint>

BOOST_AUTO_TEST_SUITE(colorings_of_matrices)

namespace {

template <std::size_t Rows, std::size_t Columns> using pattern = std::array<std::array<bool, Columns>, Rows>;
template <std::size_t Rows, std::size_t Columns> using matrix = std::array<std::array<double, Columns>, Rows>;

// Products of the matrix with the vectors of the colours, and what is recovered from them.
template <std::size_t Rows, std::size_t Columns>
constexpr matrix<Rows, Columns> recovered(pattern<Rows, Columns> const& p, matrix<Rows, Columns> const& m,
                                          calx::coloring_result<Columns> const& c) {
  matrix<Rows, Columns> products{}, result{};  // at most as many colours as columns
  for (std::size_t i = 0; i < Rows; ++i)
    for (std::size_t j = 0; j < Columns; ++j) products[i][static_cast<std::size_t>(c.colors[j])] += m[i][j];
  for (std::size_t i = 0; i < Rows; ++i)
    for (std::size_t j = 0; j < Columns; ++j) {
      if (!p[i][j]) continue;
      calx::recovered_entry const from = recovered_from(p, c, static_cast<int>(i), static_cast<int>(j));
      result[i][j] = products[static_cast<std::size_t>(from.row)][static_cast<std::size_t>(from.color)];
    }
  return result;
}

constexpr bool small_ones() {
  constexpr pattern<2, 4> wide{{{true, false, true, false}, {false, true, true, false}}};
  constexpr pattern<4, 4> arrow{
      {{true, true, true, true}, {true, true, false, false}, {true, false, true, false}, {true, false, false, true}}};
  constexpr matrix<2, 4> w{{{1, 0, 2, 0}, {0, 3, 4, 0}}};
  constexpr matrix<4, 4> a{{{1, 2, 3, 4}, {2, 5, 0, 0}, {3, 0, 6, 0}, {4, 0, 0, 7}}};
  return calx::coloring(wide).count == 2 && recovered(wide, w, calx::coloring(wide)) == w && calx::coloring(arrow).count == 4 &&
         calx::star_coloring(arrow).count == 2 && recovered(arrow, a, calx::star_coloring(arrow)) == a &&
         recovered(arrow, a, calx::coloring(arrow)) == a;
}
static_assert(small_ones());

// --- of functions
constexpr auto v = calx::vec<"v", 8>;
constexpr auto u = calx::vec<"u", 8>;
constexpr auto rosenbrock = calx::trace<[](auto const& p) {
  auto sum = 0 * p[0];
  for (std::size_t i = 0; i + 1 < p.size(); ++i) sum += 100 * square(p[i + 1] - p[i] * p[i]) + square(1 - p[i]);
  return sum;
}>;
constexpr auto differences = calx::trace<[](auto const& p) {
  return std::array{p[1] - p[0] * p[0], p[2] - sin(p[1]), p[3] * p[2], p[4] + p[3], p[5] / p[4], p[6] * p[6], p[7] - p[6]};
}>;
constexpr auto of_hessian = coloring(hessian(rosenbrock(v), v));
constexpr auto of_jacobian = coloring(jacobian(differences(v), v));
static_assert(of_hessian.count == 3 && of_jacobian.count == 2);

// x y: one column colour, since nothing stands on the diagonal; a star colouring takes two.
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
static_assert(coloring(hessian(x * y, x, y)).count == 1 && calx::star_coloring(sparsity(hessian(x * y, x, y))).count == 2);

}  // namespace

BOOST_AUTO_TEST_CASE(checked) { BOOST_TEST(small_ones()); }

BOOST_AUTO_TEST_CASE(random_patterns) {
  constexpr std::size_t n = 20;
  std::uint32_t state = 1;
  auto const next = [&] { return (state = state * 1664525u + 1013904223u) >> 8; };
  int star_total = 0, column_total = 0;
  for (int round = 0; round < 200; ++round) {
    std::uint32_t const density = 1 + next() % 6;
    pattern<n, n> symmetric{};
    pattern<7, n> wide{};
    matrix<n, n> s{};
    matrix<7, n> w{};
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        if (next() % 16 >= density && i != j) continue;
        symmetric[i][j] = symmetric[j][i] = true;
        s[i][j] = s[j][i] = next() % 1000;
      }
    for (std::size_t i = 0; i < 7; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (next() % 16 < density) wide[i][j] = true, w[i][j] = next() % 1000;
    auto const star = calx::star_coloring(symmetric), columns = calx::coloring(symmetric);
    BOOST_TEST((recovered(symmetric, s, star) == s));
    BOOST_TEST((recovered(symmetric, s, columns) == s));
    BOOST_TEST((recovered(wide, w, calx::coloring(wide)) == w));
    star_total += star.count;
    column_total += columns.count;
  }
  BOOST_TEST_MESSAGE("200 random symmetric patterns: " << star_total << " star colours, " << column_total << " column colours");
  BOOST_TEST(star_total < column_total);
}

BOOST_AUTO_TEST_CASE(by_vector_products) {
  std::array<double, 8> at{};
  for (std::size_t i = 0; i < 8; ++i) at[i] = 0.25 * static_cast<double>(i) - 0.7;
  auto const product = hessian_vector_product(rosenbrock(v), calx::wrt(v), u);
  auto const step = jacobian_vector_product(differences(v), calx::wrt(v), u);
  std::array<std::array<double, 8>, 3> of_h{};
  std::array<std::array<double, 7>, 2> of_j{};
  for (int color = 0; color < 3; ++color) {
    std::array<double, 8> h_seed{}, j_seed{};
    for (std::size_t j = 0; j < 8; ++j) {
      h_seed[j] = of_hessian.colors[j] == color ? 1 : 0;
      j_seed[j] = of_jacobian.colors[j] == color ? 1 : 0;
    }
    of_h[static_cast<std::size_t>(color)] = product(v = at, u = h_seed);
    if (color < 2) of_j[static_cast<std::size_t>(color)] = step(v = at, u = j_seed);
  }
  constexpr auto h_pattern = sparsity(hessian(rosenbrock(v), v));
  constexpr auto j_pattern = sparsity(jacobian(differences(v), v));
  auto const h = hessian(rosenbrock(v), v)(v = at);
  auto const j = jacobian(differences(v), v)(v = at);
  for (int row = 0; row < 8; ++row)
    for (int column = 0; column < 8; ++column) {
      auto const r = static_cast<std::size_t>(row), c = static_cast<std::size_t>(column);
      auto const h_from = recovered_from(h_pattern, of_hessian, row, column);
      if (h_pattern[r][c])
        BOOST_TEST(std::abs(of_h[static_cast<std::size_t>(h_from.color)][static_cast<std::size_t>(h_from.row)] - h[r][c]) <
                   1e-11);
      if (row == 7 || !j_pattern[r][c]) continue;
      auto const j_from = recovered_from(j_pattern, of_jacobian, row, column);
      BOOST_TEST(std::abs(of_j[static_cast<std::size_t>(j_from.color)][r] - j[r][c]) < 1e-14);
    }
}

BOOST_AUTO_TEST_SUITE_END()
