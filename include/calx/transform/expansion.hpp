// SPDX-License-Identifier: Apache-2.0
// The power series of a function about a point, in some of its inputs; transform/taylor.hpp has the recurrences.
//
// A quotient that is 0/0 at the point is continued: sin(x)/x is 1 - x^2/6 + ... about 0. Each time one turns up, numerator and
// denominator lose their first term, and the series is begun again with a term more; up to `highest_shift` times.
#pragma once

#include <calx/transform/taylor.hpp>
#include <calx/transform/taylor_algebra.hpp>

namespace calx {

// Which inputs are expanded, and the terms asked for.
struct expansion {
  buffer<int> variable_of_input;  // -1: the input is a parameter
  int variables = 0;
  int order = 0;
  buffer<int> orders{};  // not empty: up to this order in each variable, in place of `order` in all together

  constexpr multi_index_set indices(int more = 0) const {
    if (orders.empty()) return multi_index_set::total_degree(variables, order + more);
    return multi_index_set::box(orders);
  }
};

inline constexpr int highest_shift = 12;

// The coefficients of the first output in the order of expansion::indices().
template <class Value> struct expanded_series {
  buffer<Value> coefficients{};
  taylor_fault fault = taylor_fault::none;
};

// make_algebra(closure, indices) makes the algebra, whose leaves may know both.
template <class Value, class MakeAlgebra>
constexpr expanded_series<Value> expand_series(graph_view f, expansion const& in, MakeAlgebra make_algebra) {
  expanded_series<Value> result;
  buffer<char> expanded;
  for (int const variable : in.variable_of_input) expanded.push(variable >= 0 ? 1 : 0);
  buffer<int> shifts;
  int const size = in.indices().size();
  for (int more = 0; more <= highest_shift; ++more) {
    multi_index_set const indices = in.indices(more);
    taylor_closure const closure = close_under_differentiation(f, expanded, indices.highest_degree());
    auto algebra = make_algebra(closure, indices);
    taylor_recurrence<decltype(algebra)> recurrence(algebra, closure, indices, shifts);
    recurrence.run();
    result.fault = recurrence.fault;
    if (result.fault != taylor_fault::none) return result;
    if (recurrence.singular == no_node) {
      for (int i = 0; i < size; ++i) result.coefficients.push(recurrence.coefficient(i));
      return result;
    }
    shifts.grow(recurrence.singular + 1, 0);
    ++shifts[recurrence.singular];
  }
  result.fault = taylor_fault::pole;
  return result;
}

// Leaves about a point: an input that is expanded is its value and 1, all others are their values. value_of(node, graph) is
// the value of an input, an element, or a captured number.
template <class Value, class Value_of> struct point_leaf {
  taylor_closure const& closure;
  multi_index_set const& indices;
  expansion const& in;
  Value_of const& value_of;

  constexpr Value operator()(node_id i, int index) const {
    node const& n = closure.graph.nodes[i];
    if (index > 0) {
      int const v = n.operation == opcode::input ? in.variable_of_input[n.payload] : -1;
      return v >= 0 && index == indices.unit(v) ? from(number(rational(1))) : from(number());
    }
    switch (n.operation) {
      case opcode::constant: return from(closure.graph.constants[n.payload]);
      case opcode::pi: return irrational<opcode::pi>();
      case opcode::e: return irrational<opcode::e>();
      default: return value_of(n, closure.graph.view());
    }
  }

 private:
  static constexpr Value from(number const& n) {
    if constexpr (std::is_same_v<Value, number>) return n;
    else return n.to<Value>();  // an interval encloses it
  }
  template <opcode Constant> static constexpr Value irrational() {
    if constexpr (std::is_same_v<Value, number>) return approximate_number(row<Constant>::template value<long double>());
    else if constexpr (std::is_same_v<Value, interval>) return row<Constant>::template enclosure<interval>();
    else return row<Constant>::template value<Value>();
  }
};

// In numbers: inputs[p] is the value of input p, captured[k] that of a captured number.
constexpr expanded_series<number> expand_in_numbers(graph_view f, expansion const& in, buffer<number> const& inputs,
                                                    buffer<number> const& captured) {
  auto const value_of = [&](node const& n, graph_view) {
    return n.operation == opcode::captured ? captured[n.payload] : inputs[n.payload];
  };
  using leaf_type = point_leaf<number, decltype(value_of)>;
  return expand_series<number>(f, in, [&](taylor_closure const& closure, multi_index_set const& indices) {
    return number_algebra<leaf_type>{{closure, indices, in, value_of}};
  });
}

// In intervals: inputs[p] is the interval of input p, the point of expansion any point of it.
constexpr expanded_series<interval> expand_in_intervals(graph_view f, expansion const& in, buffer<interval> const& inputs,
                                                        buffer<interval> const& captured) {
  auto const value_of = [&](node const& n, graph_view) {
    return n.operation == opcode::captured ? captured[n.payload] : inputs[n.payload];
  };
  using leaf_type = point_leaf<interval, decltype(value_of)>;
  return expand_series<interval>(f, in, [&](taylor_closure const& closure, multi_index_set const& indices) {
    return interval_algebra<leaf_type>{{closure, indices, in, value_of}};
  });
}

// In any number type. values[0, ...) are the arguments, input p from offsets[p] on.
template <class Real>
constexpr expanded_series<Real> expand_in_reals(graph_view f, expansion const& in, Real const* values,
                                                buffer<int> const& offsets, Real const* captured) {
  auto const value_of = [&](node const& n, graph_view from) -> Real {
    if (n.operation == opcode::captured) return captured[n.payload];
    if (n.operation == opcode::element) return values[offsets[from[n.operands[0]].payload] + n.payload];
    return values[offsets[n.payload]];
  };
  using leaf_type = point_leaf<Real, decltype(value_of)>;
  return expand_series<Real>(f, in, [&](taylor_closure const& closure, multi_index_set const& indices) {
    return real_algebra<Real, leaf_type>{{closure, indices, in, value_of}};
  });
}

// As nodes of a graph; leaf(node, graph, index) is the coefficient `index` of an input or an element.
template <class Leaf>
constexpr expanded_series<node_id> expand_in_nodes(maker& make, graph_view f, expansion const& in, Leaf const& leaf) {
  auto const any_leaf = [&](taylor_closure const& closure, multi_index_set const& indices, node_id i, int index) {
    node const& n = closure.graph.nodes[i];
    if (n.operation == opcode::input || n.operation == opcode::element) return leaf(n, closure.graph.view(), indices, index);
    if (index > 0) return make.zero();
    if (n.operation == opcode::constant) return make.constant(closure.graph.constants[n.payload]);
    return make.graph().intern(n);
  };
  return expand_series<node_id>(f, in, [&](taylor_closure const& closure, multi_index_set const& indices) {
    auto const this_leaf = [&](node_id i, int index) { return any_leaf(closure, indices, i, index); };
    return node_algebra<decltype(this_leaf)>{make, this_leaf};
  });
}

// x^i y^j ... for each index, times its coefficient, added up; or by Horner's rule, in the first variable, then the second:
// half the multiplications. `powers` are the variables, measured from the center.
constexpr node_id taylor_term(maker& make, multi_index_set const& indices, int index, buffer<node_id> const& coefficients,
                              buffer<node_id> const& variables) {
  node_id term = coefficients[index];
  if (make.is(term, 0)) return term;
  for (int v = 0; v < variables.size(); ++v)
    if (indices.exponent(index, v) > 0) term = make.multiply(term, make.power(variables[v], indices.exponent(index, v)));
  return term;
}
constexpr node_id polynomial_as_sum(maker& make, multi_index_set const& indices, buffer<node_id> const& coefficients,
                                    buffer<node_id> const& variables) {
  node_id sum = make.zero();
  for (int i = 0; i < indices.size(); ++i) {
    node_id const term = taylor_term(make, indices, i, coefficients, variables);
    if (!make.is(term, 0)) sum = make.add(sum, term);
  }
  return sum;
}

namespace detail {

class horner_form {
 public:
  constexpr horner_form(maker& make, multi_index_set const& indices, buffer<node_id> const& coefficients,
                        buffer<node_id> const& variables)
      : make_(make), indices_(indices), coefficients_(coefficients), variables_(variables), exponents_(variables.size(), 0) {}

  // The polynomial in the variables from v on, for the exponents of those before. Absent powers are passed over.
  constexpr node_id from(int v) {
    if (v == variables_.size()) {
      int const index = indices_.find(exponents_);
      return index < 0 ? make_.zero() : coefficients_[index];
    }
    node_id sum = make_.zero();
    int pending = 0;  // powers of the variable that `sum` still lacks
    for (int exponent = indices_.highest_degree(); exponent >= 0; --exponent) {
      exponents_[v] = exponent;
      node_id const term = from(v + 1);
      if (!make_.is(term, 0)) {
        if (!make_.is(sum, 0)) sum = make_.multiply(make_.power(variables_[v], pending), sum);
        sum = make_.add(sum, term);
        pending = 0;
      }
      ++pending;
    }
    exponents_[v] = 0;
    return pending <= 1 || make_.is(sum, 0) ? sum : make_.multiply(make_.power(variables_[v], pending - 1), sum);
  }

 private:
  maker& make_;
  multi_index_set const& indices_;
  buffer<node_id> const& coefficients_;
  buffer<node_id> const& variables_;
  buffer<int> exponents_;
};

}  // namespace detail

constexpr node_id polynomial_by_horner(maker& make, multi_index_set const& indices, buffer<node_id> const& coefficients,
                                       buffer<node_id> const& variables) {
  return detail::horner_form(make, indices, coefficients, variables).from(0);
}

}  // namespace calx
