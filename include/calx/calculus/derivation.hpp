// SPDX-License-Identifier: Apache-2.0
// derivation(derivative(f, x)): how a derivative is found, step by step, as a value; explain (calculus/explain.hpp) writes it.
// The same for derivative<N>(f, x), gradient(f, x, ...) and hessian(f, x, ...).
//
//   d.size()           how many steps
//   d.step(i)          {applied_to, rule, before, after}, each as text
//   d.graph_of(i)      before and after as two outputs, every derivative in place: proves_equal(d.graph_of(i).view()) is the
//                      proof of the step, by forward mode and not by the rules
//   d.result(i)        the i-th result, simplified, as text: one, or the gradient, or the Hessian row by row
//
// A second derivative is the derivative of the first; a gradient is worked out variable by variable; of a Hessian each entry on
// and above the diagonal, the others by symmetry.
// May be used in a constant expression and at run time; it computes where it is called, nothing is kept for the type.
#pragma once

#include <calx/calculus/derivation_writer.hpp>
#include <calx/calculus/derivative.hpp>
#include <calx/calculus/gradient.hpp>
#include <calx/calculus/hessian.hpp>
#include <calx/calculus/resolve.hpp>
#include <calx/calculus/rule_text.hpp>
#include <calx/print/written.hpp>

namespace calx {

struct derivation_step {
  growing_text applied_to, rule, before, after;
};

namespace detail {

// The function that a verb was applied to, with its captured numbers put in. Inlined, and with a copy of the constants: what is
// keyed by a formula would have it in its symbol.
template <class F, class Verb>
CALX_ALWAYS_INLINE constexpr function_graph function_with_numbers([[maybe_unused]] Verb const& v) {
  constexpr auto copy = frozen<typename pipeline_of<F>::type>::storage;
  // A derivation is not made from the finished derivative, which says what of a user's own function is not known.
  if constexpr (calls_functions(copy.view().graph)) (void)function_of<Verb>;
  function_graph f{copy_of(copy.view().graph), {}, 0};
  if constexpr (record_of<F>.captures > 0)
    f.graph = put_numbers(copy.view().graph, number_at<typename Verb::stored_type>{v.numbers});
  for (int i = 0; i < copy.view().input_count; ++i) f.inputs.push(copy.view().inputs[i]);
  return f;
}

template <class Variable> constexpr void add_slots(buffer<slot>& slots) {
  calx::array_shape const s = function_of<Variable>.inputs[0].shape;
  if constexpr (is_scalar_variable<Variable>) slots.push({Variable::name(), s, -1});
  else
    for (int i = 0; i < slots_of<Variable>; ++i) slots.push({Variable::name(), s, i});
}
template <class... Variables> constexpr buffer<slot> slots_for() {
  buffer<slot> slots;
  (add_slots<Variables>(slots), ...);
  return slots;
}

}  // namespace detail

class derivation {
 public:
  template <class F, class Variable, int Order>
  CALX_ALWAYS_INLINE constexpr explicit derivation(derivative_expression<F, Variable, Order> const& d)
      : derivation(detail::function_with_numbers<F>(d), detail::slots_for<Variable>(), goal::derivative, Order) {}
  template <class F, class... Variables>
  CALX_ALWAYS_INLINE constexpr explicit derivation(gradient_bundle<F, Variables...> const& g)
      : derivation(detail::function_with_numbers<F>(g), detail::slots_for<Variables...>(), goal::gradient, 1) {}
  template <class F, class... Variables>
  CALX_ALWAYS_INLINE constexpr explicit derivation(hessian_bundle<F, Variables...> const& h)
      : derivation(detail::function_with_numbers<F>(h), detail::slots_for<Variables...>(), goal::hessian, 2) {}

  constexpr int size() const {
    int count = 0;
    for (derivation_line const& l : lines_) count += l.kind == derivation_line::kind_type::step ? 1 : 0;
    return count;
  }
  constexpr derivation_step step(int i) const {
    derivation_line const& l = step_line(i);
    derivation_step result;
    write(result.applied_to, board_.pending_at(l.of).of);
    detail::write_rules<detail::plain_notation>(result.rule, board_, rules_of(l), l.rule_count);
    write(result.before, l.before);
    write(result.after, l.after);
    return result;
  }
  constexpr graph graph_of(int i) const { return detail::resolved(board_, step_line(i).before, step_line(i).after); }
  constexpr growing_text result(int i = 0) const {
    growing_text text;
    write(text, results_[i]);
    return text;
  }

  // What explain writes.
  constexpr detail::blackboard const& board() const { return board_; }
  constexpr buffer<derivation_line> const& lines() const { return lines_; }
  constexpr used_rule const* rules_of(derivation_line const& l) const { return rules_.data() + l.first_rule; }
  constexpr buffer<node_id> const& results() const { return results_; }

 private:
  enum class goal : std::uint8_t { derivative, gradient, hessian };
  constexpr derivation(function_graph const& f, buffer<detail::slot> const& slots, goal what, int order)
      : board_(f.view(), f.graph.view(), slots) {
    switch (what) {
      case goal::derivative: write_derivatives(order); break;
      case goal::gradient: write_gradient(); break;
      case goal::hessian: write_hessian(); break;
    }
  }

  constexpr derivation_line const& step_line(int i) const {
    for (derivation_line const& l : lines_)
      if (l.kind == derivation_line::kind_type::step && i-- == 0) return l;
    refuse("calx: derivation: step(i): i is not below the number of steps");
  }
  constexpr void write(growing_text& text, node_id id) const { detail::plain_notation::write(text, board_, id); }

  constexpr void write_derivatives(int order) {
    detail::derivation_writer writer(board_, lines_, rules_);
    node_id f = board_.function();
    for (int i = 1; i <= order; ++i) {
      if (order > 1) writer.heading(i, 1);
      f = writer.derive(f, board_.variables()[0]);
    }
    results_.push(f);
  }
  constexpr void write_gradient() {
    detail::derivation_writer writer(board_, lines_, rules_);
    for (node_id const by : board_.variables()) results_.push(writer.derive(board_.function(), by));
    write_result(derivation_line::result_type::gradient);
  }
  constexpr void write_hessian() {
    detail::derivation_writer writer(board_, lines_, rules_);
    int const count = board_.variables().size();
    buffer<node_id> first;
    writer.heading(1, count);
    for (node_id const by : board_.variables()) first.push(writer.derive(board_.function(), by));
    results_ = buffer<node_id>(count * count);
    writer.heading(2, count);
    for (int i = 0; i < count; ++i)
      for (int j = i; j < count; ++j) {
        results_[i * count + j] = results_[j * count + i] = writer.derive(first[i], board_.variables()[j]);
        if (j > i) writer.by_symmetry(first[j], board_.variables()[i], results_[i * count + j]);
      }
    write_result(derivation_line::result_type::hessian);
  }
  constexpr void write_result(derivation_line::result_type which) {
    derivation_line line;
    line.kind = derivation_line::kind_type::result;
    line.result = which;
    lines_.push(line);
  }

  detail::blackboard board_;
  buffer<derivation_line> lines_;
  buffer<used_rule> rules_;
  buffer<node_id> results_;
};

}  // namespace calx
