// SPDX-License-Identifier: Apache-2.0
// Reads a data set of NIST's Statistical Reference Datasets (non-linear regression) in its original .dat form.
#pragma once

#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct nist_parameter {
  double start1 = 0, start2 = 0, certified = 0, standard_deviation = 0;
};

struct nist_dataset {
  std::vector<nist_parameter> parameters;  // b1, b2, ... in order
  double residual_sum_of_squares = 0;
  std::vector<double> y, x;
};

// The numbers that stand in a line, after an "=" or ":" if there is one.
inline std::vector<double> numbers_in(std::string_view line) {
  if (auto const sign = line.find_first_of("=:"); sign != std::string_view::npos) line.remove_prefix(sign + 1);
  std::vector<double> numbers;
  char const* const end = line.data() + line.size();
  for (char const* p = line.data(); p < end;) {
    double value = 0;
    auto const [next, error] = std::from_chars(p, end, value);
    if (error == std::errc{}) numbers.push_back(value);
    p = error == std::errc{} ? next : p + 1;
  }
  return numbers;
}

inline nist_dataset read_nist(std::string const& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  nist_dataset set;
  bool in_data = false;
  int line_number = 0;
  for (std::string line; std::getline(file, line);) {
    ++line_number;
    std::vector<double> const numbers = numbers_in(line);
    auto const text = line.find_first_not_of(' ');
    if (line.starts_with("Data:") && line_number > 40) {
      in_data = true;
    } else if (in_data) {
      if (numbers.empty()) continue;
      if (numbers.size() != 2) throw std::runtime_error(path + ", line " + std::to_string(line_number) + ": a row has y and x");
      set.y.push_back(numbers[0]);
      set.x.push_back(numbers[1]);
    } else if (text != std::string::npos && line[text] == 'b' && line.find('=') != std::string::npos && numbers.size() == 4) {
      set.parameters.push_back({numbers[0], numbers[1], numbers[2], numbers[3]});
    } else if (line.starts_with("Residual Sum of Squares:") && numbers.size() == 1) {
      set.residual_sum_of_squares = numbers[0];
    }
  }
  if (set.parameters.empty() || set.y.empty())
    throw std::runtime_error(path + ": not a NIST data set for non-linear regression");
  return set;
}
