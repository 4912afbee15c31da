// SPDX-License-Identifier: Apache-2.0
// execute<E>(inputs, captured, outputs): runs E's program once, on any number type.
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
using instruction_of =
    ins<program_of<E>.code[I].operation, program_of<E>.code[I].payload, program_of<E>.code[I].target,
        program_of<E>.code[I].operands[0], program_of<E>.code[I].operands[1], program_of<E>.code[I].operands[2]>;

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
  Real const constants[sizeof...(Constant) + 1] = {p.constants[Constant].template to<Real>()..., Real(0)};
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

template <class E, class Real>
CALX_ALWAYS_INLINE constexpr void execute(Real const* inputs, Real const* captured, Real* outputs) {
  detail::execute_program<E, Real>(inputs, captured, outputs, std::make_integer_sequence<int, program_of<E>.constant_count>{});
}

}  // namespace calx
