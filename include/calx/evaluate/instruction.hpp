// SPDX-License-Identifier: Apache-2.0
// ins<operation, payload, target, a, b, c>: one instruction as a type spelled by numbers, shared by all functions (law 4).
// The codes say where operands and target stand (transform/schedule.hpp). One generic body serves every number type.
#pragma once

#include <calx/core/config.hpp>
#include <calx/op/table.hpp>
#include <calx/transform/schedule.hpp>

namespace calx {

// How the rows compute on a number type: as they are, but for batches of numbers (evaluate/batch_rows.hpp).
template <class Real> struct rows_for {
  template <opcode Operation> using type = row<Operation>;
  template <class Primitive, class... Arguments> CALX_ALWAYS_INLINE static constexpr Real external(Arguments const&... x) {
    return Primitive::template value<Real>(x...);
  }
  static constexpr Real constant(number const& c) { return c.template to<Real>(); }
};

// Where the values of one evaluation stand.
template <class Real> struct frame {
  Real* locals;
  Real* shared;
  Real const* inputs;
  Real const* captured;
  Real const* constants;
  Real* outputs;

  template <int Code> CALX_ALWAYS_INLINE constexpr decltype(auto) read() const {
    constexpr location l = decode(Code);
    if constexpr (l.where == place::local) return (locals[l.position]);
    else if constexpr (l.where == place::shared) return (shared[l.position]);
    else if constexpr (l.where == place::input) return (inputs[l.position]);
    else if constexpr (l.where == place::captured) return (captured[l.position]);
    else if constexpr (l.where == place::constant) return (constants[l.position]);
    else if constexpr (l.where == place::output) return (outputs[l.position]);
    else if constexpr (l.where == place::number_pi) return rows_for<Real>::template type<opcode::pi>::template value<Real>();
    else return rows_for<Real>::template type<opcode::e>::template value<Real>();
  }
  template <int Code> CALX_ALWAYS_INLINE constexpr Real& target() const {
    constexpr location l = decode(Code);
    if constexpr (l.where == place::local) return locals[l.position];
    else if constexpr (l.where == place::shared) return shared[l.position];
    else return outputs[l.position];
  }
};

template <class Real, opcode Operation>
inline constexpr bool has_value_in = !std::is_same_v<Real, rational> || row<Operation>::evaluate_exactly;

template <opcode Operation, int Payload, int Target, int A, int B, int C> struct ins {
  template <class Real> CALX_ALWAYS_INLINE static constexpr void run(frame<Real> const& f) {
    using r = typename rows_for<Real>::template type<Operation>;
    static_assert(has_value_in<Real, Operation>,
                  "calx: evaluate: this operation has no exact rational value; give floating-point values");
    if constexpr (!has_value_in<Real, Operation>)
      ;
    else if constexpr (requires(Real const& x) { r::template value<Payload, Real>(x); })
      f.template target<Target>() = r::template value<Payload, Real>(f.template read<A>());
    else if constexpr (r::arity == 1) f.template target<Target>() = r::template value<Real>(f.template read<A>());
    else if constexpr (r::arity == 2)
      f.template target<Target>() = r::template value<Real>(f.template read<A>(), f.template read<B>());
    else
      f.template target<Target>() = r::template value<Real>(f.template read<A>(), f.template read<B>(), f.template read<C>());
  }
};

// The same for a user's own function; its value is the user's code, inlined. Operand 0 is its name, but in external_three the
// first argument.
template <external_function const* Function, opcode Operation, int Target, int A, int B, int C> struct ins_external {
  template <class Real> CALX_ALWAYS_INLINE static constexpr void run(frame<Real> const& f) {
    using primitive = decltype(primitive_of(external_tag<Function>{}));
    if constexpr (Operation == opcode::external)
      f.template target<Target>() = rows_for<Real>::template external<primitive>(f.template read<B>());
    else if constexpr (Operation == opcode::external_two)
      f.template target<Target>() = rows_for<Real>::template external<primitive>(f.template read<B>(), f.template read<C>());
    else
      f.template target<Target>() =
          rows_for<Real>::template external<primitive>(f.template read<A>(), f.template read<B>(), f.template read<C>());
  }
};

}  // namespace calx
