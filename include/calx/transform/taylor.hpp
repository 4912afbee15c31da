// SPDX-License-Identifier: Apache-2.0
// Truncated power series of a function, term after term, by recurrences: the coefficients of all nodes at index a follow from
// those at smaller indices. Quadratic in the number of terms; nothing is differentiated again and again.
//
//   z = u + v           z_a = u_a + v_a
//   z = u v             z_a = sum over b + c = a of u_b v_c
//   z = u / v           z_a = (u_a - sum over b + c = a, b > 0 of v_b z_c) / v_0
//   z = f(u, v, ...)    from the slopes in the row of f: dz = p du + q dv + ...; for a variable with exponent a_x > 0
//                       a_x z_a = sum over b + c = a of b_x (u_b p_c + v_b q_c + ...)
//
// The slopes are nodes, too (exp has itself, sin has cos, erf has a Gaussian), so a function is closed under differentiation
// first (taylor_closure): for most functions by a node or two. A slope n/d is not divided: d dz = n du.
//
// An algebra says what a coefficient is: exact rationals, else floating numbers (number_algebra), any number type
// (real_algebra), nodes of a graph (node_algebra). Source: R. E. Moore 1966; A. Griewank and A. Walther 2008, chapter 13.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/multi_index.hpp>

namespace calx {

// Why a function has no power series at a point, as far as it was looked at.
enum class taylor_fault : std::uint8_t {
  none,
  outside_domain,      // no value there
  pole,                // a quotient whose denominator vanishes faster than its numerator, or both too fast to see
  kink,                // a jump, a kink or a branch point, as of abs, where and sqrt at 0
  unknown_derivative,  // of a user's own function (graph/external.hpp)
};

// A function and, for each node whose series needs them, the slopes by its operands. What depends on no variable of the
// expansion is not active: its series is its value.
struct taylor_closure {
  calx::graph graph;
  buffer<row_partials> slopes;
  buffer<char> active;
  buffer<char> steps;  // without slopes though active: constant but for jumps, as sign(x) and x < y

  constexpr bool has_slopes(node_id i) const {
    return slopes[i][0] != no_node || slopes[i][1] != no_node || slopes[i][2] != no_node;
  }
};

namespace detail {

constexpr bool has_own_recurrence(opcode operation) {
  switch (operation) {
    case opcode::add:
    case opcode::subtract:
    case opcode::multiply:
    case opcode::divide:
    case opcode::negate:
    case opcode::power:
    case opcode::where: return true;
    default: return facts_of(operation).arity == 0;
  }
}

// u^n as products, which have no trouble at u = 0.
constexpr node_id power_as_products(builder& b, node_id u, int n) {
  if (n == 0) return b.constant(number(rational(1)));
  if (n < 0) return b.apply(opcode::divide, b.constant(number(rational(1))), power_as_products(b, u, -n));
  node_id square = u, result = no_node;
  for (; n != 0; n /= 2) {
    if (n % 2 != 0) result = result == no_node ? square : b.commuted(opcode::multiply, result, square);
    if (n > 1) square = b.apply(opcode::multiply, square, square);
  }
  return result;
}

class taylor_closing {
 public:
  constexpr taylor_closing(graph_view g, buffer<char> const& expanded, int order) : builder_(4 * g.size), make_(builder_) {
    buffer<node_id> const moved = rebuild(g, builder_, [&](node const& n, int) { return builder_.intern(n); });
    for (int i = 0; i < g.size; ++i)
      if (is_expanded(g, expanded, i)) seeds_.push(moved[i]);
    copy_outputs(g, builder_, moved);
    depths_.grow(builder_.size(), 0);
    for (int i = 0; i < builder_.size(); ++i) close(i, order);
  }

  constexpr taylor_closure run() {
    taylor_closure result;
    graph_view const g = builder_.view();
    builder products(g.size);
    buffer<node_id> const moved = rebuild(g, products, [&](node const& n, int) {
      return n.operation == opcode::power ? power_as_products(products, n.operands[0], n.payload) : products.intern(n);
    });
    result.slopes = buffer<row_partials>(products.size());
    result.active = buffer<char>(products.size());
    for (node_id const i : seeds_) result.active[moved[i]] = 1;
    result.steps = buffer<char>(products.size());
    for (int i = 0; i < g.size; ++i) {
      result.steps[moved[i]] = steps_[i];
      for (int k = 0; k < 3; ++k)
        if (slopes_[i][k] != no_node) result.slopes[moved[i]].id[k] = moved[slopes_[i][k]];
    }
    copy_outputs(g, products, moved);
    result.graph = products.take();
    for (int i = 0; i < result.graph.nodes.size(); ++i)
      for (int k = 0; k < 3; ++k) {
        node_id const operand = result.graph.nodes[i].operands[k];
        if (operand != no_node && result.active[operand] != 0) result.active[i] = 1;
      }
    return result;
  }

 private:
  static constexpr bool is_expanded(graph_view g, buffer<char> const& expanded, int i) {
    return g[i].operation == opcode::input && expanded[g[i].payload] != 0;
  }
  // The slopes of node i by what varies. A node that is made on the way needs one term less than i.
  constexpr void close(node_id i, int order) {
    node const n = builder_[i];
    bool varies = false;
    for (node_id const seed : seeds_) varies = varies || seed == i;
    for (int k = 0; k < 3; ++k) varies = varies || (n.operands[k] != no_node && varies_[n.operands[k]] != 0);
    varies_.grow(i + 1, 0);
    slopes_.grow(i + 1, {});
    steps_.grow(i + 1, 0);
    varies_[i] = varies ? 1 : 0;
    if (!varies || has_own_recurrence(n.operation)) return;
    // At order 1 abs has a kink, too: its slope jumps. where(x == a, c, ...) is c at a, as the user says.
    bool const is_last = depths_[i] >= order;
    bool const is_step = facts_of(n.operation).condition || n.operation == opcode::sign;
    steps_[i] = is_step && !(is_last && n.operation == opcode::equal) ? 1 : 0;
    if (is_last) return;
    auto const recurrence = facts_of(n.operation).recurrence;
    row_partials const given = recurrence != nullptr ? recurrence(make_, i, operands_of(n)) : row_partials{};
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k)
      if (varies_[n.operands[k]] != 0)
        slopes_[i].id[k] = recurrence != nullptr ? given[k] : times_partial(make_, i, k, make_.one());
    depths_.grow(builder_.size(), depths_[i] + 1);
  }

  builder builder_;
  maker make_;
  buffer<node_id> seeds_;
  buffer<char> varies_;
  buffer<row_partials> slopes_;
  buffer<char> steps_;
  buffer<int> depths_;  // how often it was differentiated
};

}  // namespace detail

// g and what the series of its first output need, up to `order`; expanded[p]: input p is a variable of the expansion.
constexpr taylor_closure close_under_differentiation(graph_view g, buffer<char> const& expanded, int order) {
  return detail::taylor_closing(g, expanded, order).run();
}

template <class Algebra> class taylor_recurrence {
 public:
  using value = typename Algebra::value;

  constexpr taylor_recurrence(Algebra& algebra, taylor_closure const& closure, multi_index_set const& indices,
                              buffer<int> const& shifts)
      : algebra_(algebra),
        f_(closure),
        indices_(indices),
        shifts_(shifts),
        output_(closure.graph.outputs[0]),
        lags_(closure.graph.nodes.size()),
        coefficients_(closure.graph.nodes.size() * indices.size(), algebra.zero()) {
    shifts_.grow(f_.graph.nodes.size(), 0);
    find_needed();
    find_lags();
  }

  // Computes all terms. Where a quotient is 0/0 at this order, `singular` is its node: shift it by one and begin again.
  constexpr void run() {
    if (fault != taylor_fault::none) return;
    for (int index = 0; index < indices_.size(); ++index)
      for (int i = 0; i < f_.graph.nodes.size(); ++i) {
        if (needed_[i] == 0 || index < lags_[i]) continue;
        value const computed = term(i, index - lags_[i]);
        at(i, index - lags_[i]) = index == lags_[i] ? computed : algebra_.continued(computed, at(i, 0));
        if (fault != taylor_fault::none || singular != no_node) return;
      }
  }
  constexpr value const& coefficient(int index) const { return coefficients_[output_ * indices_.size() + index]; }
  // How many of the last terms of the output are missing, since quotients were shifted.
  constexpr int lag() const { return lags_[output_]; }

  taylor_fault fault = taylor_fault::none;
  node_id singular = no_node;

 private:
  constexpr value& at(node_id i, int index) { return coefficients_[i * indices_.size() + index]; }
  constexpr node const& operation(node_id i) const { return f_.graph.nodes[i]; }

  // A slope c n/d, c not active, by the only operand that varies is used as it is: d dz = c n du.
  struct slope_quotient {
    node_id operand = no_node, numerator = no_node, denominator = no_node, factor = no_node;
    bool negative = false;
  };
  constexpr slope_quotient quotient_slope(node_id i) const {
    slope_quotient q;
    node_id slope = no_node;
    for (int k = 0; k < 3; ++k) {
      if (f_.slopes[i][k] == no_node) continue;
      if (slope != no_node) return {};
      slope = f_.slopes[i][k];
      q.operand = operation(i).operands[k];
    }
    if (slope != no_node && operation(slope).operation == opcode::negate)
      q.negative = true, slope = operation(slope).operands[0];
    if (slope != no_node && operation(slope).operation == opcode::multiply && f_.active[operation(slope).operands[0]] == 0) {
      q.factor = operation(slope).operands[0];
      slope = operation(slope).operands[1];
    }
    if (slope == no_node || operation(slope).operation != opcode::divide) return {};
    q.numerator = operation(slope).operands[0], q.denominator = operation(slope).operands[1];
    return q;
  }

  constexpr void need(node_id i) {
    if (i == no_node || needed_[i] != 0) return;
    needed_[i] = 1;
    open_.push(i);
  }
  constexpr void find_needed() {
    needed_ = buffer<char>(f_.graph.nodes.size());
    need(output_);
    while (!open_.empty()) {
      node_id const i = open_.pop();
      for (int k = 0; k < 3; ++k) need(operation(i).operands[k]);
      if (indices_.size() == 1) continue;
      slope_quotient const q = quotient_slope(i);
      for (node_id const from : {q.numerator, q.denominator, q.factor}) need(from);
      for (int k = 0; k < 3 && q.operand == no_node; ++k) need(f_.slopes[i][k]);
    }
  }

  // A quotient that was shifted is known later than its operands, by so many terms; and so is what depends on it. One that is
  // the slope of what it is made of, as 1/(2 sqrt(x)) at 0, is a pole.
  constexpr void find_lags() {
    int all = 0;
    for (int const shift : shifts_) all += shift;
    for (bool changed = all > 0; changed;) {
      changed = false;
      for (int i = 0; i < f_.graph.nodes.size(); ++i) {
        int lag = 0;
        for (int k = 0; k < 3; ++k)
          for (node_id const from : {operation(i).operands[k], f_.slopes[i][k]})
            if (from != no_node && from != i && lags_[from] > lag) lag = lags_[from];
        if (lag + shifts_[i] <= lags_[i]) continue;
        lags_[i] = lag + shifts_[i];
        changed = lags_[i] <= all;
        if (!changed) fault = taylor_fault::pole;
        if (!changed) return;
      }
    }
  }

  constexpr value term(node_id i, int index) {
    node const& n = operation(i);
    if (facts_of(n.operation).arity == 0 || n.operation == opcode::element) return algebra_.leaf(i, index);
    if (index > 0 && f_.active[i] == 0) return algebra_.zero();
    node_id const u = n.operands[0], v = n.operands[1];
    switch (n.operation) {
      case opcode::add: return algebra_.add(at(u, index), at(v, index));
      case opcode::subtract: return algebra_.subtract(at(u, index), at(v, index));
      case opcode::negate: return algebra_.scale(at(u, index), -1, 1);
      case opcode::multiply: return u == v ? square(u, index) : product(u, v, index);
      case opcode::divide: return quotient(i, index);
      case opcode::where: return algebra_.choose(at(u, 0), at(v, index), at(n.operands[2], index));
      default: return index == 0 ? first_term(i) : from_slopes(i, index);
    }
  }

  constexpr value first_term(node_id i) {
    node const& n = operation(i);
    value const& a = at(n.operands[0], 0);
    value const& b = n.operands[1] == no_node ? a : at(n.operands[1], 0);
    value const& c = n.operands[2] == no_node ? a : at(n.operands[2], 0);
    if (jumps(i, a, b)) fault = taylor_fault::kink;
    value const result = is_external(n.operation) ? called(n) : algebra_.apply(n.operation, n.payload, a, b, c);
    if (!algebra_.is_finite(result)) fault = taylor_fault::outside_domain;
    return result;
  }
  constexpr value called(node const& n) {
    graph_view const g = f_.graph.view();
    external_call const call = call_of(g, n);
    // Nodes may hold it: a finished function is looked at in any case.
    if (!std::is_same_v<value, node_id> && function_called(g, n).is_unknown_derivative)
      fault = taylor_fault::unknown_derivative;
    value x[3] = {algebra_.zero(), algebra_.zero(), algebra_.zero()};
    for (int k = 0; k < 3; ++k)
      if (call.arguments[k] != no_node) x[k] = at(call.arguments[k], 0);
    return algebra_.called(function_called(g, n), x);
  }
  // A step jumps where something passes 0, or two things meet.
  constexpr bool jumps(node_id i, value const& a, value const& b) const {
    node const& n = operation(i);
    if (f_.steps[i] == 0 || !(is_smooth(n.operands[0]) || is_smooth(n.operands[1]))) return false;
    return algebra_.is_zero(n.operands[1] == no_node ? a : algebra_.subtract(a, b));
  }
  constexpr bool is_smooth(node_id i) const { return i != no_node && f_.active[i] != 0 && f_.steps[i] == 0; }

  constexpr void accumulate(value& sum, bool& empty, value const& term) {
    sum = empty ? term : algebra_.add(sum, term);
    empty = false;
  }
  constexpr value product(node_id u, node_id v, int index) {
    value sum = algebra_.zero();
    bool empty = true;
    for (auto p = indices_.begin_of(index); p != indices_.end_of(index); ++p) {
      if (algebra_.is_zero(at(u, p->first)) || algebra_.is_zero(at(v, p->second))) continue;
      accumulate(sum, empty, algebra_.multiply(at(u, p->first), at(v, p->second)));
    }
    return sum;
  }
  // The pairs (b, c) and (c, b) are one term.
  constexpr value square(node_id u, int index) {
    value sum = algebra_.zero(), middle = algebra_.zero();
    bool empty = true, has_middle = false;
    for (auto p = indices_.begin_of(index); p != indices_.end_of(index); ++p) {
      if (p->first > p->second || algebra_.is_zero(at(u, p->first)) || algebra_.is_zero(at(u, p->second))) continue;
      if (p->first == p->second) middle = algebra_.square(at(u, p->first)), has_middle = true;
      else accumulate(sum, empty, algebra_.multiply(at(u, p->first), at(u, p->second)));
    }
    if (!empty) sum = algebra_.scale(sum, 2, 1);
    if (has_middle) accumulate(sum, empty, middle);
    return sum;
  }

  constexpr value quotient(node_id i, int index) {
    node_id const u = operation(i).operands[0], v = operation(i).operands[1];
    int const shift = shifts_[i];
    if (index == 0 && algebra_.is_zero(at(v, shift))) {
      if (indices_.variables() == 1 && algebra_.is_zero(at(u, shift))) singular = i;
      else fault = taylor_fault::pole;
      return algebra_.zero();
    }
    value sum = at(u, index + shift);
    if (shift == 0) {
      for (auto p = indices_.begin_of(index); p + 1 < indices_.end_of(index); ++p)
        subtract_product(sum, i, p->first, v, p->second);
    } else {
      for (int k = 0; k < index; ++k) subtract_product(sum, i, k, v, index + shift - k);
    }
    return algebra_.divide(sum, at(v, shift));
  }
  constexpr void subtract_product(value& sum, node_id u, int a, node_id v, int b) {
    if (algebra_.is_zero(at(u, a)) || algebra_.is_zero(at(v, b))) return;
    sum = algebra_.subtract(sum, algebra_.multiply(at(u, a), at(v, b)));
  }

  // Adds or subtracts the sum over the pairs (b, c) of `index` with b_x > 0 of b_x u_b p_c.
  constexpr void add_slope(value& sum, bool& empty, node_id u, node_id p, int index, int x) {
    for (auto pair = indices_.begin_of(index); pair != indices_.end_of(index); ++pair) {
      int const exponent = indices_.exponent(pair->first, x);
      if (exponent == 0 || algebra_.is_zero(at(u, pair->first)) || algebra_.is_zero(at(p, pair->second))) continue;
      value const tangent = algebra_.scale(at(u, pair->first), exponent, 1);
      accumulate(sum, empty, algebra_.multiply(tangent, at(p, pair->second)));
    }
  }
  constexpr value from_slopes(node_id i, int index) {
    if (!f_.has_slopes(i)) return algebra_.zero();
    int const x = indices_.leading_variable(index), exponent = indices_.exponent(index, x);
    slope_quotient const q = quotient_slope(i);
    value sum = algebra_.zero();
    bool empty = true;
    if (q.operand == no_node) {
      for (int k = 0; k < 3; ++k)
        if (f_.slopes[i][k] != no_node) add_slope(sum, empty, operation(i).operands[k], f_.slopes[i][k], index, x);
      return algebra_.scale(sum, 1, exponent);
    }
    add_slope(sum, empty, q.operand, q.numerator, index, x);
    if (q.factor != no_node) sum = algebra_.multiply(at(q.factor, 0), sum);
    if (q.negative) sum = algebra_.scale(sum, -1, 1);
    value rest = algebra_.zero();
    empty = true;
    // The pair (index, 0) is what is looked for: its z_index is still 0.
    add_slope(rest, empty, i, q.denominator, index, x);
    if (algebra_.is_zero(at(q.denominator, 0))) fault = taylor_fault::kink;
    if (fault != taylor_fault::none) return algebra_.zero();
    if (!empty) sum = algebra_.subtract(sum, rest);
    return algebra_.scale(algebra_.divide(sum, at(q.denominator, 0)), 1, exponent);
  }

  Algebra& algebra_;
  taylor_closure const& f_;
  multi_index_set const& indices_;
  buffer<int> shifts_;
  node_id output_;
  buffer<int> lags_;
  buffer<value> coefficients_;
  buffer<char> needed_;
  buffer<node_id> open_;
};

}  // namespace calx
