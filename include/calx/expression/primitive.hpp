// SPDX-License-Identifier: Apache-2.0
// primitive<"name", value, derivative...>: a user's own function as an operation like the built-in ones.
//
//   constexpr auto spline = calx::primitive<"spline", &table_value, &table_slope>;
//   constexpr auto f = exp(-x) * spline(2 * x);
//
//   value        a function, a lambda without captures or a function object: one to three numbers to a number. Every number
//                type that it takes, calx evaluates with; in constant expressions if it is constexpr
//   derivative   one for each argument, by that argument. Either a formula, called with all arguments as in traced code
//                (expression/trace.hpp), which may use any primitive: [](auto const& x) { return -bessel_1(x); };
//                or a function of numbers, which becomes a primitive without derivatives, name_slope. A template that takes
//                anything but computes with numbers is marked: numeric<slope>. no_derivative: there is none.
//                Without any the function can be evaluated, not differentiated
//
// Functions whose derivatives need themselves or each other have named function objects, whose bodies follow:
//
//   struct slope_0 { constexpr auto operator()(auto const& x) const; };
//   struct slope_1 { constexpr auto operator()(auto const& x) const; };
//   constexpr auto bessel_0 = calx::primitive<"j0", value_0{}, slope_0{}>;
//   constexpr auto bessel_1 = calx::primitive<"j1", value_1{}, slope_1{}>;
//   constexpr auto slope_0::operator()(auto const& x) const { return -bessel_1(x); }
//   constexpr auto slope_1::operator()(auto const& x) const { return bessel_0(x) - bessel_1(x) / x; }
//
// A family without end takes its index as an argument, with no_derivative by it: j'(n, x) = (j(n - 1, x) - j(n + 1, x))/2.
// The function is its template arguments: equal ones on equal arguments are one node, and f == g knows no more of it. A
// function is not assumed to be defined everywhere. In a header, name function objects: a lambda as template argument breaks
// the one-definition rule there.
#pragma once

#include <calx/core/fixed_string.hpp>
#include <calx/expression/functions.hpp>
#include <calx/op/table.hpp>

#include <limits>
#include <type_traits>
#include <utility>

namespace calx {

// Of an argument by which the function has no derivative that is known.
struct no_derivative_type {};
inline constexpr no_derivative_type no_derivative{};

// A derivative that computes with numbers, though its signature takes anything.
template <auto Function> struct numeric_function {
  template <class... Number>
    requires(!argument<Number> && ...)
  constexpr auto operator()(Number const&... x) const {
    return Function(x...);
  }
};
template <auto Function> inline constexpr numeric_function<Function> numeric{};

template <fixed_string Name, auto Value, auto... Derivatives> struct primitive_function;
template <fixed_string Name, auto Value, auto... Derivatives>
inline constexpr primitive_function<Name, Value, Derivatives...> primitive{};

template <class Primitive> constexpr external_function const& external_with_type();

namespace detail {

template <class T, std::size_t> using repeated = T const&;
template <class Function, class T, std::size_t... I> constexpr bool takes(std::index_sequence<I...>) {
  return std::is_invocable_v<Function const&, repeated<T, I>...>;
}
template <class Function, class T, int Count>
inline constexpr bool takes_numbers = takes<Function, T>(std::make_index_sequence<Count>{});

template <class Function> constexpr int fewest_numbers() {
  if constexpr (takes_numbers<Function, double, 1>) return 1;
  else if constexpr (takes_numbers<Function, double, 2>) return 2;
  else return 3;
}

// A result of fewer digits than the number type would spoil what is computed from it.
template <class Real, class Result> constexpr bool has_digits_of() {
  using of_result = std::numeric_limits<Result>;
  if constexpr (!std::is_constructible_v<Real, Result>) return false;
  else if constexpr (!of_result::is_specialized || of_result::is_integer) return true;
  else return of_result::digits >= std::numeric_limits<Real>::digits;
}
template <class Function, class Real, class... Number> constexpr bool computes() {
  if constexpr (std::is_invocable_v<Function const&, Number const&...>)
    return has_digits_of<Real, std::remove_cvref_t<std::invoke_result_t<Function const&, Number const&...>>>();
  else return false;
}

// name_slope; of several arguments name_slope_1, name_slope_2, ...
template <fixed_string Name, int Which, int Arity> consteval auto slope_name() {
  constexpr std::string_view suffix = "_slope_1";
  constexpr std::size_t size = Name.view().size(), added = Arity == 1 ? suffix.size() - 2 : suffix.size();
  char text[size + added + 1]{};
  for (std::size_t i = 0; i < size; ++i) text[i] = Name.characters[i];
  for (std::size_t i = 0; i < added; ++i) text[size + i] = suffix[i];
  if (Arity > 1) text[size + added - 1] = static_cast<char>('1' + Which);
  return fixed_string<size + added + 1>(text);
}

template <int Which, auto First, auto... Rest> constexpr auto nth_value() {
  if constexpr (Which == 0) return First;
  else return nth_value<Which - 1, Rest...>();
}

// A formula on the inputs of g, copied in normal form, with `arguments` for the inputs.
constexpr node_id formula_of(maker& g, graph_view formula, node_id const* arguments) {
  buffer<node_id> moved;
  for (node_id i = 0; i < formula.size; ++i) {
    node n = formula[i];
    for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
    if (n.operation == opcode::input) moved.push(arguments[n.payload]);
    else if (n.operation == opcode::constant) moved.push(g.constant(formula.constants[n.payload]));
    else if (n.operands[0] == no_node) moved.push(g.graph().intern(n));
    else moved.push(g.apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload));
  }
  return moved[formula.outputs[0]];
}

// Stands for a derivative of Primitive that was not given, and for the derivatives of that. A finished function that has it is
// refused (expression/freeze.hpp).
template <class Primitive> struct unknown_derivative_of {
  static constexpr auto name = Primitive::name;
  static constexpr int arity = Primitive::arity;
  template <class Real, class... Number> static constexpr Real value(Number const&...) { return Real(); }
};

// The derivative of Primitive by argument `Which`.
template <class Primitive, int Which, std::size_t... I>
constexpr node_id derivative_of(maker& g, node_id const* arguments, std::index_sequence<I...>) {
  constexpr auto derivative = Primitive::template derivative<Which>();
  using type = std::remove_const_t<decltype(derivative)>;
  builder formula;
  symbol const x[] = {symbol{&formula, formula.input(static_cast<int>(I))}...};
  if constexpr (std::is_same_v<type, no_derivative_type>)
    return call_external(g.graph(), external_with_type<unknown_derivative_of<Primitive>>(), arguments);
  else if constexpr (std::is_invocable_v<type const&, repeated<symbol, I>...>)
    formula.output(traced_id(formula, derivative(x[I]...)));
  else if constexpr (std::is_invocable_v<type const&, repeated<double, I>...>)
    formula.output(primitive<slope_name<Primitive::name, Which, sizeof...(I)>(), derivative>(x[I]...).id);
  else
    static_assert(std::is_invocable_v<type const&, repeated<symbol, I>...>,
                  "calx: primitive<name, value, derivative...>: a derivative is called with all arguments of value");
  return formula_of(g, formula.view(), arguments);
}

template <class Primitive> constexpr node_id partial_of(maker& g, node_id const* arguments, int which) {
  constexpr auto all = std::make_index_sequence<Primitive::arity>{};
  if (which == 0) return derivative_of<Primitive, 0>(g, arguments, all);
  if constexpr (Primitive::arity > 1)
    if (which == 1) return derivative_of<Primitive, 1>(g, arguments, all);
  if constexpr (Primitive::arity > 2)
    if (which == 2) return derivative_of<Primitive, 2>(g, arguments, all);
  return no_node;
}

template <class Primitive> constexpr double value_of(double const* x) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return Primitive::template value<double>(x[I]...);
  }(std::make_index_sequence<Primitive::arity>{});
}

template <class Primitive> constexpr node_id partial_of_unknown(maker& g, node_id const* arguments, int) {
  return call_external(g.graph(), external_with_type<unknown_derivative_of<Primitive>>(), arguments);
}

template <class Primitive>
inline constexpr external_function external_of{Primitive::name.view(), Primitive::arity, &partial_of<Primitive>,
                                               &value_of<Primitive>};
template <class Primitive>
inline constexpr external_function external_of<unknown_derivative_of<Primitive>>{
    Primitive::name.view(), Primitive::arity, &partial_of_unknown<Primitive>, &value_of<unknown_derivative_of<Primitive>>,
    true};

}  // namespace detail

// In this namespace, as the declaration of its friend (graph/external.hpp).
template <class Primitive> struct type_by_address {
  friend constexpr auto primitive_of(external_tag<&detail::external_of<Primitive>>) { return Primitive{}; }
};
// Its address enters graphs here alone. The object comes first: clang instantiates the derivatives with it, which may lead back
// here.
template <class Primitive> constexpr external_function const& external_with_type() {
  external_function const& function = detail::external_of<Primitive>;
  static_assert(sizeof(type_by_address<Primitive>) > 0);
  return function;
}

// The function of a user on what the user wrote.
template <class Primitive, class... Operands>
struct primitive_call : expression_base<primitive_call<Primitive, Operands...>>,
                        capture_storage<detail::common_storage<Operands...>, (record_of<Operands>.captures + ...)> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::external;
    r.input.name = Primitive::name.view();
    r.function = &external_with_type<Primitive>();
    r.operands = records_of<Operands...>;
    r.operand_count = sizeof...(Operands);
    return completed(r);
  }
};

template <fixed_string Name, auto Value, auto... Derivatives> struct primitive_function {
  using value_function = std::remove_const_t<decltype(Value)>;

  static constexpr auto name = Name;
  static constexpr int arity = sizeof...(Derivatives) > 0 ? static_cast<int>(sizeof...(Derivatives))
                                                          : detail::fewest_numbers<value_function>();
  static_assert(
      arity <= 3 && detail::takes_numbers<value_function, double, arity>,
      "calx: primitive<name, value, derivative...>: value takes one to three numbers, and has one derivative for each");

  template <int Which> static constexpr auto derivative() {
    if constexpr (sizeof...(Derivatives) == 0) return no_derivative;
    else return detail::nth_value<Which, Derivatives...>();
  }

  template <class Real, class... Number> CALX_ALWAYS_INLINE static constexpr Real value(Number const&... x) {
    constexpr bool has_value = detail::computes<value_function, Real, Number...>();
    static_assert(has_value,
                  "calx: evaluate: this primitive has no value in the number type of the arguments: its function does not take "
                  "such numbers, or returns fewer digits");
    if constexpr (has_value) return static_cast<Real>(Value(x...));
    else return Real();
  }

  template <operand... T>
    requires(sizeof...(T) == arity && operands_of_function<T...>)
  CALX_ALWAYS_INLINE constexpr auto operator()(T const&... arguments) const {
    return combined<primitive_call<primitive_function, expression_of<T>...>>(as_expression(arguments)...);
  }
  template <class... T>
    requires(sizeof...(T) == arity && traced_operands<T...>)
  constexpr symbol operator()(T const&... arguments) const {
    builder& g = detail::graph_of_operands(arguments...);
    node_id const ids[] = {detail::traced_id(g, arguments)...};  // braces: from left to right
    return {&g, call_external(g, external_with_type<primitive_function>(), ids)};
  }
  template <bare_number... Number>
    requires(sizeof...(Number) == arity)
  constexpr auto operator()(Number... x) const {
    using common = std::common_type_t<Number...>;
    using Real = std::conditional_t<std::integral<common>, double, common>;
    return value<Real>(static_cast<Real>(x)...);
  }

  template <class... T>
    requires(sizeof...(T) != arity)
  CALX_REFUSED("calx: a primitive is called with as many arguments as its value takes")
  constexpr refused operator()(T const&...) const {
    return {};
  }
  template <class... T>
    requires(sizeof...(T) == arity && !operands_of_function<T...> && !(bare_number<T> && ...))
  CALX_REFUSED("calx: a primitive takes numbers and calx expressions")
  constexpr refused operator()(T const&...) const {
    return {};
  }
};

}  // namespace calx
