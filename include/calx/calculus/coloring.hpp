// SPDX-License-Identifier: Apache-2.0
// coloring(J), coloring(H), calx::coloring(pattern): which columns of a sparse matrix can share one product with a vector, so
// that a Jacobian or Hessian of many variables is recovered from few of them; a constant {colors, count}.
//
//   constexpr auto c = coloring(J);                            // count colours, one product each, with the vector that is
//   c.colors[j] == k ? 1.0 : 0.0                               // 1 for the columns j of colour k and 0 for the others
//   recovered_from(sparsity(J), c, i, j)                       // {row, color}: which entry of which product is J_ij
//
// A Hessian is symmetric, and each entry may be recovered as h_ij or h_ji: of star colouring and column colouring the one with
// fewer colours is taken. calx::star_coloring(pattern) is for a symmetric pattern. The methods: transform/coloring.hpp.
#pragma once

#include <calx/calculus/sparsity.hpp>
#include <calx/transform/coloring.hpp>

namespace calx {

template <std::size_t Columns> struct coloring_result {
  std::array<int, Columns> colors{};
  int count = 0;

  friend constexpr bool operator==(coloring_result const&, coloring_result const&) = default;
};

template <std::size_t Rows, std::size_t Columns> using sparsity_pattern = std::array<std::array<bool, Columns>, Rows>;

namespace detail {

template <std::size_t Rows, std::size_t Columns>
constexpr buffer<bool> flattened(sparsity_pattern<Rows, Columns> const& pattern) {
  buffer<bool> flat;
  for (auto const& row : pattern)
    for (bool const nonzero : row) flat.push(nonzero);
  return flat;
}
template <std::size_t Columns> constexpr coloring_result<Columns> as_result(buffer<int> const& colors) {
  coloring_result<Columns> result;
  int next = 0;
  for (int& color : result.colors) {
    color = colors[next++];
    if (color >= result.count) result.count = color + 1;
  }
  return result;
}

}  // namespace detail

template <std::size_t Rows, std::size_t Columns>
constexpr coloring_result<Columns> coloring(sparsity_pattern<Rows, Columns> const& pattern) {
  buffer<bool> const flat = detail::flattened(pattern);
  return detail::as_result<Columns>(column_coloring(flat.data(), static_cast<int>(Rows), static_cast<int>(Columns)));
}

template <std::size_t Size> constexpr coloring_result<Size> star_coloring(sparsity_pattern<Size, Size> const& pattern) {
  buffer<bool> const flat = detail::flattened(pattern);
  return detail::as_result<Size>(star_coloring(flat.data(), static_cast<int>(Size)));
}

// Where an entry of the matrix is found in the products.
struct recovered_entry {
  int row = 0;
  int color = 0;

  friend constexpr bool operator==(recovered_entry const&, recovered_entry const&) = default;
};

// Entry (i, j), where the pattern has one: (i, color of j) if no other column of that colour has an entry in row i; else the
// entry is that of the symmetric matrix at (j, i).
template <std::size_t Rows, std::size_t Columns>
constexpr recovered_entry recovered_from(sparsity_pattern<Rows, Columns> const& pattern, coloring_result<Columns> const& c,
                                         int i, int j) {
  auto const row = static_cast<std::size_t>(i), column = static_cast<std::size_t>(j);
  for (std::size_t other = 0; other < Columns; ++other)
    if (other != column && c.colors[other] == c.colors[column] && pattern[row][other]) return {j, c.colors[row]};
  return {i, c.colors[column]};
}

template <class F, class... Variables> constexpr auto coloring(jacobian_bundle<F, Variables...> const& j) {
  return coloring(sparsity(j));
}
template <class F, class... Variables> constexpr auto coloring(hessian_bundle<F, Variables...> const& h) {
  auto const star = star_coloring(sparsity(h)), columns = coloring(sparsity(h));
  return columns.count < star.count ? columns : star;
}
template <operand F>
CALX_REFUSED("calx: coloring(J): J is a Jacobian, a Hessian, or a pattern, as in coloring(jacobian(vector(f, g), x, y))")
constexpr refused coloring(F const&) {
  return {};
}

}  // namespace calx
