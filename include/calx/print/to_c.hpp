// SPDX-License-Identifier: Apache-2.0
// to_c<"name">(f): the C function that computes f, an expression or a bundle (a gradient, a Hessian, a vector), as text: the
// instructions that evaluation runs, one constant each. A constant expression; converts to std::string_view and std::string.
// to_c<"name", float>(f): the same in float. The name is "f" if none is given.
//
//   double f(double a, double const v[3])               an expression; parameters in order of name, vecs as arrays
//   void g(double x, double y, double out[2])           a bundle: its numbers in the order in which evaluation gives them:
//                                                       value, gradient, rows of the Hessian or Jacobian
//   void h(double const v[3], double out[3])            an elementwise operation on a vec
//
// What the text promises:
//   - It is C99 (-pedantic), C++ and CUDA; includes <math.h> and, where the slope of a power needs it, <float.h>.
//   - Functions that C lacks are static functions in front; several texts can stand in one file. CALX_FUNCTION stands before
//     each function: nothing, unless it is defined before the text, as `__host__ __device__` for CUDA.
//   - Bit for bit the numbers of f(x = 1.0, ...) at run time: operations, their order and constants are the same. Both must be
//     compiled without contraction of a*b + c (-ffp-contract=off) or with the same, and call the same C library. Values may
//     differ in the sign and payload of a NaN. Excess precision (FLT_EVAL_METHOD other than 0) and -ffast-math void this.
//   - It allocates nothing and keeps no state. `out` must not overlap a vec that is read. A column stands for its number in one
//     row.
//   - A user's own function (calx::primitive) is called by its name: it is declared before the text.
//   - A captured number is written out, with the digits that read back. Names that C does not allow change: x' to x_, a Greek
//     letter to u and its code point, double to double_.
//
// Cost: linear in the text. Functions of some 60 operations within the compilers' default limits, longer ones with calx::large.
#pragma once

#include <calx/evaluate/evaluate.hpp>
#include <calx/print/c_code.hpp>
#include <calx/print/to_string.hpp>

namespace calx {

namespace detail {

template <class E>
CALX_ALWAYS_INLINE constexpr c_source source_of(std::string_view name, auto const& program, function_view const& f,
                                                std::string_view names) {
  constexpr bool is_bundle = requires(int const* outputs) { E::template result<int>(outputs); };
  c_source source;
  source.name = name;
  source.code = program.code, source.length = program.length;
  source.constants = program.constants;
  source.outputs = program.outputs, source.output_count = program.output_count;
  source.locals = program.locals, source.shared = program.shared;
  source.inputs = f.inputs, source.input_count = f.input_count;
  source.returns_value = !is_bundle && form_of<E> != array_form::elements;
  source.output_names = names;
  return source;
}

// Of a copy: it needs no more than the names of the inputs.
template <int Count> struct copied_inputs {
  input_info inputs[Count + 1];

  constexpr explicit copied_inputs(function_view const& f) : inputs{} {
    for (int i = 0; i < Count; ++i) inputs[i] = f.inputs[i];
  }
  constexpr function_view view() const { return {{}, inputs, Count, 0}; }
};

namespace link_calx_large_to_raise_limits_of_the_compiler {
template <class Real> constexpr int length_of_c(c_source const& f) {
  character_count count;
  write_c<Real>(count, f, longest_numbers{});
  return count.length;
}
template <int Length, class Real> constexpr auto constant_c(c_source const& f) {
  text_sink<Length> sink;
  write_c<Real>(sink, f, longest_numbers{});
  return sink.written;
}
}  // namespace link_calx_large_to_raise_limits_of_the_compiler

template <class E, fixed_string Name, class Real> struct c_text {
  static constexpr c_source source = source_of<E>(Name.view(), program_of<E>, scalars_of<E>, element_names_of<E>);
  static constexpr int length = link_calx_large_to_raise_limits_of_the_compiler::length_of_c<Real>(source);
};
template <class E, fixed_string Name, class Real>
inline constexpr auto c_text_of =
    link_calx_large_to_raise_limits_of_the_compiler::constant_c<c_text<E, Name, Real>::length, Real>(
        c_text<E, Name, Real>::source);

template <class Real> inline constexpr bool is_c_number = std::is_same_v<Real, double> || std::is_same_v<Real, float>;

template <int Capacity, class Real, class Stored>
constexpr text<Capacity> captured_c(c_source const& f, Stored const* numbers) {
  text_sink<Capacity> sink;
  write_c<Real>(sink, f, number_at<Stored>{numbers});
  return sink.written;
}

}  // namespace detail

// Inlined, and with copies of the constants, as to_string.
template <fixed_string Name = "f", class Real = double, evaluable E>
  requires(detail::is_c_function_name(Name.view()) && detail::is_c_number<Real>)
CALX_ALWAYS_INLINE constexpr auto to_c([[maybe_unused]] E const& f) {
  if constexpr (detail::captures_of<E> == 0) {
    constexpr auto copy = detail::c_text_of<E, Name, Real>;
    return copy;
  } else {
    constexpr auto program = program_of<E>;
    constexpr auto inputs = detail::copied_inputs<scalars_of<E>.input_count>(scalars_of<E>);
    constexpr auto names = element_names_of<E>;
    constexpr int capacity = detail::c_text<E, Name, Real>::length;
    return detail::captured_c<capacity, Real>(detail::source_of<E>(Name.view(), program, inputs.view(), names), f.numbers);
  }
}

template <fixed_string Name, class Real = double, evaluable E>
  requires(!detail::is_c_function_name(Name.view()))
CALX_REFUSED(
    "calx: to_c<name>(f): not a name that a C function can have: letters, digits and _; no keyword, no function of math.h")
constexpr refused to_c(E const&) {
  return {};
}
template <fixed_string Name, class Real, evaluable E>
  requires(detail::is_c_function_name(Name.view()) && !detail::is_c_number<Real>)
CALX_REFUSED("calx: to_c<name, Real>(f): Real is double or float")
constexpr refused to_c(E const&) {
  return {};
}
template <fixed_string Name = "f", class Real = double, class F>
  requires(!evaluable<F>)
CALX_REFUSED("calx: to_c(f): f is an expression or a bundle, such as gradient(f, x); a condition stands inside where(c, a, b)")
constexpr refused to_c(F const&) {
  return {};
}

}  // namespace calx
