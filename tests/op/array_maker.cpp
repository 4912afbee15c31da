// SPDX-License-Identifier: Apache-2.0
#include <calx/op/array_maker.hpp>

#include "../array_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(array_normal_forms)

using namespace calx_test;

namespace {

// Each graph in normal form is well-formed, has the values, and stays as it is.
void check_normal_forms(random_source random, random_array_style const& style) {
  array_comparison compare;
  int failures = 0;
  for (int i = 0; i < graph_count(6000) && failures < 5; ++i) {
    calx::graph const g = random_array_graph(random, style);
    calx::graph const once = calx::simplify(g.view()), twice = calx::simplify(once.view());
    for (calx::graph const* simple : {&once, &twice}) {
      calx::graph_fault const fault = calx::verify(simple->view(), calx::dead_nodes::forbidden);
      std::string const texts = text_of(g.view()) + text_of(simple->view());
      if (fault.found()) {
        BOOST_ERROR("node " << fault.node << ": " << fault.reason << '\n' << texts);
        ++failures;
        break;
      }
      std::vector<int> const lengths = {random.below(7), random.below(7)};
      if (!lengths_fit(g.view(), lengths)) continue;
      array_arguments<double> const x = random_array_point(random, g.view(), lengths);
      auto const precise = converted<long double>(x);
      int const at = compare.difference(g.view(), x, flat(outputs_of(simple->view(), precise)));
      if (at < 0) continue;
      ++failures;
      BOOST_ERROR("element " << at << " of the outputs differs\n" << texts << text_of(x));
      break;
    }
  }
  BOOST_TEST(compare.compared > graph_count(6000));
  BOOST_TEST(compare.skipped < compare.compared / 10);
  BOOST_TEST_MESSAGE(compare.compared << " compared, " << compare.skipped << " skipped");
}

// Is the last node of this, with its operands, that in normal form?
constexpr bool becomes(std::string_view written, std::string_view expected) {
  calx::graph const g = calx::parse_graph(written).value;
  calx::buffer<char> const text = calx::graph_text(calx::simplify(g.view()).view());
  return std::string_view(text.data(), static_cast<std::size_t>(text.size())) == expected && g.outputs.size() == 1;
}
constexpr bool parts(std::string_view output) {
  auto const of = [&](std::string_view written, std::string_view expected) {
    return output == "%2" && becomes(written, expected);
  };
  return of("%0 = input [0] : 5x1\n%1 = segment %0 [-2] : 3x1\noutputs %1\n",
            "%0 = input [0] : 5x1\n%1 = segment %0 [1] : 3x1\noutputs %1\n") &&
         of("%0 = input [0] : a1x1\n%1 = segment %0 [1] : a1-1x1\n%2 = segment %1 [-1] : 3x1\noutputs %2\n",
            "%0 = input [0] : a1x1\n%1 = segment %0 [-1] : 3x1\noutputs %1\n") &&
         of("%0 = input [0] : a1x1\n%1 = segment %0 : a1-1x1\n%2 = segment %1 [-1] : 3x1\noutputs %2\n",
            "%0 = input [0] : a1x1\n%1 = segment %0 [-2] : 3x1\noutputs %1\n") &&
         of("%0 = input [0] : a1x1\n%1 = segment %0 [-1] : 5x1\n%2 = segment %1 [1] : 3x1\noutputs %2\n",
            "%0 = input [0] : a1x1\n%1 = segment %0 [-2] : 3x1\noutputs %1\n") &&
         of("%0 = input [0] : a1x1\n%1 = segment %0 [-1] : 5x1\n%2 = element %1 [1]\noutputs %2\n",
            "%0 = input [0] : a1x1\n%1 = segment %0 [-1] : 5x1\n%2 = element %1 [1]\noutputs %2\n") &&
         of("%0 = input [0] : a1x1\n%1 = segment %0 [2]\noutputs %1\n",
            "%0 = input [0] : a1x1\n%1 = element %0 [2]\noutputs %1\n") &&
         of("%0 = input [0] : 3x1\n%1 = pad %0 [-1] : 5x1\n%2 = segment %1 [2] : 3x1\noutputs %2\n",
            "%0 = input [0] : 3x1\noutputs %0\n");
}
static_assert(parts("%2"));

constexpr bool repeated(std::string_view output) {
  auto const of = [&](std::string_view written, std::string_view expected) {
    return output == "%2" && becomes(written, expected);
  };
  return of("%0 = input [0]\n%1 = fill %0 : 3x2\n%2 = sum %1\noutputs %2\n",
            "%0 = input [0]\n%1 = constant 6\n%2 = multiply %1 %0\noutputs %2\n") &&
         of("%0 = input [0] : 3x1\n%1 = fill %0 : 3x2\n%2 = sum %1 : 3x1\noutputs %2\n",
            "%0 = input [0] : 3x1\n%1 = constant 2\n%2 = multiply %1 %0 : 3x1\noutputs %2\n") &&
         of("%0 = input [0] : 3x1\n%1 = transpose %0 : 1x3\n%2 = transpose %1 : 3x1\noutputs %2\n",
            "%0 = input [0] : 3x1\noutputs %0\n") &&
         of("%0 = input [0] : 3x2\n%1 = identity : 3x3\n%2 = matrix_product %1 %0 : 3x2\noutputs %2\n",
            "%0 = input [0] : 3x2\noutputs %0\n") &&
         of("%0 = input [0] : 3x1\n%1 = subtract %0 %0 : 3x1\n%2 = sum %1\noutputs %2\n", "%0 = constant 0\noutputs %0\n") &&
         of("%0 = input [0]\n%1 = placed %0 [2] : 3x1\n%2 = element %1 [2]\noutputs %2\n", "%0 = input [0]\noutputs %0\n") &&
         of("%0 = input [0]\n%1 = placed %0 [2] : 3x1\n%2 = element %1 [1]\noutputs %2\n", "%0 = constant 0\noutputs %0\n");
}
static_assert(repeated("%2"));

}  // namespace

BOOST_AUTO_TEST_CASE(parts_and_repetitions) {
  BOOST_TEST(parts("%2"));
  BOOST_TEST(repeated("%2"));
}

BOOST_AUTO_TEST_CASE(values_stay) { check_normal_forms(array_source(2), {.externals = true}); }
BOOST_AUTO_TEST_CASE(values_stay_along_axes) { check_normal_forms(array_source(3), {.axes = true, .externals = true}); }

BOOST_AUTO_TEST_SUITE_END()
