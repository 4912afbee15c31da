// SPDX-License-Identifier: Apache-2.0
// var<"x">: a scalar variable. vec<"v", N>: a vector of N numbers. mat<"A", R, C>: a matrix of R rows and C columns.
// column<"t">: a column of data, whose length is known when the program runs; mat<"X", dynamic, C>: rows of C numbers each.
// `x = value` makes a binding (expression/binding.hpp).
#pragma once

#include <calx/core/fixed_string.hpp>
#include <calx/expression/binding.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/operation.hpp>

namespace calx {

template <fixed_string Name, class Derived> struct named_input : expression_base<Derived>, capture_storage<double, 0> {
  static constexpr std::string_view name() { return Name.view(); }

  template <class Value> CALX_ALWAYS_INLINE constexpr auto operator=(Value&& value) const {
    return bind<Derived>(static_cast<Value&&>(value));
  }

 protected:
  static constexpr record input_record(calx::array_shape s, bool is_vector = false) {
    record r{};
    r.kind = record::kind_type::variable;
    r.input = {Name.view(), s, is_vector};
    return completed(r);
  }
};

template <fixed_string Name> struct variable : named_input<Name, variable<Name>> {
  using named_input<Name, variable<Name>>::operator=;
  static constexpr record describe() { return variable::input_record(scalar_shape); }
};

template <fixed_string Name, int Size> struct vector_variable : named_input<Name, vector_variable<Name, Size>> {
  using named_input<Name, vector_variable<Name, Size>>::operator=;
  static constexpr record describe() { return vector_variable::input_record(vector_shape(Size), true); }
  static constexpr int size() { return Size; }

  // v[2_c], an element; elements count from 0.
  template <long long I> constexpr auto operator[](exact_constant<I>) const {
    static_assert(I >= 0 && I < Size, "calx: v[i]: the index is not below the length of v");
    return operation<opcode::element, static_cast<int>(I), vector_variable>{};
  }
  template <std::integral Index>
  CALX_REFUSED("calx: v[i]: the index of a vec is an exact constant, as in v[0_c]; a loop over elements is traced code")
  constexpr refused operator[](Index) const {
    return {};
  }
};

inline constexpr int dynamic = -1;

template <fixed_string Name, int Rows, int Columns>
struct matrix_variable : named_input<Name, matrix_variable<Name, Rows, Columns>> {
  static_assert((Rows > 0 || Rows == dynamic) && Columns > 0,
                "calx: mat<name, rows, columns>: 1 or more of each; the number of rows may be calx::dynamic");
  using named_input<Name, matrix_variable<Name, Rows, Columns>>::operator=;
  static constexpr record describe() {
    extent const rows = Rows == dynamic ? extent{1, 0} : extent{0, Rows};
    return matrix_variable::input_record({rows, {0, Columns}}, true);
  }
};

// Columns that meet in an operation have one length.
template <fixed_string Name> struct column_variable : named_input<Name, column_variable<Name>> {
  using named_input<Name, column_variable<Name>>::operator=;
  static constexpr record describe() { return column_variable::input_record(column_shape(1)); }
};

template <fixed_string Name> inline constexpr variable<Name> var{};
template <fixed_string Name, int Size> inline constexpr vector_variable<Name, Size> vec{};
template <fixed_string Name, int Rows, int Columns> inline constexpr matrix_variable<Name, Rows, Columns> mat{};
template <fixed_string Name> inline constexpr column_variable<Name> column{};

template <class T> concept input_expression = expression<T> && requires { std::remove_cvref_t<T>::name(); };
template <class T> concept scalar_variable = input_expression<T> && record_of<std::remove_cvref_t<T>>.input.is_scalar();
// A var or a vec: what a function can be differentiated by.
template <class T> concept differentiable_variable =
    input_expression<T> && !record_of<std::remove_cvref_t<T>>.input.shape.varies();

}  // namespace calx
