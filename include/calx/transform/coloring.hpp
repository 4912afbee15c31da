// SPDX-License-Identifier: Apache-2.0
// Colourings of a sparse matrix' columns, so that products with few vectors recover all entries: the vector of a colour is 1
// for the columns of that colour and 0 for the others.
//
//   column_coloring   columns of one colour have no row in common (A. R. Curtis, M. J. D. Powell, J. K. Reid 1974)
//   star_coloring     of a symmetric matrix, which has each entry twice: neighbours differ in colour, and a path through
//                     four columns has at least three colours (T. F. Coleman, J. J. Moré 1984)
//
// Both are greedy, the columns with most neighbours first: no promise of the fewest colours.
#pragma once

#include <calx/core/buffer.hpp>

namespace calx {

namespace detail {

// Which vertices are joined, as a list for each.
class adjacency {
 public:
  constexpr explicit adjacency(int size) : size_(size), joined_(size * size), first_(size + 1) {}

  constexpr void join(int a, int b) {
    if (a != b) joined_[a * size_ + b] = joined_[b * size_ + a] = 1;
  }
  // To be called when all are joined.
  constexpr void list() {
    for (int a = 0; a < size_; ++a) {
      for (int b = 0; b < size_; ++b)
        if (joined_[a * size_ + b] != 0) neighbors_.push(b);
      first_[a + 1] = neighbors_.size();
    }
  }
  constexpr int size() const { return size_; }
  constexpr int degree(int a) const { return first_[a + 1] - first_[a]; }
  constexpr int const* begin(int a) const { return neighbors_.data() + first_[a]; }
  constexpr int const* end(int a) const { return neighbors_.data() + first_[a + 1]; }

  // The vertices, those with most neighbours first, of equals the first.
  constexpr buffer<int> largest_first() const {
    buffer<int> order;
    for (int wanted = size_ - 1; wanted >= 0; --wanted)
      for (int a = 0; a < size_; ++a)
        if (degree(a) == wanted) order.push(a);
    return order;
  }

 private:
  int size_;
  buffer<char> joined_;
  buffer<int> first_;
  buffer<int> neighbors_;
};

// The smallest colour that is not marked with `vertex`.
constexpr int smallest_free(buffer<int> const& forbidden_for, int vertex) {
  int color = 0;
  while (forbidden_for[color] == vertex) ++color;
  return color;
}

}  // namespace detail

// pattern: rows x columns, not 0 where an entry can differ from 0. Returns a colour for each column, counted from 0; a column
// without entries has colour 0. Cost: rows x columns^2.
constexpr buffer<int> column_coloring(bool const* pattern, int rows, int columns) {
  detail::adjacency graph(columns);
  for (int i = 0; i < rows; ++i)
    for (int a = 0; a < columns; ++a)
      for (int b = 0; b < a && pattern[i * columns + a]; ++b)
        if (pattern[i * columns + b]) graph.join(a, b);
  graph.list();
  buffer<int> colors(columns, -1), forbidden_for(columns + 1, -1);
  for (int const v : graph.largest_first()) {
    for (int const* w = graph.begin(v); w != graph.end(v); ++w)
      if (colors[*w] >= 0) forbidden_for[colors[*w]] = v;
    colors[v] = detail::smallest_free(forbidden_for, v);
  }
  return colors;
}

// pattern: size x size and symmetric. Cost: size^2, and for each column the neighbours of its neighbours.
constexpr buffer<int> star_coloring(bool const* pattern, int size) {
  detail::adjacency graph(size);
  for (int a = 0; a < size; ++a)
    for (int b = 0; b < a; ++b)
      if (pattern[a * size + b] || pattern[b * size + a]) graph.join(a, b);
  graph.list();
  buffer<int> colors(size, -1), forbidden_for(size + 1, -1);
  buffer<int> seen(size * (size + 1));  // how many neighbours of a vertex have a colour
  for (int const v : graph.largest_first()) {
    for (int const* w = graph.begin(v); w != graph.end(v); ++w) {
      int const color = colors[*w];
      if (color < 0) continue;
      forbidden_for[color] = v;
      bool const twice = seen[v * (size + 1) + color] > 1;  // v lies between two neighbours of this colour
      for (int const* x = graph.begin(*w); x != graph.end(*w); ++x) {
        if (*x == v || colors[*x] < 0) continue;
        if (twice || seen[*x * (size + 1) + color] > 1) forbidden_for[colors[*x]] = v;
      }
    }
    colors[v] = detail::smallest_free(forbidden_for, v);
    for (int const* w = graph.begin(v); w != graph.end(v); ++w) ++seen[*w * (size + 1) + colors[v]];
  }
  return colors;
}

}  // namespace calx
