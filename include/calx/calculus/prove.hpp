// SPDX-License-Identifier: Apache-2.0
// f == g as a claim: true if it is proved that f and g are one function where both are defined; false says "not proved".
// Captured numbers take part with their values (a finite double is an exact dyadic rational).
// Without captures the proof is a constant of the two types, made once. Cost: that of the canonical forms of f - g
// (transform/canonical.hpp), exponential in the worst case and bounded by its term limit.
#pragma once

#include <calx/evaluate/scalars.hpp>
#include <calx/expression/condition.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/graph/put_numbers.hpp>
#include <calx/transform/canonical.hpp>
#include <calx/transform/expand.hpp>

namespace calx {

template <class Left, class Right> struct prover {
  static constexpr bool proves(Left const& left, Right const& right) {
    if constexpr (record_of<Left>.captures + record_of<Right>.captures == 0) return proved;
    else return prove(combined<comparison<opcode::equal, false, Left, Right>>(left, right));
  }

 private:
  template <class Both> static constexpr bool prove(Both const& both) {
    function_graph const f = lower<Left, Right>();
    graph const g = put_numbers(f.graph.view(), [&](int i) { return both.numbers[i]; });
    return are_equal(g.view());
  }
  static constexpr bool prove() { return are_equal(lower<Left, Right>().graph.view()); }
  // Small arrays are equal if their elements are.
  static constexpr bool are_equal(graph_view g) {
    if (!has_arrays(g)) return proves_equal(expand(g).view());
    if (!(g[g.outputs[0]].shape == g[g.outputs[1]].shape)) return false;
    if (scalar_operations(g) > most_scalar_operations) return proves_equal(expand(g).view());
    graph const elements = expand(scalarize(g).view());
    canonical forms(elements.view());
    int const count = elements.outputs.size() / 2;
    for (int i = 0; i < count; ++i)
      if (!forms.proves_equal(i, count + i)) return false;
    return true;
  }

  static constexpr bool proved = prove();
};

}  // namespace calx
