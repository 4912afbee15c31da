// SPDX-License-Identifier: Apache-2.0
// fixed<f>: the function f with the numbers that it captured as constants of the function, so that they fold, merge and are
// known to every verb. f is a constexpr object with static storage; its name is the type's.
//
//   constexpr auto f = sin(3 * x);
//   constexpr auto g = calx::fixed<f>;
#pragma once

#include <calx/expression/expression.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/graph/put_numbers.hpp>

namespace calx {

template <auto const& F> struct fixed_expression : expression_base<fixed_expression<F>>, capture_storage<double, 0> {
  using source = std::remove_cvref_t<decltype(F)>;

  struct pipeline {
    static constexpr function_graph run() {
      function_graph f = lower<source>();
      if constexpr (record_of<source>.captures > 0) f.graph = put_numbers(f.graph.view(), [](int i) { return F.numbers[i]; });
      f.captures = 0;
      return f;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <auto const& F> inline constexpr fixed_expression<F> fixed{};

}  // namespace calx
