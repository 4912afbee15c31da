// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/expand_arrays.hpp>

#include "../array_check.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(expanding_arrays)

using namespace calx_test;

namespace {

// Is the function, expanded, this one?
constexpr bool becomes(std::string_view written, std::string_view expected) {
  calx::buffer<char> const text = calx::graph_text(calx::expand_arrays(calx::parse_graph(written).value.view()).view());
  return std::string_view(text.data(), static_cast<std::size_t>(text.size())) == expected;
}

#define CALX_TEST_EXPANDED_SUM                                                                                           \
  "%0 = input [0] : 3x1\n%1 = maximum %0\n%2 = constant inf\n%3 = abs %1\n%4 = less %3 %2\n%5 = constant 0\n%6 = where " \
  "%4 %1 %5\n%7 = subtract %0 %6 : 3x1\n%8 = exp %7 : 3x1\n%9 = sum %8\n"

constexpr bool shares_exponentials(std::string_view) {
  return becomes("%0 = input [0] : 3x1\n%1 = log_sum_exp %0\noutputs %1\n",
                 CALX_TEST_EXPANDED_SUM "%10 = log %9\n%11 = add %6 %10\noutputs %11\n") &&
         becomes("%0 = input [0] : 3x1\n%1 = log_sum_exp %0\n%2 = subtract %0 %1 : 3x1\n%3 = exp %2 : 3x1\noutputs %3\n",
                 CALX_TEST_EXPANDED_SUM "%10 = divide %8 %9 : 3x1\noutputs %10\n") &&
         becomes(
             "%0 = input [0] : 3x1\n%1 = log_sum_exp %0\n%2 = fill %1 : 3x2\n%3 = subtract %0 %2 : 3x2\n%4 = exp %3 : "
             "3x2\noutputs %4\n",
             CALX_TEST_EXPANDED_SUM "%10 = divide %8 %9 : 3x1\n%11 = fill %10 : 3x2\noutputs %11\n");
}
static_assert(shares_exponentials(""));

#undef CALX_TEST_EXPANDED_SUM

constexpr bool numbers_are_sums(std::string_view) {
  return becomes("%0 = input [0] : 1x3\n%1 = input [1] : 3x1\n%2 = matrix_product %0 %1\noutputs %2\n",
                 "%0 = input [0] : 1x3\n%1 = input [1] : 3x1\n%2 = transpose %0 : 3x1\n%3 = multiply %1 %2 : 3x1\n%4 = sum "
                 "%3\noutputs %4\n");
}
static_assert(numbers_are_sums(""));

}  // namespace

BOOST_AUTO_TEST_CASE(log_sum_exp_and_numbers) {
  BOOST_TEST(shares_exponentials(""));
  BOOST_TEST(numbers_are_sums(""));
}

BOOST_AUTO_TEST_CASE(values_stay) {
  for (bool const axes : {false, true}) {
    random_source random = array_source(axes ? 5 : 4);
    array_comparison compare;
    int failures = 0;
    for (int i = 0; i < graph_count(6000) && failures < 5; ++i) {
      calx::graph const g = random_array_graph(random, {.axes = axes, .externals = true});
      calx::graph const after = calx::expand_arrays(g.view());
      calx::graph_fault const fault = calx::verify(after.view(), calx::dead_nodes::forbidden);
      std::string const texts = text_of(g.view()) + text_of(after.view());
      for (calx::node const& n : after.nodes) BOOST_TEST((n.operation != calx::opcode::log_sum_exp), texts);
      if (fault.found()) {
        BOOST_ERROR("node " << fault.node << ": " << fault.reason << '\n' << texts);
        ++failures;
        continue;
      }
      std::vector<int> const lengths = {random.below(7), random.below(7)};
      if (!lengths_fit(g.view(), lengths)) continue;
      array_arguments<double> const x = random_array_point(random, g.view(), lengths);
      auto const precise = converted<long double>(x);
      int const at = compare.difference(g.view(), x, flat(outputs_of(after.view(), precise)));
      if (at < 0) continue;
      ++failures;
      BOOST_ERROR("element " << at << " of the outputs differs\n" << texts << text_of(x));
    }
    BOOST_TEST(compare.compared > graph_count(6000));
    BOOST_TEST(compare.skipped < compare.compared / 10);
  }
}

BOOST_AUTO_TEST_SUITE_END()
