// SPDX-License-Identifier: Apache-2.0
// trace<F>: ordinary constexpr code, run once while compiling on symbols that write down what it computes.
//
//   constexpr auto norm = calx::trace<[](auto const& v) { auto s = v[0] * v[0]; ...; return sqrt(s); }>;
//   norm(calx::vec<"v", 10>)          an expression
//
// Loops, arrays, helper functions and bare numbers work; numbers are constants of the function. A branch on a symbol cannot
// be traced: write where(condition, a, b). In a header, pass a named function object (trace<model{}>): a lambda as template
// argument breaks the one-definition rule there. The function takes one parameter for each argument: a scalar arrives as a
// symbol, a vec or a vector(...) as a vector_symbol<N> with v[i] and v.size(). It returns one scalar, or a std::array of
// symbols, which becomes a vector(...) of as many expressions.
#pragma once

#include <calx/expression/condition.hpp>
#include <calx/expression/constant.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/expression/variable.hpp>
#include <calx/expression/vector.hpp>

#include <array>

namespace calx {

template <class T> concept vector_argument =
    vector_valued<T> || (input_expression<T> && requires { std::remove_cvref_t<T>::size(); });

namespace detail {

// 0: a scalar; n: a vector of n numbers.
template <class T> constexpr int parameter_size() {
  if constexpr (vector_argument<T>) return T::size();
  else return 0;
}

template <int Size> constexpr auto parameter(builder& g, int position) {
  if constexpr (Size == 0) return symbol{&g, g.input(position)};
  else return vector_symbol<Size>{&g, g.input(position, vector_shape(Size))};
}

template <class T> inline constexpr bool is_symbol_array = false;
template <std::size_t N> inline constexpr bool is_symbol_array<std::array<symbol, N>> = true;

// The graph of function F on parameters of these sizes; its inputs have positions, no names.
template <auto F, int... Size> struct traced_pipeline {
  static constexpr function_graph run() { return run(std::make_integer_sequence<int, sizeof...(Size)>{}); }
  static constexpr graph_size expected() { return {1024 + 16 * (Size + ... + 0), 64, 256 + 2 * (Size + ... + 0)}; }

 private:
  template <int... Position> static constexpr function_graph run(std::integer_sequence<int, Position...>) {
    builder g;
    auto const result = F(parameter<Size>(g, Position)...);
    if constexpr (is_symbol_array<std::remove_cvref_t<decltype(result)>>) {
      for (symbol const& s : result) g.output(s.id);
    } else {
      static_assert(traced_operand<decltype(result)>,
                    "calx: a traced function returns one scalar computed from its parameters, or a std::array of them");
      g.output(traced_id(g, result));
    }
    function_graph f{g.take(), {}, 0};
    (f.inputs.push({{}, Size == 0 ? scalar_shape : vector_shape(Size)}), ...);
    return f;
  }
};

template <class T> constexpr decltype(auto) as_argument(T const& t) {
  if constexpr (operand<T>) return as_expression(t);
  else return (t);
}
template <class T> using argument_of = std::remove_cvref_t<decltype(as_argument(std::declval<T const&>()))>;
}  // namespace detail

// Output `Which` of the function F.
template <auto F, int Which, class... Arguments>
struct traced_call : expression_base<traced_call<F, Which, Arguments...>>,
                     capture_storage<detail::common_storage<Arguments...>, (record_of<Arguments>.captures + ... + 0)> {
  static constexpr record describe() {
    record r{};
    r.kind = record::kind_type::call;
    r.operands = records_of<Arguments...>;
    r.operand_count = sizeof...(Arguments);
    r.callee = &callee;
    r.payload = Which;
    return completed(r);
  }
  static constexpr function_view const& callee =
      frozen<detail::traced_pipeline<F, detail::parameter_size<Arguments>()...>>::view;
};

template <auto F> struct traced_function {
  template <class... Arguments>
    requires((operand<Arguments> || vector_argument<Arguments>) && ...)
  constexpr auto operator()(Arguments const&... arguments) const {
    return call(detail::as_argument(arguments)...);
  }

 private:
  template <class... Arguments> static constexpr auto call(Arguments const&... arguments) {
    using result = decltype(F(
        std::declval<decltype(detail::parameter<detail::parameter_size<Arguments>()>(std::declval<builder&>(), 0))>()...));
    if constexpr (detail::is_symbol_array<result>) {
      return [&]<int... I>(std::integer_sequence<int, I...>) {
        return vector(combined<traced_call<F, I, Arguments...>>(arguments...)...);
      }(std::make_integer_sequence<int, static_cast<int>(std::tuple_size_v<result>)>{});
    } else {
      return combined<traced_call<F, 0, Arguments...>>(arguments...);
    }
  }
};

template <auto F> inline constexpr traced_function<F> trace{};

}  // namespace calx
