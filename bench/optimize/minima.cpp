// SPDX-License-Identifier: Apache-2.0
// The problems of More, Garbow and Hillstrom from their standard starts, by each method: where it ended, at which price, and a
// score. The problems are in minima/, by how long they take to compile.
//
//   bench_optimize_minima      exits with the number of ends that are called a success and are no known minimum
#include "minima/solve.hpp"

int main() {
  minima::few_unknowns();
  minima::four_unknowns();
  minima::exponentials();
  minima::many_rows();
  minima::penalties();
  minima::products();
  minima::systems();
  minima::chebyquad();
  minima::chebyquad_10_by_hessians();
  minima::chebyquad_10_by_gradients();
  return score::print();
}
