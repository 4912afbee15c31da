// SPDX-License-Identifier: Apache-2.0
// What the writers of LaTeX share: the work list, numbers, names, and indices. Whatever is written has a position: all of an
// array, or its element at some indices, as v_{i} and A_{i j} inside of a sum.
#pragma once

#include <calx/print/latex_words.hpp>
#include <calx/print/terms.hpp>

namespace calx::detail {

// i + 1, or a number
struct latex_index {
  static constexpr std::int8_t none = -1, number = -2;
  std::int8_t letter = none;
  std::int32_t more = 0;

  constexpr bool stands() const { return letter != none; }
  constexpr bool is_plain() const { return letter >= 0 && more == 0; }
};
struct latex_position {
  latex_index row{}, column{};
  std::int8_t letters = 0;  // that are in use around

  constexpr bool is_element() const { return row.stands() || column.stands(); }
};

template <class Sink> class latex_work {
 protected:
  enum class item_kind : std::uint8_t {
    node,
    condition,    // a node that holds or does not
    magnitude,    // a term whose minus sign has been written
    raised_call,  // \sin^{2}\left(x\right)
    number,       // one of numbers_
    indices,      // those of the position
    rows,         // which rows of an array the segment `id` has
    length,       // how many rows node `id` has, and `exponent` more
    text,
  };
  struct item {
    item_kind kind = item_kind::text;
    node_id id = no_node;
    precedence least = precedence::lowest;
    std::string_view text{};
    int exponent = 1;  // of a raised call
    latex_position at{};
  };

  constexpr latex_work(Sink& out, graph_view shown, input_info const* inputs, arrangement how,
                       pending_derivatives const& pending)
      : out_(out),
        g_(shown),
        inputs_(inputs),
        pending_(pending),
        terms_(shown, inputs, how, pending),
        has_arrays_(has_arrays(shown)) {
    if (has_arrays_) find_letters();
  }

  constexpr void append(std::string_view text) {
    for (char const c : text) out_.append(c);
  }
  constexpr void push(std::string_view text) { work_.push({item_kind::text, no_node, precedence::lowest, text}); }
  constexpr void push_number(rational const& value) {
    numbers_.push(value);
    work_.push({item_kind::number, numbers_.size() - 1, precedence::lowest, {}});
  }
  // An operand of what is written now, at the same indices.
  constexpr void push(node_id id, precedence least) { push(id, least, at_); }
  constexpr void push(node_id id, precedence least, latex_position const& at) {
    work_.push({item_kind::node, id, least, {}, 1, projected(id, at)});
  }
  constexpr void push_whole(node_id id, precedence least) { push(id, least, {{}, {}, at_.letters}); }
  constexpr void push_as(item_kind kind, node_id id, precedence least, int exponent = 1) {
    work_.push({kind, id, least, {}, exponent, projected(id, at_)});
  }
  constexpr void push_indices(latex_position const& at) {
    work_.push({item_kind::indices, no_node, precedence::lowest, {}, 1, at});
  }
  constexpr void push_all(std::string_view before, node_id a, precedence least, std::string_view between, node_id b = no_node,
                          std::string_view after = {}, precedence least_b = precedence::lowest) {
    push(after);
    if (b != no_node) push(b, least_b);
    push(between);
    push(a, least);
    push(before);
  }

  // --- shapes and indices --------------------------------------------------------------------------------------------------
  constexpr bool is_array(node_id id) const { return !g_[id].shape.is_scalar(); }
  static constexpr bool is_vector(array_shape const& s) { return is_one(s.rows) != is_one(s.columns); }
  constexpr latex_position projected(node_id id, latex_position at) const {
    if (is_one(g_[id].shape.rows)) at.row = {};
    if (is_one(g_[id].shape.columns)) at.column = {};
    return at;
  }
  static constexpr latex_index fresh(latex_position& at) { return {at.letters++, 0}; }
  // Each element of an array of this shape.
  constexpr latex_position each_element(array_shape const& s) const {
    latex_position at{{}, {}, at_.letters};
    if (!is_one(s.rows)) at.row = fresh(at);
    if (!is_one(s.columns)) at.column = fresh(at);
    return at;
  }
  static constexpr latex_position element_position(array_shape const& s, int position, std::int8_t letters) {
    int const columns = s.columns.axis != 0 || is_one(s.rows) ? 0 : s.columns.count;
    int const row = columns == 0 ? 0 : position / columns, column = columns == 0 ? position : position % columns;
    return {{latex_index::number, row}, {latex_index::number, column}, letters};
  }
  constexpr std::string_view letter(int which) const {
    return index_letters.substr(static_cast<std::size_t>(letters_[which < letters_.size() ? which : letters_.size() - 1]), 1);
  }
  // What a recurrence is called where there are `letters` letters around it.
  constexpr std::string_view name_of_recurrence(int letters) const {
    return recurrence_letters.substr(static_cast<std::size_t>(names_[letters < names_.size() ? letters : names_.size() - 1]),
                                     1);
  }
  constexpr void write_index(latex_index const& index) {
    if (index.letter == latex_index::number) return write_integer(out_, index.more);
    append(letter(index.letter));
    write_more(index.more);
  }
  constexpr void write_more(long long more) {
    if (more == 0) return;
    append(more < 0 ? " - " : " + ");
    write_integer(out_, more < 0 ? -more : more);
  }
  constexpr void write_indices(latex_position const& at) {
    if (at.row.stands()) write_index(at.row);
    if (at.row.stands() && at.column.stands()) append(at.row.is_plain() && at.column.is_plain() ? " " : ", ");
    if (at.column.stands()) write_index(at.column);
  }
  // 5, or \dim \mathbf{t} - 1
  constexpr void write_extent(extent const& x, long long more) {
    if (x.axis == 0) return write_integer(out_, x.count + more);
    node_id const column = input_along(g_, x);
    if (column == no_node) return append("n");
    bool const is_table = !is_one(g_[column].shape.columns);
    append(is_table ? "\\operatorname{rows} " : "\\dim ");
    write_name(g_[column], letter_weight::bold);
    write_more(more + x.count - g_[column].shape.rows.count);
  }
  // --- names -----------------------------------------------------------------------------------------------------------------
  // A vector as a whole is bold.
  constexpr void write_name(node const& n, letter_weight weight) {
    bool const bold = weight == letter_weight::bold && is_vector(n.shape);
    latex_name_writer<Sink>(out_, bold ? weight : letter_weight::medium).write(name_of_input(n), false, [] {});
  }
  template <class WriteIndex> constexpr void write_name_with(node const& n, WriteIndex write_index) {
    latex_name_writer<Sink>(out_).write(name_of_input(n), true, write_index);
  }
  constexpr std::string_view name_of_input(node const& n) const {
    return inputs_ != nullptr && !pending_.contain(n) ? inputs_[n.payload].name : std::string_view("input");
  }

  Sink& out_;
  graph_view g_;
  input_info const* inputs_;
  pending_derivatives pending_;
  terms terms_;
  buffer<item> work_;
  buffer<number> numbers_;
  latex_position at_{};  // of what is written now
  bool has_arrays_;      // more than numbers and elements of inputs

 private:
  static constexpr std::string_view index_letters = "ijklmnpqrsuvwxyz", recurrence_letters = "hgsqwz";

  // Letters that no input has.
  constexpr void find_letters() {
    for (std::size_t i = 0; i < index_letters.size(); ++i)
      if (!is_input(index_letters.substr(i, 1)) || i + 1 == index_letters.size()) letters_.push(static_cast<int>(i));
    for (std::size_t i = 0; i < recurrence_letters.size(); ++i)
      if (!is_input(recurrence_letters.substr(i, 1)) || i + 1 == recurrence_letters.size()) names_.push(static_cast<int>(i));
  }
  constexpr bool is_input(std::string_view name) const {
    for (int i = 0; i < g_.size; ++i)
      if (g_[i].operation == opcode::input && name_of_input(g_[i]) == name) return true;
    return false;
  }

  buffer<int> letters_, names_;  // places in the texts above
};

}  // namespace calx::detail
