// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table of text (regress/read_csv.hpp): columns, or a refusal that names a line that is there. Read in pieces of
// a few bytes it is the same table, or the same refusal; and its columns, written again with quotes and line ends that the
// bytes choose, are read back bit for bit.
#include <calx/regress/read_csv.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

using columns = std::vector<std::vector<double>>;

[[noreturn]] void wrong(std::string const& what) {
  std::fprintf(stderr, "MISTAKE: %s\n", what.c_str());
  std::abort();
}

struct outcome {
  columns read;
  std::size_t skipped = 0;
  std::string refusal;
};

bool same_bits(columns const& a, columns const& b) {
  auto const same = [](double p, double q) { return std::bit_cast<std::uint64_t>(p) == std::bit_cast<std::uint64_t>(q); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](auto const& p, auto const& q) { return std::equal(p.begin(), p.end(), q.begin(), q.end(), same); });
}

// Whole where `piece` is 0.
outcome read(std::string_view text, std::size_t piece, calx::csv_options const& options,
             std::vector<calx::detail::csv_column> const& asked) {
  outcome result;
  result.read.resize(asked.size());
  try {
    calx::detail::csv_source source("fuzz", "the text");
    if (piece == 0) source.open_text(text);
    else source.open_pieces(text, piece);
    calx::detail::csv_reader reader(source, options, asked);
    while (reader.read(result.read.data(), 5) > 0) continue;
    result.skipped = reader.skipped_rows();
  } catch (std::invalid_argument const& e) { result.refusal = e.what(); }
  return result;
}

// The number behind `, line `, in a refusal that has one.
void check_line(std::string const& refusal, std::string_view text) {
  std::string_view const start = "calx: fuzz: the text, line ";
  if (!refusal.starts_with("calx: fuzz: the text")) wrong("a refusal without its place: " + refusal);
  if (!refusal.starts_with(start)) return;
  long line = 0;
  std::from_chars(refusal.data() + start.size(), refusal.data() + refusal.size(), line);
  long const lines =
      1 + static_cast<long>(std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }));
  if (line < 1 || line > lines) wrong("an error on a line that is not there: " + refusal);
}

std::string written(columns const& table, std::string_view choices, char delimiter) {
  std::size_t next = 0;
  auto const choice = [&](int count) {
    return choices.empty() ? 0 : static_cast<unsigned char>(choices[next++ % choices.size()]) % count;
  };
  std::string text;
  for (std::size_t row = 0; row < table[0].size(); ++row) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      char digits[32];
      auto const end = std::to_chars(digits, digits + 32, table[i][row]).ptr;
      std::string const quote = choice(3) == 0 ? "\"" : "", blank = choice(5) == 0 && delimiter != ' ' ? " " : "";
      text += (i > 0 ? std::string(1, delimiter) : "") + blank + quote + std::string(digits, end) + quote + blank;
    }
    constexpr char const* ends[] = {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n"};
    text += ends[choice(5)];
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  // The first two bytes choose how the others are read.
  unsigned const how = data[0];
  std::size_t const piece = 1 + data[1] % 16;
  std::string_view const text(reinterpret_cast<char const*>(data + 2), size - 2);
  calx::csv_options options;
  options.delimiter = ",;\t "[how % 4];
  options.header = static_cast<calx::csv_header>(how / 4 % 3);
  options.missing = static_cast<calx::missing_values>(how / 12 % 3);
  options.infinite = how % 2 == 0 ? calx::missing_values::raise : calx::missing_values::propagate;
  std::vector<calx::detail::csv_column> asked{0};
  if (how / 36 % 2 == 0) asked.emplace_back(1);
  if (how / 36 % 3 == 0) asked.emplace_back("y");
  if (how / 36 == 4) asked.push_back(calx::label("s", {"a", "b \"c\""}));
  if (how / 36 == 5) asked.push_back(calx::one_hot(0, "a"));

  outcome const whole = read(text, 0, options, asked), pieces = read(text, piece, options, asked);
  if (whole.refusal != pieces.refusal)
    wrong("in pieces another refusal: '" + whole.refusal + "' and '" + pieces.refusal + '\'');
  if (!same_bits(whole.read, pieces.read) || whole.skipped != pieces.skipped) wrong("in pieces other numbers");
  for (auto const& column : whole.read)
    if (column.size() != whole.read[0].size()) wrong("columns that differ in length");
  if (!whole.refusal.empty()) check_line(whole.refusal, text);
  if (whole.read[0].empty()) return 0;

  // NaN is written as nan, which is missing, and read as one NaN; labels are numbers now.
  columns table = whole.read;
  for (auto& column : table)
    for (double& number : column)
      if (number != number) number = calx::detail::number_in("").value;
  options.header = calx::csv_header::absent;
  options.missing = options.infinite = calx::missing_values::propagate;
  std::vector<calx::detail::csv_column> positions;
  for (std::size_t i = 0; i < table.size(); ++i) positions.emplace_back(i);
  outcome const again = read(written(table, text, options.delimiter), 0, options, positions);
  if (!again.refusal.empty()) wrong("what was written is refused: " + again.refusal);
  if (!same_bits(again.read, table)) wrong("what was written is read as other numbers");
  return 0;
}
