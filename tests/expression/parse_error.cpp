// SPDX-License-Identifier: Apache-2.0
#include <calx/expression/parse_error.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::detail::column_of, calx::detail::error_at;

constexpr bool sentences() {
  calx::parse_error error = error_at(7, {") is missing", ", for "});
  calx::detail::append_number(error, 2147483647);
  return !calx::parse_error{}.found() && error.found() && error.column == 7 &&
         error.sentence == "calx: parse: column 7: ) is missing, for 2147483647" &&
         error_at(10, {}).sentence == "calx: parse: column 10: " &&
         error_at(1203, {"a"}).sentence == "calx: parse: column 1203: a";
}
constexpr bool zero() {
  calx::parse_error error;
  calx::detail::append_number(error, 0);
  return error.sentence == "0";
}
// Columns count characters.
constexpr bool columns() {
  return column_of("", 0) == 1 && column_of("x + y", 4) == 5 && column_of("x", 1) == 2 && column_of("\xCE\xB1 + x", 5) == 5 &&
         column_of("\xE2\x88\x92x", 3) == 2 && column_of("\xFF\xFFx", 2) == 3;
}
static_assert(sentences() && zero() && columns());

}  // namespace

BOOST_AUTO_TEST_SUITE(expression_parse_error)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(sentences());
  BOOST_TEST(zero());
  BOOST_TEST(columns());
}

BOOST_AUTO_TEST_SUITE_END()
