// SPDX-License-Identifier: Apache-2.0
// avoid_overflow: sums, quotients and logarithms of exponentials, where exp(u) overflows though the value does not.
//
//   log(1 + e)          log_plus_exp: u where e = exp(u) is infinite, else log1p(e); the same for a number c instead of 1
//   e/(c + e)           exp_share: 1 where e = exp(u) is infinite, else the quotient as it stands
//   log(exp(a) + exp(b))              m + log1p(k)         with m = max(a, b), k = exp(-|a - b|)
//   exp(a)/(exp(a) + exp(b))          1/(1 + k) or k/(1 + k)
//   log(exp(a) + exp(b) + ...)        m + log(t)           with m = max(a, b, ...), t = exp(a - m) + exp(b - m) + ...
//   exp(a)/(exp(a) + exp(b) + ...)    exp(a - m)/t
//   1/cosh(u)^2, sinh(u)/cosh(u)      sech_squared(u), tanh(u)
//   sigmoid'(u)/sigmoid(u)            sigmoid(-u), as in the derivative of log(sigmoid(u)); the same for 1 - sigmoid(u)
//   log(exp(u)), log1p(exp(u))        u, log_plus_exp
//
// Quotients are found inside products, as in exp(u)/(1 + exp(u))^2, the derivative of 1/(1 + exp(-u)). All of it stands between
// a function's derivation and its code: m is an argument or a choice among them, and each formula holds for either choice, so
// that number types which carry derivatives see no kink.
//
// The price: where a and b are far apart, exp(a - m) has the rounding of a - m, some |a - m|/2 ulp of a small share; and
// where all arguments are -infinity the logarithm is NaN. Linear in the graph, but for what stands in long products.
// Source: P. Blanchard, D. J. Higham and N. J. Higham, Accurately computing the log-sum-exp and softmax functions (2021).
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/terms.hpp>

namespace calx {

namespace detail {

class overflow_avoider {
 public:
  constexpr explicit overflow_avoider(graph_view g) : old_(g), sums_(g), new_(g.size), make_(new_), inner_(g.size) {}

  constexpr graph run() {
    find_products();
    rebuild(old_, new_, moved_, [&](node const& n, int i) {
      node_id const made = safe_form(n, i);
      return made == no_node ? new_.intern(n) : made;
    });
    copy_outputs(old_, new_, moved_);
    return prune(new_.take());
  }

 private:
  // exp(x1) + exp(x2) + ..., or one of them and a number: an exact 1, or one that is known when the program runs.
  struct exponentials {
    node_id sum = no_node;
    buffer<node_id> terms;     // nodes exp(x)
    node_id number = no_node;  // old node; no_node: none
    bool exist = false;
    bool has_one = false;
    constexpr bool is_one_beside_number() const { return terms.size() == 1; }
  };
  struct factor {
    node_id id = no_node;
    int exponent = 1;
    node_id made = no_node;  // in the new graph, instead of id
  };
  struct product {
    buffer<factor> factors;
    bool negative = false;
  };
  // Of a sum of exponentials: its largest argument and the sum without that factor.
  struct shifted_sum {
    node_id sum = no_node, largest = no_node, total = no_node;
  };
  // Of exp(a) + exp(b): is a < b, the larger of the two, exp(-|a - b|).
  struct ordered_pair {
    node_id condition = no_node, larger = no_node, ratio = no_node;
  };

  static constexpr bool is_product(opcode operation) {
    return operation == opcode::multiply || operation == opcode::divide || operation == opcode::power;
  }
  // A product that is used once, by another one, is a part of that.
  constexpr void find_products() {
    buffer<char> by_product(old_.size);
    for (int i = old_.size - 1; i >= 0; --i) {
      node const& n = old_[i];
      inner_[i] =
          by_product[i] != 0 && sums_.uses(i) == 1 && (is_product(n.operation) || n.operation == opcode::negate) ? 1 : 0;
      if (!is_product(n.operation) && inner_[i] == 0) continue;
      for (int k = 0; k < 2 && n.operands[k] != no_node; ++k) by_product[n.operands[k]] = 1;
    }
  }

  constexpr node_id safe_form(node const& n, int i) {
    node_id const argument = n.operands[0] == no_node ? no_node : old_[i].operands[0];
    if (n.operation == opcode::log) return logarithm(argument);
    if (n.operation == opcode::log1p && old_[argument].operation == opcode::exp) return log_plus_exp(make_.one(), argument);
    return is_product(n.operation) && inner_[i] == 0 ? quotient(i) : no_node;
  }

  constexpr node_id argument_of(node_id exponential) const { return moved_[old_[exponential].operands[0]]; }
  constexpr node_id log_plus_exp(node_id c, node_id exponential) {
    return new_.apply(opcode::log_plus_exp, c, argument_of(exponential), moved_[exponential]);
  }

  constexpr node_id logarithm(node_id argument) {
    if (old_[argument].operation == opcode::exp) return argument_of(argument);
    if (!read(argument)) return no_node;
    if (found_.is_one_beside_number())
      return log_plus_exp(found_.has_one ? make_.one() : moved_[found_.number], found_.terms[0]);
    if (found_.terms.size() == 2 && !found_.has_one) {
      ordered_pair const pair = ordered();
      return make_.add(pair.larger, make_.apply(opcode::log1p, pair.ratio));
    }
    shifted_sum const s = shifted();
    return make_.add(s.largest, make_.apply(opcode::log, s.total));
  }

  constexpr bool read(node_id sum) {
    if (found_.sum == sum) return found_.exist;
    found_.sum = sum;
    found_.terms.clear();
    found_.number = no_node;
    found_.exist = sums_.read(sum, terms_) && (terms_.constant.is_zero() || terms_.constant.is(1));
    found_.has_one = found_.exist && terms_.constant.is(1);
    for (int i = 0; found_.exist && i < terms_.terms.size(); ++i) {
      sum_term const& t = terms_.terms[i];
      if (!t.coefficient.is(1)) found_.exist = false;
      else if (old_[t.base].operation == opcode::exp) found_.terms.push(t.base);
      else if (old_[t.base].operation == opcode::captured && found_.number == no_node) found_.number = t.base;
      else found_.exist = false;
    }
    bool const number = found_.number != no_node;
    int const count = found_.terms.size();
    if (number ? found_.has_one || count != 1 : found_.has_one ? count < 1 : count < 2) found_.exist = false;
    return found_.exist;
  }

  constexpr ordered_pair ordered() {
    node_id const a = argument_of(found_.terms[0]), b = argument_of(found_.terms[1]);
    node_id const condition = make_.apply(opcode::less, a, b), larger = make_.where(condition, b, a);
    node_id const up = make_.subtract(a, b), down = make_.subtract(b, a);
    return {condition, larger, make_.apply(opcode::exp, make_.where(condition, up, down))};
  }
  constexpr shifted_sum shifted() {
    for (shifted_sum const& s : shifted_)
      if (s.sum == found_.sum) return s;
    shifted_sum s{found_.sum, found_.has_one ? make_.zero() : no_node, no_node};
    for (node_id const e : found_.terms) {
      node_id const x = argument_of(e);
      s.largest = s.largest == no_node ? x : make_.apply(opcode::max, s.largest, x);
    }
    if (found_.has_one) s.total = make_.apply(opcode::exp, make_.negate(s.largest));
    for (node_id const e : found_.terms) {
      node_id const term = make_.apply(opcode::exp, make_.subtract(argument_of(e), s.largest));
      s.total = s.total == no_node ? term : make_.add(s.total, term);
    }
    shifted_.push(s);
    return s;
  }

  // exp(x)/sum, for one of its terms.
  constexpr node_id share(node_id exponential) {
    if (found_.is_one_beside_number()) {
      node_id const e = moved_[exponential];
      return new_.apply(opcode::exp_share, e, make_.divide(e, moved_[found_.sum]));
    }
    if (found_.terms.size() == 2 && !found_.has_one) {
      ordered_pair const pair = ordered();
      node_id const sum = make_.add(make_.one(), pair.ratio);
      node_id const larger = make_.divide(make_.one(), sum), smaller = make_.divide(pair.ratio, sum);
      return exponential == found_.terms[0] ? make_.where(pair.condition, smaller, larger)
                                            : make_.where(pair.condition, larger, smaller);
    }
    shifted_sum const s = shifted();
    return make_.divide(make_.apply(opcode::exp, make_.subtract(argument_of(exponential), s.largest)), s.total);
  }

  // The factors of a product, through what it alone uses, and through quotients by a sum of exponentials.
  constexpr void read_factors(node_id root, product& p) {
    p.factors.clear();
    p.negative = false;
    buffer<factor> stack;
    stack.push({root});
    while (!stack.empty()) {
      factor const next = stack.pop();
      node const& n = old_[next.id];
      bool const open = next.id == root || inner_[next.id] != 0 || n.operation == opcode::power ||
                        (n.operation == opcode::divide && read(n.operands[1]));
      if (open && n.operation == opcode::multiply) {
        stack.push({n.operands[1], next.exponent});
        stack.push({n.operands[0], next.exponent});
      } else if (open && n.operation == opcode::divide) {
        stack.push({n.operands[1], -next.exponent});
        stack.push({n.operands[0], next.exponent});
      } else if (open && n.operation == opcode::negate) {
        p.negative = p.negative != (next.exponent % 2 != 0);
        stack.push({n.operands[0], next.exponent});
      } else if (open && n.operation == opcode::power && is_small(n.payload * static_cast<long long>(next.exponent))) {
        stack.push({n.operands[0], n.payload * next.exponent});
      } else {
        p.factors.push(next);
      }
    }
  }
  static constexpr bool is_small(long long exponent) { return exponent >= -8 && exponent <= 8; }

  constexpr node_id multiplied(product const& p) {
    node_id result = no_node;
    for (factor const& f : p.factors) {
      if (f.exponent <= 0) continue;
      node_id const made = make_.power(f.made != no_node ? f.made : moved_[f.id], f.exponent);
      result = result == no_node ? made : make_.multiply(result, made);
    }
    if (result == no_node) result = make_.one();
    for (factor const& f : p.factors)
      if (f.exponent < 0) result = make_.divide(result, make_.power(moved_[f.id], -f.exponent));
    return p.negative ? make_.negate(result) : result;
  }

  // Takes one factor out of the numerator and puts `made` in its place.
  static constexpr void replace(product& p, int which, node_id made) {
    factor& f = p.factors[which];
    node_id const id = f.id;
    if (--f.exponent == 0) f = {id, 1, made};
    else p.factors.push({id, 1, made});
  }
  static constexpr bool is_in_numerator(factor const& f) { return f.exponent > 0 && f.made == no_node; }
  constexpr bool is_term(node_id id) const {
    for (node_id const e : found_.terms)
      if (e == id) return true;
    return false;
  }

  // Exponentials above the sum of exponentials that is factor `at`, one for each of its powers.
  constexpr bool share_exponentials(product& p, int at) {
    node_id const sum = p.factors[at].id;
    bool any = false;
    for (int i = 0; i < p.factors.size() && p.factors[at].exponent < 0;) {
      factor const f = p.factors[i];
      if (!read(sum)) return any;
      node_id made = no_node;
      if (is_in_numerator(f) && is_term(f.id)) made = share(f.id);
      else if (is_in_numerator(f) && f.exponent == 1) made = shares_of_sum(f.id, sum);
      if (made == no_node) {
        ++i;
        continue;
      }
      replace(p, i, made);
      ++p.factors[at].exponent;
      any = true;
    }
    return any;
  }
  // (k exp(a) + l exp(b) + v)/sum  ->  k (exp(a)/sum) + l (exp(b)/sum) + v/sum
  constexpr node_id shares_of_sum(node_id numerator, node_id sum) {
    sum_terms parts;
    if (!sums_.read(numerator, parts)) return no_node;
    node_id result = no_node;
    bool any = false;
    if (!parts.constant.is_zero()) result = make_.divide(make_.constant(parts.constant), moved_[sum]);
    product p;
    for (sum_term const& t : parts.terms) {
      read_factors(t.base, p);
      (void)read(sum);
      int which = -1;
      bool is_share = false;
      for (int i = 0; i < p.factors.size(); ++i) {
        factor const& f = p.factors[i];
        if (is_in_numerator(f) && is_term(f.id)) which = i;
        is_share = is_share || (f.id == sum && f.exponent < 0);
      }
      if (is_share) which = -1;
      if (which >= 0) replace(p, which, share(p.factors[which].id));
      any = any || which >= 0;
      node_id const term = which >= 0 ? multiplied(p) : make_.divide(moved_[t.base], moved_[sum]);
      node_id const scaled = make_.multiply(make_.constant(t.coefficient), term);
      result = result == no_node ? scaled : make_.add(result, scaled);
    }
    return any ? result : no_node;
  }
  // sinh(u)/cosh(u) -> tanh(u), then 1/cosh(u)^2 -> sech_squared(u).
  constexpr bool share_cosh(product& p, int at) {
    node_id const u = old_[p.factors[at].id].operands[0];
    bool any = false;
    for (int i = 0; i < p.factors.size() && p.factors[at].exponent < 0;) {
      factor const f = p.factors[i];
      if (!is_in_numerator(f) || old_[f.id].operation != opcode::sinh || old_[f.id].operands[0] != u) {
        ++i;
        continue;
      }
      replace(p, i, make_.apply(opcode::tanh, moved_[u]));
      ++p.factors[at].exponent;
      any = true;
    }
    int const squares = p.factors[at].exponent < 0 ? -p.factors[at].exponent / 2 : 0;
    if (squares > 0) p.factors.push({no_node, squares, make_.apply(opcode::sech_squared, moved_[u])});
    p.factors[at].exponent += 2 * squares;
    return any || squares > 0;
  }

  // s (1 - s)/s -> 1 - s, and s (1 - s)/(1 - s) -> s, for s = sigmoid(u): the slope of log(s) and of log(1 - s).
  constexpr bool share_sigmoid(product& p, int at) {
    node_id s = p.factors[at].id;
    bool const complement = old_[s].operation != opcode::sigmoid;
    if (complement) {
      if (!sums_.read(s, terms_) || !terms_.constant.is(1) || terms_.terms.size() != 1) return false;
      s = terms_.terms[0].base;
      if (old_[s].operation != opcode::sigmoid || !terms_.terms[0].coefficient.is(-1)) return false;
    }
    node_id const u = old_[s].operands[0];
    for (int i = 0; i < p.factors.size(); ++i) {
      factor const f = p.factors[i];
      if (!is_in_numerator(f) || old_[f.id].operation != opcode::sigmoid_slope || !is_same_but_sign(old_[f.id].operands[0], u))
        continue;
      replace(p, i, make_.apply(opcode::sigmoid, complement ? moved_[u] : make_.negate(moved_[u])));
      ++p.factors[at].exponent;
      return true;
    }
    return false;
  }
  constexpr bool is_same_but_sign(node_id a, node_id b) const {
    return a == b || (old_[a].operation == opcode::negate && old_[a].operands[0] == b) ||
           (old_[b].operation == opcode::negate && old_[b].operands[0] == a);
  }

  constexpr node_id quotient(node_id root) {
    product p;
    read_factors(root, p);
    bool any = false;
    for (int i = 0; i < p.factors.size(); ++i) {
      if (p.factors[i].exponent >= 0) continue;
      opcode const operation = old_[p.factors[i].id].operation;
      if (operation == opcode::add) any = share_exponentials(p, i) || any;
      else if (operation == opcode::cosh) any = share_cosh(p, i) || any;
      else if (operation == opcode::sigmoid || operation == opcode::subtract) any = share_sigmoid(p, i) || any;
    }
    return any ? multiplied(p) : no_node;
  }

  graph_view old_;
  sum_reader sums_;
  builder new_;
  maker make_;
  buffer<node_id> moved_;
  buffer<char> inner_;
  sum_terms terms_;
  exponentials found_;
  buffer<shifted_sum> shifted_;
};

}  // namespace detail

constexpr bool may_avoid_overflow(graph_view g) {
  bool exponential = false, quotient = false;
  for (int i = 0; i < g.size; ++i) {
    opcode const operation = g.nodes[i].operation;
    exponential = exponential || operation == opcode::exp || operation == opcode::cosh || operation == opcode::sigmoid_slope;
    quotient = quotient || operation == opcode::divide || operation == opcode::log || operation == opcode::log1p ||
               (operation == opcode::power && g.nodes[i].payload < 0);
  }
  return exponential && quotient;
}
constexpr graph avoid_overflow(graph_view g) {
  if (!may_avoid_overflow(g)) return copy_of(g);
  return detail::overflow_avoider(g).run();
}

}  // namespace calx
