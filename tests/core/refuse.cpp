// SPDX-License-Identifier: Apache-2.0
// With exceptions a refusal is one; tests/no_exceptions has the other half.
#include <calx/core/refuse.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

BOOST_AUTO_TEST_SUITE(refusals)

namespace {

void other_handler(char const*) {}

std::string sentence_of_a_refusal() {
  try {
    calx::refuse("calx: rows differ");
  } catch (std::invalid_argument const& error) { return error.what(); }
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_exception_with_the_sentence) { BOOST_TEST(sentence_of_a_refusal() == "calx: rows differ"); }

BOOST_AUTO_TEST_CASE(a_handler_replaces_the_one_before) {
  calx::refusal_handler const before = calx::set_refusal_handler(other_handler);
  BOOST_TEST((before == calx::print_and_abort));
  BOOST_TEST((calx::set_refusal_handler(before) == other_handler));
  BOOST_TEST(sentence_of_a_refusal() == "calx: rows differ");  // exceptions don't ask the handler
}

BOOST_AUTO_TEST_SUITE_END()
