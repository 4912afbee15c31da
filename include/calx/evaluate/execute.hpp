// SPDX-License-Identifier: Apache-2.0
// execute<E>(inputs, captured, outputs): runs E's program once, on any number type; on intervals, its graph
// (evaluate/interval.hpp).
//
// Up to `longest_single_chunk` instructions are one straight line that the compiler keeps in registers; longer programs are
// functions of `chunk_length` instructions, so that compile time stays linear in the length (law 4).
#pragma once

#include <calx/evaluate/instruction.hpp>
#include <calx/evaluate/program.hpp>

#include <utility>

namespace calx {

namespace detail {

template <class E, int I>
using own_instruction =
    ins<program_of<E>.code[I].operation, program_of<E>.code[I].payload, program_of<E>.code[I].target,
        program_of<E>.code[I].operands[0], program_of<E>.code[I].operands[1], program_of<E>.code[I].operands[2]>;

// In a program with a user's own function that instruction is spelled by the function's address, too.
template <class E, int I> constexpr external_function const* function_in() {
  instruction const& n = program_of<E>.code[I];
  return is_external(n.operation) ? program_of<E>.constants[n.payload].function : nullptr;
}
template <bool CallsExternal> struct spelling {
  template <class E, int I> using type = own_instruction<E, I>;
};
template <> struct spelling<true> {
  template <class E, int I>
  using type = std::conditional_t<
      function_in<E, I>() == nullptr, own_instruction<E, I>,
      ins_external<function_in<E, I>(), program_of<E>.code[I].operation, program_of<E>.code[I].target,
                   program_of<E>.code[I].operands[0], program_of<E>.code[I].operands[1], program_of<E>.code[I].operands[2]>>;
};
template <class E, int I> using instruction_of = typename spelling<calls_external<E>>::template type<E, I>;

// At most this many terms in one fold: clang stops at 256.
inline constexpr int fold_length = 64;

template <class E, int First, class Real, int... I>
CALX_ALWAYS_INLINE constexpr void run_fold(frame<Real> const& f, std::integer_sequence<int, I...>) {
  (instruction_of<E, First + I>::template run<Real>(f), ...);
}

template <class E, int First, int Last, class Real> CALX_ALWAYS_INLINE constexpr void run_range(frame<Real> const& f) {
  if constexpr (Last - First <= fold_length) {
    run_fold<E, First>(f, std::make_integer_sequence<int, Last - First>{});
  } else {
    constexpr int middle = First + (Last - First) / 2;
    run_range<E, First, middle>(f);
    run_range<E, middle, Last>(f);
  }
}

// A part of a long program, as a function of its own; equal parts of different programs are one function.
// Pointers, not a frame: they travel in registers, and do not alias.
template <int Architecture, int Locals, class... Instructions> struct chunk {
  template <class Real>
  CALX_NEVER_INLINE static constexpr void run(Real* CALX_RESTRICT shared, Real const* CALX_RESTRICT inputs,
                                              Real const* CALX_RESTRICT captured, Real const* CALX_RESTRICT constants,
                                              Real* CALX_RESTRICT outputs) {
    Real locals[Locals > 0 ? Locals : 1];
    frame<Real> const f{locals, shared, inputs, captured, constants, outputs};
    (Instructions::template run<Real>(f), ...);
  }
};

template <class E, int First, class Real, int... I>
CALX_ALWAYS_INLINE constexpr void run_chunk(frame<Real> const& f, std::integer_sequence<int, I...>) {
  chunk<CALX_ARCHITECTURE, program_of<E>.locals, instruction_of<E, First + I>...>::template run<Real>(
      f.shared, f.inputs, f.captured, f.constants, f.outputs);
}

template <class E, int First, int Last, class Real> CALX_ALWAYS_INLINE constexpr void run_chunks(frame<Real> const& f) {
  if constexpr (Last - First <= chunk_length) {
    run_chunk<E, First>(f, std::make_integer_sequence<int, Last - First>{});
  } else {
    constexpr int chunks = (Last - First + chunk_length - 1) / chunk_length;
    constexpr int middle = First + chunks / 2 * chunk_length;
    run_chunks<E, First, middle>(f);
    run_chunks<E, middle, Last>(f);
  }
}

// An output that is an input, a constant or another output.
template <int Code, int Position, class Real> CALX_ALWAYS_INLINE constexpr void copy_output(frame<Real> const& f) {
  if constexpr (Code >= 0) f.outputs[Position] = f.template read<Code>();
}

template <class E, int First, int Last, class Real> CALX_ALWAYS_INLINE constexpr void copy_outputs(frame<Real> const& f) {
  if constexpr (Last - First == 1) {
    copy_output<program_of<E>.outputs[First], First>(f);
  } else if constexpr (Last > First) {
    constexpr int middle = First + (Last - First) / 2;
    copy_outputs<E, First, middle>(f);
    copy_outputs<E, middle, Last>(f);
  }
}

template <class E, class Real, int... Constant>
CALX_ALWAYS_INLINE constexpr void execute_program(Real const* inputs, Real const* captured, Real* outputs,
                                                  std::integer_sequence<int, Constant...>) {
  constexpr auto const& p = program_of<E>;
  Real const constants[sizeof...(Constant) + 1] = {rows_for<Real>::constant(p.constants[Constant])..., Real(0)};
  Real shared[p.shared > 0 ? p.shared : 1];
  if constexpr (p.length <= longest_single_chunk) {
    Real locals[p.locals > 0 ? p.locals : 1];
    frame<Real> const f{locals, shared, inputs, captured, constants, outputs};
    run_range<E, 0, p.length>(f);
    copy_outputs<E, 0, p.output_count>(f);
  } else {
    frame<Real> const f{nullptr, shared, inputs, captured, constants, outputs};
    run_chunks<E, 0, p.length>(f);
    copy_outputs<E, 0, p.output_count>(f);
  }
}

}  // namespace detail

// core/interval.hpp; evaluate/interval.hpp.
struct interval;
template <class E> struct interval_evaluator;
template <class E> concept intervals_are_included = requires { sizeof(interval_evaluator<E>); };

template <class E, class Real>
CALX_ALWAYS_INLINE constexpr void execute(Real const* inputs, Real const* captured, Real* outputs) {
  if constexpr (requires { E::compute(inputs, captured, outputs); }) {  // what is no straight line of code
    E::compute(inputs, captured, outputs);
  } else if constexpr (std::is_same_v<Real, interval>) {
    static_assert(intervals_are_included<E>,
                  "calx: to evaluate on intervals, #include <calx/calx.hpp> or <calx/evaluate/interval.hpp>");
    if constexpr (intervals_are_included<E>) interval_evaluator<E>::run(inputs, captured, outputs);
  } else {
    using constants = std::make_integer_sequence<int, program_of<E>.constant_count>;
    detail::execute_program<E, Real>(inputs, captured, outputs, constants{});
  }
}

}  // namespace calx
