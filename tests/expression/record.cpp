// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/constant.hpp>
#include <calx/expression/functions.hpp>
#include <calx/expression/record.hpp>
#include <calx/expression/trace.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(records)

namespace {

using namespace calx::literals;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

template <class E> constexpr calx::record const& record(E const&) { return calx::record_of<E>; }

constexpr bool kinds() {
  using kind = calx::record::kind_type;
  constexpr auto first = calx::trace<[](auto const& p) { return p[0]; }>;
  return record(x).kind == kind::variable && record(x).input.name == "x" && record(3_c).kind == kind::constant &&
         record(3_c).value == calx::rational(3) && record(x * y).kind == kind::operation &&
         record(first(calx::vec<"v", 2>)).kind == kind::call && record(calx::vector(x, y)).kind == kind::pack &&
         calx::record_of<calx::capture<double>>.kind == kind::capture;
}
static_assert(kinds());

// Captures are counted with every occurrence, also those of a function that is called.
constexpr bool captures_are_counted() {
  constexpr auto f = 2 * x;
  return record(f).captures == 1 && record(f * f + f).captures == 3 && record(sin(x)).captures == 0 &&
         record(calx::vector(1, x, 2)).captures == 2 && record(where(x < 1, 2, y)).captures == 2;
}
static_assert(captures_are_counted());

// The hash only finds the bucket, but it should tell simple formulas apart.
constexpr bool hashes_differ() {
  std::uint64_t const hashes[] = {record(x).hash,
                                  record(y).hash,
                                  record(x + y).hash,
                                  record(y + x).hash,
                                  record(x * y).hash,
                                  record(3_c).hash,
                                  record(4_c).hash,
                                  record(sin(x)).hash,
                                  record(cos(x)).hash,
                                  record(calx::pow<2>(x)).hash,
                                  record(calx::pow<3>(x)).hash,
                                  record(calx::pi).hash};
  for (auto const& a : hashes)
    for (auto const& b : hashes)
      if (&a != &b && a == b) return false;
  return record(sin(x)).hash == record(sin(x)).hash;
}
static_assert(hashes_differ());

constexpr bool operands_for_inputs() {
  calx::record r{};
  r.operand_count = 2;
  constexpr int table[] = {1, -1, 0};
  bool const by_position =
      calx::operand_for_input(r, 0) == 0 && calx::operand_for_input(r, 1) == 1 && calx::operand_for_input(r, 2) == -1;
  r.operand_for = table;
  return by_position && calx::operand_for_input(r, 0) == 1 && calx::operand_for_input(r, 1) == -1 &&
         calx::operand_for_input(r, 2) == 0;
}
static_assert(operands_for_inputs());

}  // namespace

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(kinds());
  BOOST_TEST(captures_are_counted());
  BOOST_TEST(hashes_differ());
  BOOST_TEST(operands_for_inputs());
}

BOOST_AUTO_TEST_SUITE_END()
