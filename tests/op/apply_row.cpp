// SPDX-License-Identifier: Apache-2.0
// The rows' values by an opcode that is known when the program runs: the same as by one that the type knows.
#include <calx/op/apply_row.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(apply_by_opcode)

namespace {

using calx::apply_row, calx::opcode, calx::rational;

static_assert(apply_row<rational>(opcode::add, 0, rational(1, 2), rational(1, 3)) == rational(5, 6));
static_assert(apply_row<rational>(opcode::divide, 0, rational(1, 2), rational(1, 3)) == rational(3, 2));
static_assert(apply_row<rational>(opcode::power, 3, rational(-2, 3)) == rational(-8, 27));
static_assert(apply_row<rational>(opcode::power, -2, rational(2, 3)) == rational(9, 4));
static_assert(apply_row<rational>(opcode::sign, 0, rational(-7, 9)) == rational(-1));
static_assert(apply_row<rational>(opcode::where, 0, rational(0), rational(1), rational(2)) == rational(2));
static_assert(apply_row<rational>(opcode::less, 0, rational(1, 3), rational(1, 2)) == rational(1));
// No rational, or none that fits.
static_assert(!apply_row<rational>(opcode::sin, 0, rational(1)).exact() &&
              !apply_row<rational>(opcode::pi, 0, rational(0)).exact());
static_assert(!apply_row<rational>(opcode::power, 200, rational(3)).exact());
static_assert(!apply_row<rational>(opcode::divide, 0, rational(1), rational(0)).exact());

static_assert(apply_row<double>(opcode::multiply, 0, 1.5, -2.0) == -3 && apply_row<double>(opcode::negate, 0, 1.5) == -1.5);
static_assert(apply_row<double>(opcode::power, 10, 2.0) == 1024 && apply_row<double>(opcode::power, 0, 5.0) == 1);
static_assert(apply_row<double>(opcode::where, 0, 1.0, 2.0, 3.0) == 2 && apply_row<double>(opcode::max, 0, 2.0, 3.0) == 3);
static_assert(apply_row<double>(opcode::pi, 0, 0.0) == 3.141592653589793 &&
              apply_row<double>(opcode::square_root, 0, 6.25) == 2.5);
static_assert(apply_row<float>(opcode::exp, 0, 0.0F) == 1 && apply_row<long double>(opcode::hypot, 0, 3.0L, 4.0L) == 5);
// Leaves are not computed.
static_assert(apply_row<double>(opcode::input, 0, 5.0) == 0 && apply_row<double>(opcode::constant, 3, 5.0) == 0);

// For every operation, at points inside and outside of domains.
template <opcode Operation> bool agrees(double a, double b, double c) {
  using r = calx::row<Operation>;
  double expected = 0;
  if constexpr (Operation == opcode::power) expected = r::template value<3, double>(a);
  else if constexpr (requires { r::template value<double>(); }) expected = r::template value<double>();
  else if constexpr (requires { r::template value<double>(a); }) expected = r::template value<double>(a);
  else if constexpr (requires { r::template value<double>(a, b); }) expected = r::template value<double>(a, b);
  else if constexpr (requires { r::template value<double>(a, b, c); }) expected = r::template value<double>(a, b, c);
  double const got = apply_row<double>(Operation, 3, a, b, c);
  return got == expected || (std::isnan(got) && std::isnan(expected));
}
template <std::size_t... Code> int disagreements(std::index_sequence<Code...>) {
  double const infinity = std::numeric_limits<double>::infinity();
  double const points[] = {0, -0.0, 0.5, -1.5, 2, 1e300, -1e-300, infinity, -infinity, std::nan("")};
  int count = 0;
  for (double const a : points)
    for (double const b : points)
      for (double const c : {1.0, -infinity}) ((count += agrees<static_cast<opcode>(Code)>(a, b, c) ? 0 : 1), ...);
  return count;
}

BOOST_AUTO_TEST_CASE(every_operation) { BOOST_TEST(disagreements(std::make_index_sequence<calx::opcode_count>{}) == 0); }

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
