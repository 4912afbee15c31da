// SPDX-License-Identifier: Apache-2.0
#include <calx/graph/opcode.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(opcodes)

namespace {

// A node's opcode is one byte, and the last opcode is the one that the count is taken from.
constexpr bool fits_a_byte(int count) {
  return sizeof(calx::opcode) == 1 && count <= 256 && static_cast<calx::opcode>(count - 1) == calx::opcode::subtract_product &&
         static_cast<int>(calx::opcode::input) == 0;
}
static_assert(fits_a_byte(calx::opcode_count));

}  // namespace

BOOST_AUTO_TEST_CASE(list) { BOOST_TEST(fits_a_byte(calx::opcode_count)); }

BOOST_AUTO_TEST_SUITE_END()
