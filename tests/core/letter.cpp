// SPDX-License-Identifier: Apache-2.0
#include <calx/core/letter.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::letter_length;

constexpr bool ascii() {
  for (int c = 0; c < 128; ++c) {
    char const text[] = {static_cast<char>(c), 'x'};
    bool const expected = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (letter_length({text, 2}) != (expected ? 1 : 0)) return false;
  }
  return letter_length("") == 0;
}

// UTF-8, byte by byte: the source may be in any encoding.
constexpr bool other_scripts() {
  return letter_length("\xCE\xB2*x") == 2 &&      // beta
         letter_length("\xC3\xA4") == 2 &&        // a with dots
         letter_length("\xC2\xB5") == 2 &&        // micro
         letter_length("\xE2\x82\x81") == 3 &&    // subscript 1
         letter_length("\xE2\x84\x93") == 3 &&    // script l
         letter_length("\xE5\x80\xA4") == 3 &&    // a Chinese character
         letter_length("\xF0\x9D\x91\xA5") == 4;  // mathematical italic x
}
constexpr bool signs() {
  return letter_length("\xE2\x88\x92") == 0 &&  // minus
         letter_length("\xC3\x97") == 0 &&      // times
         letter_length("\xC3\xB7") == 0 &&      // divided by
         letter_length("\xC2\xB7") == 0 &&      // middle dot
         letter_length("\xCE\x87") == 0 &&      // Greek middle dot
         letter_length("\xC2\xB2") == 0 &&      // superscript 2
         letter_length("\xE2\x82\x8B") == 0 &&  // subscript minus
         letter_length("\xE2\x89\xA4") == 0 &&  // less or equal
         letter_length("\xC2\xA0") == 0 &&      // a blank
         letter_length("\xE3\x80\x80") == 0;    // a wide blank
}
constexpr bool malformed() {
  return letter_length("\x80") == 0 && letter_length("\xBF\x80") == 0 && letter_length("\xC3") == 0 &&
         letter_length("\xC3(") == 0 && letter_length("\xC1\xA1") == 0 &&             // a in two bytes
         letter_length("\xE0\x81\xA1") == 0 && letter_length("\xED\xA0\x80") == 0 &&  // in three; half of a pair
         letter_length("\xF4\x90\x80\x80") == 0 && letter_length("\xF8\x88\x80\x80\x80") == 0 && letter_length("\xFF") == 0;
}
static_assert(ascii() && other_scripts() && signs() && malformed());

constexpr bool characters() {
  using calx::detail::first_character;
  return first_character("").length == 0 && first_character("x").code == 'x' &&
         first_character("\xE2\x88\x92").code == 0x2212 && first_character("\xF0\x9D\x91\xA5").code == 0x1D465 &&
         first_character("\xE2\x88").length == 0;
}
static_assert(characters());

}  // namespace

BOOST_AUTO_TEST_SUITE(core_letter)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(ascii());
  BOOST_TEST(other_scripts());
  BOOST_TEST(signs());
  BOOST_TEST(malformed());
  BOOST_TEST(characters());
}

BOOST_AUTO_TEST_SUITE_END()
