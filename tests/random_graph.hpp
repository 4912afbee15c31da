// SPDX-License-Identifier: Apache-2.0
// Random graphs and random points, from a seed. The graphs are as a careless person would write them: nothing is
// normalised, constants are nice and nasty, nodes are shared.
#pragma once

#include <calx/graph/builder.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/prune.hpp>

#include "graph_interpreter.hpp"
#include "random_source.hpp"

#include <cmath>

namespace calx_test {

struct random_graph_style {
  int least_nodes = 5;
  int most_nodes = 60;
  int most_inputs = 4;
  bool fused = false;      // multiply_add and its like, which only the last pass makes
  bool piecewise = true;   // what has kinks and jumps
  bool externals = false;  // a user's own functions
  bool outputs = true;     // up to three; otherwise one
};

inline calx::number random_constant(random_source& random) {
  static constexpr long long nice[] = {0, 1, -1, 2, -2, 3, 4, -4, 5, 10, 1 << 20, -7};
  switch (random.below(12)) {
    case 0: return calx::number::from_floating(std::ldexp(random.unit() + 0.5, 400 + random.below(400)));
    case 1: return calx::number::from_floating(-std::ldexp(random.unit() + 0.5, -random.below(600)));
    case 2: return calx::number::from_floating(random.unit() * 4 - 2);
    case 3: return calx::number(calx::rational(calx::int128{1} << random.below(126), 1));
    case 4:
      return calx::number(
          calx::rational(static_cast<long long>(random.next() >> 2), static_cast<calx::int128>(random.next() >> 2) + 1));
    case 5:
    case 6: return calx::number(calx::rational(random.below(19) - 9, random.below(9) + 1));
    default: return calx::number(calx::rational(nice[random.below(12)]));
  }
}

inline calx::opcode random_operation(random_source& random, random_graph_style const& style) {
  using enum calx::opcode;
  static constexpr calx::opcode arithmetic[] = {add,      add,      subtract, subtract, multiply,
                                                multiply, multiply, divide,   negate,   power};
  static constexpr calx::opcode smooth[] = {pow,  integer_power, pow_slope, times_log,    square_root, cube_root,    hypot,
                                            exp,  exp2,          expm1,     log,          log2,        log10,        log1p,
                                            sin,  cos,           tan,       asin,         acos,        atan,         atan2,
                                            sinh, cosh,          tanh,      sech_squared, asinh,       acosh,        atanh,
                                            erf,  erfc,          erf_slope, sigmoid,      softplus,    sigmoid_slope};
  static constexpr calx::opcode pieces[] = {abs,  sign,       min,   max,         where,      where,
                                            less, less_equal, equal, logical_and, logical_or, logical_not};
  static constexpr calx::opcode fused[] = {multiply_add, multiply_subtract, subtract_product};
  static constexpr calx::opcode external_calls[] = {external, external_two, external_three};
  int const kind = random.below(20);
  if (kind < 11) return arithmetic[random.below(10)];
  if (kind < 14 && style.piecewise) return pieces[random.below(12)];
  if (kind == 14 && style.fused) return fused[random.below(3)];
  if (kind == 15 && style.externals) return external_calls[random.below(3)];
  return smooth[random.below(static_cast<int>(sizeof(smooth) / sizeof(smooth[0])))];
}

// Ordinary numbers, small whole numbers, where functions meet their kinks, and now and then the far ends.
inline double random_number(random_source& random) {
  static constexpr double awkward[] = {0, 1, -1, 0.5, 2, 1e-10, 1e10, -1e-10, 710, -745, 1e-150, 1e150};
  switch (random.below(8)) {
    case 0: return random.below(9) - 4;
    case 1: return awkward[random.below(12)];
    case 2: return std::ldexp(random.unit() - 0.5, random.below(40) - 20);
    default: return 6 * random.unit() - 3;
  }
}

inline arguments<double> random_point(random_source& random) {
  arguments<double> x;
  for (int i = 0; i < 4; ++i) x.inputs.push(random_number(random));
  for (int i = 0; i < 3; ++i) x.captured.push(random_number(random));
  for (int i = 0; i < 3; ++i) x.captured.push(random.below(9) - 3);  // whole numbers, as exponents
  return x;
}

// Is the last node finite at most of these points? A graph of nodes that are not would test nothing.
inline bool is_defined(calx::builder const& g, arguments<double> const (&samples)[4]) {
  int finite = 0;
  for (arguments<double> const& x : samples) finite += std::fabs(interpret(g.view(), x)[g.size() - 1]) < 1e12 ? 1 : 0;
  return finite >= 3;
}

inline calx::graph random_graph(random_source& random, random_graph_style const& style = {}) {
  arguments<double> samples[4];
  for (auto& x : samples) x = random_point(random);
  calx::builder g;
  int const inputs = 1 + random.below(style.most_inputs);
  for (int i = 0; i < inputs; ++i) (void)g.input(i);
  int const captured = random.below(3);
  for (int i = 0; i < captured; ++i) (void)g.intern({calx::opcode::captured, {calx::no_node, calx::no_node, calx::no_node}, i});
  for (int i = 1 + random.below(4); i > 0; --i) (void)g.constant(random_constant(random));
  if (random.one_in(4)) (void)g.intern({calx::opcode::pi});
  if (random.one_in(8)) (void)g.intern({calx::opcode::e});
  int const size = g.size() + style.least_nodes + random.below(style.most_nodes - style.least_nodes);
  auto const operand = [&] {  // half of them recent: deep graphs; the other half anywhere: shared nodes
    calx::node_id id = random.one_in(2) ? random.below(g.size()) : g.size() - 1 - random.below(g.size() < 6 ? g.size() : 6);
    while (names_function(g.view(), id)) --id;  // inputs come first
    return id;
  };
  for (int tries = 0; g.size() < size && tries < 4 * size; ++tries) {
    calx::opcode const operation = random_operation(random, style);
    int const arity = calx::facts_of(operation).arity;
    calx::node_id const a = operand(), b = arity > 1 ? operand() : calx::no_node, c = arity > 2 ? operand() : calx::no_node;
    int const payload = operation == calx::opcode::power ? random.below(13) - 5 : 0;
    calx::builder const before = g;
    if (calx::is_external(operation)) {
      int const arguments = operation == calx::opcode::external ? 1 : operation == calx::opcode::external_two ? 2 : 3;
      calx::node_id const x[] = {a, b, arguments > 2 ? c : a};
      (void)calx::call_external(g, *externals[arguments - 1], x);
    } else if (operation == calx::opcode::integer_power) {
      calx::node_id const n =
          g.intern({calx::opcode::captured, {calx::no_node, calx::no_node, calx::no_node}, 3 + random.below(3)});
      (void)g.apply(operation, a, n);
    } else {
      (void)g.apply(operation, a, b, c, payload);
    }
    if (!random.one_in(12) && !is_defined(g, samples)) g = before;
  }
  g.output(g.size() - 1);
  for (int extra = style.outputs ? random.below(3) : 0; extra > 0; --extra) {
    calx::node_id const id = random.below(g.size());
    g.output(names_function(g.view(), id) ? 0 : id);
  }
  return calx::prune(g.view());
}

template <class To, class From> arguments<To> converted(arguments<From> const& x) {
  arguments<To> y;
  for (From const& v : x.inputs) y.inputs.push(static_cast<To>(v));
  for (From const& v : x.captured) y.captured.push(static_cast<To>(v));
  return y;
}

// The value of each node, and how far it moves where every node is disturbed by 2^-48 of its size: infinite where the value
// says nothing, as beside a jump, after a cancellation, or where double would over- or underflow on the way.
struct conditioned_value {
  long double value = 0;
  long double spread = 0;

  bool is_known() const { return spread < HUGE_VALL; }
  bool is_near(long double other) const { return !(std::fabs(value - other) > 256 * spread); }
};

class conditioning {
 public:
  conditioning(calx::graph_view g, arguments<double> const& at, random_source& random)
      : g_(g), values_(interpret(g, converted<long double>(at))), narrow_(interpret(g, at)), random_(random) {
    for (int i = 0; i < g.size; ++i) sizes_.push(size_of(i));
    for (long double const v : values_) result_.push({v, 0});
    for (int sample = 0; sample < 8; ++sample) move(converted<long double>(at));
    for (int i = 0; i < g.size; ++i)
      if (!is_ordinary(i)) result_[i].spread = HUGE_VALL;
  }
  conditioned_value const& operator[](calx::node_id id) const { return result_[id]; }

 private:
  // A sum is disturbed by the size of its terms, since its terms may be added in any order.
  long double size_of(int i) const {
    using enum calx::opcode;
    calx::node const& n = g_[i];
    if (n.operation == add || n.operation == subtract) return sizes_[n.operands[0]] + sizes_[n.operands[1]];
    if (n.operation == negate) return sizes_[n.operands[0]];
    if (n.operation == multiply && g_.is_constant(n.operands[0])) return sizes_[n.operands[0]] * sizes_[n.operands[1]];
    if (n.operation == multiply && g_.is_constant(n.operands[1])) return sizes_[n.operands[0]] * sizes_[n.operands[1]];
    return std::fabs(values_[i]);
  }
  void move(arguments<long double> const& x) {
    calx::buffer<long double> const moved = interpret(g_, x, [&](calx::node_id i, long double const& v) {
      long double const step = 0x1p-48L * static_cast<long double>(0.5 + random_.unit() / 2);
      return v + (random_.one_in(2) ? step : -step) * sizes_[i];
    });
    for (int i = 0; i < g_.size; ++i) {
      long double const difference = std::fabs(moved[i] - values_[i]);
      if (!(difference <= result_[i].spread)) result_[i].spread = difference;
    }
  }
  bool is_ordinary(int i) const {
    long double const v = values_[i], rounded = narrow_[i];
    if (!result_[i].is_known() || near_jump(g_[i])) return false;
    for (int k = 0; k < 3 && g_[i].operands[k] != calx::no_node; ++k) {
      conditioned_value const& o = result_[g_[i].operands[k]];
      bool const taken = g_[i].operation != calx::opcode::where || k == 0 || (k == 1) == (values_[g_[i].operands[0]] != 0);
      if (taken && !(o.spread < 1e-3L + 1e-3L * std::fabs(o.value))) return false;
    }
    if (rounded == 0 ? v != 0 && !result_[i].is_near(0) : std::fabs(rounded) > 1e280L || std::fabs(rounded) < 1e-280L)
      return false;
    return std::fabs(rounded - v) <= 16 * result_[i].spread + 0x1p-50L * std::fabs(v);
  }
  bool near_jump(calx::node const& n) const {
    using enum calx::opcode;
    auto const near_zero = [&](int k) {
      conditioned_value const& o = result_[n.operands[k]];
      return o.spread != 0 && o.is_near(0);
    };
    conditioned_value const &a = result_[n.operands[0] < 0 ? 0 : n.operands[0]],
                            &b = result_[n.operands[1] < 0 ? 0 : n.operands[1]];
    switch (n.operation) {
      case less:
      case less_equal:
      case equal: return a.spread + b.spread != 0 && !(std::fabs(a.value - b.value) > 256 * (a.spread + b.spread));
      case logical_and:
      case logical_or: return near_zero(0) || near_zero(1);
      case logical_not:
      case sign:
      case where: return near_zero(0);
      case atan2:
        return a.is_near(0) && !(b.value > 256 * b.spread);  // the cut, and its -0
      // the edges of domains
      case square_root:
      case log:
      case log2:
      case log10:
      case pow:
      case pow_slope: return near_zero(0);
      case asin:
      case acos:
      case acosh:
      case atanh: return a.spread != 0 && !(std::fabs(std::fabs(a.value) - 1) > 256 * a.spread);
      case times_log: return near_zero(0) || near_zero(1);
      default: return false;
    }
  }

  calx::graph_view g_;
  calx::buffer<long double> values_;
  calx::buffer<double> narrow_;
  random_source& random_;
  calx::buffer<long double> sizes_;
  calx::buffer<conditioned_value> result_;
};

}  // namespace calx_test
