// SPDX-License-Identifier: Apache-2.0
// The problems of Hock and Schittkowski from their starts: where each ended, at which price, and a score. The problems are in
// constrained/, by how long they take to compile.
//
//   bench_optimize_constrained      exits with the number of ends that are called a success and are no known minimum
#include "constrained/solve.hpp"

int main() {
  constrained::two_unknowns();
  constrained::equations();
  constrained::more_equations();
  constrained::inequalities();
  constrained::many_unknowns();
  return score::print();
}
