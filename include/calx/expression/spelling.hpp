// SPDX-License-Identifier: Apache-2.0
// How operations are written in formulas that parse_formula reads: as signs between operands, or as functions, by the names
// of their rows. Also what other notations write instead, and the cure.
#pragma once

#include <calx/op/table.hpp>

#include <string_view>

namespace calx::detail {

// How strongly a sign binds its operands.
enum class binding_power : std::uint8_t { bracket, disjunction, conjunction, comparison, sum, product, minus, power, negation };

struct operator_sign {
  std::string_view text{};  // empty: none
  opcode operation = opcode::add;
  binding_power power = binding_power::bracket;
  bool reversed = false;  // a > b is b < a
};
// A sign stands before those that it begins with.
inline constexpr operator_sign operator_signs[] = {{"||", opcode::logical_or, binding_power::disjunction},
                                                   {"&&", opcode::logical_and, binding_power::conjunction},
                                                   {"<=", opcode::less_equal, binding_power::comparison},
                                                   {">=", opcode::less_equal, binding_power::comparison, true},
                                                   {"==", opcode::equal, binding_power::comparison},
                                                   {"<", opcode::less, binding_power::comparison},
                                                   {">", opcode::less, binding_power::comparison, true},
                                                   {"+", opcode::add, binding_power::sum},
                                                   {"-", opcode::subtract, binding_power::sum},
                                                   {"*", opcode::multiply, binding_power::product},
                                                   {"/", opcode::divide, binding_power::product},
                                                   {"^", opcode::pow, binding_power::power}};

// The sign that a text begins with; `text` is empty if there is none.
constexpr operator_sign sign_of(std::string_view text) {
  for (operator_sign const& sign : operator_signs)
    if (text.substr(0, sign.text.size()) == sign.text) return sign;
  return {};
}

struct function_spelling {
  opcode operation = opcode::input;  // input: there is no such function
  int arity = 0;
};

// Written as a function: not by a sign or an index, and not what passes make for themselves.
constexpr bool is_written_as_function(opcode operation) {
  switch (operation) {
    case opcode::add:
    case opcode::subtract:
    case opcode::multiply:
    case opcode::divide:
    case opcode::negate:
    case opcode::power:
    case opcode::integer_power:
    case opcode::less:
    case opcode::less_equal:
    case opcode::equal:
    case opcode::logical_and:
    case opcode::logical_or:
    case opcode::logical_not: return false;
    default: break;
  }
  if (is_array_operation(operation)) return false;
  if (arity_of_function_operand(operation) != 0) return false;  // a user's own function has its own name
  operation_facts const& facts = facts_of(operation);
  bool const has_derivative = facts.derivative != nullptr || facts.pull != nullptr;
  return facts.arity > 0 && has_derivative && facts.expand == nullptr;
}

constexpr function_spelling function_named(std::string_view name) {
  if (name == "square") return {opcode::power, 1};
  if (name == "hadamard") return {opcode::multiply, 2};
  for (int i = 0; i < opcode_count; ++i) {
    opcode const operation = static_cast<opcode>(i);
    if (facts_of(operation).name == name && is_written_as_function(operation)) return {operation, facts_of(operation).arity};
  }
  return {};
}

struct hint {
  std::string_view written, cure;
};
inline constexpr hint operator_hints[] = {{"**", "a power is written x^2, not x**2"},
                                          {"!=", "there is no !=; write !(a == b)"},
                                          {"=", "a comparison is written a == b"},
                                          {"&", "conditions are joined by &&"},
                                          {"|", "conditions are joined by ||; the magnitude of x is abs(x)"},
                                          {"%", "a remainder, a % b, is not among the operations of calx"},
                                          {"!", "a factorial is not among the operations of calx"},
                                          {"[", "an index follows the name of a vec, as in v[3]"}};
inline constexpr hint function_hints[] = {{"ln", "log"},       {"lg", "log10"},      {"arcsin", "asin"},  {"arccos", "acos"},
                                          {"arctan", "atan"},  {"arctan2", "atan2"}, {"arsinh", "asinh"}, {"arcosh", "acosh"},
                                          {"artanh", "atanh"}, {"sgn", "sign"},      {"fabs", "abs"},     {"if", "where"}};

constexpr std::string_view cure_of_operator(std::string_view text) {
  for (hint const& h : operator_hints)
    if (text.substr(0, h.written.size()) == h.written) return h.cure;
  return {};
}
constexpr std::string_view cure_of_function(std::string_view name) {
  for (hint const& h : function_hints)
    if (name == h.written) return h.cure;
  return {};
}

}  // namespace calx::detail
