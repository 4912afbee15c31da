// SPDX-License-Identifier: Apache-2.0
// Constraints that are bounds: an unknown, or an element of one, beside a number: x >= 1, t <= 2, element<0>(t) == 0; beside a
// number for each element, t <= highest, where highest is known (given(highest = column)). Where all constraints are such, and
// there are many unknowns, minimize keeps them by projection (optimize/descend_in_box.hpp): no point leaves them.
#pragma once

#include <calx/optimize/descend_in_box.hpp>
#include <calx/optimize/minimize.hpp>
#include <calx/optimize/subject_to.hpp>

#include <array>
#include <cstddef>

namespace calx::detail {

// Which unknown an expression is; or, with element >= 0, of which one an element.
struct unknown_part {
  int variable = -1, element = -1;
  array_shape shape{};
};
template <class... Variables> constexpr unknown_part unknown_part_of(record const& r) {
  bool const is_element = r.kind == record::kind_type::operation && r.operation == opcode::element &&
                          r.operands[0]->kind == record::kind_type::variable;
  record const& v = is_element ? *r.operands[0] : r;
  if (v.kind != record::kind_type::variable) return {};
  unknown_part found;
  int i = 0;
  ((found.variable = Variables::name() == v.input.name ? i : found.variable, ++i), ...);
  if (is_element) found.element = r.payload;
  found.shape = r.shape;
  return found;
}

// Is it made of numbers and data alone, one, or as many as `shape` says?
template <class E, class... Data> constexpr bool is_known(array_shape const& shape, given_data<Data...> const*) {
  for (int i = 0; i < function_of<E>.input_count; ++i) {
    bool found = false;
    ((found = found || Data::variable_type::name() == function_of<E>.inputs[i].name), ...);
    if (!found) return false;
  }
  return record_of<E>.shape.is_scalar() || record_of<E>.shape == shape;
}

struct bound_form {
  unknown_part of{};
  bool on_left = true;                // the unknown
  bool below = false, above = false;  // it has a least, a largest value
};
template <class C, class Data, class... Variables> constexpr bound_form find_bound_form() {
  using left = typename C::left_type;
  using right = typename C::right_type;
  bound_form found;
  found.of = unknown_part_of<Variables...>(record_of<left>);
  bool known = found.of.variable >= 0 && is_known<right>(found.of.shape, static_cast<Data const*>(nullptr));
  if (!known) {
    found.on_left = false;
    found.of = unknown_part_of<Variables...>(record_of<right>);
    known = found.of.variable >= 0 && is_known<left>(found.of.shape, static_cast<Data const*>(nullptr));
  }
  if (!known) return {};
  found.below = equation<C> || C::is_greater == found.on_left;
  found.above = equation<C> || C::is_greater != found.on_left;
  return found;
}
template <class C, class Data, class... Variables>
inline constexpr bound_form bound_form_of = find_bound_form<C, Data, Variables...>();
template <class C, class Data, class... Variables>
inline constexpr bool is_bound = bound_form_of<C, Data, Variables...>.of.variable >= 0;

// A constraint with its numbers: one for each unknown, or one for all.
template <class Real> struct bound {
  int first = 0, count = 0;
  bool on_left = true, below = false, above = false;
  buffer<Real> numbers;

  constexpr Real number(int i) const { return numbers[numbers.size() == 1 ? 0 : i]; }
};

template <class Real, int Constraints> struct bound_list {
  std::array<bound<Real>, static_cast<std::size_t>(Constraints)> all{};

  constexpr int size() const {
    int sum = 0;
    for (auto const& b : all) sum += b.count;
    return sum;
  }
  // False: no point is within; `at` is as near as can be then.
  constexpr bool meet(box<Real>& to, Real* at) const {
    constexpr Real infinite = std::numeric_limits<Real>::infinity();
    int const n = to.lower.size();
    for (int i = 0; i < n; ++i) to.lower[i] = -infinite, to.upper[i] = infinite;
    bool ordered = true;
    for (auto const& b : all)
      for (int i = 0; i < b.count; ++i) {
        Real const x = b.number(i);
        Real &low = to.lower[b.first + i], &high = to.upper[b.first + i];
        if (b.below && !(x <= low)) low = x;
        if (b.above && !(x >= high)) high = x;
      }
    for (int i = 0; i < n; ++i) {
      if (to.lower[i] <= to.upper[i] && to.lower[i] < infinite && to.upper[i] > -infinite) continue;
      ordered = false;
      Real const middle = to.lower[i] + (to.upper[i] - to.lower[i]) / 2;
      if (is_finite(middle)) at[i] = middle;
    }
    return ordered;
  }
  constexpr Real violation(Real const* at) const {
    Real most(0);
    for (auto const& b : all)
      for (int i = 0; i < b.count; ++i) {
        Real const over = at[b.first + i] - b.number(i);
        Real const by = b.below && b.above ? magnitude(over) : b.below ? -over : over;
        if (!(by <= most)) most = by;
      }
    return most;
  }
  // What keeps the gradient from 0 where a bound holds, by the sign rule of minimize_subject_to.hpp; of equal bounds the first
  // has it. Of the gradient is left what no bound explains.
  template <class Multipliers, class Active>
  constexpr void find_multipliers(Real const* at, Real* gradient, Multipliers& multipliers, Active& active) const {
    std::size_t next = 0;
    for (auto const& b : all)
      for (int i = 0; i < b.count; ++i, ++next) {
        Real& slope = gradient[b.first + i];
        active[next] = at[b.first + i] == b.number(i);
        if (!active[next] || !((b.below && slope > 0) || (b.above && slope < 0))) continue;
        bool const is_equation = b.below && b.above;
        multipliers[next] = is_equation ? (b.on_left ? -slope : slope) : magnitude(slope);
        slope = Real(0);
      }
  }
};

template <class Real, class Value> constexpr void put_bound(Value const& value, bound<Real>& to) {
  int const count = count_of(value);
  if (count != 1 && count != to.count)
    refuse("calx: minimize(f, at(t = ...), subject_to(t >= lowest)): not as many bounds as the unknown has numbers");
  to.numbers = buffer<Real>(count);
  put_numbers(value, to.numbers.data());
}

template <class C, class Real, class... Data, class... Variables>
constexpr void put_bound_of(C const& c, given_data<Data...> const& data, layout<sizeof...(Variables)> const& where,
                            bound<Real>& to, std::type_identity<Variables>...) {
  constexpr bound_form form = bound_form_of<C, given_data<Data...>, Variables...>;
  constexpr auto which = static_cast<std::size_t>(form.of.variable);
  to.on_left = form.on_left, to.below = form.below, to.above = form.above;
  to.first = where.first[which], to.count = where.first[which + 1] - to.first;
  if constexpr (form.of.element >= 0) {
    if (form.of.element >= to.count)
      refuse("calx: minimize(f, at(t = ...), subject_to(element<i>(t) >= 0)): t has not so many numbers");
    to.first += form.of.element, to.count = 1;
  }
  auto const side = [&] {
    if constexpr (form.on_left) return c.right();
    else return c.left();
  }();
  [&]<std::size_t... D>(std::index_sequence<D...>) {
    put_bound(evaluate(loop_policy<>{}, side, bind<variable<"(none)">>(Real(0)), data.template get<D>()...), to);
  }(std::index_sequence_for<Data...>{});
}

// The method for many unknowns.
template <class F, class... Variables> constexpr auto many_by(best_method const& m) {
  if constexpr (product_by_loops<F, Variables...>())
    return truncated_newton{
        .max_iterations = 10 * m.max_iterations, .max_evaluations = m.max_evaluations, .max_seconds = m.max_seconds};
  else
    return lbfgs{.max_iterations = 10 * m.max_iterations, .max_evaluations = m.max_evaluations, .max_seconds = m.max_seconds};
}
template <class F, class... Variables, class Method> constexpr Method const& many_by(Method const& m) { return m; }

}  // namespace calx::detail
