// SPDX-License-Identifier: Apache-2.0
// How a table of text is read (csv_options), and text as numbers: one_hot("species", "virginica") is 1 where the column has
// that text and 0 elsewhere; label("species", {"setosa", "versicolor"}) is the position of the text in the list, from 0.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace calx {

// A value that is not there: a refusal, its row left out (and counted), or NaN in its place.
enum class missing_values { raise, skip, propagate };

// Whether the first line has the names of the columns. Automatic: it has if a column is asked for by name, or if a field of it
// that is asked for, as a number, is not one.
enum class csv_header { automatic, present, absent };

struct csv_options {
  char delimiter = ',';
  // Lines that begin with it are left out; '\0': there are none.
  char comment = '#';
  csv_header header = csv_header::automatic;
  // Missing is an empty field, NA, N/A, null, nan (in any case), and `missing_text`, such as "?" or "-999".
  missing_values missing = missing_values::raise;
  std::string missing_text{};
  // inf and infinity, with or without a sign; propagate keeps them.
  missing_values infinite = missing_values::raise;
  // For read_csv_blocks.
  std::size_t rows_per_block = 65536;
};

namespace detail {

// A column that is asked for, by name or by position, and what its text means.
struct csv_column {
  enum class meaning { number, one_hot, label };

  csv_column(std::string_view by_name) : name(by_name) {}
  template <class Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool> && !std::is_same_v<Integer, char>)
  csv_column(Integer by_position) : position(static_cast<long long>(by_position)), has_name(false) {}
  csv_column(char const* by_name) : name(by_name) {}
  csv_column(std::string by_name) : name(static_cast<std::string&&>(by_name)) {}

  std::string name;
  long long position = 0;
  bool has_name = true;
  meaning means = meaning::number;
  std::vector<std::string> labels;
};

inline csv_column with_labels(csv_column column, csv_column::meaning means, std::vector<std::string> labels) {
  column.means = means;
  column.labels = static_cast<std::vector<std::string>&&>(labels);
  return column;
}

}  // namespace detail

// Any other text is 0; a missing one is missing.
inline detail::csv_column one_hot(detail::csv_column column, std::string_view text) {
  return detail::with_labels(static_cast<detail::csv_column&&>(column), detail::csv_column::meaning::one_hot,
                             {std::string(text)});
}
// A text that is not in the list is refused.
inline detail::csv_column label(detail::csv_column column, std::initializer_list<std::string_view> texts) {
  return detail::with_labels(static_cast<detail::csv_column&&>(column), detail::csv_column::meaning::label,
                             std::vector<std::string>(texts.begin(), texts.end()));
}

}  // namespace calx
