// SPDX-License-Identifier: Apache-2.0
// Runs a scheduled program instruction by instruction, as evaluate/ would, on slots that start as NaN: what reads a slot
// before it is written, or after it was overwritten, gives a wrong value. At each chunk the local slots are NaN again.
#pragma once

#include <calx/transform/schedule.hpp>

#include "graph_interpreter.hpp"

namespace calx_test {

// Scalar inputs stand in the argument array at their position.
constexpr calx::buffer<int> scalar_arguments(calx::graph_view g) {
  calx::buffer<int> argument_of(g.size, -1);
  for (int i = 0; i < g.size; ++i)
    if (g[i].operation == calx::opcode::input) argument_of[i] = g[i].payload;
  return argument_of;
}

template <class Real>
constexpr calx::buffer<Real> run_program(calx::program const& p, calx::graph_view g, arguments<Real> const& x) {
  Real const unset = std::numeric_limits<Real>::quiet_NaN();
  calx::buffer<Real> locals(p.locals, unset), shared(p.shared, unset), outputs(p.outputs.size(), unset);
  auto const read = [&](int code) -> Real {
    calx::location const l = calx::decode(code);
    switch (l.where) {
      case calx::place::local: return locals[l.position];
      case calx::place::shared: return shared[l.position];
      case calx::place::input: return x.inputs[l.position];
      case calx::place::captured: return x.captured[l.position];
      case calx::place::constant: return g.constants[l.position].template to<Real>();
      case calx::place::output: return outputs[l.position];
      case calx::place::number_pi: return calx::row<calx::opcode::pi>::value<Real>();
      default: return calx::row<calx::opcode::e>::value<Real>();
    }
  };
  int const length = p.code.size();
  int const chunk = length <= calx::longest_single_chunk ? length : calx::chunk_length;
  for (int i = 0; i < length; ++i) {
    if (i % chunk == 0)
      for (int s = 0; s < p.locals; ++s) locals[s] = unset;
    calx::instruction const& n = p.code[i];
    Real const value =
        apply_in<Real>(g.constants, n.operation, n.payload, read(n.operands[0]), read(n.operands[1]), read(n.operands[2]));
    calx::location const target = calx::decode(n.target);
    (target.where == calx::place::local    ? locals
     : target.where == calx::place::shared ? shared
                                           : outputs)[target.position] = value;
  }
  for (int i = 0; i < p.outputs.size(); ++i)
    if (p.outputs[i] >= 0) outputs[i] = read(p.outputs[i]);
  return outputs;
}

}  // namespace calx_test
