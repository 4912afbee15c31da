// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/array.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

BOOST_AUTO_TEST_SUITE(array_graphs)

namespace {

using calx::array_shape, calx::extent, calx::matrix_shape, calx::opcode, calx::single_row, calx::vector_shape;
using enum calx::opcode;

// Does the operation take these shapes, and is this the result? Where the node says its shape, it says this.
constexpr bool gives(opcode operation, array_shape const& a, array_shape const& b, array_shape const& result, int payload = 0) {
  array_shape said = result;
  return calx::fault_of_array_shapes(operation, payload, a, b, said).empty() && said == result;
}
constexpr bool refuses(std::string_view why, opcode operation, array_shape const& a, array_shape const& b,
                       array_shape const& result, int payload = 0) {
  array_shape said = result;
  return calx::fault_of_array_shapes(operation, payload, a, b, said) == why;
}
constexpr array_shape along(extent const& rows, int columns = 1) { return {rows, {0, columns}}; }

constexpr bool shapes_follow(int n) {
  array_shape const v = vector_shape(n), m = matrix_shape(n, n + 1), row = matrix_shape(1, n), table = along({1, 0}, n);
  return gives(element, m, {}, {}, n * (n + 1) - 1) && gives(element, table, {}, {}, 1000) && gives(placed, {}, {}, v, n - 1) &&
         gives(fill, {}, {}, m) && gives(fill, v, {}, m) && gives(fill, row, {}, table) && gives(sum, m, {}, {}) &&
         gives(sum, m, {}, v) && gives(maximum, table, {}, row) && gives(log_sum_exp, table, {}, along({1, 0})) &&
         gives(product, v, {}, {}) && gives(length, table, {}, {}) &&
         gives(matrix_product, m, matrix_shape(n + 1, 2), matrix_shape(n, 2)) &&
         gives(matrix_product, table, matrix_shape(n, 2), along({1, 0}, 2)) &&
         gives(transpose, m, {}, matrix_shape(n + 1, n)) && gives(transpose, table, {}, {{0, n}, {1, 0}}) &&
         gives(identity, {}, {}, matrix_shape(n, n)) && gives(recurrence, v, v, v) && gives(recurrence, {}, v, v, 1);
}
static_assert(shapes_follow(3));

constexpr bool parts_lie_inside(int n) {
  array_shape const v = vector_shape(n), part = vector_shape(n - 2), column = along({1, 0}), shorter = along({1, -2});
  constexpr std::string_view longer = "a segment is longer than the array";
  return gives(segment, v, {}, part, 2) && gives(segment, v, {}, part, -3) && refuses(longer, segment, v, {}, part, 3) &&
         refuses(longer, segment, v, {}, part, -4) && gives(pad, part, {}, v, 2) && refuses(longer, pad, part, {}, v, 3) &&
         gives(segment, column, {}, shorter, 2) && gives(segment, column, {}, shorter, -3) &&
         refuses(longer, segment, column, {}, shorter, 3) && gives(segment, column, {}, v, 7) &&
         gives(segment, column, {}, v, -8) && gives(pad, v, {}, column, -1) &&
         refuses("a segment along another axis", segment, v, {}, column) &&
         refuses("a segment along another axis", segment, along({2, 0}), {}, column) &&
         refuses("a segment has other columns", segment, along({1, 0}, 2), {}, v) &&
         refuses(longer, segment, v, {}, part, std::numeric_limits<int>::max()) &&
         refuses(longer, segment, v, {}, part, std::numeric_limits<int>::min());
}
static_assert(parts_lie_inside(4));

constexpr bool misfits(int n) {
  array_shape const v = vector_shape(n), m = matrix_shape(n, n + 1), square = matrix_shape(1 << 16, 1 << 16);
  return refuses("the array has no such element", element, v, {}, {}, n) &&
         refuses("a negative position", element, v, {}, {}, -1) &&
         gives(element, square, {}, {}, std::numeric_limits<int>::max()) &&
         refuses("the array has no such element", placed, {}, {}, v, n) &&
         refuses("what is placed in an array is no number", placed, v, {}, m) &&
         refuses("the array does not fit into what is filled", fill, v, {}, matrix_shape(1, n)) &&
         refuses("the array does not fit into what is filled", fill, m, {}, v) &&
         refuses("what is reduced does not reduce to this shape", sum, v, {}, m) &&
         refuses("what is reduced does not reduce to this shape", maximum, m, {}, vector_shape(n + 1)) &&
         refuses("a product over a matrix", product, m, {}, {}) &&
         refuses("the first factor has not as many columns as the second has rows", matrix_product, m, m, {}) &&
         refuses("the identity matrix is not square", identity, {}, {}, m) &&
         refuses("a recurrence over a matrix", recurrence, {}, m, m) &&
         refuses("the coefficients of a recurrence have another length", recurrence, vector_shape(n + 1), v, v) &&
         refuses("no array operation", sin, v, {}, v);
}
static_assert(misfits(3));

constexpr bool first_rows(int k) {
  return calx::first_row(k, {0, 9}, {0, 4}) == k && calx::first_row(-1 - k, {0, 9}, {0, 4}) == 5 - k &&
         calx::first_row(-1, {1, 0}, {1, -3}) == 3 && calx::first_row(-1 - k, {1, 0}, {0, 4}) == -1 - k;
}
static_assert(first_rows(2));

constexpr bool arrays_are_seen(int rows) {
  calx::builder of_elements, of_arrays, of_columns;
  of_elements.output(of_elements.apply(sin, of_elements.element(of_elements.input(0, vector_shape(rows)), 0)));
  of_arrays.output(of_arrays.apply(sin, of_arrays.input(0, vector_shape(rows))));
  of_columns.output(of_columns.element(of_columns.input(0, calx::column_shape(1)), 0));
  return !calx::has_arrays(of_elements.view()) && calx::has_arrays(of_arrays.view()) && calx::has_arrays(of_columns.view()) &&
         !calx::has_varying(of_arrays.view()) && calx::has_varying(of_columns.view()) && calx::is_array_operation(recurrence) &&
         calx::is_array_operation(element) && !calx::is_array_operation(add) && !calx::is_array_operation(constant) &&
         calx::reduces(sum) && !calx::reduces(product);
}
static_assert(arrays_are_seen(3));

}  // namespace

BOOST_AUTO_TEST_CASE(shapes) {
  BOOST_TEST(shapes_follow(4));
  BOOST_TEST(parts_lie_inside(5));
  BOOST_TEST(misfits(4));
  BOOST_TEST(first_rows(3));
  BOOST_TEST(arrays_are_seen(2));
}

BOOST_AUTO_TEST_SUITE_END()
