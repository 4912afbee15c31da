// SPDX-License-Identifier: Apache-2.0
#include <calx/op/table.hpp>

#include "../graph_interpreter.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

BOOST_AUTO_TEST_SUITE(table_of_rows)

namespace {

using calx::facts_of, calx::opcode, calx::rational;

constexpr opcode operation(int i) { return static_cast<opcode>(i); }

constexpr bool names_differ(int first) {
  for (int i = first; i < calx::opcode_count; ++i) {
    if (facts_of(operation(i)).name.empty()) return false;
    for (int j = first; j < i; ++j)
      if (facts_of(operation(i)).name == facts_of(operation(j)).name) return false;
  }
  return true;
}
static_assert(names_differ(0));

// What reduce_strength makes of functions that share work comes after all differentiation.
constexpr bool is_made_by_strength(opcode made) {
  for (int i = 0; i < calx::opcode_count; ++i) {
    calx::shared_work const& shared = facts_of(operation(i)).shared;
    if (shared.exists() && (shared.from_kernel == made || (shared.kernel == made && made != opcode::pow))) return true;
  }
  return false;
}
constexpr bool every_operation_can_be_differentiated(int first) {
  for (int i = first; i < calx::opcode_count; ++i) {
    calx::operation_facts const& facts = facts_of(operation(i));
    if (is_made_by_strength(operation(i))) continue;
    if (facts.arity < 0 || facts.arity > 3 || (facts.derivative == nullptr && facts.pull == nullptr)) return false;
  }
  return true;
}
static_assert(every_operation_can_be_differentiated(0));

// A row is filed under its own opcode.
constexpr bool rows_stand_in_their_place(int first) {
  return facts_of(operation(first)).name == "input" && facts_of(opcode::sin).name == "sin" &&
         facts_of(opcode::atan2).arity == 2 && facts_of(opcode::where).arity == 3 &&
         facts_of(opcode::subtract_product).name == "subtract_product" && facts_of(opcode::subtract_product).arity == 3;
}
static_assert(rows_stand_in_their_place(0));

constexpr bool exact_values(int zero) {
  return calx::exact_value(opcode::exp, zero) == rational(1) && !calx::exact_value(opcode::exp, rational(1)).exact() &&
         calx::exact_value(opcode::sign, rational(-1, 3)) == rational(-1) &&
         calx::exact_value(opcode::abs, rational(-1, 3)) == rational(1, 3) &&
         calx::exact_value(opcode::square_root, rational(16)) == rational(4) &&
         !calx::exact_value(opcode::square_root, rational(2)).exact();
}
static_assert(exact_values(0));

// The values that a row knows are those that it computes; each listed argument has its value, no other argument has one.
constexpr bool exact_points_are_values(double unlisted) {
  for (int i = 0; i < calx::opcode_count; ++i) {
    calx::operation_facts const& facts = facts_of(operation(i));
    for (int k = 0; k < facts.exact_count; ++k) {
      calx::exact_point const& point = facts.exact_at[k];
      double const difference = calx_test::apply<double>(operation(i), 0, point.argument) - point.value;
      if (!(difference < 1e-15 && difference > -1e-15)) return false;
      if (calx::exact_value(operation(i), rational(point.argument)) != rational(point.value)) return false;
    }
    if (facts.exact_count > 0 && calx::exact_value(operation(i), rational::from_floating(unlisted)).exact()) return false;
  }
  return calx::exact_value(opcode::acos, rational(1)) == rational(0) &&
         calx::exact_value(opcode::acosh, rational(1)) == rational(0) &&
         calx::exact_value(opcode::log10, rational(1000)) == rational(3) &&
         calx::exact_value(opcode::exp2, rational(3)) == rational(8);
}
static_assert(exact_points_are_values(1.25));

// Of two operands, too: where the value is rational, and nowhere else.
constexpr bool exact_values_of_two(double three) {
  rational const a = rational::from_floating(three), half(1, 2);
  auto const is = [](opcode operation, rational const& x, rational const& y, rational const& value) {
    double const computed = calx_test::apply<double>(operation, 0, x.to<double>(), y.to<double>());
    double const difference = computed - value.to<double>();
    return calx::exact_value(operation, x, y) == value && difference < 4e-15 && difference > -4e-15;
  };
  auto const is_none = [](opcode operation, rational const& x, rational const& y) {
    return !calx::exact_value(operation, x, y).exact();
  };
  return is(opcode::hypot, -a, rational(4), rational(5)) && is(opcode::hypot, rational(0), rational(0), rational(0)) &&
         is_none(opcode::hypot, a, a) && is(opcode::atan2, rational(0), a, rational(0)) &&
         is_none(opcode::atan2, rational(0), -a) && is_none(opcode::atan2, rational(0), rational(0)) &&
         is_none(opcode::atan2, a, a) && is(opcode::pow, rational(4), a * half, rational(8)) &&
         is(opcode::pow, rational(0), half, rational(0)) && is_none(opcode::pow, rational(-4), half) &&
         is_none(opcode::pow, a, half) && is(opcode::pow_slope, rational(4), a * half, a) &&
         is(opcode::pow_slope, rational(0), rational(0), rational(0)) && is(opcode::times_log, a, rational(1), rational(0)) &&
         is(opcode::times_log, rational(0), a, rational(0)) && is_none(opcode::times_log, a, a) && is_none(opcode::add, a, a);
}
static_assert(exact_values_of_two(3));

// f(-x) = -f(x), or f(x).
constexpr bool symmetries_are_true(double x) {
  for (int i = 0; i < calx::opcode_count; ++i) {
    calx::parity const symmetry = calx::parity_of(operation(i));
    if (symmetry == calx::parity::none) continue;
    double const left = calx_test::apply<double>(operation(i), 0, -x), right = calx_test::apply<double>(operation(i), 0, x);
    if (facts_of(operation(i)).arity != 1 || left != (symmetry == calx::parity::odd ? -right : right)) return false;
  }
  for (opcode const odd : {opcode::cube_root, opcode::sin, opcode::tan, opcode::asin, opcode::atan, opcode::sinh, opcode::tanh,
                           opcode::asinh, opcode::atanh, opcode::erf, opcode::sign})
    if (calx::parity_of(odd) != calx::parity::odd) return false;
  for (opcode const even : {opcode::cos, opcode::cosh, opcode::sech_squared, opcode::erf_slope, opcode::abs})
    if (calx::parity_of(even) != calx::parity::even) return false;
  return true;
}
static_assert(symmetries_are_true(0.3));

// Rationals stay rationals through these, and through no other.
constexpr bool exact_operations(int first) {
  using enum opcode;
  constexpr opcode exact[] = {
      add,   subtract,    multiply,    divide,     negate,    power,        integer_power,     abs,
      sign,  min,         max,         less,       equal,     multiply_add, multiply_subtract, subtract_product,
      where, logical_and, logical_not, logical_or, less_equal};
  for (opcode const o : exact)
    if (!facts_of(o).evaluate_exactly) return false;
  for (opcode const o :
       {pow, pow_slope, times_log, square_root, cube_root, hypot, exp, log, sin, atan2, tanh, erf, sigmoid, pi})
    if (facts_of(o).evaluate_exactly) return false;
  return facts_of(operation(first)).name == "input";
}
static_assert(exact_operations(0));

// What is called total must be: a product with 0 drops it.
constexpr bool partial_functions_are_not_called_total(int first) {
  for (opcode const o : {opcode::divide, opcode::log, opcode::log2, opcode::log10, opcode::log1p, opcode::square_root,
                         opcode::pow, opcode::integer_power, opcode::pow_slope, opcode::times_log, opcode::tan, opcode::asin,
                         opcode::acos, opcode::atan2, opcode::acosh, opcode::atanh})
    if (calx::is_total(o)) return false;
  using enum opcode;
  for (opcode const o : {add,
                         subtract,
                         multiply,
                         negate,
                         power,
                         cube_root,
                         hypot,
                         exp,
                         exp2,
                         expm1,
                         sin,
                         cos,
                         atan,
                         sinh,
                         cosh,
                         tanh,
                         asinh,
                         sech_squared,
                         erf,
                         erfc,
                         abs,
                         erf_slope,
                         sigmoid,
                         sign,
                         min,
                         max,
                         less,
                         less_equal,
                         equal,
                         logical_and,
                         where,
                         logical_or,
                         logical_not,
                         softplus,
                         multiply_add,
                         multiply_subtract,
                         subtract_product})
    if (!calx::is_total(o)) return false;
  return calx::is_total(operation(first));
}
static_assert(partial_functions_are_not_called_total(0));

constexpr bool a_partial_is_multiplied(int position) {
  calx::builder b;
  calx::maker make(b);
  calx::node_id const x = b.input(position), w = b.input(1), s = b.apply(opcode::sin, x),
                      c = calx::times_partial(make, s, 0, w);
  calx::node_id const sign = b.apply(opcode::sign, x), choice = b.apply(opcode::where, x, x, w);
  return b[c].operation == opcode::multiply && b[b[c].operands[1]].operation == opcode::cos &&
         calx::times_partial(make, sign, 0, w) == calx::no_node && calx::times_partial(make, choice, 0, w) == calx::no_node &&
         calx::times_partial(make, x, 0, w) == calx::no_node;
}
static_assert(a_partial_is_multiplied(0));

// A number type of somebody's own, with the C library's functions beside it: rows take it as it is.
struct own_number {
  long double value = 0;

  constexpr own_number() = default;
  constexpr own_number(long double v) : value(v) {}
  explicit constexpr operator long long() const { return static_cast<long long>(value); }
  explicit constexpr operator int() const { return static_cast<int>(value); }
  constexpr own_number operator-() const { return -value; }
  friend constexpr own_number operator+(own_number a, own_number b) { return a.value + b.value; }
  friend constexpr own_number operator-(own_number a, own_number b) { return a.value - b.value; }
  friend constexpr own_number operator*(own_number a, own_number b) { return a.value * b.value; }
  friend constexpr own_number operator/(own_number a, own_number b) { return a.value / b.value; }
  friend constexpr auto operator<=>(own_number a, own_number b) = default;
  friend constexpr bool operator==(own_number a, own_number b) = default;
};
#define CALX_TEST_OWN(name) \
  own_number name(own_number x) { return std::name(x.value); }
CALX_TEST_OWN(exp)
CALX_TEST_OWN(exp2)
CALX_TEST_OWN(expm1)
CALX_TEST_OWN(log)
CALX_TEST_OWN(log2)
CALX_TEST_OWN(log10)
CALX_TEST_OWN(log1p)
CALX_TEST_OWN(sin)
CALX_TEST_OWN(cos)
CALX_TEST_OWN(tan)
CALX_TEST_OWN(asin)
CALX_TEST_OWN(acos)
CALX_TEST_OWN(atan)
CALX_TEST_OWN(sinh)
CALX_TEST_OWN(cosh)
CALX_TEST_OWN(tanh)
CALX_TEST_OWN(asinh)
CALX_TEST_OWN(acosh)
CALX_TEST_OWN(atanh)
CALX_TEST_OWN(erf)
CALX_TEST_OWN(erfc)
CALX_TEST_OWN(sqrt)
CALX_TEST_OWN(cbrt)
#undef CALX_TEST_OWN
own_number pow(own_number x, own_number y) { return std::pow(x.value, y.value); }
own_number hypot(own_number x, own_number y) { return std::hypot(x.value, y.value); }
own_number atan2(own_number y, own_number x) { return std::atan2(y.value, x.value); }

bool rows_take_a_number_of_ones_own(long double x, long double y, int whole) {
  bool all = true;
  for (int i = 0; i < calx::opcode_count; ++i) {
    opcode const o = operation(i);
    if (facts_of(o).name.ends_with("_from")) continue;  // an operand is the value of another operation
    long double const b = o == opcode::integer_power ? whole : y;
    long double const expected = calx_test::apply<long double>(o, whole, x, b, 0.2L);
    long double const got = calx_test::apply<own_number>(o, whole, x, b, 0.2L).value;
    bool const same = std::isnan(expected)
                          ? std::isnan(got)
                          : got == expected || std::fabs(got - expected) <= 1e-17L + 1e-17L * std::fabs(expected);
    if (!same) BOOST_TEST_MESSAGE(facts_of(o).name << " is " << got << ", not " << expected);
    all = all && same;
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_of_ones_own) {
  BOOST_TEST(rows_take_a_number_of_ones_own(0.3L, 0.7L, 3));
  BOOST_TEST(rows_take_a_number_of_ones_own(-0.3L, 0.7L, -2));
  BOOST_TEST(rows_take_a_number_of_ones_own(1.7L, -0.4L, 0));
  BOOST_TEST(rows_take_a_number_of_ones_own(0, 1, 5));
}

BOOST_AUTO_TEST_CASE(facts) {
  BOOST_TEST(names_differ(0));
  BOOST_TEST(every_operation_can_be_differentiated(0));
  BOOST_TEST(rows_stand_in_their_place(0));
  BOOST_TEST(exact_values(0));
  BOOST_TEST(exact_points_are_values(1.25));
  BOOST_TEST(exact_values_of_two(3));
  BOOST_TEST(symmetries_are_true(0.3));
  BOOST_TEST(exact_operations(0));
  BOOST_TEST(partial_functions_are_not_called_total(0));
  BOOST_TEST(a_partial_is_multiplied(0));
}

BOOST_AUTO_TEST_SUITE_END()
