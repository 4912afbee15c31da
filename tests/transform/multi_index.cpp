// SPDX-License-Identifier: Apache-2.0
// Sets of multi-indices: their order, and the pairs that a product sums over.
#include <calx/transform/multi_index.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::multi_index_set;

constexpr int find(multi_index_set const& s, int i, int j) {
  calx::buffer<int> exponents;
  exponents.push(i);
  exponents.push(j);
  return s.find(exponents);
}
constexpr bool total_degree() {
  auto const s = multi_index_set::total_degree(2, 2);  // 1, x, y, x^2, x y, y^2
  return s.size() == 6 && find(s, 0, 0) == 0 && find(s, 1, 0) == 1 && find(s, 0, 1) == 2 && find(s, 2, 0) == 3 &&
         find(s, 1, 1) == 4 && find(s, 0, 2) == 5 && find(s, 2, 1) == -1 && find(s, 3, 0) == -1 && find(s, -1, 0) == -1 &&
         s.unit(1) == 2 && s.degree(4) == 2 && s.highest_degree() == 2 && s.leading_variable(5) == 1 &&
         s.leading_variable(4) == 0;
}
constexpr bool box() {
  calx::buffer<int> orders;
  orders.push(2);
  orders.push(1);
  auto const s = multi_index_set::box(orders);
  return s.size() == 6 && find(s, 2, 1) == 5 && find(s, 0, 2) == -1 && s.highest_degree() == 3;
}
// (b, c) with b + c = a, all of them, from (0, a) to (a, 0).
constexpr bool pairs_add_up(multi_index_set const& s) {
  for (int a = 0; a < s.size(); ++a) {
    int expected = 1, found = 0;
    for (int v = 0; v < s.variables(); ++v) expected *= s.exponent(a, v) + 1;
    for (auto p = s.begin_of(a); p != s.end_of(a); ++p, ++found)
      for (int v = 0; v < s.variables(); ++v)
        if (s.exponent(p->first, v) + s.exponent(p->second, v) != s.exponent(a, v)) return false;
    if (found != expected || s.begin_of(a)->first != 0 || (s.end_of(a) - 1)->second != 0) return false;
  }
  return true;
}
static_assert(total_degree() && box());
static_assert(pairs_add_up(multi_index_set::total_degree(1, 6)) && pairs_add_up(multi_index_set::total_degree(2, 3)));

}  // namespace

BOOST_AUTO_TEST_SUITE(multi_index)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST((total_degree() && box()));
  BOOST_TEST(pairs_add_up(multi_index_set::total_degree(4, 4)));
}

BOOST_AUTO_TEST_SUITE_END()
