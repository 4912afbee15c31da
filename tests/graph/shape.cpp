// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/shape.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(shapes)

namespace {

using calx::broadcast, calx::column_shape, calx::array_shape, calx::vector_shape;

constexpr bool kinds(int rows) {
  return array_shape{}.is_scalar() && vector_shape(1).is_scalar() && !vector_shape(rows).is_scalar() &&
         !vector_shape(rows).varies() && column_shape(1).varies() && !column_shape(1).is_scalar() &&
         array_shape{} == calx::scalar_shape && !(column_shape(1) == column_shape(2)) &&
         !(vector_shape(rows) == column_shape(rows));
}
static_assert(kinds(3));

constexpr bool elementwise(int rows) {
  array_shape const v = vector_shape(rows), w = vector_shape(rows + 1), c = column_shape(1);
  return broadcast(v, {}).common == v && broadcast({}, v).common == v && broadcast(v, v).fits && !broadcast(v, w).fits &&
         !broadcast(v, c).fits && !broadcast(c, column_shape(2)).fits && broadcast({}, c).common == c &&
         broadcast({}, {}).common.is_scalar();
}
static_assert(elementwise(3));

constexpr bool an_offset_makes_another_axis(int offset) {
  array_shape shorter = column_shape(1);
  shorter.rows.count = -offset;
  return shorter.varies() && !broadcast(shorter, column_shape(1)).fits && broadcast(shorter, shorter).fits;
}
static_assert(an_offset_makes_another_axis(1));

}  // namespace

BOOST_AUTO_TEST_CASE(extents) {
  BOOST_TEST(kinds(3));
  BOOST_TEST(elementwise(3));
  BOOST_TEST(an_offset_makes_another_axis(1));
}

BOOST_AUTO_TEST_SUITE_END()
