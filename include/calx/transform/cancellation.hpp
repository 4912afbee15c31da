// SPDX-License-Identifier: Apache-2.0
// avoid_cancellation: differences that lose their digits, in the form that keeps them.
//
//   log(1 + u), log(c + u)        log1p(u); log_sum(c, u), which is log1p where the captured c is 1
//   exp(u) - 1, exp(u) - c        expm1(u); exp_minus(u, c), the same
//   1 - cos(u), 1 + cos(u)        2 sin(u/2)^2, 2 cos(u/2)^2; sin(u)^2/(1 + |cos(u)|) where sin and cos of u are there anyway
//   cosh(u) - 1                   2 sinh(u/2)^2
//   1 - sin(u)^2, 1 - cos(u)^2    cos(u)^2, sin(u)^2
//   1 - tanh(u)^2, cosh(u)^2 - 1  sech_squared(u), sinh(u)^2
//   1 - tanh(u), 1 + tanh(u)      2 sigmoid(-2u), 2 sigmoid(2u)
//   1 - erf(u), 1 + erf(u)        erfc(u), erfc(-u);  1 - erfc(u) = erf(u)
//   1 - s, s - s^2                t, s t with t = sigmoid(-u) for s = sigmoid(u); the same for shares of exponentials
//   log(s)                        -softplus(-u);  the same for shares of exponentials
//   1 - u^2, u^2 - v^2            (1 - u)(1 + u), (u - v)(u + v)
//   sqrt(1 + u) - 1               u/(sqrt(1 + u) + 1)
//
// A constant factor of both terms is no matter: 3 - 3 cos(u). Further terms are none where one pair only is possible, or where
// all terms of this kind need the constant together, as in exp(u) + exp(v) - 2; in u^2 + v - 1 the square stays. Domains are
// what they were. Values change by rounding only: by a few ulp where there was no cancellation.
//
// The limit: log(1 - u^2) is accurate for small u (log1p), log(1 - exp(u)) for small |u| (expm1); the other end of each keeps
// the absolute accuracy of the formula as written. Linear.
// Source: W. Kahan, Branch cuts for complex elementary functions (1987); N. J. Higham, Accuracy and stability of numerical
// algorithms (2002), chapter 1.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/terms.hpp>

namespace calx {

namespace detail {

class cancellation_avoider {
 public:
  constexpr explicit cancellation_avoider(graph_view g)
      : old_(g), sums_(g), new_(g.size), make_(new_), rewritten_(g.size), has_sine_(g.size) {}

  constexpr graph run() {
    for (int i = 0; i < old_.size; ++i)
      if (old_[i].operation == opcode::sin) has_sine_[old_[i].operands[0]] = 1;
    rebuild(old_, new_, moved_, [&](node const& n, int i) {
      node_id made = no_node;
      if (sums_.is_whole(i)) made = difference(i);
      else if (n.operation == opcode::log) made = logarithm(i, n.operands[0]);
      return made == no_node ? new_.intern(n) : made;
    });
    copy_outputs(old_, new_, moved_);
    return prune(new_.take());
  }

 private:
  constexpr opcode operation_of(node_id id) const { return old_[id].operation; }
  constexpr node_id argument_of(node_id id) const { return moved_[old_[id].operands[0]]; }
  constexpr node_id half(node_id u) { return make_.multiply(make_.constant(rational(1, 2)), u); }
  constexpr node_id twice(node_id u) { return make_.multiply(make_.constant(rational(2)), u); }
  constexpr node_id square(node_id u) { return make_.power(u, 2); }
  constexpr bool is_square(node_id id) const { return operation_of(id) == opcode::power && old_[id].payload == 2; }

  constexpr node_id difference(node_id root) {
    if (!sums_.read(root, sum_)) return no_node;
    if (!sum_.constant.is_zero()) return from_constant(root);
    if (sum_.terms.size() != 2) return from_captured();
    sum_term const a = sum_.terms[0], b = sum_.terms[1];
    if (!(a.coefficient == -b.coefficient)) return no_node;
    if (is_square(a.base) && is_square(b.base) && sums_.uses(a.base) == 1 && sums_.uses(b.base) == 1) {
      node_id const u = argument_of(a.base), v = argument_of(b.base);
      node_id const less = make_.subtract(u, v), more = make_.add(u, v);
      return make_.from_product(a.coefficient, make_.multiply(less, more));
    }
    for (sum_term const& s : {a, b}) {  // s - s^2
      node_id const other = s.base == a.base ? b.base : a.base;
      if (!is_square(other) || old_[other].operands[0] != s.base) continue;
      node_id const rest = complement(s.base);
      if (rest != no_node) return make_.from_product(s.coefficient, make_.multiply(moved_[s.base], rest));
    }
    return from_captured();
  }

  // One term whose coefficient is that of the constant, but for the sign; or all of them together.
  constexpr node_id from_constant(node_id root) {
    rational const c = sum_.constant;
    if (sum_.terms.size() == 1 && is_square(sum_.terms[0].base) && !is_near_one(sum_.terms[0].base)) return from_square();
    int falling = 0, rising = 0, all = 0, which = -1, which_rising = -1;
    rational total = c;
    for (int i = 0; i < sum_.terms.size(); ++i) {
      sum_term const& t = sum_.terms[i];
      if (!is_near_one(t.base)) continue;
      ++all;
      total += t.coefficient;
      if (t.coefficient == -c) ++falling, which = i;
      else if (t.coefficient == c && is_near_minus_one(t.base)) ++rising, which_rising = i;
    }
    bool const together = all > 1 && falling == 0 && total.is_zero();
    if (!together && falling != 1 && (falling != 0 || rising != 1)) return no_node;
    bool const plus = !together && falling == 0;
    node_id result = no_node;
    for (int i = 0; i < sum_.terms.size(); ++i) {
      sum_term const t = sum_.terms[i];
      bool const chosen = together ? is_near_one(t.base) : i == (plus ? which_rising : which);
      node_id const u = !chosen ? moved_[t.base] : plus ? plus_one(t.base) : minus_one(t.base);
      node_id const term = make_.multiply(make_.constant(t.coefficient), u);
      result = result == no_node ? term : make_.add(result, term);
    }
    rewritten_[root] = 1;
    return result;
  }
  // c - c u^2, which is +0 at u = 1 and -1 as it was; or c u^2 - c.
  constexpr node_id from_square() {
    sum_term const t = sum_.terms[0];
    if (!(t.coefficient == -sum_.constant)) return no_node;
    node_id const u = argument_of(t.base), less = make_.subtract(u, make_.one()), rest = make_.subtract(make_.one(), u);
    node_id const product = make_.multiply(t.coefficient.is_negative() ? rest : less, make_.add(u, make_.one()));
    return make_.from_product(t.coefficient.magnitude(), product);
  }

  // k exp(u) - k c with a captured number c.
  constexpr node_id from_captured() {
    int exponential = -1, number = -1;
    for (int i = 0; i < sum_.terms.size(); ++i) {
      opcode const operation = operation_of(sum_.terms[i].base);
      if ((operation == opcode::exp && exponential >= 0) || (operation == opcode::captured && number >= 0)) return no_node;
      if (operation == opcode::exp) exponential = i;
      else if (operation == opcode::captured) number = i;
    }
    if (exponential < 0 || number < 0) return no_node;
    rational const k = sum_.terms[exponential].coefficient;
    if (!(k == -sum_.terms[number].coefficient)) return no_node;
    node_id result = no_node;
    for (int i = 0; i < sum_.terms.size(); ++i) {
      if (i == number) continue;
      sum_term const t = sum_.terms[i];
      node_id const u = i != exponential ? moved_[t.base]
                                         : new_.apply(opcode::exp_minus, argument_of(t.base), moved_[sum_.terms[number].base]);
      node_id const term = make_.from_product(t.coefficient, u);
      result = result == no_node ? term : make_.add(result, term);
    }
    return result;
  }

  // Can the value be so close to 1 (to -1) that a sum with the constant loses it, and is there another form of the sum?
  constexpr bool is_near_one(node_id id) {
    switch (operation_of(id)) {
      case opcode::exp:
      case opcode::cos:
      case opcode::cosh:
      case opcode::tanh:
      case opcode::erf:
      case opcode::erfc: return true;
      case opcode::power: return old_[id].payload == 2 && is_square_near_one(operation_of(old_[id].operands[0]));
      case opcode::square_root: return sums_.read(old_[id].operands[0], inner_) && inner_.constant.is(1);
      default: return complement_kind(id) != complement_type::none;
    }
  }
  static constexpr bool is_square_near_one(opcode operation) {
    return operation == opcode::sin || operation == opcode::cos || operation == opcode::tanh || operation == opcode::cosh;
  }
  constexpr bool is_near_minus_one(node_id id) const {
    opcode const operation = operation_of(id);
    return operation == opcode::cos || operation == opcode::tanh || operation == opcode::erf;
  }

  // f - 1
  constexpr node_id minus_one(node_id id) {
    node_id const u = argument_of(id);
    switch (operation_of(id)) {
      case opcode::exp: return make_.apply(opcode::expm1, u);
      case opcode::cos: return make_.negate(cosine_gap(id, false));
      case opcode::cosh: return twice(square(make_.apply(opcode::sinh, half(u))));
      case opcode::tanh: return make_.negate(twice(make_.apply(opcode::sigmoid, make_.negate(twice(u)))));
      case opcode::erf: return make_.negate(make_.apply(opcode::erfc, u));
      case opcode::erfc: return make_.negate(make_.apply(opcode::erf, u));
      case opcode::power: return square_minus_one(old_[id].operands[0]);
      case opcode::square_root: {
        (void)sums_.read(old_[id].operands[0], inner_);
        node_id const rest = sum_of_terms(make_, inner_, moved_);
        return make_.divide(rest, make_.add(moved_[id], make_.one()));
      }
      default: return make_.negate(complement(id));
    }
  }
  constexpr node_id square_minus_one(node_id base) {
    node_id const u = argument_of(base);
    switch (operation_of(base)) {
      case opcode::sin: return make_.negate(square(make_.apply(opcode::cos, u)));
      case opcode::cos: return make_.negate(square(make_.apply(opcode::sin, u)));
      case opcode::tanh: return make_.negate(make_.apply(opcode::sech_squared, u));
      default: return square(make_.apply(opcode::sinh, u));
    }
  }
  // f + 1
  constexpr node_id plus_one(node_id id) {
    node_id const u = argument_of(id);
    if (operation_of(id) == opcode::cos) return cosine_gap(id, true);
    if (operation_of(id) == opcode::tanh) return twice(make_.apply(opcode::sigmoid, twice(u)));
    return make_.apply(opcode::erfc, make_.negate(u));
  }
  // 1 - cos(u), or 1 + cos(u).
  constexpr node_id cosine_gap(node_id id, bool plus) {
    node_id const u = argument_of(id), cosine = moved_[id];
    if (has_sine_[old_[id].operands[0]] == 0 && sums_.uses(id) == 1)
      return twice(square(make_.apply(plus ? opcode::cos : opcode::sin, half(u))));
    node_id const gap = plus ? make_.add(make_.one(), cosine) : make_.subtract(make_.one(), cosine);
    node_id const other = plus ? make_.subtract(make_.one(), cosine) : make_.add(make_.one(), cosine);
    node_id const cancels =
        plus ? make_.apply(opcode::less, cosine, make_.zero()) : make_.apply(opcode::less, make_.zero(), cosine);
    node_id const safe = make_.divide(square(make_.apply(opcode::sin, u)), other);
    return make_.where(cancels, safe, gap);
  }

  // A share of two terms, whose complement is the share of the other one.
  enum class complement_type : std::uint8_t { none, sigmoid, reciprocal, share, choice };
  constexpr complement_type complement_kind(node_id id) const {
    node const& n = old_[id];
    switch (n.operation) {
      case opcode::sigmoid: return complement_type::sigmoid;
      case opcode::divide: {  // 1/(1 + exp(u))
        bool const found = is_one(n.operands[0]) && exponential_beside_one(old_, n.operands[1]) != no_node;
        return found ? complement_type::reciprocal : complement_type::none;
      }
      case opcode::exp_share:
        return other_term(old_[n.operands[1]].operands[1], n.operands[0]) != no_node ? complement_type::share
                                                                                     : complement_type::none;
      case opcode::where: {
        node const &a = old_[n.operands[1]], &b = old_[n.operands[2]];
        if (a.operation != opcode::divide || b.operation != opcode::divide || a.operands[1] != b.operands[1])
          return complement_type::none;
        node_id const smaller = is_one(a.operands[0]) ? b.operands[0] : a.operands[0];
        bool const found =
            exponential_beside_one(old_, a.operands[1]) == smaller && is_one(a.operands[0]) != is_one(b.operands[0]);
        return found ? complement_type::choice : complement_type::none;
      }
      default: return complement_type::none;
    }
  }
  constexpr node_id complement(node_id id) {
    node const& n = old_[id];
    switch (complement_kind(id)) {
      case complement_type::sigmoid: return make_.apply(opcode::sigmoid, make_.negate(argument_of(id)));
      case complement_type::reciprocal: {
        node_id const e = moved_[exponential_beside_one(old_, n.operands[1])];
        return new_.apply(opcode::exp_share, e, make_.divide(e, moved_[n.operands[1]]));
      }
      case complement_type::share: {
        node_id const sum = old_[n.operands[1]].operands[1];
        return make_.divide(moved_[other_term(sum, n.operands[0])], moved_[sum]);
      }
      case complement_type::choice: return make_.where(moved_[n.operands[0]], moved_[n.operands[2]], moved_[n.operands[1]]);
      default: return no_node;
    }
  }
  constexpr bool is_one(node_id id) const { return old_.is_constant(id) && old_.constant(id).is(1); }
  // exp(u) in 1 + exp(u)
  static constexpr node_id exponential_beside_one(graph_view g, node_id sum) {
    node const& n = g[sum];
    if (n.operation != opcode::add) return no_node;
    for (int k = 0; k < 2; ++k) {
      bool const one = g.is_constant(n.operands[k]) && g.constant(n.operands[k]).is(1);
      if (one && g[n.operands[1 - k]].operation == opcode::exp) return n.operands[1 - k];
    }
    return no_node;
  }
  constexpr node_id other_term(node_id sum, node_id term) const {
    node const& n = old_[sum];
    if (n.operation != opcode::add) return no_node;
    return n.operands[0] == term ? n.operands[1] : n.operands[1] == term ? n.operands[0] : no_node;
  }

  constexpr node_id logarithm(node_id i, node_id argument) {
    node_id const share = log_of_share(argument);
    if (share != no_node) return share;
    node_id const old = old_[i].operands[0];
    if (rewritten_[old] != 0 || !sums_.read(old, sum_)) return no_node;
    if (sum_.constant.is(1)) return make_.apply(opcode::log1p, sum_of_terms(make_, sum_, moved_));
    if (!sum_.constant.is_zero()) return no_node;
    int number = -1;
    for (int k = 0; k < sum_.terms.size(); ++k) {
      if (operation_of(sum_.terms[k].base) != opcode::captured || !sum_.terms[k].coefficient.is(1)) continue;
      if (number != -1) return no_node;
      number = k;
    }
    if (number < 0) return no_node;
    return new_.apply(opcode::log_sum, moved_[sum_.terms[number].base], sum_of_terms(make_, sum_, moved_, number));
  }

  // Of what is in the new graph by now.
  constexpr node_id log_of_share(node_id share) {
    node const n = new_[share];
    graph_view const g = new_.view();
    if (n.operation == opcode::sigmoid) return make_.negate(make_.apply(opcode::softplus, make_.negate(n.operands[0])));
    if (n.operation == opcode::exp_share) {
      node const q = new_[n.operands[1]];
      if (q.operation != opcode::divide || exponential_beside_one(g, q.operands[1]) != n.operands[0]) return no_node;
      return make_.negate(make_.apply(opcode::softplus, make_.negate(new_[n.operands[0]].operands[0])));
    }
    if (n.operation == opcode::where) {
      node const a = new_[n.operands[1]], b = new_[n.operands[2]];
      if (a.operation != opcode::divide || b.operation != opcode::divide || a.operands[1] != b.operands[1]) return no_node;
      node_id const first = log_of_ratio(a), second = first == no_node ? no_node : log_of_ratio(b);
      return second == no_node ? no_node : make_.where(n.operands[0], first, second);
    }
    return n.operation == opcode::divide ? log_of_ratio(n) : no_node;
  }
  // log of 1/(1 + exp(u)) and of exp(u)/(1 + exp(u)) where u is not large, and -u not either in the second
  constexpr node_id log_of_ratio(node const& ratio) {
    node_id const e = exponential_beside_one(new_.view(), ratio.operands[1]);
    if (e == no_node || !(make_.is(ratio.operands[0], 1) || ratio.operands[0] == e)) return no_node;
    node_id const u = new_[e].operands[0], down = make_.negate(new_.apply(opcode::log_plus_exp, make_.one(), u, e));
    return ratio.operands[0] == e ? make_.add(u, down) : down;
  }

  graph_view old_;
  sum_reader sums_;
  builder new_;
  maker make_;
  buffer<node_id> moved_;
  buffer<char> rewritten_;  // sums that have another form than log1p would give them
  buffer<char> has_sine_;   // arguments of sin
  sum_terms sum_, inner_;
};

}  // namespace detail

namespace detail {

// Through a sign and a constant factor.
constexpr node const& unscaled(graph_view g, node_id id) {
  while (g[id].operation == opcode::negate || (g[id].operation == opcode::multiply && g.is_constant(g[id].operands[0])))
    id = g[id].operands[g[id].operation == opcode::negate ? 0 : 1];
  return g[id];
}
constexpr bool is_plain_square(node const& n) { return n.operation == opcode::power && n.payload == 2; }
// A term that may need the other form; shares of exponentials are among these, for the sums that they divide by.
constexpr bool may_cancel(graph_view g, node const& n) {
  switch (is_plain_square(n) ? g[n.operands[0]].operation : n.operation) {
    case opcode::sin: return is_plain_square(n);
    case opcode::exp:
    case opcode::cos:
    case opcode::cosh:
    case opcode::tanh:
    case opcode::erf:
    case opcode::erfc:
    case opcode::sigmoid:
    case opcode::square_root: return true;
    default: return false;
  }
}

}  // namespace detail

constexpr bool may_avoid_cancellation(graph_view g) {
  for (int i = 0; i < g.size; ++i) {
    node const& n = g.nodes[i];
    if (n.operation == opcode::log) return true;
    if (n.operation != opcode::add && n.operation != opcode::subtract) continue;
    node const &a = detail::unscaled(g, n.operands[0]), &b = detail::unscaled(g, n.operands[1]);
    if (detail::may_cancel(g, a) || detail::may_cancel(g, b)) return true;
    bool const square_a = detail::is_plain_square(a), square_b = detail::is_plain_square(b);
    if (n.operation == opcode::subtract && (square_a || a.operation == opcode::constant) &&
        (square_b || b.operation == opcode::constant))
      return true;
  }
  return false;
}
constexpr graph avoid_cancellation(graph_view g) {
  if (!may_avoid_cancellation(g)) return copy_of(g);
  return detail::cancellation_avoider(g).run();
}

}  // namespace calx
