// SPDX-License-Identifier: Apache-2.0
// share_buffers: assigns memory by liveness. Arrays that are not needed at the same time have one buffer, of the larger size.
#pragma once

#include <calx/graph/array.hpp>
#include <calx/transform/array_plan.hpp>

namespace calx::detail {

// Can it be said now which of the two is larger?
constexpr bool fits_into(array_shape const& a, array_shape const& b) {
  return a.rows.axis == b.rows.axis && (a.rows.axis == 0 || a.columns == b.columns);
}
constexpr bool is_larger(array_shape const& a, array_shape const& b) { return element_count_of(a) > element_count_of(b); }

constexpr void share_buffers(array_plan& plan, int buffer_count) {
  buffer<int> first(buffer_count, -1), last(buffer_count, -1);
  buffer<array_shape> shapes(buffer_count);
  auto const at = [&](array_place const& p, int step) {
    if (p.kind != array_place::kind_type::buffer) return;
    if (first[p.position] < 0) first[p.position] = step, shapes[p.position] = p.shape;
    last[p.position] = step;
  };
  for (int i = 0; i < plan.steps.size(); ++i) {
    array_step const& step = plan.steps[i];
    for (int k = 0; k < step.input_count; ++k) at(plan.inputs[step.first_input + k].place, i);
    for (int k = 0; k < step.output_count; ++k) {
      at(plan.outputs[step.first_output + k].place, i);
      at(plan.outputs[step.first_output + k].partial, i);
    }
  }
  buffer<int> shared(buffer_count, -1), free_from;  // free_from: of each shared buffer, the step behind its last use
  for (int step = 0; step < plan.steps.size(); ++step) {
    for (int i = 0; i < buffer_count; ++i) {
      if (first[i] != step) continue;
      int k = 0;
      while (k < free_from.size() && (free_from[k] > step || !fits_into(plan.buffers[k], shapes[i]))) ++k;
      if (k == free_from.size()) plan.buffers.push(shapes[i]), free_from.push(0);
      else if (is_larger(shapes[i], plan.buffers[k])) plan.buffers[k] = shapes[i];
      shared[i] = k;
      free_from[k] = last[i] + 1;
    }
  }
  auto const move = [&](array_place& p) {
    if (p.kind == array_place::kind_type::buffer) p.position = shared[p.position];
  };
  for (int i = 0; i < plan.inputs.size(); ++i) move(plan.inputs[i].place);
  for (int i = 0; i < plan.outputs.size(); ++i) {
    move(plan.outputs[i].place);
    move(plan.outputs[i].partial);
  }
}

}  // namespace calx::detail
