// SPDX-License-Identifier: Apache-2.0
// minimize(f, at(x = interval{-5, 5}, y = interval{-3, 3}), multi_start{.starts = 100, .seed = 1}): local searches from points
// drawn in a box; the best minimum, and all that were found:
//
//   minimize(f, box, multi_start{}, calx::bfgs{})   by a method of one's choice
//   r[x], r.value, r.status        as of minimize, for the best
//   r.minima                       distinct minima, the lowest first: m.value, m[x], m.count, how many searches ended there
//   r.failures                     searches that ended without success; they count for no minimum
//
// The starts are a Latin hypercube (M. D. McKay, R. J. Beckman, W. J. Conover 1979): each unknown is drawn once in each of
// `starts` equal parts of its interval, in an order of its own. The numbers come from splitmix64 and depend on the seed alone:
// results are the same on every machine as far as f is. The box holds the starts; a minimum may lie outside. No number of
// searches proves that the lowest minimum was found.
#pragma once

#include <calx/core/interval.hpp>
#include <calx/optimize/minimize.hpp>
#include <calx/optimize/random_numbers.hpp>

#include <cstdint>
#include <vector>

namespace calx {

struct multi_start {
  int starts = 100;
  std::uint64_t seed = 1;
  double same = 1e-5;  // minima are one if they lie nearer than this, beside the box' width
};

// A minimum that searches ended at.
template <class... Variables> struct found_minimum {
  double value{};
  int count = 0;
  std::array<double, sizeof...(Variables)> numbers{};

  template <class Variable> constexpr double operator[](Variable const&) const {
    constexpr int position = position_of<Variable, Variables...>();
    static_assert(position >= 0, "calx: r[x]: x is none of the variables that the start names");
    return numbers[static_cast<std::size_t>(position >= 0 ? position : 0)];
  }
};

template <class... Variables> struct multi_start_minimum : minimum<double, Variables...> {
  int searches = 0, failures = 0;  // iterations and evaluations are those of all searches
  std::vector<found_minimum<Variables...>> minima{};
};

namespace detail {

template <class Binding> concept drawn_binding =
    std::is_same_v<typename Binding::value_type, interval> && is_scalar_variable<typename Binding::variable_type>;

// A point in each row, `starts` rows: a number in each of as many equal parts of each interval.
constexpr buffer<double> latin_hypercube(interval const* box, int unknowns, int starts, std::uint64_t seed) {
  splitmix64 numbers(seed);
  buffer<double> points(starts * unknowns);
  buffer<int> part(starts);
  for (int k = 0; k < unknowns; ++k) {
    for (int i = 0; i < starts; ++i) part[i] = i;
    for (int i = starts - 1; i > 0; --i) {  // R. A. Fisher and F. Yates 1938
      int const other = numbers.next_below(i + 1), kept = part[i];
      part[i] = part[other], part[other] = kept;
    }
    double const low = box[k].lower(), high = box[k].upper();
    for (int i = 0; i < starts; ++i) {
      double const share = (part[i] + numbers.next_unit()) / starts;
      points[i * unknowns + k] = low * (1 - share) + high * share;
    }
  }
  return points;
}

// The distance of two points, each unknown beside the width of its interval.
template <std::size_t Count>
constexpr double distance_in_box(std::array<double, Count> const& a, std::array<double, Count> const& b, interval const* box) {
  double largest(0);
  for (std::size_t k = 0; k < Count; ++k) {
    double const width = box[k].upper() - box[k].lower(), apart = magnitude(a[k] - b[k]);
    double const beside = width > 0 ? apart / width : apart;
    if (beside > largest) largest = beside;
  }
  return largest;
}

// Adds an end of a search to the minima, in order of their values.
template <class Minima, class Minimum> void add_minimum(Minima& minima, Minimum const& end, interval const* box, double same) {
  for (auto& known : minima)
    if (distance_in_box(known.numbers, end.numbers, box) <= same) {
      ++known.count;
      if (end.value < known.value) known.value = end.value, known.numbers = end.numbers;
      return;
    }
  auto place = minima.begin();
  while (place != minima.end() && place->value <= end.value) ++place;
  minima.insert(place, {end.value, 1, end.numbers});
}

template <class F, class... Bindings, class Method, std::size_t... I>
auto minimize_from_many(F const& f, point<Bindings...> const& where, multi_start const& how, Method const& method,
                        std::index_sequence<I...>) {
  using result_type = multi_start_minimum<typename Bindings::variable_type...>;
  constexpr int unknowns = sizeof...(Bindings);
  if (how.starts < 1) refuse("calx: multi_start{.starts = n}: at least one start");
  interval const box[] = {where.template get<I>().value()...};
  for (auto const& side : box)
    if (!is_finite(side.lower()) || !is_finite(side.upper()))
      refuse("calx: multi_start: starts are drawn between two finite ends, at(x = calx::interval{-5, 5})");
  buffer<double> const starts = latin_hypercube(box, unknowns, how.starts, how.seed);
  result_type best;
  int gradients = 0, values = 0, hessians = 0, products = 0, iterations = 0;
  for (int i = 0; i < how.starts; ++i) {
    auto const end =
        minimize(f, at(bind<typename Bindings::variable_type>(starts[i * unknowns + static_cast<int>(I)])...), method);
    iterations += end.iterations;
    values += end.function_evaluations, gradients += end.gradient_evaluations;
    hessians += end.hessian_evaluations, products += end.hessian_products;
    bool const better =
        i == 0 || (end.converged() && !best.converged()) || (end.converged() == best.converged() && end.value < best.value);
    if (better) static_cast<minimum<double, typename Bindings::variable_type...>&>(best) = end;
    ++best.searches;
    if (end.converged()) add_minimum(best.minima, end, box, how.same);
    else ++best.failures;
  }
  best.iterations = iterations;
  best.function_evaluations = values, best.gradient_evaluations = gradients;
  best.hessian_evaluations = hessians, best.hessian_products = products;
  return best;
}

}  // namespace detail

template <expression F, class... Bindings, detail::method_type Method = best_method>
auto minimize(F const& f, point<Bindings...> const& box, multi_start const& how, Method const& method = {}) {
  static_assert(
      (detail::drawn_binding<Bindings> && ...),
      "calx: minimize(f, at(x = calx::interval{-5, 5}), calx::multi_start{}): each unknown is a var, and its start an "
      "interval");
  if constexpr ((detail::drawn_binding<Bindings> && ...))
    return detail::minimize_from_many(f, box, how, method, std::index_sequence_for<Bindings...>{});
}

}  // namespace calx
