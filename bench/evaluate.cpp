// SPDX-License-Identifier: Apache-2.0
// Value with gradient, Jacobian or Hessian: calx against hand-written code with its common subexpressions shared (problems/),
// in one program, with the same flags; and against dual numbers where those are installed (comparison.hpp).
//
//   bench_evaluate            times
//   bench_evaluate --count    calls each function 1000 times, for an instruction counter to watch (count_instructions.cmake)
#include "comparison.hpp"
#include "peers.hpp"
#include "problems/black_scholes.hpp"
#include "problems/gaussian.hpp"
#include "problems/helmholtz.hpp"
#include "problems/network.hpp"
#include "problems/product.hpp"
#include "problems/rat43.hpp"
#include "problems/rosenbrock.hpp"
#include "problems/snavely.hpp"
#include "problems/wave.hpp"

#include <array>
#include <string>
#include <string_view>

namespace {

using namespace comparison;

// The same by others' dual numbers. `formula` takes the variables as a std::array of any number type.
template <std::size_t N, class Point, class Outcome, class Formula, class Variables>
void compare_gradient(std::string const& name, Point const& at, Outcome (*by_hand)(Point const&), Variables variables,
                      Formula) {
  if (counting) return;
#ifdef CALX_BENCH_CERES
  auto const by_ceres = +[](Point const& p) { return peers::gradient_by_ceres<N>(Formula{}, Variables{}(p)); };
  check(name + " by Ceres' jets", by_ceres(at), by_hand(at));
  time(name + "/ceres", by_ceres, at);
#endif
#ifdef CALX_BENCH_BOOST
  auto const by_boost = +[](Point const& p) { return peers::gradient_by_boost<N>(Formula{}, Variables{}(p)); };
  check(name + " by Boost.Math", by_boost(at), by_hand(at));
  time(name + "/boost", by_boost, at);
#endif
  (void)variables;
}
constexpr auto all = [](auto const& p) { return p; };

template <std::size_t M, class Point, class Outcome, class Formula>
void compare_jacobian(std::string const& name, Point const& at, Outcome (*by_hand)(Point const&), Formula) {
  if (counting) return;
#ifdef CALX_BENCH_CERES
  auto const by_ceres = +[](Point const& p) { return peers::jacobian_by_ceres<M>(Formula{}, p); };
  check(name + " by Ceres' jets", by_ceres(at), by_hand(at));
  time(name + "/ceres", by_ceres, at);
#endif
#ifdef CALX_BENCH_BOOST
  auto const by_boost = +[](Point const& p) { return peers::jacobian_by_boost<M>(Formula{}, p); };
  check(name + " by Boost.Math", by_boost(at), by_hand(at));
  time(name + "/boost", by_boost, at);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  counting = argc > 1 && std::string_view(argv[1]) == "--count";
  compare("wave", wave::at, wave::by_hand, wave::by_calx);
  compare("rosenbrock 10", rosenbrock<10>::at, rosenbrock<10>::by_hand, rosenbrock<10>::by_calx);
  compare("rosenbrock 100", rosenbrock<100>::at, rosenbrock<100>::by_hand, rosenbrock<100>::by_calx);
  compare("product of 10", product::at, product::by_hand, product::by_calx);
  compare("Black-Scholes", black_scholes::at, black_scholes::by_hand, black_scholes::by_calx, black_scholes::captured_by_calx);
  compare("Black-Scholes Hessian", black_scholes::at, black_scholes::second_by_hand, black_scholes::second_by_calx,
          black_scholes::captured_second_by_calx);
  compare("Snavely 2 x 12", snavely::at, snavely::by_hand, snavely::by_calx);
  compare("Gaussian", gaussian::at, gaussian::by_hand, gaussian::by_calx, gaussian::captured_by_calx);
  compare("Helmholtz 8", helmholtz::at, helmholtz::by_hand, helmholtz::by_calx);
  compare("network 2-8-8-1", network::at, network::by_hand, network::by_calx);
  compare("Rat43", rat43::at, rat43::by_hand, rat43::by_calx, rat43::captured_by_calx);
  if (counting) return 0;

  compare_gradient<2>("wave", wave::at, wave::by_hand, all, [](auto const& p) { return wave::formula(p); });
  compare_gradient<10>("rosenbrock 10", rosenbrock<10>::at, rosenbrock<10>::by_hand, all,
                       [](auto const& p) { return rosenbrock<10>::formula(p); });
  compare_gradient<100>("rosenbrock 100", rosenbrock<100>::at, rosenbrock<100>::by_hand, all,
                        [](auto const& p) { return rosenbrock<100>::formula(p); });
  compare_gradient<10>("product of 10", product::at, product::by_hand, all, [](auto const& p) { return product::formula(p); });
  compare_gradient<5>("Black-Scholes", black_scholes::at, black_scholes::by_hand, all,
                      [](auto const& p) { return black_scholes::formula(p); });
  compare_jacobian<2>("Snavely 2 x 12", snavely::at, snavely::by_hand, [](auto const& p) {
    return snavely::formula(p.data(), p.data() + 9, snavely::observed[0], snavely::observed[1]);
  });
  compare_gradient<2>(
      "Gaussian", gaussian::at, gaussian::by_hand, [](auto const& p) { return std::array{p[1], p[2]}; },
      [](auto const& p) { return gaussian::formula(p); });
  compare_gradient<8>("Helmholtz 8", helmholtz::at, helmholtz::by_hand, all,
                      [](auto const& p) { return helmholtz::formula(p); });
  compare_gradient<network::weights>("network 2-8-8-1", network::at, network::by_hand, all, [](auto const& p) {
    return network::formula(p, network::input[0], network::input[1], network::target);
  });
  compare_gradient<4>(
      "Rat43", rat43::at, rat43::by_hand, [](auto const& p) { return std::array{p[0], p[1], p[2], p[3]}; },
      [](auto const& p) { return rat43::formula(p); });

  run(argc, argv, "hand", {"captured", "ceres", "boost"});
}
