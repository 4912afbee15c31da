// SPDX-License-Identifier: Apache-2.0
// The passes, by name, in their order, for each goal. What a pass does stands at the top of its header.
#pragma once

#include <calx/graph/verify.hpp>
#include <calx/transform/expand.hpp>
#include <calx/transform/fuse.hpp>
#include <calx/transform/reciprocals.hpp>
#include <calx/transform/scale.hpp>
#include <calx/transform/simplify.hpp>
#include <calx/transform/strength.hpp>

#include <string_view>

namespace calx {

struct pass {
  std::string_view name;
  graph (*run)(graph_view);
};

// Before a verb differentiates.
inline constexpr pass preparing_passes[] = {{"simplify", simplify}};

// After it has: what the next verb, the printer and evaluation start from. The second round sees the sums that the first freed.
inline constexpr pass derivative_passes[] = {{"simplify", simplify}, {"simplify again", simplify}};

// Before code, for a function as a user wrote it; and for a verb's result, which is simplified already.
inline constexpr pass evaluation_passes[] = {{"simplify", simplify},
                                             {"factor sums", factor_sums},
                                             {"reduce strength", reduce_strength},
                                             {"place constants", place_constants},
                                             {"fuse", fuse}};
inline constexpr pass result_passes[] = {{"factor sums", factor_sums},
                                         {"share reciprocals", share_reciprocals},
                                         {"reduce strength", reduce_strength},
                                         {"place constants", place_constants},
                                         {"fuse", fuse}};

// What counts as an operation in operations(f): the evaluation passes before products and sums are fused.
inline constexpr pass counting_passes[] = {{"simplify", simplify},
                                           {"factor sums", factor_sums},
                                           {"reduce strength", reduce_strength},
                                           {"place constants", place_constants}};

inline constexpr pass printing_passes[] = {{"simplify", simplify}, {"expand", expand}, {"simplify again", simplify}};

template <int Count> constexpr graph run_passes(pass const (&passes)[Count], graph_view g) {
  graph result = passes[0].run(g);
  for (int i = 1; i < Count; ++i) result = passes[i].run(result.view());
  return result;
}

// Is g well-formed, as the rows say?
constexpr graph_fault verify(graph_view g, dead_nodes dead = dead_nodes::allowed) {
  return verify(g, [](opcode operation) { return facts_of(operation).arity; }, dead);
}

// As run_passes, with the verifier before the first pass and after each; a pass leaves no dead nodes. Stops at the first fault.
struct verified_run {
  graph result;
  std::string_view pass{};  // the pass that broke the graph; "input" if it was broken before
  graph_fault fault{};
};

template <int Count> constexpr verified_run run_verified_passes(pass const (&passes)[Count], graph_view g) {
  graph_fault const before = verify(g);
  if (before.found()) return {copy_of(g), "input", before};
  graph result = copy_of(g);
  for (pass const& p : passes) {
    result = p.run(result.view());
    graph_fault const fault = verify(result.view(), dead_nodes::forbidden);
    if (fault.found()) return {static_cast<graph&&>(result), p.name, fault};
  }
  return {static_cast<graph&&>(result), {}, {}};
}

}  // namespace calx
