// SPDX-License-Identifier: Apache-2.0
// Rows a second of tables with three columns of numbers, all of them asked for; each number read is compared with the one
// written.
//
//   file      a million rows in a file, numbers with all their digits
//   short     the same with three digits
//   quoted    every field in quotes
//   blocks    the file in blocks of 65,536 rows
//   1 of 20   one column of twenty
#include <calx/regress/read_csv.hpp>

#include <benchmark/benchmark.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr auto x = calx::column<"x">;
constexpr auto y = calx::column<"y">;
constexpr auto z = calx::column<"z">;
constexpr std::size_t row_count = 1000000;

struct table {
  std::vector<double> columns[3];
  std::string text, file;

  table(int digits, std::string const& quote, int others, char const* name) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> between(-1000, 1000);
    text = "id,x,y,z\n";
    for (int i = 0; i < others; ++i) text.insert(text.size() - 1, ",other" + std::to_string(i));
    for (std::size_t row = 0; row < row_count; ++row) {
      text += std::to_string(row);
      for (std::vector<double>& column : columns) {
        char number[32];
        double const value = between(random);
        auto const end = digits == 0 ? std::to_chars(number, number + 32, value).ptr
                                     : std::to_chars(number, number + 32, value, std::chars_format::general, digits).ptr;
        double written = 0;
        std::from_chars(number, end, written);
        column.push_back(written);
        text += ',' + quote + std::string(number, end) + quote;
      }
      for (int i = 0; i < others; ++i) text += ",12.345";
      text += '\n';
    }
    file = (std::filesystem::temp_directory_path() / ("calx_bench_" + std::string(name) + ".csv")).string();
    std::ofstream(file, std::ios::binary) << text;
  }
  ~table() { std::remove(file.c_str()); }
};

void require(bool holds) {
  if (holds) return;
  std::fputs("the numbers read are not the numbers written\n", stderr);
  std::exit(1);
}

void report(benchmark::State& state, table const& t) {
  auto const rows = static_cast<double>(state.iterations()) * static_cast<double>(row_count);
  state.counters["rows"] = benchmark::Counter(rows, benchmark::Counter::kIsRate);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(t.text.size()));
}

void read_file(benchmark::State& state, table const& t) {
  for (auto _ : state) {
    auto const data = calx::read_csv(t.file, x = "x", y = "y", z = "z");
    state.PauseTiming();
    require(data[x] == t.columns[0] && data[y] == t.columns[1] && data[z] == t.columns[2]);
    state.ResumeTiming();
  }
  report(state, t);
}
void parse_text(benchmark::State& state, table const& t) {
  for (auto _ : state) {
    auto const data = calx::parse_csv(t.text, x = "x", y = "y", z = "z");
    state.PauseTiming();
    require(data[x] == t.columns[0] && data[y] == t.columns[1] && data[z] == t.columns[2]);
    state.ResumeTiming();
  }
  report(state, t);
}
void read_blocks(benchmark::State& state, table const& t) {
  for (auto _ : state) {
    std::size_t row = 0;
    for (auto const& block : calx::read_csv_blocks(t.file, x = "x", y = "y", z = "z")) {
      require(block[x].front() == t.columns[0][row] && block[z].back() == t.columns[2][row + block.rows - 1]);
      row += block.rows;
    }
    require(row == row_count);
  }
  report(state, t);
}
void read_one_column(benchmark::State& state, table const& t) {
  for (auto _ : state) {
    auto const data = calx::read_csv(t.file, y = 2);
    state.PauseTiming();
    require(data[y] == t.columns[1]);
    state.ResumeTiming();
  }
  report(state, t);
}

}  // namespace

int main(int argc, char** argv) {
  table const all_digits(0, "", 0, "all_digits"), three_digits(3, "", 0, "three_digits"), quoted(0, "\"", 0, "quoted"),
      wide(3, "", 16, "wide");
  auto const add = [](char const* name, auto function, table const& t) {
    benchmark::RegisterBenchmark(name, [function, &t](benchmark::State& state) { function(state, t); })
        ->Unit(benchmark::kMillisecond)
        ->MinTime(1);
  };
  add("file", read_file, all_digits);
  add("text in memory", parse_text, all_digits);
  add("short", read_file, three_digits);
  add("quoted", read_file, quoted);
  add("blocks", read_blocks, all_digits);
  add("1 of 20", read_one_column, wide);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
