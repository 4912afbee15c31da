// SPDX-License-Identifier: Apache-2.0
#include <calx/core/growing_text.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>

namespace {

constexpr calx::growing_text counted(int lines) {
  calx::growing_text t;
  for (int i = 0; i < lines; ++i) {
    t.append(' ', i);
    t.append(std::string_view("line"));
    t.append('\n');
  }
  return t;
}

constexpr bool appended() {
  calx::growing_text const t = counted(3);
  return t == "line\n line\n  line\n" && t.size() == 18 && t == counted(3) && !(t == counted(2)) &&
         calx::growing_text() == "" && counted(200).size() == 200 * 199 / 2 + 5 * 200;
}
static_assert(appended());

}  // namespace

BOOST_AUTO_TEST_SUITE(growing_texts)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(appended());
  std::string const text = counted(2);
  BOOST_TEST(text == "line\n line\n");
  std::string_view const empty = calx::growing_text();
  BOOST_TEST(empty.empty());
  std::ostringstream out;
  out << counted(1) << 7;
  BOOST_TEST(out.str() == "line\n7");
}

BOOST_AUTO_TEST_SUITE_END()
