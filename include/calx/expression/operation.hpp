// SPDX-License-Identifier: Apache-2.0
// operation<opcode, payload, operands...>: an operation applied to expressions.
#pragma once

#include <calx/expression/capture.hpp>

namespace calx {

template <opcode Operation, int Payload, class... Operands>
struct operation : expression_base<operation<Operation, Payload, Operands...>>,
                   capture_storage<detail::common_storage<Operands...>, (record_of<Operands>.captures + ...)> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::operation;
    r.operation = Operation;
    r.payload = Payload;
    r.operands = records_of<Operands...>;
    r.operand_count = sizeof...(Operands);
    return completed(r);
  }
};

// The same for operations on arrays, whose result has a shape by a rule.
template <opcode Operation, shape_rule Rule, int Rows, int Payload, class... Operands>
struct array_expression : expression_base<array_expression<Operation, Rule, Rows, Payload, Operands...>>,
                          capture_storage<detail::common_storage<Operands...>, (record_of<Operands>.captures + ... + 0)> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::operation;
    r.operation = Operation;
    r.payload = Payload;
    r.rule = Rule;
    r.rows = Rows;
    r.operands = records_of<Operands...>;
    r.operand_count = sizeof...(Operands);
    return completed(r);
  }
};
template <opcode Operation, shape_rule Rule, int Rows = 0, int Payload = 0, operand... T>
CALX_ALWAYS_INLINE constexpr auto apply_to_array(T const&... operands) {
  return combined<array_expression<Operation, Rule, Rows, Payload, expression_of<T>...>>(as_expression(operands)...);
}

// The operation on what the user wrote: expressions as they are, bare numbers captured.
template <opcode Operation, int Payload = 0, operand... T> CALX_ALWAYS_INLINE constexpr auto apply(T const&... operands) {
  using result = operation<Operation, Payload, expression_of<T>...>;
  static_assert(
      record_of<result>.fits_together,
      "calx: an elementwise operation on arrays that differ in rows or columns; only a single row or column is repeated");
  return combined<result>(as_expression(operands)...);
}

}  // namespace calx
