// SPDX-License-Identifier: Apache-2.0
// reduce_strength: cheaper operations for the same values.
//
//   x^2 = x x,  x^3 = x^2 x,  x^6 = (x^3)^2,  x^-n = (1/x)^n;  where x^(n-1) is there already, x^n = x^(n-1) x
//       Whole powers become multiplications, with the lower powers of one base shared. Every intermediate lies between x
//       (or 1/x) and the result in magnitude, so nothing newly overflows or underflows: 1/x^2 would be 0 at x = 1e155.
//   u (p log(x)) = (u p) log(x), in the derivatives of powers: what is ready before the logarithm is multiplied before it
//   tanh(x), tanh'(x)     from one exponential, where both are wanted; rows say what can share (`shared` in op/row.hpp)
//   x/c = x (1/c) for c = pi, sqrt(2), log(2) and their like: the compiler folds 1/c. One rounding more.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

class strength_reducer {
 public:
  constexpr explicit strength_reducer(graph_view g) : old_(g), new_(g.size), uses_(use_counts(g)) {}

  constexpr graph run() {
    find_exponents();
    find_kernels();
    buffer<node_id> const moved = rebuild(old_, new_, [&](node const& n, int i) {
      if (n.operation == opcode::power) return expanded(old_[i].operands[0], n.operands[0], n.payload);
      if (n.operation == opcode::divide && is_tame_constant(old_[i].operands[1])) {
        node_id const one = new_.constant(number(rational(1)));
        node_id const inverse = new_.apply(opcode::divide, one, n.operands[1]);
        return n.operands[0] == one ? inverse : new_.commuted(opcode::multiply, n.operands[0], inverse);
      }
      if (n.operation == opcode::multiply)
        for (int k = 0; k < 2; ++k)
          if (is_only_use(old_[i].operands[k], new_[n.operands[k]], n.operands[1 - k]))
            return times_log_of(n.operands[1 - k], new_[n.operands[k]]);
      shared_work const shared = facts_of(n.operation).shared;
      if (shared.exists() && is_shared(shared, i)) return from_kernel(shared, n);
      return new_.intern(n);
    });
    copy_outputs(old_, new_, moved);
    return prune(new_.take());
  }

 private:
  constexpr void find_exponents() {
    for (int i = 0; i < old_.size; ++i)
      if (old_[i].operation == opcode::power) wanted_.push({old_[i].operands[0], magnitude(old_[i].payload)});
  }
  // How many different operations want each kernel; the kernel itself counts as one that does.
  constexpr void find_kernels() {
    for (int i = 0; i < old_.size; ++i) {
      operation_facts const& facts = facts_of(old_[i].operation);
      if (!facts.shared.exists() && !facts.is_kernel) continue;
      node_id const kernel = kernel_of(facts.shared.exists() ? facts.shared.kernel : old_[i].operation, old_[i]);
      users_.grow(kernel + 1, 0);
      ++users_[kernel];
    }
  }
  constexpr node_id kernel_of(opcode kernel, node const& n) {
    return kernels_.intern({kernel, {n.operands[0], n.operands[1], no_node}, 0, {}});
  }
  constexpr bool is_shared(shared_work const& shared, int i) { return users_[kernel_of(shared.kernel, old_[i])] > 1; }
  constexpr node_id from_kernel(shared_work const& shared, node const& n) {
    node_id const kernel = new_.apply(shared.kernel, n.operands[0], n.operands[1]);
    if (n.operands[1] == no_node) return new_.apply(shared.from_kernel, n.operands[0], kernel);
    return new_.apply(shared.from_kernel, n.operands[0], n.operands[1], kernel);
  }

  // Constants stay in front.
  constexpr bool is_only_use(node_id i, node const& logarithm, node_id factor) const {
    return logarithm.operation == opcode::times_log && uses_[i] == 1 && new_[factor].operation != opcode::constant;
  }
  constexpr node_id times_log_of(node_id u, node const& logarithm) {
    node_id const x = logarithm.operands[1];
    return new_.apply(opcode::times_log, new_.commuted(opcode::multiply, u, logarithm.operands[0]), x);
  }

  // pi, e, and the square root or logarithm of a moderate number: 1/c is neither tiny nor huge.
  constexpr bool is_tame_constant(node_id id) const {
    node const& n = old_[id];
    if (n.operation == opcode::pi || n.operation == opcode::e) return true;
    if (n.operation != opcode::square_root && n.operation != opcode::log) return false;
    if (!old_.is_constant(n.operands[0]) || !old_.constant(n.operands[0]).is_exact()) return false;
    rational const& c = old_.constant(n.operands[0]).exact;
    return c >= rational(1, 1 << 20) && c <= rational(1 << 20);
  }
  static constexpr int magnitude(int n) { return n < 0 ? -n : n; }
  constexpr bool wanted(node_id base, int exponent) const {
    for (auto const& w : wanted_)
      if (w.base == base && w.exponent == exponent) return true;
    return false;
  }

  constexpr node_id expanded(node_id base, node_id x, int exponent) {
    if (exponent < 0) {
      node_id const one = new_.constant(number(rational(1)));
      return positive(no_node, new_.apply(opcode::divide, one, x), -exponent);
    }
    return exponent == 0 ? new_.constant(number(rational(1))) : positive(base, x, exponent);
  }
  // Depth is the number of bits of the exponent, or the length of a run of exponents that are all wanted.
  constexpr node_id positive(node_id base, node_id x, int n) {
    if (n == 1) return x;
    if (n == 2) return new_.apply(opcode::multiply, x, x);
    if (n <= 64 && wanted(base, n - 1)) return new_.commuted(opcode::multiply, positive(base, x, n - 1), x);
    if (n % 2 != 0) return new_.commuted(opcode::multiply, positive(base, x, n - 1), x);
    node_id const half = positive(base, x, n / 2);
    return new_.apply(opcode::multiply, half, half);
  }

  struct wanted_power {
    node_id base = no_node;
    int exponent = 0;
  };

  graph_view old_;
  builder new_;
  buffer<wanted_power> wanted_;
  builder kernels_;  // of nodes of the old graph
  buffer<int> users_, uses_;
};

}  // namespace detail

constexpr graph reduce_strength(graph_view g) { return detail::strength_reducer(g).run(); }

}  // namespace calx
