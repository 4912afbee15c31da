// SPDX-License-Identifier: Apache-2.0
// A stream's text is no constant expression; the text that it writes is (tests/print/to_string.cpp).
#include <calx/print/stream.hpp>

#include <calx/core.hpp>

#include <boost/test/unit_test.hpp>

#include <iomanip>
#include <sstream>
#include <string>

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

template <class T> concept streamed = requires(std::ostream& out, T const& f) { out << f; };
static_assert(streamed<decltype(x)> && streamed<decltype(sin(x) + 1)> && streamed<decltype(x == y)> &&
              streamed<decltype(x < y && y < 1)>);
struct nothing {};
static_assert(!streamed<nothing>);

template <class T> std::string streamed_text(T const& f) {
  std::ostringstream out;
  out << f;
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(print_stream)

BOOST_AUTO_TEST_CASE(writes_the_text_of_to_string) {
  BOOST_TEST(streamed_text(x) == "x");
  BOOST_TEST(streamed_text(2 * x * cos(x * x)) == "2*x*cos(x^2)");
  BOOST_TEST(streamed_text(0.1 * x) == "0.1*x");
  BOOST_TEST(streamed_text(calx::derivative(tanh(x), x)) == "1 - tanh(x)^2");
}

BOOST_AUTO_TEST_CASE(writes_conditions) {
  BOOST_TEST(streamed_text(y == 2 * x) == "y == 2*x");
  BOOST_TEST(streamed_text(x >= 0.1) == "x >= 0.1");
  BOOST_TEST(streamed_text(x < y && y < 1) == "x < y && y < 1");
  BOOST_TEST(streamed_text(!(x < y)) == "!(x < y)");
}

BOOST_AUTO_TEST_CASE(is_a_stream_operator_like_others) {
  std::ostringstream out;
  out << "f = " << x + 1 << std::setw(6) << std::right << y << '.';
  BOOST_TEST(out.str() == "f = x + 1     y.");
}

BOOST_AUTO_TEST_SUITE_END()
