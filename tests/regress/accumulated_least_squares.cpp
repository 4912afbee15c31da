// SPDX-License-Identifier: Apache-2.0
#include <calx/regress/accumulated_least_squares.hpp>
#include <calx/regress/linear_least_squares.hpp>

#include "../random_source.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using calx::detail::accumulated_least_squares;
using calx::detail::block_rows;
using calx::detail::linear_rows;
using numbers = std::vector<double>;

struct table {
  int rows, columns;
  numbers a, b, weights;
  linear_rows<double> data(bool weighted) const {
    return {rows, columns, a.data(), b.data(), weighted ? weights.data() : nullptr};
  }
};
table random_table(int rows, int columns) {
  calx_test::random_source random(11);
  table t{rows, columns, {}, {}, {}};
  for (int j = 0; j < columns; ++j)
    for (int i = 0; i < rows; ++i) t.a.push_back(std::pow(1e3, j) * (random.unit() + (j == 0 ? 1 : 0)));
  for (int i = 0; i < rows; ++i) t.b.push_back(random.unit()), t.weights.push_back(random.unit() + 0.1);
  return t;
}

using solution = calx::detail::linear_solution<double>;
// All bits of what a user sees.
std::vector<std::uint64_t> bits(solution const& s) {
  std::vector<std::uint64_t> all;
  auto const put = [&](double x) { all.push_back(std::bit_cast<std::uint64_t>(x)); };
  put(s.residual_norm());
  put(s.condition());
  for (int j = 0; j < s.columns(); ++j) {
    put(s.coefficient(j));
    for (int k = 0; k < s.columns(); ++k) put(s.covariance(j, k));
  }
  return all;
}

template <class Action> bool is_refused(Action action, char const* reason) {
  try {
    action();
  } catch (std::invalid_argument const& e) { return std::string(e.what()).find(reason) != std::string::npos; }
  return false;
}

constexpr double columns_of_constant[] = {1, 1, 1, 1, 1, 1, 2, 4, 7, 11};
constexpr double right_of_constant[] = {3, 5, 9, 15, 23};
constexpr bool adds_in_constant_expressions() {
  linear_rows<double> const rows{5, 2, columns_of_constant, right_of_constant};
  accumulated_least_squares<double, 2> all(2);
  all.add(rows.part(0, 3));
  all.add(rows.part(3, 2));
  auto const s = all.solve();
  double const error = s.coefficient(1) - 2;
  return s.rank() == 2 && error < 1e-14 && error > -1e-14;
}
static_assert(adds_in_constant_expressions());

}  // namespace

BOOST_AUTO_TEST_SUITE(accumulated_rows)

BOOST_AUTO_TEST_CASE(rows_in_pieces_are_the_rows) {
  calx_test::random_source random(2);
  for (bool const weighted : {false, true}) {
    table const t = random_table(1777, 3);
    auto const data = t.data(weighted);
    accumulated_least_squares<> whole(3);
    whole.add(data);
    BOOST_TEST(whole.end_row() == 1777);
    auto const expected = bits(whole.solve());
    for (int const longest : {1, 7, 300, 1000}) {
      accumulated_least_squares<> pieces(3);
      for (int done = 0; done < t.rows;) {
        int const count = std::min(1 + random.below(longest), t.rows - done);
        pieces.add(data.part(done, count));
        done += count;
      }
      BOOST_TEST(bits(pieces.solve()) == expected);
      BOOST_TEST(bits(pieces.solve()) == expected);  // solve changes nothing
    }
    // The solution, refined from the rows, is near.
    auto const s = solve_linear_least_squares(data), u = whole.finish();
    BOOST_TEST(bits(u) == expected);
    BOOST_TEST(whole.end_row() == 0);
    whole.add(data);
    BOOST_TEST(bits(whole.solve()) == expected);
    for (int j = 0; j < 3; ++j) BOOST_TEST(u.coefficient(j) == s.coefficient(j), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(u.residual_norm() == s.residual_norm(), boost::test_tools::tolerance(1e-14));
  }
}

// Any division among ranks at multiples of block_rows, merged in any order of neighbours.
BOOST_AUTO_TEST_CASE(any_division_has_the_same_bits) {
  calx_test::random_source random(5);
  int const block = block_rows(4);
  for (int const rows : {block, 2 * block, 5 * block + 3, 16 * block, 37 * block + block / 2}) {
    table const t = random_table(rows, 4);
    auto const data = t.data(true);
    accumulated_least_squares<> whole(4);
    whole.add(data);
    auto const expected = bits(whole.solve());
    for (int tries = 0; tries < 20; ++tries) {
      std::vector<accumulated_least_squares<>> ranks;
      for (int done = 0; done < rows;) {
        int const count = std::min(block * (1 + random.below(tries % 2 == 0 ? 3 : 15)), rows - done);
        ranks.emplace_back(4, done);
        ranks.back().add(data.part(done, count));
        done += count;
      }
      while (ranks.size() > 1) {
        auto const at = static_cast<std::size_t>(random.below(static_cast<int>(ranks.size()) - 1));
        ranks[at].merge(ranks[at + 1]);
        ranks.erase(ranks.begin() + static_cast<long>(at) + 1);
      }
      BOOST_TEST(ranks[0].end_row() == rows);
      BOOST_TEST(bits(ranks[0].solve()) == expected);
    }
  }
}

// Rows go on after a merge, and an empty range is neutral.
BOOST_AUTO_TEST_CASE(rows_after_a_merge) {
  int const block = block_rows(2);
  table const t = random_table(5 * block, 2);
  auto const data = t.data(false);
  accumulated_least_squares<> whole(2), first(2), second(2, 3 * block), empty(2, 3 * block);
  whole.add(data);
  first.add(data.part(0, 3 * block));
  first.merge(empty);
  second.add(data.part(3 * block, block + 17));
  first.merge(second);
  first.add(data.part(4 * block + 17, block - 17));
  BOOST_TEST(bits(first.solve()) == bits(whole.solve()));
}

// A copy from state(), whether rows wait or not, goes on as the original.
BOOST_AUTO_TEST_CASE(a_state_is_all_there_is) {
  int const block = block_rows(3);
  table const t = random_table(9 * block + 40, 3);
  for (bool const weighted : {false, true}) {
    auto const data = t.data(weighted);
    accumulated_least_squares<> whole(3);
    whole.add(data);
    for (int const cut : {0, 17, block, 3 * block, 6 * block + 5, 7 * block}) {
      accumulated_least_squares<> first(3);
      first.add(data.part(0, cut));
      accumulated_least_squares<> copy(first.state());
      copy.add(data.part(cut, t.rows - cut));
      BOOST_TEST(bits(copy.solve()) == bits(whole.solve()));
    }
    accumulated_least_squares<> first(3), second(3, 3 * block);
    first.add(data.part(0, 3 * block));
    second.add(data.part(3 * block, t.rows - 3 * block));
    first.merge(accumulated_least_squares<>(second.state()));
    BOOST_TEST(bits(first.solve()) == bits(whole.solve()));
  }
}

BOOST_AUTO_TEST_CASE(sizes_may_change_along_the_rows) {
  // b = 2 u + 3 v, where v is 0 at first, then tiny, then huge.
  int const block = block_rows(2);
  accumulated_least_squares<> all(2);
  numbers a(static_cast<std::size_t>(2 * block)), b(static_cast<std::size_t>(block));
  for (double const unit : {0.0, 0.0, 1e-200, 1e200}) {
    for (int i = 0; i < block; ++i) {
      auto const k = static_cast<std::size_t>(i);
      a[k] = 1 + i % 5, a[k + b.size()] = unit * (i % 3);
      b[k] = 2 * a[k] + 3e-200 * a[k + b.size()];
    }
    all.add({block, 2, a.data(), b.data()});
  }
  auto const s = all.solve();
  BOOST_TEST(s.coefficient(0) == 2, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(s.coefficient(1) == 3e-200, boost::test_tools::tolerance(1e-14));
}

// Rows that come a second time, in pieces, refine the solution.
BOOST_AUTO_TEST_CASE(rows_that_come_again_refine) {
  table const t = random_table(1000, 4);
  auto const data = t.data(true);
  accumulated_least_squares<> all(4);
  all.add(data);
  auto s = all.solve();
  calx::detail::residual_pass<double> reading(4, 300);
  refine(s, reading, 10, [&](calx::detail::residual_pass<double>& pass) {
    for (int done = 0; done < 1000; done += 300) pass.add(s, data.part(done, std::min(300, 1000 - done)));
  });
  auto const whole = solve_linear_least_squares(data);
  BOOST_TEST(s.refinements() >= 1);
  for (int j = 0; j < 4; ++j) BOOST_TEST(s.coefficient(j) == whole.coefficient(j));
  BOOST_TEST(s.residual_norm() == whole.residual_norm(), boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(no_rows) {
  auto const s = accumulated_least_squares<>(2).solve();
  BOOST_TEST(s.rank() == 0);
  BOOST_TEST(s.residual_norm() == 0);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
  table const t = random_table(10, 2);
  accumulated_least_squares<> all(2);
  all.add(t.data(false));
  BOOST_TEST(is_refused([&] { all.merge(accumulated_least_squares<>(2, block_rows(2))); }, "do not follow"));
  BOOST_TEST(is_refused([&] { all.merge(accumulated_least_squares<>(3)); }, "do not follow"));
  BOOST_TEST(is_refused([&] { all.add(random_table(10, 3).data(false)); }, "another number of columns"));
  BOOST_TEST(is_refused([&] { accumulated_least_squares<>(2, 5); }, "multiple of block_rows"));
  BOOST_TEST(is_refused([&] { accumulated_least_squares<double, 3>(all.state()); }, "a state of another number of columns"));
}

BOOST_AUTO_TEST_SUITE_END()
