// SPDX-License-Identifier: Apache-2.0
// The Hessian of a function of hundreds of unknowns from few of its products with a vector: which of its entries can differ
// from 0 follows from the function's graph, element by element; unknowns of one colour share a product, such that each entry,
// or its mirror image, is alone in its row (star colouring; A. Gebremedhin, F. Manne and A. Pothen 2005). The pattern is found
// when the program runs, once for each function: the compiler sees loops only.
#pragma once

#include <calx/optimize/envelope.hpp>
#include <calx/optimize/hessian_product.hpp>
#include <calx/optimize/search.hpp>
#include <calx/transform/coloring.hpp>
#include <calx/transform/sparsity.hpp>

namespace calx::detail {

// Up to so many unknowns a pattern is looked for.
inline constexpr int most_for_pattern = 2048;

// Entry (i, k), k <= i, is in row `row` of the product of its colour.
struct sparse_entry {
  int i = 0, k = 0, row = 0;
};

struct hessian_structure {
  int size = 0, colors = 0;
  buffer<bool> pattern{};          // size x size
  buffer<int> color{};             // of each unknown
  buffer<sparse_entry> entries{};  // those of colour c are [first[c], first[c + 1])
  buffer<int> first{};
};

// The pattern of the Hessian of f: each partial derivative by the unknowns that it follows from. No constexpr function, which
// compilers would try to evaluate: it is for run time.
inline buffer<bool> hessian_pattern(function_view const& f, buffer<node_id> (*unknowns)(graph_view, function_view const&)) {
  graph const scalar = has_arrays(f.graph) ? scalarize(f.graph) : copy_of(f.graph);
  graph const simple = run_passes(preparing_passes, scalar.view());
  builder b(4 * simple.nodes.size());
  maker make(b);
  buffer<node_id> const moved = rebuild(simple.view(), b);
  node_id const output = moved[simple.outputs[0]];
  for (node_id const id : reverse(make, output, unknowns(b.view(), f))) b.output(id);
  graph const slopes = simplify(prune(b.take()).view());
  buffer<bool> pattern = dependence(slopes.view(), unknowns(slopes.view(), f));
  int const n = slopes.outputs.size();
  for (int i = 0; i < n; ++i) {
    pattern[i * n + i] = true;
    for (int k = 0; k < i; ++k) pattern[i * n + k] = pattern[k * n + i] = pattern[i * n + k] || pattern[k * n + i];
  }
  return pattern;
}

// Colours for the unknowns; a colour for each where the matrix is rather full.
inline buffer<int> colors_of(buffer<bool> const& pattern, int n) {
  int full = 0;
  for (int i = 0; i < n * n; ++i) full += pattern[i] ? 1 : 0;
  if (full <= n * (n / 4)) return star_coloring(pattern.data(), n);
  buffer<int> each(n);
  for (int i = 0; i < n; ++i) each[i] = i;
  return each;
}

inline hessian_structure structure_of_pattern(buffer<bool> const& pattern, int n) {
  hessian_structure s{n, 0, pattern, colors_of(pattern, n)};
  for (int i = 0; i < n; ++i)
    if (s.color[i] >= s.colors) s.colors = s.color[i] + 1;
  buffer<int> shared(n * s.colors);  // how many entries of a row come into one product
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < n; ++k) shared[i * s.colors + s.color[k]] += pattern[i * n + k] ? 1 : 0;
  s.first.push(0);
  for (int c = 0; c < s.colors; ++c) {
    for (int i = 0; i < n; ++i)
      for (int k = 0; k <= i; ++k) {
        if (!pattern[i * n + k]) continue;
        bool const alone = shared[i * s.colors + s.color[k]] == 1;
        if (s.color[alone ? k : i] == c) s.entries.push({i, k, alone ? i : k});
      }
    s.first.push(s.entries.size());
  }
  return s;
}

template <class F, class... Variables> hessian_structure const& hessian_structure_of() {
  static hessian_structure const structure =
      structure_of_pattern(hessian_pattern(function_of<F>, slot_nodes<Variables...>), slot_count<Variables...>);
  return structure;
}

// The Hessian at the search's point, by a product for each colour; direction and product are room for n numbers.
template <class Real>
constexpr void recover_hessian(descent<Real>& s, hessian_structure const& structure, envelope<Real>& to, Real* direction,
                               Real* product) {
  for (int c = 0; c < structure.colors; ++c) {
    for (int i = 0; i < s.n; ++i) direction[i] = Real(structure.color[i] == c ? 1 : 0);
    s.hessian_vector(s.at.data(), direction, product);
    for (int e = structure.first[c]; e < structure.first[c + 1]; ++e) {
      sparse_entry const& entry = structure.entries[e];
      to.at(entry.i, entry.k) = product[entry.row];
    }
  }
}

}  // namespace calx::detail
