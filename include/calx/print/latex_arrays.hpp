// SPDX-License-Identifier: Apache-2.0
// LaTeX of operations on arrays. Vectors as wholes are bold, matrices are not; indices count from 0.
//
//   linear algebra   A \mathbf{v}, A^{\mathsf T}, \mathbf{u} \mathbf{v}^{\mathsf T}, I_{3}, x \mathbf{e}_{2}
//   elementwise      \mathbf{u} \odot \mathbf{v}, \tanh\left(\mathbf{v}\right); what could be read as something else, as the
//                    exponentials of a matrix, by its elements: \left(e^{A_{i j}}\right)_{i j}, a row with ^{\mathsf T}
//   reductions       \sum_{i} x_{i} y_{i}, \max_{i} x_{i}, \prod_{i} x_{i}, \ln\left(\sum_{i} e^{x_{i}}\right); with limits
//                    where rows are moved: \sum_{i = 0}^{2} x_{i + 1}; \mathbf{u}^{\mathsf T} A \mathbf{v}
//   parts            \left(t_{i}\right)_{i \ge 1}, \begin{bmatrix} \mathbf{u} \\ \mathbf{v} \end{bmatrix}, \dim \mathbf{t}
//   recurrences      \left(h_{i} = a h_{i - 1} + u_{i},\ h_{-1} = 0\right)_{i}, one of them with _{i = 3}; sums of the first
//   ones: \sum_{j \le i} u_{j}
#pragma once

#include <calx/print/array_notation.hpp>
#include <calx/print/latex_work.hpp>

namespace calx::detail {

template <class Sink> class latex_array_writer : protected latex_work<Sink> {
 protected:
  using base = latex_work<Sink>;
  using base::append, base::push, base::push_all, base::push_as, base::push_indices, base::push_number, base::push_whole;
  using base::at_, base::g_, base::has_arrays_, base::out_, base::terms_, base::work_;
  using base::is_array, base::is_vector;
  using typename base::item, typename base::item_kind;

  constexpr latex_array_writer(Sink& out, graph_view shown, input_info const* inputs, arrangement how,
                               pending_derivatives const& pending)
      : base(out, shown, inputs, how, pending), notation_(shown, terms_) {}

  // Is this array written by its elements, in parentheses?
  constexpr bool is_by_elements(node_id id, latex_position const& at) const {
    return has_arrays_ && is_array(id) && !at.is_element() && !notation_.is_whole(id);
  }
  // \sum, \max and \prod reach as far as a product does.
  constexpr bool reaches_to_the_right(node_id id) const {
    opcode const operation = g_[id].operation;
    return (operation == opcode::sum && !notation_.inner_product_of(id).exists()) || operation == opcode::maximum ||
           operation == opcode::product ||
           (operation == opcode::recurrence && at_.is_element() && notation_.is_running_sum(g_[id]));
  }

  constexpr precedence precedence_of_array(node_id id, latex_position const& at) const {
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::sum: return notation_.inner_product_of(id).exists() ? precedence::power : precedence::product;
      case opcode::maximum:
      case opcode::product: return precedence::product;
      case opcode::placed: return is_unit(n) && is_vector(n.shape) ? precedence::primary : precedence::product;
      case opcode::log_sum_exp: return precedence::power;
      case opcode::length: return notation_.length_is_sum(n) ? precedence::sum : precedence::power;
      case opcode::matrix_product: return at.is_element() ? precedence::primary : precedence::power;
      case opcode::transpose: return precedence::power;
      case opcode::recurrence:
        return at.is_element() && notation_.is_running_sum(n) ? precedence::product : precedence::primary;
      default: return precedence::primary;
    }
  }
  // What is written instead of this at these indices, which change on the way: an element of what a transpose, a segment or
  // what is repeated has it from, or `element`; what a reduction of a single element has.
  constexpr node_id written_for(node_id id, latex_position& at) const {
    while (at.is_element() || !is_array(id)) {
      node const& n = g_[id];
      if (!has_arrays_ && n.operation != opcode::element) return id;
      bool const is_reduction = reduces(n.operation) || n.operation == opcode::product;
      if (n.operation == opcode::element) {
        if (!is_array(n.operands[0]) && g_[n.operands[0]].operation == opcode::input) return id;  // of a vec<"v", 1>
        at = base::element_position(g_[n.operands[0]].shape, n.payload, at.letters);
      } else if (n.operation == opcode::transpose) {
        latex_index const row = at.row;
        at.row = at.column, at.column = row;
      } else if (n.operation == opcode::segment && array_notation::is_counted_from_start(n)) {
        if (!at.row.stands() && !is_one(g_[n.operands[0]].shape.rows)) at.row.letter = latex_index::number;
        if (at.row.stands()) at.row.more += n.payload;
      } else if (n.operation != opcode::fill && !(is_reduction && g_[n.operands[0]].shape == n.shape)) {
        return id;
      }
      id = n.operands[0];
      at = base::projected(id, at);
    }
    return id;
  }

  // \left(x_{i}\right)_{i}
  constexpr void write_elements(node_id id) {
    node const& n = g_[id];
    latex_position const at = base::each_element(n.shape);
    bool const is_part = n.operation == opcode::segment && at.row.stands();
    append("\\left(");
    if (is_one(n.shape.rows)) push("^{\\mathsf T}");
    push("}");
    if (is_part) work_.push({item_kind::rows, id, precedence::lowest, {}, 1, at});
    else push_indices(at);
    push("\\right)_{");
    push(is_part ? n.operands[0] : id, precedence::lowest, at);
  }

  constexpr void write_array(node_id id) {
    node const& n = g_[id];
    switch (n.operation) {
      case opcode::sum:
      case opcode::maximum:
      case opcode::product:
      case opcode::log_sum_exp: return write_reduction(id);
      case opcode::length: return write_length(n);
      case opcode::fill: return write_zeros_or_ones(n);
      case opcode::placed: return write_placed(n);
      case opcode::identity: return write_identity(n);
      case opcode::transpose: return push_all("", n.operands[0], precedence::primary, "^{\\mathsf T}");
      case opcode::matrix_product: return write_matrix_product(n);
      case opcode::recurrence: return write_recurrence(n);
      case opcode::pad: return write_blocks(id, n.operands[0], no_node);
      case opcode::element: return base::write_name_with(g_[n.operands[0]], [&] { write_integer(out_, n.payload); });
      default: return write_part(id);
    }
  }
  constexpr void write_concatenation(node_id id) {
    concatenated_parts const parts = terms_.concatenation_of(id);
    write_blocks(id, parts.first, parts.second);
  }
  // Which rows the segment has: i \ge 1, i < 3, 1 \le i < 3.
  constexpr void write_rows(node_id id, latex_position const& at) {
    node const& n = g_[id];
    extent const all = g_[n.operands[0]].shape.rows, part = n.shape.rows;
    bool const from_start = array_notation::is_counted_from_start(n),
               to_end = from_start && all.axis == part.axis ? n.payload + part.count == all.count : n.payload == -1;
    if (!from_start || n.payload > 0) {
      auto const write_first = [&] {
        if (from_start) write_integer(out_, n.payload);
        else base::write_extent(all, n.payload + 1 - part.count);
      };
      if (to_end) {
        base::write_index(at.row);
        append(" \\ge ");
        write_first();
      } else {
        write_first();
        append(" \\le ");
      }
    }
    if (!to_end) {
      base::write_index(at.row);
      append(" < ");
      if (from_start) base::write_extent(part, n.payload);
      else base::write_extent(all, n.payload + 1);
    }
    if (!at.column.stands()) return;
    append(",\\ ");
    base::write_index(at.column);
  }

  // Two factors of an elementwise product: between arrays of one shape stands a sign.
  constexpr std::string_view between_factors(node_id a, node_id b) const {
    bool const both = is_array(a) && is_array(b) && !at_.is_element();
    return both && g_[a].shape == g_[b].shape ? " \\odot " : " ";
  }
  constexpr precedence least_of_factor(node_id id, bool among_arrays) const {
    bool const in_parentheses = among_arrays && !at_.is_element() && g_[id].operation == opcode::matrix_product;
    return in_parentheses ? precedence::primary : precedence::power;
  }

 private:
  // --- reductions
  // --------------------------------------------------------------------------------------------------------------
  constexpr void write_reduction(node_id id) {
    node const& n = g_[id];
    if (inner_product const both = notation_.inner_product_of(id); both.exists()) {
      push_whole(both.right, precedence::power);
      push("^{\\mathsf T} ");
      return push_whole(both.left, precedence::primary);
    }
    array_shape const from = g_[n.operands[0]].shape;
    latex_position inner = at_;
    bool const rows = !is_one(from.rows) && is_one(n.shape.rows), columns = !is_one(from.columns) && is_one(n.shape.columns);
    if (rows) inner.row = base::fresh(inner);
    if (columns) inner.column = base::fresh(inner);
    bool const by_exponentials = n.operation == opcode::log_sum_exp;
    if (by_exponentials) append("\\ln\\left(");
    write_reduction_sign(n, inner, rows, columns);
    append(by_exponentials ? " e^{" : " ");
    if (by_exponentials) push("}\\right)");
    precedence const least = by_exponentials              ? precedence::lowest
                             : n.operation == opcode::sum ? precedence::product
                                                          : precedence::power;
    push(n.operands[0], least, inner);
  }
  // \sum_{i}, \sum_{i, j}, \sum_{i = 0}^{4}, \max_{0 \le i < 5}
  constexpr void write_reduction_sign(node const& n, latex_position const& inner, bool rows, bool columns) {
    append(n.operation == opcode::maximum ? "\\max_{" : n.operation == opcode::product ? "\\prod_{" : "\\sum_{");
    extent const all = g_[n.operands[0]].shape.rows;
    bool const limited = rows && notation_.has_moved_rows(n.operands[0]);
    if (limited && n.operation == opcode::maximum) {
      append("0 \\le ");
      base::write_index(inner.row);
      append(" < ");
      base::write_extent(all, 0);
      if (columns) append(",\\ ");
    } else if (limited) {
      base::write_index(inner.row);
      append(" = 0}^{");
      base::write_extent(all, -1);
      if (columns) append("} \\sum_{");
    } else if (rows) {
      base::write_index(inner.row);
      if (columns) append(", ");
    }
    if (columns) base::write_index(inner.column);
    append("}");
  }
  // --- linear algebra
  // ------------------------------------------------------------------------------------------------------------ Of what is
  // written whole, an element: \left(A \mathbf{v}\right)_{i}.
  constexpr void push_element_indices(std::string_view before) {
    if (!at_.is_element()) return;
    push("}");
    push_indices(at_);
    push(before);
  }
  constexpr void write_matrix_product(node const& n) {
    if (at_.is_element()) append("\\left(");
    push_element_indices("\\right)_{");
    push_whole(n.operands[1], precedence::power);
    push(" ");
    push_whole(n.operands[0], precedence::power);
  }
  constexpr void write_zeros_or_ones(node const& n) {
    append(g_.constant(n.operands[0]).is(0) ? "\\mathbf{0}" : "\\mathbf{1}");
    if (is_one(n.shape.rows)) append("^{\\mathsf T}");
  }
  constexpr void write_identity(node const& n) {
    if (!at_.is_element()) {
      append("I_{");
      write_integer(out_, n.shape.rows.count);
      return append("}");
    }
    append("\\delta_{");
    base::write_indices(at_);
    append("}");
  }
  // x \mathbf{e}_{2}, x \mathbf{e}_{1} \mathbf{e}_{0}^{\mathsf T}; the element i is x \delta_{i, 2}.
  constexpr void write_placed(node const& n) {
    bool const has_rows = !is_one(n.shape.rows), has_columns = !is_one(n.shape.columns);
    int const columns = n.shape.columns.axis != 0 || !has_rows ? 0 : n.shape.columns.count;
    int const row = columns == 0 ? n.payload : n.payload / columns, column = columns == 0 ? n.payload : n.payload % columns;
    if (has_columns) push_unit(column, at_.column, "^{\\mathsf T}");
    if (has_rows && has_columns) push(" ");
    if (has_rows) push_unit(row, at_.row, "");
    if (is_unit(n)) return;
    push(" ");
    push(n.operands[0], precedence::power);
  }
  constexpr bool is_unit(node const& n) const { return g_.is_constant(n.operands[0]) && g_.constant(n.operands[0]).is(1); }
  constexpr void push_unit(int place, latex_index const& index, std::string_view turned) {
    if (!at_.is_element()) push(turned);
    push("}");
    push_number(rational(place));
    if (at_.is_element()) {
      push(", ");
      push_indices({index, {}, 0});
    }
    push(at_.is_element() ? "\\delta_{" : "\\mathbf{e}_{");
  }

  // --- parts
  // ---------------------------------------------------------------------------------------------------------------------
  constexpr void write_length(node const& n) { base::write_extent(g_[n.operands[0]].shape.rows, 0); }
  // A segment that is counted from the end. Of one row: t_{\dim \mathbf{t} - 1}; of more, an element of it.
  constexpr void write_part(node_id id) {
    node const& n = g_[id];
    if (at_.row.stands()) {
      append("\\left(");
      push_element_indices("\\right)_{");
      return push_whole(id, precedence::lowest);
    }
    push("}");
    if (at_.column.stands()) {
      push_indices(at_);
      push(", ");
    }
    push_as(item_kind::length, n.operands[0], precedence::lowest, n.payload);
    bool const is_name = g_[n.operands[0]].operation == opcode::input;
    push(is_name ? "_{" : "\\right)_{");
    push_whole(n.operands[0], precedence::lowest);
    if (!is_name) push("\\left(");
  }
  // Zeros above and below the first block, or both blocks.
  constexpr void write_blocks(node_id id, node_id first, node_id second) {
    node const& n = g_[id];
    push_element_indices("_{");
    push(" \\end{bmatrix}");
    if (second != no_node) {
      push_whole(second, precedence::lowest);
      push(" \\\\ ");
      push_whole(first, precedence::lowest);
      return append("\\begin{bmatrix} ");
    }
    extent const all = n.shape.rows, part = g_[first].shape.rows;
    bool const same_axis = all.axis == part.axis;
    int const apart = all.count - part.count;
    int const above = n.payload >= 0 ? n.payload : same_axis ? apart + 1 + n.payload : -1;
    int const below = n.payload < 0 ? -1 - n.payload : same_axis ? apart - n.payload : -1;
    push_zeros(n, below, " \\\\ ", "");
    push_whole(first, precedence::lowest);
    push_zeros(n, above, "", " \\\\ ");
    append("\\begin{bmatrix} ");
  }
  // Some rows of zeros; -1: it is not known how many.
  constexpr void push_zeros(node const& n, int rows, std::string_view before, std::string_view after) {
    if (rows == 0) return;
    push(after);
    if (rows > 1) {
      push("}");
      push_number(rational(rows));
      push("_{");
    }
    push(rows == 1 && is_one(n.shape.columns) ? "0" : "\\mathbf{0}");
    push(before);
  }

  // --- recurrences
  // ---------------------------------------------------------------------------------------------------------------
  constexpr void write_recurrence(node const& n) {
    if (at_.is_element() && notation_.is_running_sum(n)) return write_running_sum(n);
    bool const backwards = n.payload != 0;
    std::string_view const name = base::name_of_recurrence(at_.letters);
    latex_position at{{}, {}, at_.letters};
    at.row = base::fresh(at);
    latex_position before = at;
    before.row.more = backwards ? 1 : -1;
    push("}");
    if (at_.is_element()) {  // which of them
      push_indices(at_);
      push(" = ");
    }
    push_indices(at);
    push("\\right)_{");
    push(n.operands[2], precedence::lowest, at);
    push("} = ");
    if (backwards) push_as(item_kind::length, n.operands[1], precedence::lowest, 0);
    else push("-1");
    push("_{");
    push(name);
    push(",\\ ");
    push(n.operands[1], precedence::product, at);
    push("} + ");
    push_indices(before);
    push("_{");
    push(name);
    if (!(g_.is_constant(n.operands[0]) && g_.constant(n.operands[0]).is(1))) {
      push(" ");
      push(n.operands[0], precedence::power, at);
    }
    push("} = ");
    push_indices(at);
    push("_{");
    push(name);
    append("\\left(");
  }
  // \sum_{j \le i} u_{j}
  constexpr void write_running_sum(node const& n) {
    latex_position inner = at_;
    inner.row = base::fresh(inner);
    append("\\sum_{");
    base::write_index(inner.row);
    append(n.payload != 0 ? " \\ge " : " \\le ");
    base::write_index(at_.row);
    append("} ");
    push(n.operands[1], precedence::product, inner);
  }

  array_notation notation_;
};

}  // namespace calx::detail
