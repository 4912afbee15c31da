// SPDX-License-Identifier: Apache-2.0
#include <calx/core/buffer.hpp>

#include <boost/test/unit_test.hpp>

#include <utility>

BOOST_AUTO_TEST_SUITE(buffers)

namespace {

using calx::buffer;

constexpr bool grows(int count) {
  buffer<int> b;
  for (int i = 0; i < count; ++i) b.push(i * i);
  bool held = b.size() == count && !b.empty() && b.back() == (count - 1) * (count - 1);
  for (int i = 0; i < count; ++i) held = held && b[i] == i * i;
  int sum = 0;
  for (int const v : b) sum += v;
  return held && sum == (count - 1) * count * (2 * count - 1) / 6 && b.pop() == (count - 1) * (count - 1) &&
         b.size() == count - 1;
}
static_assert(grows(100));

constexpr bool starts_full_or_empty(int count) {
  buffer<int> const zeros(count), sevens(count, 7), none, also_none(0);
  return zeros.size() == count && zeros[count - 1] == 0 && sevens[0] == 7 && sevens[count - 1] == 7 && none.empty() &&
         also_none.empty() && none.begin() == none.end();
}
static_assert(starts_full_or_empty(5));

constexpr bool copies_are_apart(int count) {
  buffer<int> a(count, 1), b = a, c;
  b[0] = 2;
  c = a;
  c.push(3);
  buffer<int>& same = a;
  a = same;
  return a[0] == 1 && a.size() == count && b[0] == 2 && c.size() == count + 1 && c.back() == 3;
}
static_assert(copies_are_apart(20));

constexpr bool moves(int count) {
  buffer<int> a(count, 1);
  buffer<int> b = std::move(a);
  buffer<int> c;
  c = std::move(b);
  c.push(5);
  buffer<int> d(2, 9);
  c.swap(d);
  return d.size() == count + 1 && d.back() == 5 && c.size() == 2 && c[1] == 9;
}
static_assert(moves(16));

// An element of its own: it may lie in the array that goes when the buffer grows.
constexpr bool pushes_its_own_element(int count) {
  buffer<buffer<int>> b;
  b.push(buffer<int>(3, 4));
  for (int i = 0; i < count; ++i) b.push(b[0]);
  return b.size() == count + 1 && b.back().size() == 3 && b.back()[2] == 4;
}
static_assert(pushes_its_own_element(50));

constexpr bool grows_to_a_size(int count) {
  buffer<int> b(2, 1);
  b.grow(count, 6);
  b.grow(1, 0);
  bool const grown = b.size() == count && b[1] == 1 && b[2] == 6 && b[count - 1] == 6;
  b.clear();
  b.reserve(200);
  return grown && b.empty();
}
static_assert(grows_to_a_size(40));

constexpr bool grows_by_its_own_element(int count) {
  buffer<int> b;
  b.push(42);
  b.grow(count, b[0]);
  return b.size() == count && b[0] == 42 && b[1] == 42 && b.back() == 42;
}
static_assert(grows_by_its_own_element(40));

}  // namespace

BOOST_AUTO_TEST_CASE(elements) {
  BOOST_TEST(grows(1000));
  BOOST_TEST(starts_full_or_empty(5));
  BOOST_TEST(copies_are_apart(20));
  BOOST_TEST(moves(16));
  BOOST_TEST(pushes_its_own_element(50));
  BOOST_TEST(grows_to_a_size(40));
  BOOST_TEST(grows_by_its_own_element(40));
}

BOOST_AUTO_TEST_SUITE_END()
