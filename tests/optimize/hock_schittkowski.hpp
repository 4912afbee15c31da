// SPDX-License-Identifier: Apache-2.0
// checked<P>(): minimize ends at the book's minimum, with its multipliers, from the book's start. Where there is another local
// minimum (P::local_minima) it may end there. endings<Part>(): every second problem, with the names of those that end
// elsewhere.
#pragma once

#include <problems/solved_under_constraints.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>

namespace problems {

inline bool near(double a, double b) { return std::abs(a - b) <= 1e-8 * std::max(1.0, std::abs(b)); }

// The multipliers of constraints_of<P>(), in that order.
template <class P> void multipliers_are_the_book_s(auto const& found) {
  std::size_t next = 0;
  for (double const m : P::equality_multipliers) BOOST_TEST(near(found[next++], m));
  for (double const m : P::inequality_multipliers) BOOST_TEST(near(found[next++], m));
  for (std::size_t j = 0; j < P::start.size(); ++j) {
    double of_bounds = 0;
    if (P::lower[j] > -infinity) of_bounds += found[next++];
    if (P::upper[j] < infinity) of_bounds -= found[next++];
    BOOST_TEST(near(of_bounds, P::bound_multipliers[j]));
  }
  BOOST_TEST(next == found.size());
}

enum class ending { at_the_minimum, at_another_minimum, without_multipliers };

template <class P> ending checked() {
  ending found = ending::at_the_minimum;
  BOOST_TEST_CONTEXT(P::name) {
    auto const r = solved<P>();
    if (!P::regular && !r.converged()) {
      BOOST_TEST((r.status == calx::status::singular), to_string(r.status));
      BOOST_TEST(std::abs(r.value - P::fstar) <= 1e-4);
      found = ending::without_multipliers;
    } else if (!near(r.value, P::fstar)) {
      BOOST_TEST(
          std::any_of(std::begin(P::local_minima), std::end(P::local_minima), [&](double f) { return near(r.value, f); }));
      found = ending::at_another_minimum;
    } else if (P::regular && P::second_order && P::other_minimizers.size() == 0) {
      for (std::size_t j = 0; j < P::start.size(); ++j) BOOST_TEST(near(r.numbers[j], P::xstar[j]));
      multipliers_are_the_book_s<P>(r.multipliers);
    }
    if (found != ending::without_multipliers) BOOST_TEST(r.converged(), to_string(r.status));
    BOOST_TEST(r.violation <= 1e-10);
  }
  return found;
}

struct list_of_endings {
  int at_the_minimum = 0;
  std::string elsewhere{};
};
template <std::size_t Part, class... P> list_of_endings endings(problem_list<P...>) {
  list_of_endings list;
  auto const add = [&]<class One>(One, auto in_part) {
    if constexpr (in_part) {
      if (checked<One>() == ending::at_the_minimum) ++list.at_the_minimum;
      else list.elsewhere += std::string(list.elsewhere.empty() ? "" : " ") + One::name;
    }
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (add(P{}, std::bool_constant < I % 2 == Part > {}), ...);
  }(std::index_sequence_for<P...>{});
  return list;
}

}  // namespace problems
