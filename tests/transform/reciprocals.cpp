// SPDX-License-Identifier: Apache-2.0
#include <calx/transform/reciprocals.hpp>

#include "../formula.hpp"
#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(shared_reciprocals)

namespace {

using namespace calx_test;
using calx::graph, calx::opcode;

constexpr graph shared(graph const& g) { return calx::share_reciprocals(g.view()); }
constexpr bool is_unchanged(graph const& g) {
  auto const text = calx::graph_text(g.view());
  return is_listed(shared(g), {text.data(), static_cast<std::size_t>(text.size())});
}

constexpr bool quotients_by_one_divisor(paper written) {
  return is_listed(shared(written([](auto x, auto y, auto z) -> formulas { return {x / z, y / z}; })),
                   "%0 = input [0]\n%1 = input [1]\n%2 = input [2]\n%3 = constant 1\n%4 = divide %3 %2\n"
                   "%5 = multiply %0 %4\n%6 = multiply %1 %4\noutputs %5 %6\n");
}
static_assert(quotients_by_one_divisor(paper{}));

// x/d, y/d^2, 1/d and x/d^3 take one division; (x r) r r starts from the x r that is there.
constexpr bool squares_and_cubes_too(paper written) {
  graph const g =
      shared(written([](auto x, auto y, auto z) -> formulas { return {x / z, y / pow(z, 2), 1 / z, x / pow(z, 3)}; }));
  return count_of(g, opcode::divide) == 1 && count_of(g, opcode::multiply) == 5 && count_of(g, opcode::power) == 0;
}
static_assert(squares_and_cubes_too(paper{}));

// The reciprocal itself is no product by 1, and its square is a power, which reduce_strength knows.
constexpr bool reciprocals_themselves(paper written) {
  graph const g = shared(written([](auto x) -> formulas { return {1 / x, 1 / pow(x, 2)}; }));
  return is_listed(g, "%0 = input [0]\n%1 = constant 1\n%2 = divide %1 %0\n%3 = power %2 [2]\noutputs %2 %3\n");
}
static_assert(reciprocals_themselves(paper{}));

constexpr bool what_is_divided_may_be_a_quotient(paper written) {
  graph const g = shared(written([](auto x, auto y, auto z) -> formulas { return {x / z / y, y / z}; }));
  return count_of(g, opcode::divide) == 2 && count_of(g, opcode::multiply) == 2;
}
static_assert(what_is_divided_may_be_a_quotient(paper{}));

// One quotient, a constant divisor, higher and negative powers.
constexpr bool what_stays(paper written) {
  return is_unchanged(written([](auto x, auto y, auto z) -> formulas { return {x / z, z / y}; })) &&
         is_unchanged(written([](auto x, auto y) -> formulas { return {x / 3, y / 3}; })) &&
         is_unchanged(written([](auto x, auto y, auto z) -> formulas { return {x / z, y / pow(z, 4)}; })) &&
         is_unchanged(written([](auto x, auto y, auto z) -> formulas { return {x / z, y / pow(z, -2)}; })) &&
         is_unchanged(written([](auto x, auto y) -> formulas { return {x + y, sin(x * y)}; }));
}
static_assert(what_stays(paper{}));

// Within two roundings, at both ends of the range; a pole is a pole, and what divides by the infinite is 0.
constexpr bool values_are_kept(paper written) {
  graph const f = written(
                  [](auto x, auto y, auto z) -> formulas { return {x / z, y / z, x / pow(z, 2), y / pow(z, 3), 1 / z}; }),
              g = shared(f);
  for (double const z : {3.0, -0.7, 1e100, -1e-100, 1e300, 1e-300, 0x1p-1022, 0x1p1022})
    for (int i = 0; i < f.outputs.size(); ++i) {
      long double const expected = output_of(f.view(), arguments<long double>{0.7L, -1.3L, z}, i);
      double const got = output_of(g.view(), arguments<double>{0.7, -1.3, z}, i);
      long double const size = expected < 0 ? -expected : expected, error = got < expected ? expected - got : got - expected;
      if (size < 1e-300L || size > 1e307L) continue;
      if (!(error <= 1e-15L * size)) return false;
    }
  double const zero = 0, infinite = std::numeric_limits<double>::infinity();
  return output_of(g.view(), arguments<double>{1, -1, zero}) == infinite &&
         output_of(g.view(), arguments<double>{1, -1, zero}, 1) == -infinite &&
         output_of(g.view(), arguments<double>{1, -1, -zero}, 3) == infinite &&
         output_of(g.view(), arguments<double>{1, -1, infinite}, 2) == 0;
}
static_assert(values_are_kept(paper{}));

// c/d^2 where d^2 has left the range of numbers and the quotient has not.
constexpr bool squares_of_divisors_do_not_overflow(paper written) {
  graph const g = shared(written([](auto x, auto y) -> formulas { return {x / pow(y, 2), x / y}; }));
  return output_of(g.view(), arguments<double>{0x1p800, 0x1p600}) == 0x1p-400 &&
         output_of(g.view(), arguments<double>{0x1p-800, 0x1p-600}) == 0x1p400;
}
static_assert(squares_of_divisors_do_not_overflow(paper{}));

// The price: 1/d is infinite below 2^-1024, so that d/d is, too. A function as a user wrote it keeps its divisions.
constexpr bool the_price(double tiny) {
  graph const f = paper{}([](auto x, auto y, auto z) -> formulas { return {x / z, y / z}; });
  return output_of(f.view(), arguments<double>{tiny, tiny, tiny}) == 1 &&
         output_of(shared(f).view(), arguments<double>{tiny, tiny, tiny}) > 1e300 &&
         output_of(shared(f).view(), arguments<double>{0x1p-1022, 1, 0x1p-1022}) == 1;
}
static_assert(the_price(0x1p-1030));

constexpr bool again_changes_nothing(paper written) {
  return is_unchanged(
      shared(written([](auto x, auto y, auto z) -> formulas { return {x / z, y / pow(z, 2), sin(x / z) / pow(z, 3)}; })));
}
static_assert(again_changes_nothing(paper{}));

}  // namespace

BOOST_AUTO_TEST_CASE(what_it_does) {
  BOOST_TEST(quotients_by_one_divisor(at_run_time));
  BOOST_TEST(squares_and_cubes_too(at_run_time));
  BOOST_TEST(reciprocals_themselves(at_run_time));
  BOOST_TEST(what_is_divided_may_be_a_quotient(at_run_time));
  BOOST_TEST(what_stays(at_run_time));
  BOOST_TEST(again_changes_nothing(at_run_time));
}
BOOST_AUTO_TEST_CASE(values) {
  BOOST_TEST(values_are_kept(at_run_time));
  BOOST_TEST(squares_of_divisors_do_not_overflow(at_run_time));
  BOOST_TEST(the_price(0x1p-1030));
}

BOOST_AUTO_TEST_SUITE_END()
