// SPDX-License-Identifier: Apache-2.0
// program_of<E>: the instructions that compute E, as a constant: its graph after the evaluation passes, scheduled.
#pragma once

#include <calx/evaluate/scalars.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/schedule.hpp>

namespace calx {

namespace detail {

enum class preparation : std::uint8_t {
  full,       // a function as a user wrote it
  result,     // a verb's result: its passes simplify, and may do more
  as_written  // the user asks for it exactly as spelled
};
template <class E> constexpr preparation preparation_of() {
  if constexpr (requires { requires E::as_written; }) return preparation::as_written;
  else if constexpr (requires { requires E::pipeline::derived; }) return preparation::result;
  else return preparation::full;
}

struct scheduled_function {
  calx::program code;
  graph optimized;
  int captures = 0;
};

// Arguments lie in one flat array, input after input, in order of name; of a column, the number in the current row.
constexpr buffer<int> argument_offsets(function_view const& f) {
  buffer<int> offsets;
  int next = 0;
  for (int i = 0; i < f.input_count; ++i) {
    offsets.push(next);
    next += f.inputs[i].shape.varies() ? 1 : element_count(f.inputs[i].shape);
  }
  offsets.push(next);
  return offsets;
}

// Where the arguments hold the input, or element of an input, that a node of g is; -1 for others.
constexpr buffer<int> argument_positions(graph_view g, function_view const& f) {
  buffer<int> const offsets = argument_offsets(f);
  buffer<int> argument_of(g.size, -1);
  for (int i = 0; i < g.size; ++i) {
    node const& n = g[i];
    if (n.operation == opcode::input) argument_of[i] = offsets[n.payload];
    if (n.operation == opcode::element && g[n.operands[0]].operation == opcode::input)
      argument_of[i] = offsets[g[n.operands[0]].payload] + n.payload;
  }
  return argument_of;
}

constexpr scheduled_function scheduled(function_view const& f, preparation how) {
  graph optimized;
  switch (how) {
    case preparation::full: optimized = run_passes(evaluation_passes, f.graph); break;
    case preparation::result: optimized = run_passes(result_passes, f.graph); break;
    case preparation::as_written: optimized = prune(f.graph); break;
  }
  buffer<int> const argument_of = argument_positions(optimized.view(), f);
  program code = schedule(optimized.view(), argument_of);
  return {static_cast<program&&>(code), static_cast<graph&&>(optimized), f.captures};
}

template <int Instructions, int Constants, int Outputs> struct program_storage {
  instruction code[Instructions > 0 ? Instructions : 1]{};
  number constants[Constants > 0 ? Constants : 1]{};
  int outputs[Outputs > 0 ? Outputs : 1]{};
  int length = 0, constant_count = 0, output_count = 0, locals = 0, shared = 0;

  constexpr bool fits() const { return length <= Instructions && constant_count <= Constants && output_count <= Outputs; }
  constexpr void fill(instruction const* instructions, number const* numbers, int const* where) {
    for (int i = 0; i < length; ++i) code[i] = instructions[i];
    for (int i = 0; i < constant_count; ++i) constants[i] = numbers[i];
    for (int i = 0; i < output_count; ++i) outputs[i] = where[i];
  }
};

template <int Instructions, int Constants, int Outputs> constexpr auto stored_program(scheduled_function const& s) {
  program_storage<Instructions, Constants, Outputs> p;
  p.length = s.code.code.size();
  p.constant_count = s.optimized.constants.size();
  p.output_count = s.code.outputs.size();
  p.locals = s.code.locals;
  p.shared = s.code.shared;
  if (p.fits()) p.fill(s.code.code.data(), s.optimized.constants.data(), s.code.outputs.data());
  return p;
}
template <int Instructions, int Constants, int Outputs, class Storage> constexpr auto shortened(Storage const& from) {
  program_storage<Instructions, Constants, Outputs> p;
  p.length = Instructions, p.constant_count = Constants, p.output_count = Outputs;
  p.locals = from.locals, p.shared = from.shared;
  p.fill(from.code, from.constants, from.outputs);
  return p;
}

// What could be constants are parameters, and the namespace speaks, as in expression/freeze.hpp.
namespace link_calx_large_to_raise_limits_of_the_compiler {
template <class E> constexpr auto first_schedule(function_view const& f) {
  constexpr graph_view g = scalars_of<E>.graph;
  return stored_program<g.size + 64, g.constant_count + 64, g.output_count>(scheduled(f, preparation_of<E>()));
}
}  // namespace link_calx_large_to_raise_limits_of_the_compiler
template <class E> struct program_trial {
  static constexpr function_view const& function = scalars_of<E>;
  static constexpr auto value = link_calx_large_to_raise_limits_of_the_compiler::first_schedule<E>(function);
};
template <class E> constexpr auto exact_program(function_view const& f) {
  constexpr auto const& t = program_trial<E>::value;
  if constexpr (t.fits()) return shortened<t.length, t.constant_count, t.output_count>(t);
  else return stored_program<t.length, t.constant_count, t.output_count>(scheduled(f, preparation_of<E>()));
}

}  // namespace detail

template <class E> inline constexpr auto program_of = detail::exact_program<E>(scalars_of<E>);

namespace detail {
constexpr bool any_function(number const* constants, int count) {
  for (int i = 0; i < count; ++i)
    if (constants[i].function != nullptr) return true;
  return false;
}
}  // namespace detail

// Does the program call a user's own function?
template <class E>
inline constexpr bool calls_external = detail::any_function(program_of<E>.constants, program_of<E>.constant_count);

}  // namespace calx
