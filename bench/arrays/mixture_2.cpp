// SPDX-License-Identifier: Apache-2.0
#include "mixture.hpp"

int main(int argc, char** argv) { compare_mixture<2, 5>(argc, argv); }
