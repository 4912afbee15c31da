// SPDX-License-Identifier: Apache-2.0
#include <calx/op/table.hpp>

#include <boost/test/unit_test.hpp>

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

constexpr bool every_operation_can_be_differentiated(int first) {
  for (int i = first; i < calx::opcode_count; ++i) {
    calx::operation_facts const& facts = facts_of(operation(i));
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

// What is called total must be: a product with 0 drops it.
constexpr bool partial_functions_are_not_called_total(int first) {
  for (opcode const o : {opcode::divide, opcode::log, opcode::log2, opcode::log10, opcode::log1p, opcode::square_root,
                         opcode::pow, opcode::integer_power, opcode::pow_slope, opcode::times_log, opcode::tan, opcode::asin,
                         opcode::acos, opcode::atan2, opcode::acosh, opcode::atanh})
    if (calx::is_total(o)) return false;
  return calx::is_total(operation(first)) && calx::is_total(opcode::exp) && calx::is_total(opcode::cube_root) &&
         calx::is_total(opcode::hypot);
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

}  // namespace

BOOST_AUTO_TEST_CASE(facts) {
  BOOST_TEST(names_differ(0));
  BOOST_TEST(every_operation_can_be_differentiated(0));
  BOOST_TEST(rows_stand_in_their_place(0));
  BOOST_TEST(exact_values(0));
  BOOST_TEST(partial_functions_are_not_called_total(0));
  BOOST_TEST(a_partial_is_multiplied(0));
}

BOOST_AUTO_TEST_SUITE_END()
