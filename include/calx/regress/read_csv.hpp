// SPDX-License-Identifier: Apache-2.0
// Columns of a table of text (CSV), as calx::given has them:
//
//   calx::read_csv("heights.csv", y = "height", x = 2)      y by the name of its column, x by its position
//   calx::read_csv("heights.csv", {.delimiter = ';', .missing = calx::missing_values::skip}, y = "height")
//                                                           how to read: regress/csv_options.hpp
//   calx::parse_csv(text, y = "height", x = 2)              the same of a text in memory
//   for (auto const& block : calx::read_csv_blocks("big.csv", y = "height", x = 2))
//                                                           some rows at a time, for tables larger than memory
//
// Positions count from 0, as rows do everywhere in calx: x = 2 is the third column. `y = one_hot("species", "virginica")` and
// `y = label("species", {"setosa", "versicolor"})` make text numbers. The result: data[x] is a std::vector<double>, data.rows,
// data.skipped_rows. What cannot be read is refused (std::invalid_argument) with file, line and column: regress/csv_reader.hpp;
// what a record is: regress/csv_records.hpp. One pass, O(1) for each byte; beside the columns it takes 256 KB.
#pragma once

#include <calx/expression/variable.hpp>
#include <calx/optimize/given.hpp>
#include <calx/regress/csv_options.hpp>
#include <calx/regress/csv_reader.hpp>

#include <cstddef>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace calx {

template <class... Variables> struct csv_data : given_data<binding<Variables, std::vector<double>>...> {
  std::size_t rows = 0;
  // Left out for a missing value.
  std::size_t skipped_rows = 0;
};

namespace detail {

template <class Variable> inline constexpr bool is_column_variable = false;
template <fixed_string Name> inline constexpr bool is_column_variable<column_variable<Name>> = true;

enum class csv_fault { none, nothing_asked, no_binding, no_column, no_place, twice };

template <class... Bindings> consteval csv_fault fault_of_columns() {
  if constexpr (sizeof...(Bindings) == 0) return csv_fault::nothing_asked;
  else if constexpr (!(binding_type<Bindings> && ...)) return csv_fault::no_binding;
  else if constexpr (!(is_column_variable<typename Bindings::variable_type> && ...)) return csv_fault::no_column;
  else if constexpr (!(std::is_convertible_v<typename Bindings::value_type const&, csv_column> && ...))
    return csv_fault::no_place;
  else {
    int i = 0, last_of_each = 0;
    ((last_of_each += position_of<typename Bindings::variable_type, typename Bindings::variable_type...>() == i++), ...);
    return last_of_each == i ? csv_fault::none : csv_fault::twice;
  }
}

// A reader and what it reads from.
enum class csv_place { file, text };
struct csv_table {
  csv_table(char const* verb, csv_place where, std::string const& file, std::string_view text, csv_options const& options,
            std::vector<csv_column> columns)
      : source(verb, where == csv_place::file ? std::string_view(file) : "the text"),
        reader(opened(where, file, text), options, std::move(columns)) {}

  csv_source source;
  csv_reader reader;

 private:
  csv_source& opened(csv_place where, std::string const& file, std::string_view text) {
    if (where == csv_place::file) source.open_file(file);
    else source.open_text(text);
    return source;
  }
};

template <class... Bindings> std::vector<csv_column> columns_of(Bindings const&... bindings) {
  std::vector<csv_column> columns;
  columns.reserve(sizeof...(Bindings));
  (columns.push_back(bindings.value()), ...);
  return columns;
}

// `data` becomes the next rows; its vectors are used again.
template <class... Variables> void read_rows(csv_reader& reader, csv_data<Variables...>& data, std::size_t most) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    std::vector<double> columns[] = {std::move(boost::hana::at_c<I>(data.bindings).held)...};
    for (std::vector<double>& column : columns) column.clear();
    std::size_t const skipped = reader.skipped_rows();
    data.rows = reader.read(columns, most);
    data.skipped_rows = reader.skipped_rows() - skipped;
    ((boost::hana::at_c<I>(data.bindings).held = std::move(columns[I])), ...);
  }(std::index_sequence_for<Variables...>{});
}

}  // namespace detail

// Blocks of csv_options::rows_per_block rows, the last one with what remains; for one pass. A block is there until the next is
// read.
template <class... Variables> class csv_blocks {
 public:
  class iterator {
   public:
    explicit iterator(csv_blocks* blocks) : blocks_(blocks) {}
    csv_data<Variables...> const& operator*() const { return blocks_->block_; }
    csv_data<Variables...> const* operator->() const { return &blocks_->block_; }
    iterator& operator++() {
      blocks_->advance();
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return blocks_->block_.rows == 0; }

   private:
    csv_blocks* blocks_;
  };

  csv_blocks(std::string const& file, csv_options const& options, std::vector<detail::csv_column> columns)
      : table_("read_csv_blocks", detail::csv_place::file, file, {}, options, std::move(columns)),
        rows_per_block_(options.rows_per_block) {
    if (rows_per_block_ == 0) table_.source.refuse(": csv_options::rows_per_block is 1 or more");
  }

  iterator begin() {
    advance();
    return iterator(this);
  }
  std::default_sentinel_t end() const { return {}; }

  // Of all blocks so far.
  std::size_t rows() const { return table_.reader.rows(); }
  std::size_t skipped_rows() const { return table_.reader.skipped_rows(); }

 private:
  void advance() { detail::read_rows(table_.reader, block_, rows_per_block_); }

  detail::csv_table table_;
  std::size_t rows_per_block_;
  csv_data<Variables...> block_;
};

namespace detail {

template <class... Bindings>
auto read_table(char const* verb, csv_place where, std::string const& file, std::string_view text, csv_options const& options,
                Bindings const&... bindings) {
  csv_table table(verb, where, file, text, options, columns_of(bindings...));
  csv_data<typename Bindings::variable_type...> data;
  read_rows(table.reader, data, std::numeric_limits<std::size_t>::max());
  return data;
}

// What the three verbs do, by the verb; with a call and its refusals they make function objects below.
struct csv_of_file {
  using source_type = std::string;
  template <class... Bindings>
  static auto call(std::string const& file, csv_options const& options, Bindings const&... bindings) {
    return read_table("read_csv", csv_place::file, file, {}, options, bindings...);
  }
};
struct csv_of_text {
  using source_type = std::string_view;
  template <class... Bindings>
  static auto call(std::string_view text, csv_options const& options, Bindings const&... bindings) {
    return read_table("parse_csv", csv_place::text, {}, text, options, bindings...);
  }
};
struct csv_of_blocks {
  using source_type = std::string;
  template <class... Bindings>
  static auto call(std::string const& file, csv_options const& options, Bindings const&... bindings) {
    return csv_blocks<typename Bindings::variable_type...>(file, options, columns_of(bindings...));
  }
};

template <class Verb> struct csv_verb {
  using source_type = typename Verb::source_type;

  template <class... Bindings>
    requires(fault_of_columns<Bindings...>() == csv_fault::none)
  auto operator()(source_type const& source, csv_options const& options, Bindings const&... bindings) const {
    return Verb::call(source, options, bindings...);
  }
  template <class... Bindings>
    requires(fault_of_columns<Bindings...>() == csv_fault::none)
  auto operator()(source_type const& source, Bindings const&... bindings) const {
    return Verb::call(source, csv_options{}, bindings...);
  }

  template <class... Arguments>
    requires(fault_of_columns<Arguments...>() == csv_fault::nothing_asked ||
             fault_of_columns<Arguments...>() == csv_fault::no_binding)
  CALX_REFUSED("calx: read_csv: after the file, and csv_options if any, name columns, as in y = \"height\", x = 2")
  refused operator()(source_type const&, Arguments const&...) const {
    return {};
  }
  template <class... Arguments>
    requires(fault_of_columns<Arguments...>() == csv_fault::no_column)
  CALX_REFUSED("calx: read_csv: what is read is a column of data: constexpr auto y = calx::column<\"y\">")
  refused operator()(source_type const&, Arguments const&...) const {
    return {};
  }
  template <class... Arguments>
    requires(fault_of_columns<Arguments...>() == csv_fault::no_place)
  CALX_REFUSED("calx: read_csv: a column is asked for by its name or by its position from 0, as in y = \"height\", x = 2")
  refused operator()(source_type const&, Arguments const&...) const {
    return {};
  }
  template <class... Arguments>
    requires(fault_of_columns<Arguments...>() == csv_fault::twice)
  CALX_REFUSED("calx: read_csv: two columns were named for one variable")
  refused operator()(source_type const&, Arguments const&...) const {
    return {};
  }
  template <class... Arguments>
    requires(fault_of_columns<Arguments...>() != csv_fault::none)
  CALX_REFUSED(
      "calx: read_csv(file, options, y = \"height\", x = 2): columns of data, each once, by its name or by its position")
  refused
  operator()(source_type const&, csv_options const&, Arguments const&...) const {
    return {};
  }
};

}  // namespace detail

inline constexpr detail::csv_verb<detail::csv_of_file> read_csv{};
inline constexpr detail::csv_verb<detail::csv_of_text> parse_csv{};
inline constexpr detail::csv_verb<detail::csv_of_blocks> read_csv_blocks{};

}  // namespace calx
