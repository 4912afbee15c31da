// SPDX-License-Identifier: Apache-2.0
// resolved(board, a, b): two formulas of a blackboard as the outputs of one graph, with every pending derivative in place, by
// forward mode, and every abbreviation by its meaning. What proves that two lines of a derivation are equal, independently of
// the rules that made one from the other.
//
// min and max are differentiated as the choices that they are, so that both sides of a proof are choices by one condition:
// max(u, v)' = where(v < u, u', where(u < v, v', (u' + v')/2)). Linear in the graph, for each pending derivative.
#pragma once

#include <calx/calculus/blackboard.hpp>

namespace calx {

namespace detail {

class resolver {
 public:
  constexpr explicit resolver(blackboard const& board) : board_(board), to_(2 * board.view().size), make_(to_) {}

  constexpr graph run(node_id a, node_id b) {
    rebuild(board_.view(), to_, moved_, [&](node const& n, int i) {
      if (board_.meaning_of(i) != no_node) return moved_[board_.meaning_of(i)];
      return board_.is_pending(i) ? make_.zero() : to_.intern(n);
    });
    buffer<char> const needed = board_.needed_by(a, b);
    buffer<node_id> placed = moved_;
    for (node_id i = 0; i < needed.size(); ++i)
      if (needed[i] != 0 && board_.is_pending(i)) placed[i] = tangent(board_.pending_at(i));
    for (node_id i = 0; i < needed.size(); ++i) {
      node n = board_[i];
      if (needed[i] != 0 && board_.meaning_of(i) != no_node) placed[i] = placed[board_.meaning_of(i)];
      if (needed[i] == 0 || n.operands[0] == no_node) continue;
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) n.operands[k] = placed[n.operands[k]];
      placed[i] = with_shape_of_operands(to_, n);
    }
    to_.output(placed[a]);
    to_.output(placed[b]);
    return expand(prune(to_.take()).view());
  }

 private:
  constexpr node_id tangent(pending_derivative const& d) {
    buffer<node_id> tangents(d.of + 1, no_node);
    buffer<char> const needed = board_.needed_by(d.of);
    for (node_id i = 0; i <= d.of; ++i) {
      if (i == d.by) tangents[i] = make_.one();
      if (needed[i] == 0 || i == d.by) continue;
      node const& n = board_[i];
      if (board_.meaning_of(i) != no_node) tangents[i] = tangents[board_.meaning_of(i)];
      if (n.operation == opcode::min || n.operation == opcode::max) {
        tangents[i] = tangent_of_choice(n, tangents);
        continue;
      }
      for (int k = 0; k < 3 && n.operands[k] != no_node; ++k) {
        if (tangents[n.operands[k]] == no_node) continue;
        node_id const part = times_partial(make_, moved_[i], k, tangents[n.operands[k]]);
        if (part != no_node) tangents[i] = tangents[i] == no_node ? part : make_.add(tangents[i], part);
      }
    }
    return tangents[d.of] == no_node ? make_.zero() : tangents[d.of];
  }
  constexpr node_id tangent_of_choice(node const& n, buffer<node_id> const& tangents) {
    node_id const a = n.operands[0], b = n.operands[1];
    if (tangents[a] == no_node && tangents[b] == no_node) return no_node;
    node_id const da = tangents[a] == no_node ? make_.zero() : tangents[a];
    node_id const db = tangents[b] == no_node ? make_.zero() : tangents[b];
    node_id const sum = make_.add(da, db), middle = make_.multiply(make_.constant(rational(1, 2)), sum);
    node_id const less = make_.apply(opcode::less, moved_[a], moved_[b]),
                  more = make_.apply(opcode::less, moved_[b], moved_[a]);
    bool const smaller = n.operation == opcode::min;
    return make_.where(smaller ? less : more, da, make_.where(smaller ? more : less, db, middle));
  }

  blackboard const& board_;
  builder to_;
  maker make_;
  buffer<node_id> moved_;
};

constexpr graph resolved(blackboard const& board, node_id a, node_id b) { return resolver(board).run(a, b); }

}  // namespace detail

}  // namespace calx
