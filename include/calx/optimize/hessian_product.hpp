// SPDX-License-Identifier: Apache-2.0
// hessian_product<F, Variables...>: the Hessian of f times a direction, for solvers: one forward sweep over one reverse sweep
// (B. A. Pearlmutter 1994), by loops where the unknowns are columns or many. Beside the variables of f it has an input for each
// unknown's part of the direction, of the unknown's shape.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian_vector_product.hpp>

namespace calx::detail {

// Up to so many unknowns a solver keeps matrices.
inline constexpr int most_for_dense = 64;

template <class Variable>
inline constexpr auto direction_name = [] {
  std::array<char, Variable::name().size() + 1> name{'~'};  // no name that can be spelled begins so
  for (std::size_t i = 0; i < Variable::name().size(); ++i) name[i + 1] = Variable::name()[i];
  return name;
}();

// How the unknown `Variable` moves.
template <class Variable> struct direction_of : expression_base<direction_of<Variable>>, capture_storage<double, 0> {
  static constexpr std::string_view name() { return {direction_name<Variable>.data(), direction_name<Variable>.size()}; }
  static constexpr record describe() {
    record r = Variable::describe();
    r.input.name = name();
    return completed(r);
  }
};

// The inputs of f, and behind them the directions of its unknowns, which have the axes of these.
template <class F, class... Variables> constexpr function_graph with_directions(graph const& g) {
  function_graph result = with_inputs_of(function_of<F>, g);
  auto const add = [&](input_info const& of, std::string_view direction) {
    input_info added = of;
    for (int i = 0; i < function_of<F>.input_count; ++i)
      if (function_of<F>.inputs[i].name == of.name) added = function_of<F>.inputs[i];
    added.name = direction;
    result.inputs.push(added);
  };
  (add(function_of<Variables>.inputs[0], direction_of<Variables>::name()), ...);
  return result;
}

// As gradient_tangents, of arrays as they are.
template <class F, class... Variables> constexpr graph array_gradient_tangents() {
  graph const adjoint = value_and_array_adjoints<F, Variables...>();
  graph_view const g = adjoint.view();
  function_view const& f = function_of<F>;
  builder b(8 * g.size);
  maker make(b);
  buffer<node_id> const moved = rebuild(g, b);
  buffer<node_id> inputs, directions;
  buffer<array_shape> shapes;
  int next = f.input_count;
  auto const find = [&](input_info const& variable) {
    node_id found = no_node;
    for (int i = 0; i < b.size(); ++i)
      if (b[i].operation == opcode::input && b[i].payload < f.input_count && f.inputs[b[i].payload].name == variable.name)
        found = i;
    array_shape shape = variable.shape;
    for (int i = 0; i < f.input_count; ++i)
      if (f.inputs[i].name == variable.name) shape = f.inputs[i].shape;
    inputs.push(found);
    shapes.push(shape);
    directions.push(b.input(next++, shape));
  };
  (find(function_of<Variables>.inputs[0]), ...);
  buffer<node_id> const tangents = forward(make, seeds_of(make, inputs, directions));
  for (int i = 0; i < shapes.size(); ++i) {
    node_id const tangent = tangents[moved[g.outputs[i + 1]]];
    b.output(make.fill(tangent == no_node ? make.zero() : tangent, shapes[i]));
  }
  return simplify(prune(b.take()).view());
}

// Many unknowns of a function of arrays: loops, even where the function itself is a few hundred operations.
template <class F, class... Variables> constexpr bool product_by_loops() {
  if constexpr (by_loops<F, Variables...>()) return true;
  else return has_arrays(function_of<F>.graph) && slot_count<Variables...> > most_for_dense;
}

template <class F, class... Variables>
struct array_hessian_product : evaluable_base<array_hessian_product<F, Variables...>>,
                               capture_storage<typename F::stored_type, record_of<F>.captures> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return {1024, 64, 64}; }
    static constexpr function_graph run() {
      return with_directions<F, Variables...>(array_gradient_tangents<F, Variables...>());
    }
  };
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return gradient_blocks<Variables...>(outputs);
  }
  template <class Real, class... Blocks> static constexpr auto result_of_blocks(Blocks&&... blocks) {
    return packed<Real>(static_cast<Blocks&&>(blocks)...);
  }
};

template <class... Variables, class F> constexpr auto hessian_product(F const& f) {
  if constexpr (product_by_loops<F, Variables...>()) return combined<array_hessian_product<F, Variables...>>(f);
  else
    return combined<hessian_vector_bundle<F, wrt_list<Variables...>, direction_of<Variables>...>>(f,
                                                                                                  direction_of<Variables>{}...);
}

}  // namespace calx::detail
