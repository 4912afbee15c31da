// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/axes.hpp>

#include "../random_source.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <vector>

BOOST_AUTO_TEST_SUITE(axis_equality)

namespace {

using calx::axes, calx::extent, calx::array_shape, calx::single_row;

constexpr extent moved(extent x, int count) { return {x.axis, x.count + count}; }

constexpr bool fresh_axes_differ(int count) {
  axes a;
  extent x{}, y{};
  bool const none = a.empty() && a.count() == 0;
  for (int i = 0; i < count; ++i) x = y, y = a.fresh();
  return none && !a.empty() && a.count() == count && y == extent{count, 0} && !(x == y) && a.resolved(x) == x &&
         a.resolved(y) == y && a.resolved({0, 5}) == extent{0, 5};
}
static_assert(fresh_axes_differ(2));

// x = y, then y = z: all three are one, and have one length.
constexpr bool equal_axes_are_one(int offset) {
  axes a;
  extent const x = a.fresh(), y = a.fresh(), z = a.fresh();
  bool const unified = a.unify(x, y) && a.unify(moved(y, offset), z);
  return unified && a.resolved(x) == a.resolved(y) && moved(a.resolved(x), offset) == a.resolved(z) && a.unify(x, y) &&
         a.unify(moved(x, offset), z) && !a.unify(x, z) && a.resolved(moved(x, 7)) == moved(a.resolved(x), 7);
}
static_assert(equal_axes_are_one(1) && equal_axes_are_one(-3));

constexpr bool numbers_are_no_axes(int rows) {
  axes a;
  extent const x = a.fresh();
  return !a.unify(x, {0, rows}) && !a.unify({0, rows}, x) && a.unify({0, rows}, {0, rows}) &&
         !a.unify({0, rows}, {0, rows + 1}) && !a.unify(x, moved(x, 1)) && a.unify(x, x) && a.resolved(x) == x;
}
static_assert(numbers_are_no_axes(3));

constexpr bool operands_meet(int columns) {
  axes a;
  array_shape const table{a.fresh(), {0, columns}}, column{a.fresh(), single_row}, row{single_row, {0, columns}},
      vector{{0, columns}, single_row};
  bool const alone = a.broadcast(table, {}).common == table && a.broadcast({}, table).common == table &&
                     a.broadcast(table, row).common == table && !a.broadcast(table, vector).fits &&
                     !(a.resolved(table.rows) == a.resolved(column.rows));
  calx::broadcast_result const both = a.broadcast(column, table);
  array_shape const resolved = a.resolved_shape(table);
  bool const met = both.fits && both.common == resolved && a.resolved_shape(column) == array_shape{resolved.rows, single_row};
  array_shape const shorter{moved(column.rows, -1), single_row};
  return alone && met && a.broadcast(column, row).common == resolved && !a.broadcast(shorter, table).fits;
}
static_assert(operands_meet(3));

}  // namespace

BOOST_AUTO_TEST_CASE(axes_meet) {
  BOOST_TEST(fresh_axes_differ(3));
  BOOST_TEST(equal_axes_are_one(2));
  BOOST_TEST(numbers_are_no_axes(4));
  BOOST_TEST(operands_meet(5));
}

// Lengths are given; what is unified has equal lengths. Then what resolves to one axis differs by its offsets, and what has
// other lengths cannot be unified.
BOOST_AUTO_TEST_CASE(random_axes_keep_their_lengths) {
  calx_test::random_source random(1);
  for (int tries = 0; tries < 2000; ++tries) {
    axes a;
    std::vector<int> lengths;
    for (int i = 2 + random.below(8); i > 0; --i) (void)a.fresh(), lengths.push_back(random.below(50));
    auto const any = [&] { return extent{1 + random.below(a.count()), random.below(9) - 4}; };
    auto const length = [&](extent const& x) { return lengths[static_cast<std::size_t>(x.axis - 1)] + x.count; };
    for (int i = 0; i < 12; ++i) {
      extent const p = any();
      extent q = any();
      q.count += length(p) - length(q);
      BOOST_REQUIRE(a.unify(p, q));
      BOOST_REQUIRE(a.resolved(p) == a.resolved(q));
      BOOST_REQUIRE(!a.unify(p, moved(q, 1)));
      extent const x = any();
      BOOST_REQUIRE(length(a.resolved(x)) == length(x));
      BOOST_REQUIRE(a.resolved(a.resolved(x)) == a.resolved(x));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
