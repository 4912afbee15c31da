// SPDX-License-Identifier: Apache-2.0
// derivation_writer: differentiates a formula on a blackboard as a teacher does, and writes the lines down.
//
// A block begins with d/dx [f]; each of its steps is equal to the one before. A step applies one rule to each pending
// derivative that is light, or to the only one that is not. Where there are several, where it occurs elsewhere, too, or where
// the line would grow too long, each has a block of its own, and the results are put in afterwards. At the end of a block
// stands its simplified result. What is known is not worked out again. Work lists, no recursion. Cost: for each step, linear in
// all formulas so far.
#pragma once

#include <calx/calculus/derivative_rules.hpp>
#include <calx/core/growing_text.hpp>
#include <calx/print/infix.hpp>

namespace calx {

struct derivation_line {
  enum class kind_type : std::uint8_t {
    heading,  // the first of `count` derivatives of order `order`
    block,    // `after` is the pending derivative that is worked out
    step,
    result,
  };
  enum class result_type : std::uint8_t { gradient, hessian };
  kind_type kind = kind_type::step;
  result_type result = result_type::gradient;
  int depth = 0;
  node_id of = no_node;  // block, step: the pending derivative that is worked out
  node_id before = no_node, after = no_node;
  int first_rule = 0, rule_count = 0;
  int order = 0, count = 0;
};

namespace detail {

// Fills the lines of a derivation.
class derivation_writer {
 public:
  static constexpr int widest = 72;  // characters of a line that is not split into blocks

  constexpr derivation_writer(blackboard& board, buffer<derivation_line>& lines, buffer<used_rule>& rules)
      : board_(board), rules_of_(board), lines_(lines), rules_(rules) {}

  constexpr void heading(int order, int count) {
    derivation_line line;
    line.kind = derivation_line::kind_type::heading;
    line.order = order;
    line.count = count;
    lines_.push(line);
  }

  // d/dby [f], simplified.
  constexpr node_id derive(node_id f, node_id by) {
    node_id const whole = board_.pending(f, by);
    buffer<char> const needed = board_.needed_by(f);
    uses_ = buffer<int>(f + 1);
    for (node_id i = 0; i <= f; ++i)
      for (int k = 0; needed[i] != 0 && k < 3 && board_[i].operands[k] != no_node; ++k) ++uses_[board_[i].operands[k]];
    frames_.push({whole, 0, no_node, 0});
    while (!frames_.empty()) advance();
    return known(whole);
  }

  // d/dby [f] is known from elsewhere.
  constexpr void by_symmetry(node_id f, node_id by, node_id result) {
    node_id const whole = board_.pending(f, by);
    open_block(whole, 0);
    buffer<used_rule> used;
    used.push({derivative_rule::symmetry});
    step({whole, 0, no_node, 0}, whole, result, used);
  }

 private:
  struct frame {
    node_id whole = no_node;  // the pending derivative that the block works out
    int depth = 0;
    node_id current = no_node;
    int inner = 0;  // blocks inside
  };
  struct sorted_pieces {
    buffer<node_id> trivial, light, known, heavy;
  };

  constexpr node_id known(node_id pending) const {
    int const i = board_.pending_index(pending);
    return i < known_.size() ? known_[i] : no_node;
  }

  constexpr void open_block(node_id whole, int depth) {
    derivation_line line;
    line.kind = derivation_line::kind_type::block;
    line.depth = depth;
    line.of = line.before = line.after = whole;
    lines_.push(line);
  }
  constexpr void step(frame const& f, node_id before, node_id after, buffer<used_rule> const& used) {
    derivation_line line;
    line.depth = f.depth;
    line.of = f.whole;
    line.before = before;
    line.after = after;
    line.first_rule = rules_.size();
    for (int i = 0; i < used.size(); ++i) {
      bool repeated = false;
      for (int k = 0; k < i; ++k) repeated = repeated || used[k] == used[i];
      if (!repeated) rules_.push(with_formula(used[i], board_.pending_at(f.whole).by));
    }
    line.rule_count = rules_.size() - line.first_rule;
    lines_.push(line);
  }
  // A formula is shown where its rule is used first.
  constexpr used_rule with_formula(used_rule r, node_id by) {
    for (used_rule const& before : rules_)
      if (before == r) return r;
    rules_of_.add_formula(r, by);
    return r;
  }

  // One step of the innermost block.
  constexpr void advance() {
    frame f = frames_.back();
    pending_derivative const whole = board_.pending_at(f.whole);
    buffer<used_rule> used;
    if (f.current == no_node) {
      open_block(f.whole, f.depth);
      f.current = rules_of_.once(whole.of, whole.by, used);
      step(f, f.whole, f.current, used);
      frames_.back() = f;
      return;
    }
    sorted_pieces const pieces = sorted(f.current);
    if (pieces.light.empty() && pieces.known.empty() && pieces.heavy.empty() && pieces.trivial.empty()) return finish(f);
    if (pieces.heavy.empty()) {
      replace(f, pieces, true, no_node);
    } else if (pieces.heavy.size() == 1 && pieces.known.empty() && may_stay_in_line(f, pieces)) {
      replace(f, pieces, true, pieces.heavy[0]);
    } else if (!pieces.light.empty()) {
      replace(f, pieces, false, no_node);
    } else {
      ++f.inner;
      frames_.back() = f;
      frames_.push({pieces.heavy[0], f.depth + 1, no_node, 0});
      return;
    }
    frames_.back() = f;
  }

  constexpr sorted_pieces sorted(node_id e) {
    sorted_pieces result;
    for (node_id const id : board_.pending_in(e)) {
      pending_derivative const d = board_.pending_at(id);
      buffer<used_rule> used;
      if (is_trivial(d)) result.trivial.push(id);
      else if (known(id) != no_node) result.known.push(id);
      else if (light(d, used) != no_node) result.light.push(id);
      else result.heavy.push(id);
    }
    return result;
  }
  constexpr bool is_trivial(pending_derivative const& d) { return d.of == d.by || !board_.depends(d.of, d.by); }

  // The derivative where one rule, or that for a constant multiple and one more, leaves nothing to do; and of a sum of such.
  constexpr node_id light(pending_derivative const& d, buffer<used_rule>& used) {
    buffer<used_rule> own;
    node_id const e = without_trivial(rules_of_.once(d.of, d.by, own), own);
    buffer<node_id> const left = board_.pending_in(e);
    buffer<node_id> by;
    bool const is_sum = own[0].rule == derivative_rule::sum;
    if (left.size() > (is_sum ? 3 : own[0].rule == derivative_rule::constant_multiple ? 1 : 0)) return no_node;
    for (node_id const id : left) {
      node_id const inner = is_sum ? light_term(id, own) : after_one_rule(id, own);
      if (inner == no_node) return no_node;
      by.push(inner);
    }
    for (used_rule const& r : own) used.push(r);
    return left.empty() ? e : board_.replaced(e, left, by);
  }
  constexpr node_id light_term(node_id pending, buffer<used_rule>& used) {
    int const before = used.size();
    pending_derivative const d = board_.pending_at(pending);
    node_id const e = without_trivial(rules_of_.once(d.of, d.by, used), used);
    buffer<node_id> const left = board_.pending_in(e);
    if (left.empty()) return e;
    if (left.size() > 1 || used[before].rule != derivative_rule::constant_multiple) return no_node;
    buffer<node_id> by;
    by.push(after_one_rule(left[0], used));
    return by[0] == no_node ? no_node : board_.replaced(e, left, by);
  }
  constexpr node_id after_one_rule(node_id pending, buffer<used_rule>& used) {
    pending_derivative const d = board_.pending_at(pending);
    node_id const e = without_trivial(rules_of_.once(d.of, d.by, used), used);
    return board_.pending_in(e).empty() ? e : no_node;
  }
  // With the derivatives of numbers, 0, and of the variable itself, 1; a 0 is worth mentioning.
  constexpr node_id without_trivial(node_id e, buffer<used_rule>& used) {
    buffer<node_id> old, by;
    for (node_id const id : board_.pending_in(e)) {
      pending_derivative const d = board_.pending_at(id);
      if (!is_trivial(d)) continue;
      old.push(id);
      by.push(board_.constant(rational(d.of == d.by ? 1 : 0)));
      if (d.of != d.by) used.push({derivative_rule::constant});
    }
    return old.empty() ? e : board_.replaced(e, old, by);
  }

  constexpr bool may_stay_in_line(frame const& f, sorted_pieces const& pieces) {
    pending_derivative const d = board_.pending_at(pieces.heavy[0]);
    if ((d.of < uses_.size() && uses_[d.of] > 1) || board_.meaning_of(d.of) != no_node) return false;
    buffer<used_rule> used;
    return board_.text_of(replacement(f.current, pieces, true, pieces.heavy[0], used)).size() <= widest;
  }
  constexpr node_id replacement(node_id e, sorted_pieces const& pieces, bool with_known, node_id heavy,
                                buffer<used_rule>& used) {
    buffer<node_id> old, by;
    for (node_id const id : pieces.light) {
      old.push(id);
      by.push(light(board_.pending_at(id), used));
    }
    if (heavy != no_node) {
      pending_derivative const d = board_.pending_at(heavy);
      old.push(heavy);
      by.push(rules_of_.once(d.of, d.by, used));
    }
    for (node_id const id : pieces.known) {
      if (!with_known) break;
      old.push(id);
      by.push(known(id));
    }
    node_id const cleared = without_trivial(e, used);
    return board_.replaced(cleared, old, by);
  }
  constexpr void replace(frame& f, sorted_pieces const& pieces, bool with_known, node_id heavy) {
    buffer<used_rule> used;
    node_id const next = replacement(f.current, pieces, with_known, heavy, used);
    if (with_known && !pieces.known.empty()) used.push({f.inner > 0 ? derivative_rule::insert : derivative_rule::as_before});
    if (used.empty()) used.push({derivative_rule::variable});
    step(f, f.current, next, used);
    f.current = next;
  }

  // The result, simplified: a line of its own, unless it differs in order alone.
  constexpr void finish(frame const& f) {
    node_id result = board_.simplified(f.current);
    derivation_line& last = lines_[lines_.size() - 1];
    if (same_characters(board_.text_of(f.current), board_.text_of(result))) {
      last.after = result = board_.tidy(f.current);
    } else {
      buffer<used_rule> used;
      used.push({derivative_rule::simplify});
      step(f, f.current, result, used);
    }
    known_.grow(board_.pending_index(f.whole) + 1, no_node);
    known_[board_.pending_index(f.whole)] = result;
    (void)frames_.pop();
  }
  static constexpr bool same_characters(growing_text const& a, growing_text const& b) {
    int counts[256]{};
    for (char const c : a.view()) ++counts[static_cast<unsigned char>(c)];
    for (char const c : b.view()) --counts[static_cast<unsigned char>(c)];
    for (int const count : counts)
      if (count != 0) return false;
    return true;
  }

  blackboard& board_;
  derivative_rules rules_of_;
  buffer<derivation_line>& lines_;
  buffer<used_rule>& rules_;
  buffer<int> uses_;  // of the nodes of the function
  buffer<frame> frames_;
  buffer<node_id> known_;  // by pending derivative
};

}  // namespace detail

}  // namespace calx
