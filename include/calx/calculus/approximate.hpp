// SPDX-License-Identifier: Apache-2.0
// approximate<tolerance, interval{p, q}>(f, x): the Taylor polynomial of f about the middle of [p, q], of the lowest order
// whose remainder is proved to be at most `tolerance` there (calculus/remainder.hpp), up to order 30. If there is none, the
// program does not compile, and the message has the best bound. f has no captured numbers (3_c * x; or calx::fixed<f>) and no
// variable but x.
#pragma once

#include <calx/calculus/taylor.hpp>

namespace calx {

// Numbers as template arguments, for compilers that take no double.
struct tolerance {
  double value;
  constexpr tolerance(double v) : value(v) {}
};
struct best_bound {
  double value;
};

// The middle of an interval, as an exact constant.
template <interval Over> struct middle_of : expression_base<middle_of<Over>>, capture_storage<double, 0> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::constant;
    r.value = rational::from_floating(Over.midpoint());
    return completed(r);
  }
};

namespace detail {

inline constexpr int highest_order_of_approximation = 30;

struct lowest_order {
  int order = -1;
  double best = interval::infinity;
};

// Series of growing length, so that a low order is found by short ones.
constexpr lowest_order find_lowest_order(taylor_source const& source, interval const& over, double wanted) {
  lowest_order found;
  buffer<interval> box;
  box.push(over);
  int next = 0;
  for (int longest = 4; next <= highest_order_of_approximation; longest = 2 * longest + 2) {
    int const last = longest < highest_order_of_approximation ? longest : highest_order_of_approximation;
    taylor_source const extended{source.function, source.variables, last};
    remainder_enclosure const enclosure(extended, box, buffer<interval>(source.function.input_count), {});
    for (; next <= last; ++next) {
      double const bound = enclosure.bound(next, {}).magnitude();
      if (bound < found.best) found.best = bound;
      if (bound <= wanted) {
        found.order = next;
        return found;
      }
    }
  }
  return found;
}

template <best_bound Best, bool Reached> constexpr void require_tolerance() {
  static_assert(Reached,
                "calx: approximate<tolerance, interval{p, q}>(f, x): no Taylor polynomial up to order 30 has a remainder below "
                "the tolerance; the best bound is the number in require_tolerance<best_bound{...}>; take a smaller interval");
}

}  // namespace detail

template <tolerance Wanted, interval Over, expression F, scalar_variable Variable>
constexpr auto approximate(F const& f, Variable const& x) {
  using of = detail::taylor_of<0, F, wrt_list<Variable>, wrt_list<middle_of<Over>>>;
  static_assert(
      of::given == 0,
      "calx: approximate<tolerance, interval{p, q}>(f, x): f has captured numbers; write 3_c for 3, or calx::fixed<f>");
  static_assert(of::given != 0 || of::kind == detail::taylor_kind::constant,
                "calx: approximate<tolerance, interval{p, q}>(f, x): f has other variables than x");
  if constexpr (of::kind == detail::taylor_kind::constant) {
    constexpr detail::lowest_order found = detail::find_lowest_order(of::source(), Over, Wanted.value);
    detail::require_tolerance<best_bound{found.best}, (found.order >= 0)>();
    return taylor<(found.order < 0 ? 0 : found.order)>(f, x, middle_of<Over>{});
  } else {
    return refused{};
  }
}

}  // namespace calx
