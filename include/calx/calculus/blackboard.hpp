// SPDX-License-Identifier: Apache-2.0
// blackboard: the formulas of a derivation as nodes of one graph, among them derivatives that are still to be worked out.
//
//   abbreviations        a = log(S/K) + ..., an input that stands for a long formula which f, as written, has more than once
//   pending(f, x)        d/dx [f], a leaf that stands for the derivative until it is replaced
//   replaced(e, by)      e with other nodes for some of its pending derivatives; a 0 or 1 put in disappears at once
//   tidy(e)              e written as print/terms.hpp reads it: numbers in front, equal factors as powers, variables by name
//   simplified(e)        e simplified (transform/simplify.hpp), and tidy
//
// That two of them are equal is proved by calculus/resolve.hpp. Cost: linear in the graph so far, for each line.
#pragma once

#include <calx/calculus/collect.hpp>
#include <calx/core/growing_text.hpp>
#include <calx/graph/rebuild.hpp>
#include <calx/print/infix.hpp>
#include <calx/print/terms.hpp>
#include <calx/transform/pipeline.hpp>
#include <calx/transform/prune.hpp>

namespace calx {

namespace detail {

// A scalar that is differentiated by: a var, or an element of a vec.
struct slot {
  std::string_view name{};
  array_shape shape{};
  int element = -1;  // -1: a var
};

struct abbreviation {
  node_id name = no_node;
  node_id meaning = no_node;
};

// A node with other operands, and the shape that follows from them.
constexpr node_id with_shape_of_operands(builder& to, node const& n) {
  if (n.operation == opcode::element) return to.intern(n);
  return to.apply(n.operation, n.operands[0], n.operands[1], n.operands[2], n.payload);
}

class blackboard {
 public:
  static constexpr int letters = 8;

  constexpr blackboard(function_view const& f, graph_view g, buffer<slot> const& slots) : make_(graph_) {
    for (int i = 0; i < f.input_count; ++i) inputs_.push(f.inputs[i]);
    for (slot const& s : slots)
      if (position_of(s.name) == inputs_.size()) inputs_.push({s.name, s.shape});
    variable_count_ = inputs_.size();
    for (std::string_view const name : free_letters()) inputs_.push({name, {}});
    for (std::string_view const name : {"a", "b", "d", "g", "h", "k", "l", "m", "p", "q", "s", "t", "z"})
      if (position_of(name) == inputs_.size()) inputs_.push({name, {}});
    first_pending_ = inputs_.size();
    for (slot const& s : slots) {
      node_id const input = graph_.input(position_of(s.name), s.shape);
      variables_.push(s.element < 0 ? input : graph_.element(input, s.element));
    }
    moved_in(g);
  }
  blackboard(blackboard const&) = delete;

  constexpr node const& operator[](node_id id) const { return graph_[id]; }
  constexpr graph_view view() const { return graph_.view(); }
  constexpr buffer<abbreviation> const& abbreviations() const { return abbreviations_; }
  // What an abbreviation stands for; no_node for any other node.
  constexpr node_id meaning_of(node_id id) const {
    for (abbreviation const& a : abbreviations_)
      if (a.name == id) return a.meaning;
    return no_node;
  }
  constexpr input_info const* inputs() const { return inputs_.data(); }
  constexpr node_id function() const { return function_; }
  constexpr buffer<node_id> const& variables() const { return variables_; }
  constexpr pending_derivatives pending_table() const { return {first_pending_, pending_.data(), is_partial()}; }
  constexpr bool is_pending(node_id id) const { return pending_table().contain(graph_[id]); }
  constexpr pending_derivative const& pending_at(node_id id) const { return pending_[graph_[id].payload - first_pending_]; }
  constexpr int pending_index(node_id id) const { return graph_[id].payload - first_pending_; }
  constexpr terms reader(arrangement how = arrangement::merged) const {
    return terms(graph_.view(), inputs_.data(), how, pending_table());
  }
  constexpr bool is_number(node_id id, long long value) const { return make_.is(id, value); }

  // Does `id` contain `by`? An x^0 does not.
  constexpr bool depends(node_id id, node_id by) {
    if (by != dependence_by_) {
      dependence_.clear();
      dependence_by_ = by;
    }
    for (int i = dependence_.size(); i <= id; ++i) {
      node const& n = graph_[i];
      node_id const meaning = meaning_of(i);
      bool any = i == by || (meaning != no_node && dependence_[meaning] != 0);
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) any = any || dependence_[n.operands[k]] != 0;
      if (n.operation == opcode::power && n.payload == 0) any = false;
      dependence_.push(any ? 1 : 0);
    }
    return dependence_[id] != 0;
  }
  // The pending derivatives in e, each once, from left to right as they are written.
  constexpr buffer<node_id> pending_in(node_id e) const {
    buffer<node_id> found, open;
    buffer<char> seen(e + 1);
    open.push(e);
    while (!open.empty()) {
      node_id const id = open.pop();
      if (seen[id] != 0) continue;
      seen[id] = 1;
      node const& n = graph_[id];
      if (pending_table().contain(n)) found.push(id);
      for (int k = 2; k >= 0; --k)
        if (n.operands[k] != no_node) open.push(n.operands[k]);
    }
    return found;
  }

  constexpr growing_text text_of(node_id e, arrangement how = arrangement::in_place) const {
    growing_text text;
    infix_writer<growing_text>(text, graph_.view(), inputs(), how, pending_table()).write(e);
    return text;
  }
  // Marks a and b and all that they are made of, with the meanings of abbreviations.
  constexpr buffer<char> needed_by(node_id a, node_id b) const {
    node_id const last = a > b ? a : b;
    buffer<char> needed(last + 1);
    needed[a] = needed[b] = 1;
    for (node_id i = last; i >= 0; --i) {
      if (needed[i] == 0) continue;
      if (meaning_of(i) != no_node) needed[meaning_of(i)] = 1;
      for (int k = 0; k < 3 && graph_[i].operands[k] != no_node; ++k) needed[graph_[i].operands[k]] = 1;
    }
    return needed;
  }
  constexpr buffer<char> needed_by(node_id e) const { return needed_by(e, e); }

  constexpr maker& normal() { return make_; }
  constexpr node_id constant(rational const& value) { return graph_.constant(number(value)); }
  constexpr node_id apply(opcode operation, node_id a, node_id b = no_node, node_id c = no_node) {
    return graph_.apply(operation, a, b, c);
  }
  constexpr node_id power(node_id base, int exponent) { return write().power(base, exponent); }
  constexpr node_id product(rational const& c, buffer<factor> const& factors) { return write().product(c, factors); }
  constexpr node_id quotient(rational const& c, buffer<factor> const& above, buffer<factor> const& below) {
    return write().quotient({c, above, below});
  }
  constexpr node_id sum(buffer<factor> const& found) { return write().sum(found); }
  constexpr node_id letter(int which) { return graph_.input(variable_count_ + which); }
  constexpr node_id pending(node_id of, node_id by) {
    int i = 0;
    while (i < pending_.size() && !(pending_[i].of == of && pending_[i].by == by)) ++i;
    if (i == pending_.size()) pending_.push({of, by});
    return graph_.input(first_pending_ + i);
  }
  constexpr node_id replaced(node_id e, buffer<node_id> const& old, buffer<node_id> const& by) {
    buffer<char> const needed = needed_by(e);
    buffer<node_id> moved(e + 1);
    for (node_id i = 0; i <= e; ++i) moved[i] = i;
    for (int i = 0; i < old.size(); ++i)
      if (old[i] <= e) moved[old[i]] = by[i];
    for (node_id i = 0; i <= e; ++i) {
      node n = graph_[i];
      if (needed[i] == 0 || n.operands[0] == no_node) continue;
      bool changed = false, vanishes = false;
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
        node_id const to = moved[n.operands[k]];
        vanishes = vanishes || (to != n.operands[k] && (is_number(to, 0) || is_number(to, 1)));
        changed = changed || to != n.operands[k];
        n.operands[k] = to;
      }
      if (changed) moved[i] = vanishes ? cleaned(n) : with_shape_of_operands(graph_, n);
    }
    return moved[e];
  }

  // The shorter text of two: with products multiplied out, and without.
  constexpr node_id simplified(node_id e) {
    graph const alone = extracted(e);
    node_id const kept = simplified(alone.view(), collecting::cancel);
    node_id const multiplied_out = simplified(alone.view(), collecting::cancel_and_distribute);
    return multiplied_out != kept && width_of(multiplied_out) < width_of(kept) ? multiplied_out : kept;
  }
  // What a row's partial derivative is in textbooks: internal operations are written out, (1 - u)(1 + u) is 1 - u^2, hypot(1,
  // u) is sqrt(1 + u^2), and the square of hypot(u, v) is u^2 + v^2.
  constexpr node_id textbook(node_id e) {
    graph const written_out = expand(extracted(e).view());
    graph_view const g = written_out.view();
    buffer<node_id> const moved = rebuild(g, graph_, [&](node const& n, int) { return in_textbook(n); });
    return tidy(moved[g.outputs[0]]);
  }
  constexpr node_id tidy(node_id e) {
    graph const alone = extracted(e);
    return tidied(alone.view())[alone.outputs[0]];
  }

 private:
  // Of the sums, products and numbers in formulas of rules: u, v, w, n, u', v', w', c; others where a variable has the name.
  struct letter_names {
    std::string_view names[letters];
    constexpr std::string_view const* begin() const { return names; }
    constexpr std::string_view const* end() const { return names + letters; }
  };
  constexpr letter_names free_letters() const {
    constexpr letter_names choices[] = {{{"u", "v", "w", "n", "u'", "v'", "w'", "c"}},
                                        {{"p", "q", "r", "k", "p'", "q'", "r'", "a"}},
                                        {{"U", "V", "W", "N", "U'", "V'", "W'", "C"}}};
    for (letter_names const& choice : choices) {
      bool free = true;
      for (std::string_view const name : choice) free = free && position_of(name) == inputs_.size();
      if (free) return choice;
    }
    return choices[0];
  }
  constexpr int position_of(std::string_view name) const {
    int position = 0;
    while (position < inputs_.size() && inputs_[position].name != name) ++position;
    return position;
  }
  constexpr term_builder write() { return {graph_, inputs(), pending_table()}; }
  constexpr int width_of(node_id e) const { return text_of(e).size(); }
  constexpr node_id simplified(graph_view g, collecting how) {
    graph const first = run_passes(printing_passes, collect(g, inputs(), pending_table(), how).view());
    graph const simple = run_passes(printing_passes, collect(first.view(), inputs(), pending_table(), how).view());
    return tidied(simple.view(), sum_order::by_degree)[simple.outputs[0]];
  }
  constexpr bool is_partial() const { return variable_count_ > 1; }

  // A function on the board: x^2 for pow(x, 2), internal operations written out, and tidy. A long formula that occurs more than
  // once gets a name; the first one first, so that later ones are short.
  constexpr void moved_in(graph_view g) {
    graph written = in_public_operations(g);
    for (int next = variable_count_ + letters; next < first_pending_; ++next) {
      buffer<node_id> const moved = tidied(written.view());
      node_id const shared = first_shared(written.view(), moved);
      if (shared == no_node) break;
      node_id const name = graph_.input(next, graph_[moved[shared]].shape);
      abbreviations_.push({name, moved[shared]});
      written = with_input(written.view(), shared, next);
    }
    buffer<node_id> const moved = tidied(written.view());
    function_ = moved[written.outputs[0]];
  }
  constexpr node_id first_shared(graph_view g, buffer<node_id> const& moved) const {
    constexpr int long_text = 20;
    buffer<int> const uses = use_counts(g);
    for (node_id i = 0; i < g.size; ++i)
      if (uses[i] > 1 && arity_of(g[i]) > 0 && !is_condition(g[i].operation) && text_of(moved[i]).size() >= long_text) return i;
    return no_node;
  }
  static constexpr bool is_condition(opcode operation) {
    return operation == opcode::less || operation == opcode::less_equal || operation == opcode::equal ||
           operation == opcode::logical_and || operation == opcode::logical_or || operation == opcode::logical_not;
  }
  static constexpr graph with_input(graph_view g, node_id which, int position) {
    builder result;
    buffer<node_id> const moved = rebuild(
        g, result, [&](node const& n, int i) { return i == which ? result.input(position, n.shape) : result.intern(n); });
    copy_outputs(g, result, moved);
    return prune(result.take());
  }
  static constexpr graph in_public_operations(graph_view g) {
    builder result;
    maker make(result);
    buffer<node_id> const moved = rebuild(g, result, [&](node const& n, int) {
      if (n.operation == opcode::pow || n.operation == opcode::integer_power)
        return make.apply(n.operation, n.operands[0], n.operands[1]);
      auto const definition = facts_of(n.operation).expand;
      return definition != nullptr ? definition(make, operands_of(n)) : result.intern(n);
    });
    copy_outputs(g, result, moved);
    return result.take();
  }

  constexpr graph extracted(node_id e) const {
    buffer<char> const needed = needed_by(e);
    buffer<node_id> moved(e + 1, no_node);
    graph result;
    for (node_id i = 0; i <= e; ++i) {
      if (needed[i] == 0) continue;
      node n = graph_[i];
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = moved[n.operands[k]];
      if (n.operation == opcode::constant) {
        result.constants.push(graph_.constant_at(i));
        n.payload = result.constants.size() - 1;
      }
      moved[i] = result.nodes.size();
      result.nodes.push(n);
    }
    result.outputs.push(moved[e]);
    return result;
  }

  // 0 and 1 as what they are in a sum, a product or a quotient.
  constexpr node_id cleaned(node const& n) {
    node_id const a = n.operands[0], b = n.operands[1];
    switch (n.operation) {
      case opcode::add:
        if (is_number(a, 0)) return b;
        if (is_number(b, 0)) return a;
        break;
      case opcode::subtract:
        if (is_number(b, 0)) return a;
        if (is_number(a, 0)) return negative(b);
        break;
      case opcode::multiply:
        if (is_number(a, 0) || is_number(b, 1)) return a;
        if (is_number(b, 0) || is_number(a, 1)) return b;
        break;
      case opcode::divide:
        if (is_number(a, 0)) return a;
        break;
      case opcode::negate: return negative(a);
      default: break;
    }
    return with_shape_of_operands(graph_, n);
  }
  constexpr node_id negative(node_id a) {
    return is_number(a, 0) ? a : is_number(a, 1) ? constant(rational(-1)) : apply(opcode::negate, a);
  }

  constexpr node_id in_textbook(node const& n) {
    if (n.operation == opcode::multiply) {
      for (int k = 0; k < 2; ++k) {
        node const p = graph_[n.operands[k]], q = graph_[n.operands[1 - k]];
        if (p.operation != opcode::subtract || q.operation != opcode::add || !is_number(p.operands[0], 1)) continue;
        node_id const u = p.operands[1];
        bool const conjugate =
            (is_number(q.operands[0], 1) && q.operands[1] == u) || (is_number(q.operands[1], 1) && q.operands[0] == u);
        if (conjugate) return apply(opcode::subtract, p.operands[0], power(u, 2));
      }
    } else if (n.operation == opcode::hypot && is_number(n.operands[0], 1)) {
      return apply(opcode::square_root, apply(opcode::add, n.operands[0], power(n.operands[1], 2)));
    } else if (n.operation == opcode::divide && graph_[n.operands[1]].operation == opcode::hypot) {
      node const inner = graph_[n.operands[0]], h = graph_[n.operands[1]];
      if (inner.operation == opcode::divide && inner.operands[1] == n.operands[1]) {
        node_id const first = power(h.operands[0], 2), second = power(h.operands[1], 2);
        return apply(opcode::divide, inner.operands[0], apply(opcode::add, first, second));
      }
    }
    return graph_.intern(n);
  }

  // The nodes of g on the board. A product or a sum that only others of its kind use is part of those.
  constexpr buffer<node_id> tidied(graph_view g, sum_order order = sum_order::as_written) {
    buffer<char> const whole = whole_nodes(g);
    return rebuild(g, graph_, [&](node const& n, int i) {
      node_id const made = graph_.intern(n);
      if (whole[i] == 0) return made;
      if (is_product(n.operation)) return write().quotient(reader().parts_of(made));
      if (is_sum(n.operation)) return sum(ordered_terms(graph_.view(), reader(), reader().terms_of(made), order));
      return made;
    });
  }
  builder graph_;
  maker make_;
  buffer<input_info> inputs_;  // the variables, the letters, names for abbreviations
  buffer<abbreviation> abbreviations_;
  int variable_count_ = 0, first_pending_ = 0;
  buffer<pending_derivative> pending_;
  buffer<node_id> variables_;
  node_id function_ = no_node;
  buffer<char> dependence_;
  node_id dependence_by_ = no_node;
};

}  // namespace detail

}  // namespace calx
