// SPDX-License-Identifier: Apache-2.0
#include <calx/core/text.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <stdexcept>
#include <string>

BOOST_AUTO_TEST_SUITE(texts)

namespace {

using calx::text;

constexpr bool appends(std::string_view first) {
  text<20> t(first);
  t.append("def");
  text<8> const same("abcdef");
  return t == "abcdef" && t.size() == 6 && t == same && !(t == "abcde") && t.view().size() == 6 && t.c_str()[6] == '\0' &&
         text<0>() == "" && std::string_view(t) == "abcdef";
}
static_assert(appends("abc"));

}  // namespace

BOOST_AUTO_TEST_CASE(characters) {
  BOOST_TEST(appends("abc"));
  text<5> full("abcde");
  BOOST_TEST(full.size() == 5);
  BOOST_TEST(std::string(full) == "abcde");
  std::ostringstream out;
  out << full;
  BOOST_TEST(out.str() == "abcde");
}
BOOST_AUTO_TEST_CASE(strings) {
  text<8> const t("2*x");
  std::string const copied = t;
  std::string assigned;
  assigned = t;
  std::string_view const view = t;
  BOOST_TEST(copied == "2*x");
  BOOST_TEST(assigned == "2*x");
  BOOST_TEST(static_cast<void const*>(view.data()) == static_cast<void const*>(t.characters));  // a view, no copy
  BOOST_TEST((t == copied && "2*x" == t && t != text<3>("2*y") && text<3>("2*x") == t));
  BOOST_TEST((std::string(text<3>(std::string_view("a\0b", 3))) == std::string("a\0b", 3)));
}
BOOST_AUTO_TEST_CASE(too_long_a_text_is_refused_and_not_cut) {
  text<5> t("abcd");
  BOOST_CHECK_THROW(t.append("ef"), std::invalid_argument);
  BOOST_TEST((t == "abcd"));
  t.append("e");
  BOOST_TEST((t == "abcde"));
}

BOOST_AUTO_TEST_SUITE_END()
