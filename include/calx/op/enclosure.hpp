// SPDX-License-Identifier: Apache-2.0
// Enclosures: facts_of(op).enclosure(a, b, c, payload) is an interval that holds op's value at every point of its operands'
// intervals, with core/interval.hpp's verdict on continuity.
//
// A row says its shape, and its kernel's values at the ends decide; or it has an enclosure of its own (op/row.hpp). A kernel
// is good to 1 ulp, so its value is widened by two doubles on either side, and cut where the row's range ends; where the row
// knows an exact value, that is taken.
#pragma once

#include <calx/core/interval.hpp>
#include <calx/elementary/classify.hpp>
#include <calx/op/table.hpp>

#include <utility>

namespace calx {

template <class Row, class Interval> constexpr Interval enclosure_at(double x) {
  if constexpr (requires { Row::exact_at; })
    for (exact_point const p : Row::exact_at) {
      if (x == p.argument) return Interval(p.value);
      if (Row::symmetry == parity::odd && x == -p.argument) return Interval(-p.value);
    }
  double const value = Row::kernel(x);
  return intersection(Interval::around(value, value), Interval(Row::range.lower, Row::range.upper));
}

template <class Row, class Interval> constexpr Interval enclosure_by_shape(Interval const& x) {
  constexpr double infinity = Interval::infinity;
  constexpr bool in_magnitude =
      Row::shape == monotony::increasing_in_magnitude || Row::shape == monotony::decreasing_in_magnitude;
  constexpr Interval domain(Row::domain.lower, Row::domain.upper);
  // An end of the domain where the function is infinite does not belong to it.
  constexpr bool open_below = domain.lower() != -infinity && elementary::is_infinite(Row::kernel(domain.lower()));
  constexpr bool open_above = domain.upper() != infinity && elementary::is_infinite(Row::kernel(domain.upper()));
  Interval const inside = intersection(x, domain), argument = in_magnitude ? abs(inside) : inside;
  if (argument.is_empty()) return Interval::empty();
  if ((open_below && argument.upper() <= domain.lower()) || (open_above && argument.lower() >= domain.upper()))
    return Interval::empty();
  bool const leaves =
      !domain.contains(x) || (open_below && x.lower() <= domain.lower()) || (open_above && x.upper() >= domain.upper());
  Interval const ends = hull(enclosure_at<Row, Interval>(argument.lower()), enclosure_at<Row, Interval>(argument.upper()));
  return ends.with_continuity(x.is_continuous() && !leaves);
}

namespace detail {

template <opcode Operation, class Interval>
constexpr Interval enclosure_by_row([[maybe_unused]] Interval const& a, [[maybe_unused]] Interval const& b,
                                    [[maybe_unused]] Interval const& c, [[maybe_unused]] int payload) {
  using r = row<Operation>;
  if constexpr (r::shape != monotony::none) return enclosure_by_shape<r>(a);
  else if constexpr (requires { r::template enclosure<Interval>(); }) return r::template enclosure<Interval>();
  else if constexpr (requires { r::enclosure(a, payload); }) return r::enclosure(a, payload);
  else if constexpr (requires { r::enclosure(a); }) return r::enclosure(a);
  else if constexpr (requires { r::enclosure(a, b); }) return r::enclosure(a, b);
  else if constexpr (requires { r::enclosure(a, b, c); }) return r::enclosure(a, b, c);
  else return Interval::entire().if_continuous(false);  // input, captured, constant and element: nothing is known here
}

template <class Interval> using row_enclosure = Interval (*)(Interval const&, Interval const&, Interval const&, int);
template <class Interval> struct enclosure_table {
  row_enclosure<Interval> of[opcode_count];
};
template <class Interval, std::size_t... Code>
constexpr enclosure_table<Interval> collect_enclosures(std::index_sequence<Code...>) {
  return {{&enclosure_by_row<static_cast<opcode>(Code), Interval>...}};
}
template <class Interval>
inline constexpr enclosure_table<Interval> all_enclosures =
    collect_enclosures<Interval>(std::make_index_sequence<opcode_count>{});

}  // namespace detail

template <class Interval>
constexpr Interval operation_facts::enclosure(std::type_identity_t<Interval> const& a, std::type_identity_t<Interval> const& b,
                                              std::type_identity_t<Interval> const& c, int payload) const {
  return detail::all_enclosures<Interval>.of[static_cast<int>(operation)](a, b, c, payload);
}

}  // namespace calx
