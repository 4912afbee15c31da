// SPDX-License-Identifier: Apache-2.0
// Rigorous bounds on f - P for a Taylor polynomial P of f, on a box of intervals around its center.
//
// Lagrange: f(x) - P_N(x) = c_{N+1}(z) (x - a)^(N+1) for some z between a and x, where c_k(z) is the Taylor coefficient of f
// about z. Interval arithmetic encloses c_{N+1} on the whole of the interval. A second enclosure takes one term more,
// c_{N+1}(a) (x - a)^(N+1) + c_{N+2}(z) (x - a)^(N+2); their intersection is the bound. In several variables the sum over all
// terms of that degree. Where P's coefficients are rounded, what they lack is enclosed, too.
//
// Where f may not be N + 1 times differentiable on the box, nothing is known: the bound is the whole line, and not continuous.
// The bound is for P's exact values; evaluating P in floating point adds its own rounding. Source: R. E. Moore 1966.
#pragma once

#include <calx/calculus/taylor_forms.hpp>

namespace calx {

// Enclosures of the Taylor coefficients up to order + 2 about every point of the box, and about the center.
class remainder_enclosure {
 public:
  // parameters[p] for an input that is not expanded; captured: the numbers of f and then of the points.
  constexpr remainder_enclosure(taylor_source const& source, buffer<interval> const& box, buffer<interval> const& parameters,
                                buffer<interval> const& captured)
      : indices_(multi_index_set::total_degree(source.variables, source.order + 2)) {
    taylor_source const extended{source.function, source.variables, source.order + 2};
    expansion const in = extended.in(), none{buffer<int>(source.function.input_count, -1), 1, 0};
    buffer<interval> around, center;
    for (int v = 0; v < source.variables; ++v)
      center.push(expand_in_intervals(source.only(1 + v), none, parameters, captured).coefficients[0]);
    for (int v = 0; v < source.variables; ++v) {
      around.push(hull(box[v], center[v]));
      differences_.push(box[v] - center[v]);
    }
    on_box_ = coefficients(extended, in, around, parameters, captured);
    at_center_ = coefficients(extended, in, center, parameters, captured);
  }

  // Of the polynomial of this order with these coefficients; no coefficients: the true ones.
  constexpr interval bound(int order, buffer<interval> const& rounded) const {
    interval const lagrange = sum(on_box_, order + 1), first = sum(at_center_, order + 1), second = sum(on_box_, order + 2);
    interval result = lagrange;
    if (!lagrange.is_continuous()) return interval::entire().if_continuous(false);
    if (first.is_continuous() && second.is_continuous()) result = intersection(lagrange, first + second);
    for (int i = 0; i < rounded.size(); ++i) result = result + (at_center_[i] - rounded[i]) * power_of_differences(i);
    return result.is_continuous() ? result : interval::entire().if_continuous(false);
  }

 private:
  static constexpr buffer<interval> coefficients(taylor_source const& source, expansion const& in,
                                                 buffer<interval> const& point, buffer<interval> const& parameters,
                                                 buffer<interval> const& captured) {
    buffer<interval> inputs;
    for (int i = 0; i < in.variable_of_input.size(); ++i) {
      int const v = in.variable_of_input[i];
      inputs.push(v >= 0 ? point[v] : parameters[i]);
    }
    expanded_series<interval> series = expand_in_intervals(source.only(0), in, inputs, captured);
    if (series.fault == taylor_fault::none) return series.coefficients;
    return buffer<interval>(in.indices().size(), interval::entire().if_continuous(false));
  }
  constexpr interval power_of_differences(int index) const {
    interval product(1);
    for (int v = 0; v < indices_.variables(); ++v) {
      int const exponent = indices_.exponent(index, v);
      if (exponent == 0) continue;
      interval const& u = differences_[v];
      product = product * facts_of(opcode::power).enclosure(u, u, u, exponent);
    }
    return product;
  }
  constexpr interval sum(buffer<interval> const& coefficients, int degree) const {
    interval result(0);
    for (int i = 0; i < indices_.size(); ++i)
      if (indices_.degree(i) == degree) result = result + coefficients[i] * power_of_differences(i);
    return result;
  }

  multi_index_set indices_;
  buffer<interval> differences_;  // x - a
  buffer<interval> on_box_;
  buffer<interval> at_center_;
};

}  // namespace calx
