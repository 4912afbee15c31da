// SPDX-License-Identifier: Apache-2.0
// expand_arrays: writes what has no step of its own (transform/stages.hpp) as what has:
//
//   log_sum_exp(x)            m + log(s), where m is the largest element, e = exp(x - m) and s = sum(e): it does not overflow
//   exp(x - log_sum_exp(x))   e/s, the softmax, without another exponential
//   matrix products           sums of products where that is cheaper (transform/matrix_products.hpp)
//   sums and maxima by row    those of the columns, if they are few
//   element<0>(x)             x, where x has only one
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/transform/matrix_products.hpp>
#include <calx/transform/scalarize.hpp>

namespace calx {

constexpr graph expand_arrays(graph_view g) {
  struct parts {
    node_id operand, shifted_exponentials, sum;  // operand: in g
  };
  builder b(g.size);
  maker make(b);
  detail::product_writer products(make);
  buffer<parts> known;
  buffer<int> which(g.size, -1);  // of each log_sum_exp of g
  auto const log_sum_exp_below = [&](node_id id) {
    while (g[id].operation == opcode::fill) id = g[id].operands[0];
    return which[id];
  };
  buffer<node_id> moved;
  rebuild(g, b, moved, [&](node const& n, int i) {
    if (n.operation == opcode::log_sum_exp) {
      node_id const x = n.operands[0];
      node_id const m = detail::scalarizer::finite_or_zero(make, products.reduced(opcode::maximum, x, n.shape));
      node_id const powers = make.apply(opcode::exp, b.apply(opcode::subtract, x, m));
      node_id const s = products.reduced(opcode::sum, powers, n.shape);
      which[i] = known.size();
      known.push({g[i].operands[0], powers, s});
      return make.add(m, make.apply(opcode::log, s));
    }
    if (n.operation == opcode::exp && g[g[i].operands[0]].operation == opcode::subtract) {
      node const& difference = g[g[i].operands[0]];
      int const k = log_sum_exp_below(difference.operands[1]);
      if (k >= 0 && known[k].operand == difference.operands[0])
        return make.fill(make.divide(known[k].shifted_exponentials, known[k].sum), n.shape);
    }
    if (n.operation == opcode::matrix_product) return products.product(n.operands[0], n.operands[1]);
    if (n.operation == opcode::sum && g[g[i].operands[0]].operation == opcode::matrix_product) {
      node const& factors = g[g[i].operands[0]];
      return products.sum_of_product(moved[factors.operands[0]], moved[factors.operands[1]], n.shape);
    }
    if (n.operation == opcode::sum || n.operation == opcode::maximum)
      return products.reduced(n.operation, n.operands[0], n.shape);
    if (n.operation == opcode::element && b[n.operands[0]].shape.is_scalar()) return n.operands[0];
    if (n.operands[0] == no_node && n.operation != opcode::identity) return b.intern(n);
    return make.again(n);
  });
  copy_outputs(g, b, moved);
  return prune(b.take());
}

}  // namespace calx
