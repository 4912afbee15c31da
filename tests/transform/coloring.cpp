// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/coloring.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <vector>

BOOST_AUTO_TEST_SUITE(colorings)

namespace {

constexpr int count_of(calx::buffer<int> const& colors) {
  int count = 0;
  for (int const color : colors) count = color < count ? count : color + 1;
  return count;
}

// No row has two columns of one colour.
constexpr bool separates_columns(bool const* pattern, int rows, int columns, calx::buffer<int> const& colors) {
  for (int i = 0; i < rows; ++i)
    for (int a = 0; a < columns; ++a)
      for (int b = 0; b < a; ++b)
        if (pattern[i * columns + a] && pattern[i * columns + b] && colors[a] == colors[b]) return false;
  return true;
}

// Neighbours differ, and no path a - b - c - d has two colours: by definition, over all paths.
constexpr bool is_star_coloring(bool const* pattern, int n, calx::buffer<int> const& colors) {
  auto const joined = [&](int a, int b) { return a != b && pattern[a * n + b]; };
  for (int a = 0; a < n; ++a)
    for (int b = 0; b < n; ++b) {
      if (!joined(a, b)) continue;
      if (colors[a] == colors[b]) return false;
      for (int c = 0; c < n; ++c) {
        if (c == a || !joined(b, c) || colors[c] != colors[a]) continue;
        for (int d = 0; d < n; ++d)
          if (d != a && d != b && joined(c, d) && colors[d] == colors[b]) return false;
      }
    }
  return true;
}

constexpr bool known_patterns() {
  // clang-format off
  constexpr bool tridiagonal[] = {1, 1, 0, 0, 0, 0,
                                  1, 1, 1, 0, 0, 0,
                                  0, 1, 1, 1, 0, 0,
                                  0, 0, 1, 1, 1, 0,
                                  0, 0, 0, 1, 1, 1,
                                  0, 0, 0, 0, 1, 1};
  constexpr bool arrow[] = {1, 1, 1, 1, 1, 1,
                            1, 1, 0, 0, 0, 0,
                            1, 0, 1, 0, 0, 0,
                            1, 0, 0, 1, 0, 0,
                            1, 0, 0, 0, 1, 0,
                            1, 0, 0, 0, 0, 1};
  constexpr bool diagonal[] = {1, 0, 0,
                               0, 1, 0,
                               0, 0, 1};
  constexpr bool empty[4] = {};
  // clang-format on
  auto const band = calx::column_coloring(tridiagonal, 6, 6), star = calx::star_coloring(tridiagonal, 6);
  auto const head = calx::star_coloring(arrow, 6);
  return count_of(band) == 3 && separates_columns(tridiagonal, 6, 6, band) && count_of(star) == 3 &&
         is_star_coloring(tridiagonal, 6, star) && count_of(calx::column_coloring(arrow, 6, 6)) == 6 && count_of(head) == 2 &&
         is_star_coloring(arrow, 6, head) && count_of(calx::column_coloring(diagonal, 3, 3)) == 1 &&
         count_of(calx::star_coloring(diagonal, 3)) == 1 && count_of(calx::column_coloring(empty, 2, 2)) == 1 &&
         count_of(calx::column_coloring(arrow, 1, 6)) == 6 && calx::column_coloring(empty, 0, 0).empty();
}
static_assert(known_patterns());

// The checks see a mistake.
constexpr bool checks_fail() {
  constexpr bool path[] = {0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0};
  calx::buffer<int> two(4), one(4);
  two[1] = two[3] = 1;
  return !is_star_coloring(path, 4, two) && !is_star_coloring(path, 4, one) && !separates_columns(path, 4, 4, one);
}
static_assert(checks_fail());

}  // namespace

BOOST_AUTO_TEST_CASE(known) { BOOST_TEST(known_patterns()); }

BOOST_AUTO_TEST_CASE(random_patterns) {
  std::uint32_t state = 12345;
  auto const next = [&] { return (state = state * 1664525u + 1013904223u) >> 8; };
  for (int round = 0; round < 300; ++round) {
    int const n = 1 + static_cast<int>(next() % 24), rows = 1 + static_cast<int>(next() % 24);
    std::uint32_t const density = 1 + next() % 10;
    std::vector<char> symmetric(static_cast<std::size_t>(n * n)), wide(static_cast<std::size_t>(rows * n));
    for (int i = 0; i < n; ++i)
      for (int j = 0; j <= i; ++j)
        symmetric[static_cast<std::size_t>(i * n + j)] = symmetric[static_cast<std::size_t>(j * n + i)] = next() % 16 < density;
    for (char& entry : wide) entry = next() % 16 < density;
    auto const* const square = reinterpret_cast<bool const*>(symmetric.data());
    auto const* const pattern = reinterpret_cast<bool const*>(wide.data());
    BOOST_TEST(is_star_coloring(square, n, calx::star_coloring(square, n)));
    BOOST_TEST(separates_columns(pattern, rows, n, calx::column_coloring(pattern, rows, n)));
  }
}

BOOST_AUTO_TEST_SUITE_END()
