// SPDX-License-Identifier: Apache-2.0
// Functions of 10^7 numbers, more than the caches hold, beside std::memcpy of half of them for a value, which reads and writes
// as many bytes as the value reads, and of all of them for value and gradient. memcpy writes past the caches; "doubled" shows
// what a loop reaches that does not.
#include "columns.hpp"

namespace {

using columns::point;

struct sum_of_exp : columns::sum_of_exp {
  static constexpr bool memory_bound = true;
};
struct rosenbrock : columns::rosenbrock {
  static constexpr bool memory_bound = true;
};

double doubled(point const& p) {
  evaluate_into(std::span(p->slope).first(p->ts.size()), 2 * columns::t, columns::t = p->ts);
  return p->slope[0];
}
double doubled_by_hand(point const& p) {
  for (std::size_t i = 0; i < p->ts.size(); ++i) p->slope[i] = 2 * p->ts[i];
  return p->slope[0];
}

}  // namespace

int main(int argc, char** argv) {
  columns::rows_of_data const data(10000000);
  comparison::compare_over<sum_of_exp>("sum of exp, 10^7", &data);
  comparison::compare_over<rosenbrock>("Rosenbrock, 10^7", &data);
  comparison::problems.push_back({"doubled, 10^7", ""});
  comparison::check_numbers("doubled", doubled(&data), doubled_by_hand(&data));
  comparison::time<point>("doubled, 10^7/calx", &doubled, &data);
  comparison::time<point>("doubled, 10^7/hand", &doubled_by_hand, &data);
  comparison::time<point>("doubled, 10^7/copy", &comparison::copy<columns::rows_of_data, false>, &data);
  comparison::run_arrays(argc, argv);
}
