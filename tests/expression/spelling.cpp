// SPDX-License-Identifier: Apache-2.0
// What is written as a function is what expression/functions.hpp offers, by the same name.
#include <calx/expression/spelling.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using calx::opcode;
using calx::detail::binding_power, calx::detail::function_named, calx::detail::is_written_as_function, calx::detail::sign_of;

constexpr std::string_view one_argument[] = {"sqrt",  "cbrt",  "exp",     "exp2",     "expm1", "log",   "log2",
                                             "log10", "log1p", "sin",     "cos",      "tan",   "asin",  "acos",
                                             "atan",  "sinh",  "cosh",    "tanh",     "asinh", "acosh", "atanh",
                                             "erf",   "erfc",  "sigmoid", "softplus", "abs",   "sign",  "square"};
constexpr std::string_view two_arguments[] = {"pow", "hypot", "atan2", "min", "max"};
constexpr std::string_view no_functions[] = {"",
                                             "x",
                                             "add",
                                             "subtract",
                                             "multiply",
                                             "divide",
                                             "negate",
                                             "power",
                                             "integer_power",
                                             "element",
                                             "input",
                                             "captured",
                                             "constant",
                                             "pi",
                                             "e",
                                             "less",
                                             "less_equal",
                                             "equal",
                                             "and",
                                             "or",
                                             "not",
                                             "pow_slope",
                                             "times_log",
                                             "sech_squared",
                                             "erf_slope",
                                             "tanh_kernel",
                                             "tanh_from",
                                             "sech_squared_from",
                                             "pow_slope_from",
                                             "multiply_add",
                                             "multiply_subtract",
                                             "subtract_product",
                                             "Sin",
                                             "si",
                                             "sine"};

constexpr bool functions() {
  for (std::string_view const name : one_argument)
    if (function_named(name).arity != 1) return false;
  for (std::string_view const name : two_arguments)
    if (function_named(name).arity != 2) return false;
  for (std::string_view const name : no_functions)
    if (function_named(name).arity != 0 || function_named(name).operation != opcode::input) return false;
  return function_named("where").arity == 3 && function_named("sqrt").operation == opcode::square_root;
}
// Each operation is in one of the lists above: a new row is a new line there.
constexpr bool all_operations() {
  int written = 0;
  for (int i = 0; i < calx::opcode_count; ++i) written += is_written_as_function(static_cast<opcode>(i)) ? 1 : 0;
  constexpr int spelled = static_cast<int>((sizeof(one_argument) + sizeof(two_arguments)) / sizeof(std::string_view));
  return written == spelled;  // where is one more, square is no row
}

constexpr bool signs() {
  return sign_of("+ 1").operation == opcode::add && sign_of("<= y").operation == opcode::less_equal &&
         sign_of("< y").operation == opcode::less && sign_of(">= y").reversed && sign_of("> y").reversed &&
         !sign_of("< y").reversed && sign_of("==y").operation == opcode::equal && sign_of("= y").text.empty() &&
         sign_of("& y").text.empty() && sign_of("").text.empty() && sign_of("x + y").text.empty() &&
         sign_of("^2").power > sign_of("*2").power && sign_of("*").power > sign_of("+").power &&
         sign_of("+").power > sign_of("<").power && sign_of("<").power > sign_of("&&").power &&
         sign_of("&&").power > sign_of("||").power && sign_of("||").power > binding_power::bracket;
}
// A sign never hides a longer one that follows it.
constexpr bool longer_signs_first() {
  constexpr auto const& all = calx::detail::operator_signs;
  for (auto const& sign : all)
    if (sign_of(sign.text).text != sign.text) return false;
  return true;
}
// What is advised exists.
constexpr bool cures() {
  for (auto const& hint : calx::detail::function_hints)
    if (function_named(hint.cure).arity == 0 || function_named(hint.written).arity != 0) return false;
  return calx::detail::cure_of_function("ln") == "log" && calx::detail::cure_of_function("log").empty() &&
         calx::detail::cure_of_operator("**2") == "a power is written x^2, not x**2" &&
         calx::detail::cure_of_operator("*2").empty();
}
static_assert(functions() && all_operations() && signs() && longer_signs_first() && cures());

}  // namespace

BOOST_AUTO_TEST_SUITE(expression_spelling)

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(functions());
  BOOST_TEST(all_operations());
  BOOST_TEST(signs());
  BOOST_TEST(longer_signs_first());
  BOOST_TEST(cures());
}

BOOST_AUTO_TEST_SUITE_END()
