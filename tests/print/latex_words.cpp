// SPDX-License-Identifier: Apache-2.0
#include <calx/print/latex_words.hpp>
#include <calx/print/number_text.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace {

struct written {
  calx::text<120> text{};
  constexpr void append(char c) { text.append(std::string_view(&c, 1)); }
};

constexpr bool is_named(std::string_view name, std::string_view expected, bool indexed = false) {
  written out;
  calx::detail::latex_name_writer<written>(out).write(name, indexed, [&] { out.append('7'); });
  return out.text == expected;
}
static_assert(!is_named("x", "y"));

constexpr bool names() {
  return is_named("x", "x") && is_named("S", "S") && is_named("rate", "\\mathrm{rate}") && is_named("sigma", "\\sigma") &&
         is_named("Omega", "\\Omega") && is_named("b1", "b_{1}") && is_named("x_max", "x_{\\mathrm{max}}") &&
         is_named("sigma2", "\\sigma_{2}") && is_named("b12", "b_{12}") && is_named("x_i_2", "x_{i,2}") &&
         is_named("x_alpha", "x_{\\alpha}") && is_named("k_B", "k_{B}") && is_named("rate_1", "\\mathrm{rate}_{1}") &&
         is_named("u'", "u'") && is_named("b1'", "b'_{1}");
}
constexpr bool indexed_names() {
  return is_named("v", "v_{7}", true) && is_named("v1", "v_{1,7}", true) && is_named("rate", "\\mathrm{rate}_{7}", true);
}
constexpr bool is_bold(std::string_view name, std::string_view expected, bool indexed = false) {
  written out;
  calx::detail::latex_name_writer<written>(out, calx::detail::letter_weight::bold).write(name, indexed, [&] {
    out.append('7');
  });
  return out.text == expected;
}
constexpr bool bold_names() {
  return is_bold("v", "\\mathbf{v}") && is_bold("sigma", "\\boldsymbol{\\sigma}") && is_bold("b1", "\\mathbf{b}_{1}") &&
         is_bold("rate_max", "\\mathbf{rate}_{\\mathrm{max}}") && is_bold("u'", "\\mathbf{u}'") &&
         is_bold("2x", "\\mathbf{2x}") && is_bold("v", "\\mathbf{v}_{7}", true) && !is_bold("v", "v");
}
static_assert(bold_names());

// What does not fall into letters and subscripts, and what LaTeX reads as its own.
constexpr bool other_names() {
  return is_named("_x", "\\mathrm{\\_x}") && is_named("x_", "\\mathrm{x\\_}") && is_named("x__1", "\\mathrm{x\\_\\_1}") &&
         is_named("2x", "\\mathrm{2x}") && is_named("a%b", "\\mathrm{a\\%b}") && is_named("a b", "\\mathrm{a\\ b}") &&
         is_named("{^~\\}", "\\mathrm{\\{\\wedge{}\\sim{}\\backslash{}\\}}") && is_named("", "\\mathrm{}") &&
         is_named("#$&", "\\mathrm{\\#\\$\\&}");
}

constexpr bool is_decimal(double value, std::string_view expected) {
  written out;
  calx::detail::decimal_sink<written> decimal{out};
  calx::detail::write_floating(decimal, value);
  decimal.close();
  return out.text == expected;
}
constexpr bool decimals() {
  using limits = std::numeric_limits<double>;
  return is_decimal(0.1, "0.1") && is_decimal(-2.5, "-2.5") && is_decimal(1.5e300, "1.5 \\cdot 10^{300}") &&
         is_decimal(1e300, "10^{300}") && is_decimal(-1e300, "-10^{300}") && is_decimal(2e-9, "2 \\cdot 10^{-9}") &&
         is_decimal(-1.25e-9, "-1.25 \\cdot 10^{-9}") && is_decimal(limits::infinity(), "\\infty") &&
         is_decimal(-limits::infinity(), "-\\infty") && is_decimal(limits::quiet_NaN(), "\\mathrm{nan}") &&
         is_decimal(limits::denorm_min(), "5 \\cdot 10^{-324}") && is_decimal(12345678901234567.0, "12345678901234568");
}

static_assert(names() && indexed_names() && other_names() && decimals());

}  // namespace

BOOST_AUTO_TEST_SUITE(print_latex_words)

BOOST_AUTO_TEST_CASE(checked) {
  BOOST_TEST(names());
  BOOST_TEST(indexed_names());
  BOOST_TEST(bold_names());
  BOOST_TEST(other_names());
  BOOST_TEST(decimals());
}

BOOST_AUTO_TEST_SUITE_END()
