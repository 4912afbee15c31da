// SPDX-License-Identifier: Apache-2.0
// Prints the C program; check.cmake compiles and runs it.
#include "program.hpp"

int main() {
  c_code::print_start();
  c_code::print_smooth();
  c_code::print_pieces();
  c_code::print_vectors();
  c_code::print_floats();
  c_code::print_long();
  c_code::print_main();
}
