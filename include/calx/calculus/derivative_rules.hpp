// SPDX-License-Identifier: Apache-2.0
// The rules of differentiation as a student knows them, applied one at a time to a formula on a blackboard: what is left to
// differentiate stays behind as pending derivatives.
//
//   sum                (u + v)' = u' + v'              quotient        (u/v)' = (u'*v - u*v')/v^2
//   constant multiple  (c*u)' = c*u'                   reciprocal      (1/u)' = -u'/u^2
//   product            (u*v)' = u'*v + u*v'            power           (u^n)' = n*u^(n - 1)*u'
//   exponential        (c^u)' = c^u*log(c)*u'          general power   (u^v)' = u^v*(v'*log(u) + v*u'/u)
//   chain              sin(u)' = cos(u)*u'             piecewise       where(c, u, v)' = where(c, u', v')
//
// Every function is differentiated by its row in op/: its partial derivative, as textbooks write it, times the pending one of
// its argument. What is a factor or a term is what the reader sees (print/terms.hpp).
#pragma once

#include <calx/calculus/blackboard.hpp>

namespace calx {

enum class derivative_rule : std::uint8_t {
  constant,
  variable,
  sum,
  constant_multiple,
  product,
  triple_product,
  quotient,
  reciprocal,
  power,
  exponential,
  natural_exponential,
  general_power,
  elementary,
  piecewise,
  meaning,  // of an abbreviation
  symmetry,
  insert,     // what was worked out in between
  as_before,  // what was worked out long ago
  simplify,
};

// A rule as it was used in a step; where a formula says it better, `left` and `right` are its two sides on the blackboard.
struct used_rule {
  derivative_rule rule = derivative_rule::simplify;
  opcode operation = opcode::input;  // of an elementary or a piecewise rule
  bool chain = false;                // applied to more than the variable itself
  node_id left = no_node;
  node_id right = no_node;
  std::string_view function{};  // the name of a user's own function

  friend constexpr bool operator==(used_rule const& a, used_rule const& b) {
    return a.rule == b.rule && a.operation == b.operation && a.chain == b.chain && a.function == b.function;
  }
};

namespace detail {

class derivative_rules {
 public:
  constexpr explicit derivative_rules(blackboard& board) : board_(board) {}

  // d/dby [f] after one rule; adds the rules that it used.
  constexpr node_id once(node_id f, node_id by, buffer<used_rule>& rules) {
    if (!board_.depends(f, by)) {
      rules.push({derivative_rule::constant});
      return board_.constant(rational(0));
    }
    if (f == by) {
      rules.push({derivative_rule::variable});
      return board_.constant(rational(1));
    }
    node const n = board_[f];
    switch (n.operation) {
      case opcode::input: rules.push({derivative_rule::meaning}); return board_.pending(board_.meaning_of(f), by);
      case opcode::add:
      case opcode::subtract:
      case opcode::negate: return of_sum(f, by, rules);
      case opcode::multiply:
      case opcode::divide: return of_product(f, by, rules);
      case opcode::power: return of_power(n.operands[0], n.payload, by, rules);
      case opcode::integer_power:
      case opcode::pow: return of_general_power(f, by, rules);
      case opcode::where:
      case opcode::min:
      case opcode::max: return of_choice(f, by, rules);
      default: return of_function(f, by, rules);
    }
  }

  // The two sides of the formula for a rule; none where the step itself says it all.
  constexpr void add_formula(used_rule& r, node_id by) {
    node_id const u = board_.letter(0), v = board_.letter(1), du = board_.letter(4), dv = board_.letter(5);
    switch (r.rule) {
      case derivative_rule::sum: return set(r, add(u, v), add(du, dv));
      case derivative_rule::constant_multiple: {
        node_id const c = board_.letter(7), left = times(c, u);
        return set(r, left, times(c, du));
      }
      case derivative_rule::product: {
        node_id const left = times(u, v), first = times(du, v), second = times(u, dv);
        return set(r, left, add(first, second));
      }
      case derivative_rule::triple_product: {
        node_id const w = board_.letter(2), dw = board_.letter(6), uv = times(u, v), first = times(times(du, v), w);
        node_id const second = times(times(u, dv), w), third = times(uv, dw);
        return set(r, times(uv, w), add(add(first, second), third));
      }
      case derivative_rule::quotient: {
        node_id const left = over(u, v), first = times(du, v), second = times(u, dv);
        node_id const difference = board_.apply(opcode::subtract, first, second);
        return set(r, left, over(difference, board_.power(v, 2)));
      }
      case derivative_rule::reciprocal: {
        node_id const left = over(board_.constant(rational(1)), u);
        return set(r, left, board_.apply(opcode::negate, over(du, board_.power(u, 2))));
      }
      case derivative_rule::power:
      case derivative_rule::exponential:
      case derivative_rule::general_power: return add_formula_of_power(r, by);
      case derivative_rule::elementary:
      case derivative_rule::piecewise: return add_formula_of_function(r, u, v, du, dv);
      default: return;
    }
  }

 private:
  constexpr node_id add(node_id a, node_id b) { return board_.apply(opcode::add, a, b); }
  constexpr node_id times(node_id a, node_id b) { return board_.apply(opcode::multiply, a, b); }
  constexpr node_id over(node_id a, node_id b) { return board_.apply(opcode::divide, a, b); }
  constexpr node_id chained(node_id e, used_rule const& r, node_id du) { return r.chain ? times(e, du) : e; }
  static constexpr void set(used_rule& r, node_id left, node_id right) {
    r.left = left;
    r.right = right;
  }

  constexpr node_id of_sum(node_id f, node_id by, buffer<used_rule>& rules) {
    buffer<factor> found = board_.reader().terms_of(f);
    if (found.size() == 1) return board_.apply(opcode::negate, once(found[0].id, by, rules));
    rules.push({derivative_rule::sum});
    for (int i = 0; i < found.size(); ++i) found[i].id = board_.pending(found[i].id, by);
    return board_.sum(found);
  }

  struct split_factors {
    buffer<factor> constant, variable;
  };
  constexpr split_factors split(buffer<factor> const& factors, node_id by) {
    split_factors result;
    for (factor const& f : factors)
      if (board_.depends(f.id, by)) result.variable.push(f);
      else result.constant.push(f);
    return result;
  }

  constexpr node_id of_product(node_id f, node_id by, buffer<used_rule>& rules) {
    product_parts const parts = board_.reader().parts_of(f);
    split_factors const above = split(parts.above, by), below = split(parts.below, by);
    rational const c = parts.coefficient;
    bool const plain = above.constant.empty() && below.constant.empty() && c.magnitude().is(1);
    if (!plain) {
      rules.push({derivative_rule::constant_multiple});
      node_id const multiple = board_.quotient(c, above.constant, below.constant);
      node_id const rest = board_.quotient(rational(1), above.variable, below.variable);
      return rest == by ? multiple : times(multiple, board_.pending(rest, by));
    }
    node_id const d = of_variable_factors(above.variable, below.variable, by, rules);
    return c.is(-1) ? board_.apply(opcode::negate, d) : d;
  }
  constexpr node_id of_variable_factors(buffer<factor> const& above, buffer<factor> const& below, node_id by,
                                        buffer<used_rule>& rules) {
    if (below.empty()) {
      if (above.size() > 1) return of_factors(above, by, rules);
      if (above[0].exponent == 1) return once(above[0].id, by, rules);
      return of_power(above[0].id, above[0].exponent, by, rules);
    }
    if (above.empty()) return of_reciprocal(below, by, rules);
    rules.push({derivative_rule::quotient});
    node_id const u = board_.product(rational(1), above), v = board_.product(rational(1), below);
    node_id const first = times(board_.pending(u, by), v);
    node_id const second = times(u, board_.pending(v, by));
    node_id const difference = board_.apply(opcode::subtract, first, second);
    return over(difference, square_of(v));
  }
  // (v^3)^2 is v^6
  constexpr node_id square_of(node_id v) {
    node const n = board_[v];
    return n.operation == opcode::power && n.payload > 0 && n.payload < 1 << 20 ? board_.power(n.operands[0], 2 * n.payload)
                                                                                : board_.power(v, 2);
  }
  constexpr node_id of_reciprocal(buffer<factor> const& below, node_id by, buffer<used_rule>& rules) {
    factor const only = below[0];
    bool const chain = below.size() > 1 || only.id != by;
    if (below.size() == 1 && only.exponent > 1 && only.exponent < 1 << 20) {  // x^(-n)
      rules.push({derivative_rule::power, opcode::input, chain});
      node_id const n = board_.constant(rational(-only.exponent)), lower = board_.power(only.id, only.exponent + 1);
      return over(chain ? times(n, board_.pending(only.id, by)) : n, lower);
    }
    rules.push({derivative_rule::reciprocal, opcode::input, chain});
    node_id const u = board_.product(rational(1), below);
    node_id const above = chain ? board_.pending(u, by) : board_.constant(rational(1));
    return board_.apply(opcode::negate, over(above, board_.power(u, 2)));
  }
  constexpr node_id of_factors(buffer<factor> const& factors, node_id by, buffer<used_rule>& rules) {
    rules.push({factors.size() == 2 ? derivative_rule::product : derivative_rule::triple_product});
    node_id result = no_node;
    for (int i = 0; i < factors.size(); ++i) {
      buffer<factor> term = factors;
      term[i] = {board_.pending(board_.power(factors[i].id, factors[i].exponent), by), 1};
      node_id const product = board_.product(rational(1), term);
      result = result == no_node ? product : add(result, product);
    }
    return result;
  }

  constexpr node_id of_power(node_id u, int n, node_id by, buffer<used_rule>& rules) {
    bool const chain = u != by;
    rules.push({derivative_rule::power, opcode::input, chain});
    if (n == 1) return chain ? board_.pending(u, by) : board_.constant(rational(1));
    node_id const factor = board_.constant(rational(n)), lower = times(factor, board_.power(u, n - 1));
    return chain ? times(lower, board_.pending(u, by)) : lower;
  }

  constexpr node_id of_general_power(node_id f, node_id by, buffer<used_rule>& rules) {
    node_id const u = board_[f].operands[0], v = board_[f].operands[1];
    if (!board_.depends(v, by)) {
      rules.push({derivative_rule::power, opcode::input, u != by});
      node_id const one = board_.constant(rational(1));
      bool const number = board_.normal().is_exact(v);
      node_id const lower = number ? board_.normal().subtract(v, one) : board_.apply(opcode::subtract, v, one);
      node_id const d = times(v, board_.apply(opcode::pow, u, lower));
      return u == by ? d : times(d, board_.pending(u, by));
    }
    if (!board_.depends(u, by)) {
      bool const natural = board_[u].operation == opcode::e;
      rules.push({natural ? derivative_rule::natural_exponential : derivative_rule::exponential, opcode::input, v != by});
      node_id const d = natural ? f : times(f, board_.apply(opcode::log, u));
      return v == by ? d : times(d, board_.pending(v, by));
    }
    rules.push({derivative_rule::general_power, opcode::input, true});
    node_id const dv = board_.pending(v, by), first = times(dv, board_.apply(opcode::log, u));
    node_id const second = over(times(v, board_.pending(u, by)), u);
    return times(f, add(first, second));
  }

  constexpr node_id of_choice(node_id f, node_id by, buffer<used_rule>& rules) {
    node const n = board_[f];
    rules.push({derivative_rule::piecewise, n.operation});
    if (n.operation == opcode::where) {
      node_id const first = board_.pending(n.operands[1], by);
      return board_.apply(opcode::where, n.operands[0], first, board_.pending(n.operands[2], by));
    }
    node_id const a = n.operands[0], b = n.operands[1], da = board_.pending(a, by), db = board_.pending(b, by);
    node_id const sum = add(da, db), both = times(board_.constant(rational(1, 2)), sum);
    node_id const less = board_.apply(opcode::less, a, b), greater = board_.apply(opcode::less, b, a);
    bool const smaller = n.operation == opcode::min;
    return board_.apply(opcode::where, smaller ? less : greater, da,
                        board_.apply(opcode::where, smaller ? greater : less, db, both));
  }

  constexpr node_id of_function(node_id f, node_id by, buffer<used_rule>& rules) {
    node const n = board_[f];
    bool const has_pieces = n.operation == opcode::abs || n.operation == opcode::sign;
    graph_view const g = board_.normal().graph().view();
    external_function const* const own = is_external(n.operation) ? &function_called(g, n) : nullptr;
    external_call const call = own != nullptr ? call_of(g, n) : external_call{};
    node_id const* const arguments = own != nullptr ? call.arguments : n.operands;
    int const arity = own != nullptr ? own->arity : arity_of(n);
    bool const chain = arity > 1 || arguments[0] != by;
    rules.push({has_pieces ? derivative_rule::piecewise : derivative_rule::elementary, n.operation, chain});
    if (own != nullptr) rules.back().function = own->name;
    node_id result = no_node;
    for (int k = 0; k < arity; ++k) {
      node_id const u = arguments[k];
      if (!board_.depends(u, by)) continue;
      node_id const partial = own != nullptr ? partial_of(*own, arguments, k) : partial_of(f, k);
      if (partial == no_node) continue;
      node_id const d = u == by ? partial : times(partial, board_.pending(u, by));
      result = result == no_node ? d : add(result, d);
    }
    return result == no_node ? board_.constant(rational(0)) : result;
  }
  constexpr node_id partial_of(node_id f, int which) {
    node_id const partial = times_partial(board_.normal(), f, which, board_.normal().one());
    return partial == no_node ? no_node : board_.textbook(partial);
  }
  constexpr node_id partial_of(external_function const& own, node_id const* arguments, int which) {
    node_id const partial = own.partial(board_.normal(), arguments, which);
    return board_.normal().is(partial, 0) ? no_node : board_.textbook(partial);
  }

  constexpr void add_formula_of_power(used_rule& r, node_id by) {
    node_id const u = board_.letter(0), v = board_.letter(1), du = board_.letter(4), dv = board_.letter(5);
    switch (r.rule) {
      case derivative_rule::power: {
        node_id const base = r.chain ? u : by, n = board_.letter(3), left = board_.apply(opcode::pow, base, n);
        node_id const lower = board_.apply(opcode::pow, base, board_.apply(opcode::subtract, n, board_.constant(rational(1))));
        return set(r, left, chained(times(n, lower), r, du));
      }
      case derivative_rule::exponential: {
        node_id const c = board_.letter(7), left = board_.apply(opcode::pow, c, r.chain ? u : by);
        return set(r, left, chained(times(left, board_.apply(opcode::log, c)), r, du));
      }
      case derivative_rule::general_power: {
        node_id const left = board_.apply(opcode::pow, u, v), first = times(dv, board_.apply(opcode::log, u));
        node_id const second = over(times(v, du), u);
        return set(r, left, times(left, add(first, second)));
      }
      default: return;
    }
  }
  // sin(u)' = cos(u)*u'
  constexpr void add_formula_of_function(used_rule& r, node_id u, node_id v, node_id du, node_id dv) {
    int const arity = facts_of(r.operation).arity;
    if (!r.chain || arity > 2 || !r.function.empty()) return;
    node_id const f = arity == 1 ? board_.apply(r.operation, u) : board_.apply(r.operation, u, v);
    node_id const first = partial_of(f, 0), second = arity == 1 ? no_node : partial_of(f, 1);
    if (first == no_node) return set(r, f, board_.constant(rational(0)));
    node_id const d = times(first, du);
    set(r, f, second == no_node ? d : add(d, times(second, dv)));
  }

  blackboard& board_;
};

}  // namespace detail

}  // namespace calx
