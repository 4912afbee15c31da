// SPDX-License-Identifier: Apache-2.0
// dlib (Debian: libdlib-dev): BFGS and L-BFGS, and its trust region, which takes the Hessian. Vectors have a fixed size where
// there is a problem of that size. Its tolerance is of the gradient, for the trust region of the value's change.
#if __has_include(<dlib/optimization/optimization.h>)
#include "peers.hpp"

#include <dlib/optimization/optimization.h>
#include <dlib/optimization/optimization_trust_region.h>

#include <algorithm>
#include <type_traits>

namespace peers {
namespace {

// Counts iterations, which are what the strategies are asked after.
class when_small {
 public:
  when_small(double tolerance, int& iterations) : tolerance_(tolerance), iterations_(iterations) { iterations_ = -1; }
  template <class Vector> bool should_continue_search(Vector const&, double, Vector const& gradient) {
    return ++iterations_ < 10000 && dlib::length(gradient) > tolerance_;
  }

 private:
  double tolerance_;
  int& iterations_;
};

template <long N> using vector = dlib::matrix<double, N, 1>;

template <long N> vector<N> start_of(problem const& p) {
  vector<N> x;
  x.set_size(p.size());
  std::copy(p.start.begin(), p.start.end(), x.begin());
  return x;
}
template <class Strategy> Strategy strategy();
template <> dlib::bfgs_search_strategy strategy() { return {}; }
template <> dlib::lbfgs_search_strategy strategy() { return dlib::lbfgs_search_strategy(8); }

template <class Strategy, long N> void search(problem const& p, double tolerance, outcome& to) {
  vector<N> x = start_of<N>(p);
  to.value = dlib::find_min(
      strategy<Strategy>(), when_small(tolerance, to.iterations),
      [&](vector<N> const& at) { return p.evaluate(&at(0), nullptr); },
      [&](vector<N> const& at) {
        vector<N> gradient;
        gradient.set_size(at.size());
        p.evaluate(&at(0), &gradient(0));
        return gradient;
      },
      x, -1e300);
  to.at.assign(x.begin(), x.end());
}

template <long N> struct model {
  using column_vector = vector<N>;
  using general_matrix = dlib::matrix<double, N, N>;
  problem const& p;

  double operator()(column_vector const& x) const { return p.evaluate(&x(0), nullptr); }
  void get_derivative_and_hessian(column_vector const& x, column_vector& gradient, general_matrix& hessian) const {
    gradient.set_size(x.size());
    hessian.set_size(x.size(), x.size());
    p.evaluate(&x(0), &gradient(0));
    double entries[64];
    p.hessian(p.size(), &x(0), 1, nullptr, entries);
    hessian = 0;
    double const* entry = entries;
    for (long i = 0; i < x.size(); ++i)
      for (long k = std::max(0L, i - p.band); k <= i; ++k) hessian(i, k) = hessian(k, i) = *entry++;
  }
};
struct trust_region;
template <long N> void search_in_region(problem const& p, double tolerance, outcome& to) {
  vector<N> x = start_of<N>(p);
  to.value = dlib::find_min_trust_region(dlib::objective_delta_stop_strategy(tolerance, 10000), model<N>{p}, x, 1);
  to.iterations = -1;
  to.at.assign(x.begin(), x.end());
}

template <class Strategy, long N> void run_sized(problem const& p, double tolerance, outcome& to) {
  if constexpr (std::is_same_v<Strategy, trust_region>) search_in_region<N>(p, tolerance, to);
  else search<Strategy, N>(p, tolerance, to);
}
template <class Strategy> void run(problem const& p, double tolerance, outcome& to) {
  p.evaluations = 0;
  switch (p.size()) {
    case 2: run_sized<Strategy, 2>(p, tolerance, to); break;
    case 4: run_sized<Strategy, 4>(p, tolerance, to); break;
    case 10: run_sized<Strategy, 10>(p, tolerance, to); break;
    default: run_sized<Strategy, 0>(p, tolerance, to);
  }
  to.evaluations = p.evaluations;
}

enrolled const all[]{
    // n^2 numbers, and several temporary ones of them an iteration.
    enrolled(optimizer{.name = "dlib bfgs", .run = run<dlib::bfgs_search_strategy>, .most_unknowns = 100}),
    enrolled(optimizer{.name = "dlib lbfgs", .run = run<dlib::lbfgs_search_strategy>}),
    enrolled(optimizer{.name = "dlib trust region", .run = run<trust_region>, .most_unknowns = 10}),
};

}  // namespace
}  // namespace peers

#endif
