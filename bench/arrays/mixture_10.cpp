// SPDX-License-Identifier: Apache-2.0
// Takes minutes to compile with -O3 -march=native: the loop over the rows has thousands of operations.
#include "mixture.hpp"

int main(int argc, char** argv) { compare_mixture<10, 5>(argc, argv); }
