// SPDX-License-Identifier: Apache-2.0
#include <calx/print/output_names.hpp>

#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(output_names)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto v = calx::vec<"v", 2>;

template <class E> constexpr bool are(std::string_view expected, E const&) { return calx::output_names_of<E> == expected; }
static_assert(!are("x\n", sin(x)));  // the helper can fail

constexpr bool bundles_say_what_their_outputs_are() {
  return are("f\n", sin(x) * y) && are("f[0]\nf[1]\n", calx::vector(x, y)) && are("df/dy\ndf/dx\n", gradient(x * y, y, x)) &&
         are("f\ndf/dx\ndf/dv[0]\ndf/dv[1]\n", value_and_gradient(x * exp(x), x, v)) &&
         are("d2f/dx2\nd2f/(dx dy)\nd2f/(dy dx)\nd2f/dy2\n", hessian(x * y, x, y)) &&
         are("f\ndf/dx\ndf/dy\nd2f/dx2\nd2f/(dx dy)\nd2f/(dy dx)\nd2f/dy2\n", value_gradient_hessian(x * y, x, y)) &&
         are("df[0]/dx\ndf[0]/dy\ndf[1]/dx\ndf[1]/dy\n", jacobian(calx::vector(x * y, x), x, y)) &&
         are("f[0]\nf[1]\ndf[0]/dv[0]\ndf[0]/dv[1]\ndf[1]/dv[0]\ndf[1]/dv[1]\n", value_and_jacobian(calx::vector(x, y), v));
}
static_assert(bundles_say_what_their_outputs_are());

constexpr bool lines_are_taken_one_by_one() {
  std::string_view text = "df/dx\n\nf\n";
  return calx::detail::next_line(text) == "df/dx" && calx::detail::next_line(text).empty() &&
         calx::detail::next_line(text) == "f" && text.empty() && calx::detail::next_line(text).empty();
}
static_assert(lines_are_taken_one_by_one());

}  // namespace

BOOST_AUTO_TEST_CASE(names) {
  BOOST_TEST(bundles_say_what_their_outputs_are());
  BOOST_TEST(lines_are_taken_one_by_one());
}

BOOST_AUTO_TEST_SUITE_END()
