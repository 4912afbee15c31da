// SPDX-License-Identifier: Apache-2.0
// Evaluation: f(x = 1.0, y = 2.0).
//
// Values go by name, in any order; values for variables that do not occur are fine (derivatives lose variables). A vec takes
// anything of its length with an index: std::array, C array, std::vector, std::span. The number type is the common type of the
// values: float, double, long double, calx::rational where the function allows it, Boost.Multiprecision numbers, intervals
// (evaluate/interval.hpp).
// A value that is an expression substitutes: f(x = sin(t)) is an expression. A Boost.Hana tuple of bindings, or map from
// variable type to value, stands for its bindings.
// An elementwise operation on a vec<"v", N> evaluates to a std::array of N numbers.
// Columns make the result a std::vector, one row each: evaluate/columns.hpp.
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/evaluate/execute.hpp>
#include <calx/evaluate/fault.hpp>
#include <calx/evaluate/number_type.hpp>
#include <calx/evaluate/policy.hpp>
#include <calx/expression/substitute.hpp>
#include <calx/expression/variables.hpp>

#include <boost/hana/map.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <array>

namespace calx {

// Defined in evaluate/columns.hpp.
template <class E> struct column_evaluator;
template <class E> concept columns_are_included = requires { sizeof(column_evaluator<E>); };

// Defined in evaluate/arrays.hpp.
template <class E> struct array_evaluator;
template <class E> concept loops_are_included = requires { sizeof(array_evaluator<E>); };

// Defined in evaluate/series.hpp.
template <class E> struct series_evaluator;
template <class E> concept series_are_included = requires { sizeof(series_evaluator<E>); };

namespace detail {

template <class E> constexpr bool has_columns() {
  for (int i = 0; i < function_of<E>.input_count; ++i)
    if (function_of<E>.inputs[i].shape.varies()) return true;
  return false;
}

template <class E> constexpr int offset_of_input(int input) { return argument_offsets(scalars_of<E>)[input]; }
template <class E, int Input> inline constexpr int argument_offset = offset_of_input<E>(Input);
template <class E> inline constexpr int argument_count = offset_of_input<E>(scalars_of<E>.input_count);

// Which binding has the name of input `Input`; -1: none.
template <class E, int Input, class... Bindings> constexpr int binding_for() {
  int which = -1, i = 0;
  ((which = Bindings::variable_type::name() == function_of<E>.inputs[Input].name ? i : which, ++i), ...);
  return which;
}

template <int Which, class First, class... Rest>
CALX_ALWAYS_INLINE constexpr auto const& select(First const& first, Rest const&... rest) {
  if constexpr (Which == 0) return first;
  else return select<Which - 1>(rest...);
}

template <class Real, class Value> CALX_ALWAYS_INLINE constexpr Real as_number(Value const& value) {
  if constexpr (std::is_same_v<Real, rational> && std::is_floating_point_v<Value>) return rational::from_floating(value);
  else return static_cast<Real>(value);
}

// A matrix is an array of rows, has rows(), cols() and m(i, j), or is flat, row by row.
template <class Value> concept matrix_object = requires(Value const& m) { m.rows(), m.cols(), m(0, 0); };
template <class Value> concept array_of_rows = container<Value> && requires(Value const& m) { m[0][0]; };

template <std::size_t Columns, class Value>
CALX_ALWAYS_INLINE constexpr decltype(auto) element_at(Value const& value, std::size_t i) {
  if constexpr (Columns > 1 && array_of_rows<Value>) return value[i / Columns][i % Columns];
  else return value[i];
}
template <std::size_t Columns, matrix_object Value>
CALX_ALWAYS_INLINE constexpr auto element_at(Value const& value, std::size_t i) {
  if constexpr (Columns > 1) return value(static_cast<int>(i / Columns), static_cast<int>(i % Columns));
  else return value.cols() == 1 ? value(static_cast<int>(i), 0) : value(0, static_cast<int>(i));
}

template <int Rows, int Columns, class Value> CALX_ALWAYS_INLINE constexpr void require_size(Value const& value) {
  constexpr auto rows = static_cast<std::size_t>(Rows), columns = static_cast<std::size_t>(Columns);
  if constexpr (Columns == 1) {
    if (length_of(value) != rows) refuse("calx: evaluate: a vector value has not the length of its variable");
  } else if constexpr (matrix_object<Value>) {
    if (static_cast<std::size_t>(value.rows()) != rows || static_cast<std::size_t>(value.cols()) != columns)
      refuse("calx: evaluate: a matrix value has not the rows and columns of its variable");
  } else if constexpr (array_of_rows<Value>) {
    bool fits = length_of(value) == rows;
    for (std::size_t i = 0; i < rows && fits; ++i) fits = length_of(value[i]) == columns;
    if (!fits) refuse("calx: evaluate: a matrix value has not the rows and columns of its variable");
  } else {
    if (length_of(value) != rows * columns)
      refuse("calx: evaluate: a matrix value has not the rows and columns of its variable");
  }
}

// to[i] = from(i) for i < Size. Without a loop where that keeps short arrays in registers: g++ turns the loop into a vector
// copy through memory.
template <std::size_t Size, class Real, class From> CALX_ALWAYS_INLINE constexpr void copy_numbers(Real* to, From const& from) {
  if constexpr (Size <= 64)
    [&]<std::size_t... I>(std::index_sequence<I...>) { ((to[I] = from(I)), ...); }(std::make_index_sequence<Size>{});
  else
    for (std::size_t i = 0; i < Size; ++i) to[i] = from(i);
}

template <class E, int Input, class Real, class... Bindings>
CALX_ALWAYS_INLINE constexpr void read_input(Real* inputs, Bindings const&... bindings) {
  constexpr input_info const& input = scalars_of<E>.inputs[Input];
  constexpr int which = binding_for<E, Input, Bindings...>();
  if constexpr (which >= 0) {
    auto const& value = select<which>(bindings...).value();
    constexpr int offset = argument_offset<E, Input>;
    if constexpr (input.is_scalar()) {
      inputs[offset] = as_number<Real>(value);
    } else {
      constexpr std::size_t columns = static_cast<std::size_t>(input.shape.columns.count);
      constexpr std::size_t size = static_cast<std::size_t>(element_count(input.shape));
      require_size<input.shape.rows.count, input.shape.columns.count>(value);
      copy_numbers<size>(inputs + offset, [&](std::size_t i) { return as_number<Real>(element_at<columns>(value, i)); });
    }
  }
}

template <class E, class Real, int... Input, class... Bindings>
CALX_ALWAYS_INLINE constexpr void read_inputs([[maybe_unused]] Real* inputs, std::integer_sequence<int, Input...>,
                                              [[maybe_unused]] Bindings const&... bindings) {
  (read_input<E, Input>(inputs, bindings...), ...);
}

// The captured numbers of the object, in the evaluation's number type.
template <class Real, class E> CALX_ALWAYS_INLINE constexpr void read_captures(Real* captured, E const& f) {
  if constexpr (captures_of<E> == 0) captured[0] = Real(0);  // a chunk is passed the array in any case
  if constexpr (captures_of<E> > 0)
    for (int i = 0; i < captures_of<E>; ++i) captured[i] = as_number<Real>(f.numbers[i]);
}

// A number, an array, or an array of rows.
template <int Rows, int Columns, class Real> CALX_ALWAYS_INLINE constexpr auto array_of(Real const* from) {
  constexpr auto rows = static_cast<std::size_t>(Rows), columns = static_cast<std::size_t>(Columns);
  if constexpr (Rows == 1 && Columns == 1) {
    return *from;
  } else if constexpr (Columns == 1) {
    std::array<Real, rows> block;
    copy_numbers<rows>(block.data(), [&](std::size_t i) { return from[i]; });
    return block;
  } else {
    std::array<std::array<Real, columns>, rows> block;
    for (std::size_t i = 0; i < rows; ++i)
      copy_numbers<columns>(block[i].data(), [&](std::size_t j) { return from[i * columns + j]; });
    return block;
  }
}

// What the outputs look like to the caller: a number, or what the verb says.
template <class E, class Real> CALX_ALWAYS_INLINE constexpr auto packaged(Real const* outputs) {
  if constexpr (requires { E::template result<Real>(outputs); }) {
    return E::template result<Real>(outputs);
  } else if constexpr (form_of<E> == array_form::elements) {
    constexpr array_shape s = function_of<E>.graph[function_of<E>.graph.outputs[0]].shape;
    return array_of<s.rows.count, s.columns.count>(outputs);
  } else {
    return outputs[0];
  }
}

// One long vec, whose value lies in memory as the program wants it, is not copied.
template <class E, class Real, class... Bindings> constexpr bool reads_in_place() {
  if constexpr (scalars_of<E>.input_count == 1 && argument_count<E> > 64 && is_one(scalars_of<E>.inputs[0].shape.columns)) {
    constexpr int which = binding_for<E, 0, Bindings...>();
    if constexpr (which >= 0) {
      using value_type = std::remove_cvref_t<decltype(select<which>(std::declval<Bindings const&>()...).value())>;
      return requires(value_type const& v) {
        { v.data() } -> std::convertible_to<Real const*>;
      };
    }
  }
  return false;
}

template <class E, class Real, class... Bindings>
CALX_ALWAYS_INLINE constexpr void run_once(Real* outputs, Real const* captured, Bindings const&... bindings) {
  if constexpr (reads_in_place<E, Real, Bindings...>()) {
    auto const& value = select<binding_for<E, 0, Bindings...>()>(bindings...).value();
    require_size<argument_count<E>, 1>(value);
    calx::execute<E, Real>(value.data(), captured, outputs);
  } else {
    Real inputs[argument_count<E> > 0 ? argument_count<E> : 1];
    read_inputs<E>(inputs, std::make_integer_sequence<int, scalars_of<E>.input_count>{}, bindings...);
    calx::execute<E, Real>(inputs, captured, outputs);
  }
}

// An expression may be another one when it is evaluated, as a polynomial has Horner's form then.
template <class E> constexpr auto type_when_evaluated() {
  if constexpr (requires(E const& f) { f.evaluated(); })
    return std::type_identity<decltype(std::declval<E const&>().evaluated())>{};
  else return std::type_identity<E>{};
}
template <class E> using evaluated_type = typename decltype(type_when_evaluated<E>())::type;

// One number for each row: loops over arrays are faster than one row after the other.
template <class E, class... Bindings> constexpr bool is_column_of_floats() {
  if constexpr (form_of<E> != array_form::one_row || !expression<E> || !loops_are_included<E> ||
                !has_arrays(function_of<E>.graph))
    return false;
  else return std::is_floating_point_v<number_type<typename Bindings::value_type...>> && !calls_external<E>;
}

template <class Policy, class E, class... Bindings>
CALX_ALWAYS_INLINE constexpr auto evaluate([[maybe_unused]] Policy const& policy, E const& f, Bindings const&... bindings) {
  if constexpr (requires { f.evaluated(); }) {  // the same function in a form that is better computed
    return evaluate(policy, f.evaluated(), bindings...);
  } else if constexpr (form_of<E> == array_form::loops || is_column_of_floats<E, Bindings...>()) {
    static_assert(loops_are_included<E>,
                  "calx: to evaluate over arrays, #include <calx/calx.hpp> or <calx/evaluate/arrays.hpp>");
    return array_evaluator<E>::call(f, policy, bindings...);
  } else if constexpr (has_columns<E>()) {
    static_assert(columns_are_included<E>,
                  "calx: to evaluate over columns, #include <calx/calx.hpp> or <calx/evaluate/columns.hpp>");
    return column_evaluator<E>::call(f, bindings...);
  } else {
    using Real = number_type<typename Bindings::value_type...>;
    Real captured[captures_of<E> > 0 ? captures_of<E> : 1];
    read_captures(captured, f);
    Real outputs[scalars_of<E>.graph.output_count];
    run_once<E>(outputs, captured, bindings...);
    return packaged<E, Real>(outputs);
  }
}

template <class Type, class Value>
constexpr binding<std::remove_cv_t<typename Type::type>, Value const&> binding_of(boost::hana::pair<Type, Value> const& p) {
  return {{}, boost::hana::second(p)};
}
template <binding_type B> constexpr B const& binding_of(B const& b) { return b; }

template <class T>
inline constexpr bool is_hana_container = std::is_same_v<typename boost::hana::tag_of<T>::type, boost::hana::tuple_tag> ||
                                          std::is_same_v<typename boost::hana::tag_of<T>::type, boost::hana::map_tag>;

}  // namespace detail

template <class E> struct evaluator {
  template <class... Arguments> static constexpr auto fault_of_call() {
    if constexpr ((evaluation_policy<Arguments> || ...)) return fault_without_first<Arguments...>();
    else if constexpr ((binding_type<Arguments> && ...))
      return detail::fault_of_bindings<detail::evaluated_type<E>, Arguments...>();
    else if constexpr (sizeof...(Arguments) == 1 && (detail::is_hana_container<Arguments> && ...))
      return no_fault{};  // the call with what is in it is checked
    else return no_name{};
  }

  template <binding_type... Bindings> CALX_ALWAYS_INLINE static constexpr auto call(E const& f, Bindings const&... bindings) {
    if constexpr ((detail::is_substituted<Bindings> || ...)) {
      return substitute(f, bindings...);
    } else if constexpr ((truncated_series<typename Bindings::value_type> || ...)) {
      static_assert(series_are_included<E>,
                    "calx: to evaluate on series, #include <calx/calx.hpp> or <calx/evaluate/series.hpp>");
      return series_evaluator<E>::call(f, bindings...);
    } else {
      return detail::evaluate(loop_policy<>{}, f, bindings...);
    }
  }
  template <evaluation_policy First, class... Rest>
  CALX_ALWAYS_INLINE static constexpr auto call(E const& f, First const& first, Rest const&... rest) {
    return with_policies(f, detail::with_policy(loop_policy<>{}, first), rest...);
  }
  template <class Container>
    requires detail::is_hana_container<Container>
  static constexpr auto call(E const& f, Container const& bindings) {
    return boost::hana::unpack(bindings, [&](auto const&... b) { return f(detail::binding_of(b)...); });
  }

 private:
  // Policies come first.
  template <class First, class... Rest> static constexpr auto fault_without_first() {
    if constexpr (evaluation_policy<First>) return fault_of_call<Rest...>();
    else return no_name{};
  }
  template <class Policy, evaluation_policy Next, class... Rest>
  CALX_ALWAYS_INLINE static constexpr auto with_policies(E const& f, Policy const& policy, Next const& next,
                                                         Rest const&... rest) {
    return with_policies(f, detail::with_policy(policy, next), rest...);
  }
  template <class Policy, binding_type... Bindings>
  CALX_ALWAYS_INLINE static constexpr auto with_policies(E const& f, Policy const& policy, Bindings const&... bindings) {
    return detail::evaluate(policy, f, bindings...);
  }
};

}  // namespace calx
