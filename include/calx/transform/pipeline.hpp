// SPDX-License-Identifier: Apache-2.0
// The passes, by name, in their order, for each goal. What a pass does stands at the top of its header; what each gained when
// it came, in time, instructions or operations of bench/evaluate (g++ -O2; ratios are to hand-written code):
//
//   balance products    product of 10 variables: 1.00 -> 0.60 (clang++ 1.21 -> 0.90)
//   factor sums         Rosenbrock 10: 1.11 -> 1.01, Helmholtz 8: 1.11 -> 0.88
//   share reciprocals   Snavely 2 x 12: 13 divisions -> 3, with place constants 0.90 -> 0.86
//   reduce strength     shared kernels: network 1.52 -> 1.08, Rat43 1.52 -> 1.09
//   share products      Black-Scholes Hessian: 128 multiplications -> 104, 1.16 -> 1.10 (clang++ 1.11 -> 1.00)
//   gather numbers      with place constants, Black-Scholes Hessian: 1.20 -> 1.17
//   avoid overflow and avoid cancellation are there for the digits: Snavely 661 -> 674 instructions, the others none
//   place constants     Snavely: 99 multiplications -> 92 before sums are factored
#pragma once

#include <calx/graph/verify.hpp>
#include <calx/transform/balance.hpp>
#include <calx/transform/cancellation.hpp>
#include <calx/transform/expand.hpp>
#include <calx/transform/fuse.hpp>
#include <calx/transform/overflow.hpp>
#include <calx/transform/products.hpp>
#include <calx/transform/reciprocals.hpp>
#include <calx/transform/scale.hpp>
#include <calx/transform/simplify.hpp>
#include <calx/transform/strength.hpp>

#include <string_view>

namespace calx {

struct pass {
  std::string_view name;
  graph (*run)(graph_view);
  bool (*may_apply)(graph_view) = nullptr;  // false: the pass would change nothing, and is left out
};

// Before a verb differentiates.
inline constexpr pass preparing_passes[] = {{"simplify", simplify},
                                            {"invert powers", invert_powers, may_invert_powers},
                                            {"balance products", balance_products, may_balance_products}};

// After a derivative: what the next one starts from. The second round sees the sums that the first freed. A gradient, Hessian
// or Jacobian is not simplified: whatever comes next does so first.
inline constexpr pass derivative_passes[] = {{"simplify", simplify}, {"simplify again", simplify}};

// Before code, for a function as a user wrote it; and for a verb's result, which factor sums simplifies.
inline constexpr pass evaluation_passes[] = {{"simplify", simplify},
                                             {"expand for code", expand_for_code, may_expand_for_code},
                                             {"avoid overflow", avoid_overflow, may_avoid_overflow},
                                             {"avoid cancellation", avoid_cancellation, may_avoid_cancellation},
                                             {"simplify again", simplify},
                                             {"reduce strength", reduce_strength},
                                             {"gather numbers", gather_numbers, may_gather_numbers},
                                             {"place constants", place_constants},
                                             {"fuse", fuse}};
inline constexpr pass result_passes[] = {{"expand for code", expand_for_code, may_expand_for_code},
                                         {"avoid overflow", avoid_overflow, may_avoid_overflow},
                                         {"avoid cancellation", avoid_cancellation, may_avoid_cancellation},
                                         {"gather numbers", gather_numbers, may_gather_numbers},
                                         {"factor sums", factor_sums},
                                         {"share reciprocals", share_reciprocals, may_share_reciprocals},
                                         {"reduce strength", reduce_strength},
                                         {"share products", share_products, may_share_products},
                                         {"place constants", place_constants},
                                         {"fuse", fuse}};

// Before a function is evaluated on intervals.
inline constexpr pass enclosure_passes[] = {{"simplify", simplify}, {"simplify again", simplify}};

inline constexpr pass printing_passes[] = {{"simplify", simplify}, {"expand", expand}, {"simplify again", simplify}};

template <int Count> constexpr graph run_passes(pass const (&passes)[Count], graph_view g) {
  auto const left_out = [](pass const& next, graph_view to) { return next.may_apply != nullptr && !next.may_apply(to); };
  int first = 0;
  while (left_out(passes[first], g)) ++first;  // a list has passes that always run
  graph result = passes[first].run(g);
  for (int i = first + 1; i < Count; ++i)
    if (!left_out(passes[i], result.view())) result = passes[i].run(result.view());
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
    if (p.may_apply != nullptr && !p.may_apply(result.view())) continue;
    result = p.run(result.view());
    graph_fault const fault = verify(result.view(), dead_nodes::forbidden);
    if (fault.found()) return {static_cast<graph&&>(result), p.name, fault};
  }
  return {static_cast<graph&&>(result), {}, {}};
}

}  // namespace calx
