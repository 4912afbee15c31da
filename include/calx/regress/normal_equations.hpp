// SPDX-License-Identifier: Apache-2.0
// normal_equations<list<inner, cost, score, curvature, ...>, parameters...>: what a fit asks of its data at a point, in one
// schedule that passes over the data once. Four expressions for each equation, in the parameters and the columns of data, each
// a number for a row:
//
//   inner      what is linearized, with the derivatives J by the parameters: the residual of least squares, the mean of a count
//   cost       what a row adds to the objective
//   score      half of the derivative of the cost by inner
//   curvature  half of the second one, or what stands for it, at least 0
//
// The results, for n parameters: the sum of the costs; n sums of score J_k; the sums of curvature J_j J_k, of j <= k row by
// row. Least squares has cost r^2, score r and curvature 1: then these are r'r, J'r and J'J.
//
// curvature_along<list, parameters...>: n sums of curvature J_k c, where c is the second derivative of inner along a direction,
// an input for each parameter.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/optimize/hessian_product.hpp>
#include <calx/transform/forward.hpp>

namespace calx {

template <class... E> struct expression_list {};

namespace detail {

template <class... E> constexpr function_graph lowered_together() {
  record const* roots[] = {&record_of<E>...};
  return lowering().run(roots, sizeof...(E));
}

// The expressions of a fit as one graph, in which derivatives are made.
class fit_graph {
 public:
  constexpr fit_graph(function_graph const& together, std::string_view const* names, int count)
      : joint_(together), simple_(simplify(together.graph.view())), b_(8 * simple_.nodes.size()), make(b_) {
    moved_ = rebuild(simple_.view(), b_);
    size = b_.size();
    for (int k = 0; k < count; ++k) {
      parameters.push(no_node);
      for (node_id id = 0; id < size; ++id)
        if (b_[id].operation == opcode::input && joint_.inputs[b_[id].payload].name == names[k]) parameters[k] = id;
    }
  }

  constexpr int terms() const { return simple_.outputs.size() / 4; }
  constexpr node_id inner(int term) const { return moved_[simple_.outputs[4 * term]]; }
  constexpr node_id cost(int term) const { return moved_[simple_.outputs[4 * term + 1]]; }
  constexpr node_id score(int term) const { return moved_[simple_.outputs[4 * term + 2]]; }
  constexpr node_id curvature(int term) const { return moved_[simple_.outputs[4 * term + 3]]; }

  // The derivatives of all nodes by parameter k; empty where nothing depends on it.
  constexpr buffer<node_id> slopes(int k) {
    if (parameters[k] == no_node) return {};
    return forward(make, size, parameters[k]);
  }
  constexpr node_id direction(int k) { return b_.input(joint_.inputs.size() + k, array_shape{}); }
  // sum += the sum of x over the rows of a term.
  constexpr void add(node_id& sum, node_id x, int term) {
    array_shape const rows = b_[inner(term)].shape;
    node_id const more = make.sum(make.fill(x, rows), array_shape{});
    sum = sum == no_node ? more : make.add(sum, more);
  }
  constexpr int nodes() const { return b_.size(); }
  constexpr function_graph finish(buffer<node_id> const& outputs) {
    for (node_id const id : outputs) b_.output(id == no_node ? make.zero() : id);
    return {simplify(prune(b_.take()).view()), joint_.inputs, joint_.captures};
  }

 private:
  function_graph const& joint_;
  graph simple_;
  builder b_;
  buffer<node_id> moved_;

 public:
  maker make;
  int size = 0;
  buffer<node_id> parameters;
};

constexpr function_graph normal_equations_of(fit_graph& f, int count) {
  buffer<node_id> sums(1 + count + count * (count + 1) / 2, no_node);
  for (int term = 0; term < f.terms(); ++term) {
    buffer<node_id> slopes;
    for (int k = 0; k < count; ++k) {
      buffer<node_id> const all = f.slopes(k);
      slopes.push(all.empty() ? no_node : all[f.inner(term)]);
    }
    f.add(sums[0], f.cost(term), term);
    int entry = 1 + count;
    for (int j = 0; j < count; ++j) {
      if (slopes[j] == no_node) {
        entry += count - j;
        continue;
      }
      f.add(sums[1 + j], f.make.multiply(f.score(term), slopes[j]), term);
      node_id const weighted = f.make.multiply(f.curvature(term), slopes[j]);
      for (int k = j; k < count; ++k, ++entry)
        if (slopes[k] != no_node) f.add(sums[entry], f.make.multiply(weighted, slopes[k]), term);
    }
  }
  return f.finish(sums);
}

constexpr function_graph curvature_along_direction(fit_graph& f, int count) {
  buffer<node_id> seeds(f.size, no_node), sums(count, no_node);
  for (int k = 0; k < count; ++k)
    if (f.parameters[k] != no_node) seeds[f.parameters[k]] = f.direction(k);
  buffer<node_id> const first = forward(f.make, seeds);
  buffer<node_id> again(f.nodes(), no_node);
  for (int k = 0; k < count; ++k)
    if (f.parameters[k] != no_node) again[f.parameters[k]] = f.direction(k);
  buffer<node_id> const second = forward(f.make, again);
  for (int term = 0; term < f.terms(); ++term) {
    node_id const along = first[f.inner(term)];
    if (along == no_node || second[along] == no_node) continue;
    node_id const weighted = f.make.multiply(f.curvature(term), second[along]);
    for (int k = 0; k < count; ++k) {
      buffer<node_id> const all = f.slopes(k);
      if (!all.empty() && all[f.inner(term)] != no_node) f.add(sums[k], f.make.multiply(weighted, all[f.inner(term)]), term);
    }
  }
  return f.finish(sums);
}

}  // namespace detail

template <class Expressions, class... Parameters> struct normal_equations;
template <class... E, class... Parameters>
struct normal_equations<expression_list<E...>, Parameters...>
    : evaluable_base<normal_equations<expression_list<E...>, Parameters...>>,
      capture_storage<detail::common_storage<E...>, (record_of<E>.captures + ...)> {
  static_assert(sizeof...(E) % 4 == 0);
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return {2048, 64, size()}; }
    static constexpr function_graph run() {
      std::string_view const names[] = {Parameters::name()...};
      function_graph const joint = detail::lowered_together<E...>();
      detail::fit_graph f(joint, names, sizeof...(Parameters));
      return detail::normal_equations_of(f, sizeof...(Parameters));
    }
  };
  static constexpr bool by_loops = true;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }
  static constexpr int size() {
    constexpr int count = sizeof...(Parameters);
    return 1 + count + count * (count + 1) / 2;
  }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<size()>(outputs);
  }
  template <class Real, class... Numbers> static constexpr auto result_of_blocks(Numbers const&... numbers) {
    return std::array<Real, sizeof...(Numbers)>{numbers...};
  }
};

template <class Expressions, class... Parameters> struct curvature_along;
template <class... E, class... Parameters>
struct curvature_along<expression_list<E...>, Parameters...>
    : evaluable_base<curvature_along<expression_list<E...>, Parameters...>>,
      capture_storage<detail::common_storage<E...>, (record_of<E>.captures + ...)> {
  struct pipeline {
    static constexpr bool derived = true;
    static constexpr graph_size expected() { return {2048, 64, sizeof...(Parameters)}; }
    static constexpr function_graph run() {
      std::string_view const names[] = {Parameters::name()...};
      function_graph const joint = detail::lowered_together<E...>();
      detail::fit_graph f(joint, names, sizeof...(Parameters));
      function_graph result = detail::curvature_along_direction(f, sizeof...(Parameters));
      (result.inputs.push(function_of<detail::direction_of<Parameters>>.inputs[0]), ...);
      return result;
    }
  };
  static constexpr bool by_loops = true;
  static constexpr record describe() { return record_of_function(frozen<pipeline>::view); }

  template <class Real> CALX_ALWAYS_INLINE static constexpr auto result(Real const* outputs) {
    return detail::block_of<static_cast<int>(sizeof...(Parameters))>(outputs);
  }
  template <class Real, class... Numbers> static constexpr auto result_of_blocks(Numbers const&... numbers) {
    return std::array<Real, sizeof...(Numbers)>{numbers...};
  }
};

}  // namespace calx
