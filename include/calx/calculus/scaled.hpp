// SPDX-License-Identifier: Apache-2.0
// scaled(f): f with each root of a sum of squares as hypot, which neither over- nor underflows on the way.
//
//   constexpr auto r = scaled(sqrt(x * x + y * y));    is hypot(x, y), and prints so
//   r(x = 3e200, y = 4e200)                            5e200; the formula as it stands is infinite
//
// For those who cannot write hypot(x, y) themselves, as in a formula that comes from elsewhere. The same function: f ==
// scaled(f) where f contains no sqrt(u^2) with a u of either sign, which becomes |u|. The rules are transform/roots.hpp's.
// Verbs of scaled(f) differentiate hypot. It costs what hypot costs: several times a root.
#pragma once

#include <calx/evaluate/scalars.hpp>
#include <calx/expression/capture.hpp>
#include <calx/expression/freeze.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/roots.hpp>

namespace calx {

// Before roots are scaled: x x is x^2 then.
inline constexpr pass scaling_passes[] = {{"simplify", simplify}, {"scale roots", scale_roots}};

template <class F>
struct scaled_expression : expression_base<scaled_expression<F>>,
                           capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr function_graph run() {
      function_view const& f = scalars_of<F>;
      function_graph result{run_passes(scaling_passes, f.graph), {}, f.captures};
      for (int i = 0; i < f.input_count; ++i) result.inputs.push(f.inputs[i]);
      return result;
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
};

template <expression F> constexpr auto scaled(F const& f) { return combined<scaled_expression<F>>(f); }

}  // namespace calx
