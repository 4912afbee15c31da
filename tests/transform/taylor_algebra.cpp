// SPDX-License-Identifier: Apache-2.0
// What coefficients can be, by themselves; in recurrences: tests/transform/taylor.cpp, tests/transform/expansion.cpp.
#include <calx/transform/taylor_algebra.hpp>

#include "../externals.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

BOOST_AUTO_TEST_SUITE(taylor_algebras)

namespace {

using calx::approximate_number, calx::interval, calx::number, calx::opcode, calx::rational;

struct no_leaf {
  template <class... T> constexpr number operator()(T const&...) const { return {}; }
};
constexpr calx::number_algebra<no_leaf> numbers{};
constexpr number of(long long p, long long q = 1) { return number(rational(p, q)); }

// Rationals stay rationals as long as they last.
static_assert(numbers.add(of(1, 2), of(1, 3)) == of(5, 6) && numbers.subtract(of(1, 2), of(1, 3)) == of(1, 6));
static_assert(numbers.multiply(of(2, 3), of(3, 4)) == of(1, 2) && numbers.divide(of(2, 3), of(4, 9)) == of(3, 2));
static_assert(numbers.square(of(-2, 3)) == of(4, 9) && numbers.scale(of(5, 6), 3, 2) == of(5, 4));
static_assert(numbers.choose(of(0), of(1), of(2)) == of(2) && numbers.choose(of(1, 9), of(1), of(2)) == of(1));
static_assert(numbers.zero() == of(0) && numbers.is_zero(of(0)) && !numbers.is_zero(of(1, 1000)));

// A function is exact at the points that its row knows, and at no others.
constexpr number at(opcode operation, number const& a) { return numbers.apply(operation, 0, a, a, a); }
static_assert(at(opcode::sin, of(0)) == of(0) && at(opcode::exp, of(0)) == of(1) && at(opcode::log, of(1)) == of(0));
static_assert(at(opcode::square_root, of(9)) == of(3) && at(opcode::abs, of(-2, 3)) == of(2, 3));
static_assert(at(opcode::sigmoid, of(0)) == of(1, 2) && at(opcode::square_root, of(9, 49)) == of(3, 7));
static_assert(numbers.apply(opcode::hypot, 0, of(-3, 2), of(2), of(0)) == of(5, 2) &&
              numbers.apply(opcode::pow, 0, of(4), of(3, 2), of(0)) == of(8) &&
              numbers.apply(opcode::atan2, 0, of(0), of(5), of(0)) == of(0) &&
              !numbers.apply(opcode::atan2, 0, of(0), of(-5), of(0)).is_exact());
static_assert(!at(opcode::sin, of(1)).is_exact() && at(opcode::sin, of(1)).to<double>() == calx::elementary::sin(1.0));
static_assert(numbers.apply(opcode::power, -3, of(2, 3), of(0), of(0)) == of(27, 8));
static_assert(numbers.apply(opcode::max, 0, of(2, 3), of(3, 4), of(0)) == of(3, 4));

// What is not exact has a double's precision, though numbers hold more; what is mixed is not exact.
constexpr number third = numbers.divide(of(1), approximate_number(3.0L));
static_assert(!third.is_exact() && third.approximate == static_cast<long double>(1.0 / 3));
static_assert(!numbers.add(third, of(1)).is_exact() && numbers.add(third, of(1)).to<double>() == 1.0 / 3 + 1);
// An exact 0 times it would be exact if it were a number for sure: it is not, as it may be infinite.
static_assert(numbers.multiply(third, of(0)).to<double>() == 0);
// 3^100 is no quotient of 128-bit numbers.
static_assert(!numbers.square(numbers.apply(opcode::power, 50, of(3), of(0), of(0))).is_exact());

static_assert(numbers.is_zero(approximate_number(0)) && !numbers.is_zero(approximate_number(-1e-300L)));
constexpr long double infinity = std::numeric_limits<long double>::infinity();
static_assert(numbers.is_finite(of(7)) && numbers.is_finite(approximate_number(1e308L)) &&
              !numbers.is_finite(approximate_number(infinity)) && !numbers.is_finite(approximate_number(-infinity)));

// Intervals say themselves where something was not defined.
struct interval_leaf {
  constexpr interval operator()(calx::node_id, int) const { return interval(1); }
};
constexpr calx::interval_algebra<interval_leaf> intervals{};
constexpr interval half_to_one{0.5, 1}, around_0{-1, 1};
static_assert(intervals.add(half_to_one, half_to_one) == interval(1, 2) && intervals.square(around_0) == interval(0, 1));
static_assert(intervals.multiply(around_0, around_0) == interval(-1, 1));  // the square knows more
static_assert(!intervals.divide(half_to_one, around_0).is_continuous() &&
              intervals.divide(half_to_one, half_to_one).is_continuous());
static_assert(intervals.scale(half_to_one, -1, 1) == interval(-1, -0.5) &&
              intervals.scale(half_to_one, 3, 1) == interval(1.5, 3));
static_assert(intervals.is_zero(interval(0)) && !intervals.is_zero(around_0) &&
              !intervals.is_zero(interval(0).if_continuous(false)));
// Where a function jumps, its higher terms are nothing, too.
static_assert(!intervals.continued(half_to_one, interval(0, 1).if_continuous(false)).is_continuous() &&
              intervals.continued(half_to_one, half_to_one).is_continuous());
static_assert(intervals.called(calx_test::bump, {half_to_one, half_to_one, half_to_one}) == interval::entire());

// Of nodes only the constant 0 counts as zero.
constexpr bool nodes() {
  calx::builder b;
  calx::maker make(b);
  auto const leaf = [](calx::node_id, int) { return calx::no_node; };
  calx::node_algebra<decltype(leaf)> const algebra{make, leaf};
  calx::node_id const x = b.input(0), y = b.input(1), difference = algebra.subtract(x, y);
  return algebra.is_zero(algebra.zero()) && algebra.is_zero(algebra.subtract(x, x)) && !algebra.is_zero(difference) &&
         algebra.is_zero(algebra.multiply(x, algebra.zero())) && algebra.scale(x, 1, 1) == x &&
         algebra.square(x) == algebra.multiply(x, x) && algebra.apply(opcode::sin, 0, x, x, x) == make.apply(opcode::sin, x) &&
         algebra.choose(make.one(), x, y) == x;
}
static_assert(nodes());

BOOST_AUTO_TEST_CASE(numbers_of_run_time) {
  BOOST_TEST(nodes());
  struct leaf {
    double operator()(calx::node_id, int) const { return 0; }
  };
  calx::real_algebra<double, leaf> const reals{};
  BOOST_TEST(reals.divide(1, 0) == std::numeric_limits<double>::infinity());
  BOOST_TEST(std::isnan(reals.apply(opcode::log, 0, -1, 0, 0)));
  BOOST_TEST(reals.scale(3, 5, 2) == 7.5);
  BOOST_TEST(reals.is_finite(std::nan("")));  // it shows itself
  BOOST_TEST(!reals.is_zero(std::nan("")));
  BOOST_TEST(reals.choose(0, 1, 2) == 2);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
