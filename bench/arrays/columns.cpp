// SPDX-License-Identifier: Apache-2.0
// Functions of columns against plain loops by hand and Eigen's arrays, over 1 to 10^6 rows. A row of the table is a function's
// value or, with "+ gradient", value and gradient together; gradient/value is how long those take beside the value alone.
//
//   sum of exp              sum(exp(t))                          gradient by t
//   log-sum-exp             log_sum_exp(t)                       gradient by t
//   likelihood              of normal data, in mu and log sigma  gradient by both
//   Gauss                   NIST's model of 8 parameters, chi-squared
//   Rosenbrock              100 (w[i+1] - w[i]^2)^2 + (1 - w[i])^2   gradient by w
#include "columns.hpp"

int main(int argc, char** argv) {
  using namespace columns;
  std::vector<rows_of_data> data;
  for (std::size_t const n : {1u, 10u, 100u, 1000u, 16384u, 1000000u}) data.emplace_back(n);
  for (rows_of_data const& d : data) {
    std::string const rows = ", " + std::to_string(d.ts.size());
    comparison::compare_over<sum_of_exp>("sum of exp" + rows, &d);
    comparison::compare_over<soft_maximum>("log-sum-exp" + rows, &d);
    comparison::compare_over<likelihood>("likelihood" + rows, &d);
    comparison::compare_over<gauss>("Gauss" + rows, &d);
    if (d.ts.size() > 1) comparison::compare_over<rosenbrock>("Rosenbrock" + rows, &d);
  }
  comparison::run_arrays(argc, argv);
}
