// SPDX-License-Identifier: Apache-2.0
// What a person does with a result beyond transform/simplify.hpp, which keeps every pole and multiplies nothing out:
//
//   cancel        x^2/x = x,  (2*x*exp(x) - x^2*exp(x))/exp(x)^2 = (2*x - x^2)/exp(x)
//   like terms    x^2 + 1 - 2*x^2 = -x^2 + 1, also where x^2 + 1 is used elsewhere, too
//   distribute    2*(x + 1) + x*(x - 1) = 2*x + 2 + x^2 - x; not in divisors and arguments of functions
//
// All hold wherever the formula as it was has a value; the result may have one at more points. Graph to graph; for text and
// nothing else. Sums of more than `most_terms` are left as products. Quadratic in the factors of one product, otherwise linear.
#pragma once

#include <calx/graph/rebuild.hpp>
#include <calx/print/terms.hpp>
#include <calx/transform/prune.hpp>
#include <calx/transform/sum_parts.hpp>

namespace calx {

enum class collecting : std::uint8_t { cancel, cancel_and_distribute };

namespace detail {

// What of g is a product or a sum by itself: what only others of its kind use is part of those.
constexpr bool is_product(opcode operation) { return operation == opcode::multiply || operation == opcode::divide; }
constexpr buffer<char> whole_nodes(graph_view g) {
  buffer<char> whole(g.size);
  for (int i = 0; i < g.output_count; ++i) whole[g.outputs[i]] = 1;
  for (node_id i = 0; i < g.size; ++i) {
    opcode const outer = g[i].operation;
    for (int k = 0; k < 3 && g[i].operands[k] != no_node; ++k) {
      opcode const inner = g[g[i].operands[k]].operation;
      bool const part = (is_sum(outer) && is_sum(inner)) || (is_product(outer) && is_product(inner));
      if (!part) whole[g[i].operands[k]] = 1;
    }
  }
  return whole;
}

// Products and sums written down term by term, as nodes that nothing normalises.
class term_builder {
 public:
  constexpr term_builder(builder& g, input_info const* inputs, pending_derivatives const& pending)
      : g_(g), inputs_(inputs), pending_(pending) {}

  constexpr terms reader() const { return terms(g_.view(), inputs_, arrangement::merged, pending_); }

  constexpr node_id power(node_id base, int exponent) {
    return exponent == 1 ? base : g_.apply(opcode::power, base, no_node, no_node, exponent);
  }
  // c a b^2 ..., from left to right; nothing is 1.
  constexpr node_id product(rational const& c, buffer<factor> const& factors) {
    node_id result = c.is(1) && !factors.empty() ? no_node : g_.constant(number(c));
    for (factor const& f : factors) {
      node_id const next = power(f.id, f.exponent);
      result = result == no_node ? next : g_.apply(opcode::multiply, result, next);
    }
    return result;
  }
  constexpr node_id quotient(product_parts const& parts) {
    node_id const numerator = product(parts.coefficient, parts.above);
    if (parts.below.empty()) return numerator;
    node_id const denominator = product(rational(1), parts.below);
    return g_.apply(opcode::divide, numerator, denominator);
  }
  // The terms, each with its sign.
  constexpr node_id sum(buffer<factor> const& found) {
    node_id result = no_node;
    for (factor const& t : found) {
      if (result == no_node) result = t.exponent < 0 ? g_.apply(opcode::negate, t.id) : t.id;
      else result = g_.apply(t.exponent < 0 ? opcode::subtract : opcode::add, result, t.id);
    }
    return result;
  }

 private:
  builder& g_;
  input_info const* inputs_;
  pending_derivatives pending_;
};

enum class sum_order : std::uint8_t { as_written, by_degree };

// The terms of a sum so that it does not start with a minus, if that can be; and those of a polynomial with the highest power
// first, if asked for: 3*x^2 + 2*x + 1.
constexpr buffer<factor> ordered_terms(graph_view g, terms const& reader, buffer<factor> const& found, sum_order order) {
  buffer<int> degrees;
  for (factor const& t : found) {
    product_parts const parts = reader.parts_of(t.id);
    int degree = 0;
    for (factor const& f : parts.above) {
      if (g[f.id].operation != opcode::input && g[f.id].operation != opcode::element) order = sum_order::as_written;
      degree += f.exponent < 1000 ? f.exponent : 1000;
    }
    if (!parts.below.empty()) order = sum_order::as_written;
    degrees.push(degree);
  }
  int first = 0;
  while (first < found.size() && reader.is_negative(found[first])) ++first;
  if (first == found.size()) first = 0;
  bool const starts_high = order == sum_order::by_degree;
  buffer<factor> result;
  buffer<int> keys;
  for (int i = 0; i < found.size(); ++i) {
    int const key = starts_high ? degrees[i] : i == first ? 1 : 0;
    int at = result.size();
    result.push(found[i]);
    keys.push(key);
    for (; at > 0 && key > keys[at - 1]; --at) result[at] = result[at - 1], keys[at] = keys[at - 1];
    result[at] = found[i], keys[at] = key;
  }
  if (starts_high && reader.is_negative(result[0])) return ordered_terms(g, reader, found, sum_order::as_written);
  return result;
}

class collector {
 public:
  static constexpr int most_terms = 12;

  constexpr collector(graph_view g, input_info const* inputs, pending_derivatives const& pending, collecting how)
      : old_(g), how_(how), new_(2 * g.size), build_(new_, inputs, pending) {}

  constexpr graph run() {
    buffer<char> const whole = whole_nodes(old_), outside = outside_of_functions();
    buffer<node_id> const moved = rebuild(old_, new_, [&](node const& n, int i) {
      node_id const made = new_.intern(n);
      if (whole[i] != 0 && is_sum(n.operation)) return with_like_terms(made);
      if (whole[i] != 0 && is_product(n.operation)) return collected(made, outside[i] != 0);
      return made;
    });
    copy_outputs(old_, new_, moved);
    return prune(new_.take());
  }

 private:
  // Reached from an output by sums, choices and numerators alone.
  constexpr buffer<char> outside_of_functions() const {
    buffer<char> outside(old_.size);
    for (int i = 0; i < old_.output_count; ++i) outside[old_.outputs[i]] = 1;
    for (node_id i = old_.size - 1; i >= 0; --i) {
      node const& n = old_[i];
      if (outside[i] == 0 || !(is_sum(n.operation) || is_product(n.operation) || n.operation == opcode::where)) continue;
      for (int k = n.operation == opcode::where ? 1 : 0; k < 3 && n.operands[k] != no_node; ++k)
        if (n.operation != opcode::divide || k == 0) outside[n.operands[k]] = 1;
    }
    return outside;
  }

  // Terms that differ in their numbers alone are one term.
  constexpr node_id with_like_terms(node_id sum) {
    buffer<factor> const found = build_.reader().terms_of(sum);
    buffer<product_parts> parts;
    buffer<node_id> cores;
    for (factor const& t : found) {
      product_parts term = build_.reader().parts_of(t.id);
      rational const c = t.exponent < 0 ? -term.coefficient : term.coefficient;
      term.coefficient = rational(1);
      node_id const core = build_.quotient(term);
      int at = 0;
      while (at < cores.size() && cores[at] != core) ++at;
      if (at < cores.size() && !(parts[at].coefficient + c).exact()) at = cores.size();
      if (at == cores.size()) {
        cores.push(core);
        term.coefficient = c;
        parts.push(term);
      } else {
        parts[at].coefficient += c;
      }
    }
    if (parts.size() == found.size()) return sum;
    buffer<factor> result;
    for (int i = 0; i < parts.size(); ++i) {
      rational const c = parts[i].coefficient;
      if (c.is_zero()) continue;
      parts[i].coefficient = c.magnitude();
      node_id const term = build_.quotient(parts[i]);
      result.push({term, c.is_negative() ? -1 : 1});
    }
    return result.empty() ? new_.constant(number(0)) : build_.sum(result);
  }

  constexpr node_id collected(node_id product, bool outside) {
    product_parts parts = build_.reader().parts_of(product);
    cancel(parts.above, parts.below);
    if (!parts.below.empty()) cancel_in_terms(parts);
    if (how_ == collecting::cancel || !outside || !parts.below.empty()) return build_.quotient(parts);
    return distributed(parts);
  }

  // x^2/x
  static constexpr void cancel(buffer<factor>& above, buffer<factor>& below) {
    for (int i = 0; i < above.size(); ++i)
      for (int k = 0; k < below.size(); ++k) {
        factor &a = above[i], &b = below[k];
        if (a.id != b.id || a.exponent < 1 || b.exponent < 1) continue;
        int const common = a.exponent < b.exponent ? a.exponent : b.exponent;
        a.exponent -= common;
        b.exponent -= common;
      }
    drop_ones(above);
    drop_ones(below);
  }
  static constexpr void drop_ones(buffer<factor>& factors) {
    int kept = 0;
    for (int i = 0; i < factors.size(); ++i)
      if (factors[i].exponent != 0) factors[kept++] = factors[i];
    factors.shrink(kept);
  }

  // A divisor that is a factor of each term of the sum above it.
  constexpr void cancel_in_terms(product_parts& parts) {
    for (int i = 0; i < parts.above.size(); ++i) {
      factor& f = parts.above[i];
      if (!is_sum(new_[f.id].operation) || f.exponent != 1) continue;
      for (int k = 0; k < parts.below.size(); ++k) {
        factor& divisor = parts.below[k];
        buffer<factor> const found = build_.reader().terms_of(f.id);
        int common = divisor.exponent;
        for (factor const& t : found) {
          int const there = exponent_in(t.id, divisor.id);
          if (there < common) common = there;
        }
        if (common < 1) continue;
        f.id = divided(found, divisor.id, common);
        divisor.exponent -= common;
      }
    }
    drop_ones(parts.below);
  }
  constexpr int exponent_in(node_id term, node_id base) const {
    product_parts const parts = build_.reader().parts_of(term);
    for (factor const& f : parts.above)
      if (f.id == base) return f.exponent;
    return 0;
  }
  constexpr node_id divided(buffer<factor> const& found, node_id base, int exponent) {
    buffer<factor> result;
    for (factor const& t : found) {
      product_parts parts = build_.reader().parts_of(t.id);
      for (int i = 0; i < parts.above.size(); ++i)
        if (parts.above[i].id == base) parts.above[i].exponent -= exponent;
      drop_ones(parts.above);
      result.push({build_.quotient(parts), t.exponent});
    }
    return build_.sum(result);
  }

  // A product of sums as a sum of products.
  constexpr node_id distributed(product_parts const& parts) {
    product_parts rest;
    rest.coefficient = parts.coefficient;
    buffer<factor> sum;  // of what has been multiplied so far
    for (factor const& f : parts.above) {
      if (!is_sum(new_[f.id].operation) || f.exponent != 1) {
        rest.above.push(f);
        continue;
      }
      buffer<factor> const found = build_.reader().terms_of(f.id);
      if (found.size() * (sum.empty() ? 1 : sum.size()) > most_terms) return build_.quotient(parts);
      sum = times(sum, found);
    }
    if (sum.empty()) return build_.quotient(parts);
    buffer<factor> result;
    for (factor const& t : sum) {
      product_parts term = rest;
      term.above.push({t.id, 1});
      node_id const product = build_.quotient(term);
      result.push({build_.quotient(build_.reader().parts_of(product)), t.exponent});
    }
    return build_.sum(result);
  }
  constexpr buffer<factor> times(buffer<factor> const& a, buffer<factor> const& b) {
    if (a.empty()) return b;
    buffer<factor> result;
    for (factor const& p : a)
      for (factor const& q : b) result.push({new_.apply(opcode::multiply, p.id, q.id), p.exponent * q.exponent});
    return result;
  }

  graph_view old_;
  collecting how_;
  builder new_;
  term_builder build_;
};

}  // namespace detail

constexpr graph collect(graph_view g, input_info const* inputs, pending_derivatives const& pending, collecting how) {
  return detail::collector(g, inputs, pending, how).run();
}

}  // namespace calx
