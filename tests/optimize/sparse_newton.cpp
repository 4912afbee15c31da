// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/sparse_newton.hpp>

#include <calx/calx.hpp>
#include <calx/optimize/minimize.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(sparse_newtons)

namespace {

using namespace calx::literals;
using calx::pow;

constexpr int size = 300;
constexpr auto x = calx::var<"x">;
constexpr auto v = calx::vec<"v", size>;
constexpr auto chained = sum(100 * square(drop_first(v) - square(drop_last(v))) + square(1 - drop_last(v)));
// Each unknown and its two neighbours on either side.
constexpr auto inner = calx::segment<2, size - 4>(v);
constexpr auto wide =
    sum(square((3 + 2 * inner) * inner + 1 - calx::segment<0, size - 4>(v) - calx::segment<4, size - 4>(v))) + dot(v, v) / 100;

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

template <class F> std::array<double, size> minimum_from(F const& f, double start) {
  std::array<double, size> numbers{};
  numbers.fill(start);
  auto const r = minimize(f, at(v = numbers), calx::newton{});
  BOOST_TEST(r.converged(), to_string(r.status));
  return r.numbers;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_pattern_of_neighbors) {
  auto const& s =
      calx::detail::hessian_structure_of<std::remove_const_t<decltype(chained)>, std::remove_const_t<decltype(v)>>();
  int full = 0;
  for (int i = 0; i < size; ++i)
    for (int k = 0; k < size; ++k) {
      full += s.pattern[i * size + k] ? 1 : 0;
      BOOST_TEST_REQUIRE((s.pattern[i * size + k] == (std::abs(i - k) <= 1)));
    }
  BOOST_TEST((full == 3 * size - 2 && s.entries.size() == 2 * size - 1));
  BOOST_TEST(s.colors == 3);
  calx::detail::envelope<double> const tridiagonal(s.pattern, size);
  BOOST_TEST(tridiagonal.size() == 2 * size - 1);
}

// Against differences of the gradient.
BOOST_AUTO_TEST_CASE(entries_are_recovered) {
  using variable = std::remove_const_t<decltype(v)>;
  using function = std::remove_const_t<decltype(wide)>;
  auto const& s = calx::detail::hessian_structure_of<function, variable>();
  BOOST_TEST(s.colors <= 12);
  calx::given_data<> const none{};
  calx::detail::function_objective<function, double, 3, calx::given_data<>, variable> const objective(wide, {{0, size}}, none);
  std::vector<double> start(size), direction(size), product(size), above(size), below(size);
  for (std::size_t i = 0; i < size; ++i) start[i] = 0.1 * static_cast<double>(i % 11) - 0.4;
  calx::detail::descent<double> search(objective, start.data(), {1, 1, 1, 0}, nullptr);
  calx::detail::envelope<double> hessian(s.pattern, size);
  recover_hessian(search, s, hessian, direction.data(), product.data());
  BOOST_TEST(search.report.hessian_products == s.colors);
  double worst = 0;
  for (int k = 0; k < size; k += 7) {
    auto moved = start;
    moved[static_cast<std::size_t>(k)] += 1e-5;
    (void)objective.gradient(moved.data(), above.data());
    moved[static_cast<std::size_t>(k)] -= 2e-5;
    (void)objective.gradient(moved.data(), below.data());
    for (int i = 0; i < size; ++i) {
      double const difference = (above[static_cast<std::size_t>(i)] - below[static_cast<std::size_t>(i)]) / 2e-5;
      double const entry = s.pattern[i * size + k] ? hessian.at(i, k) : 0;
      worst = std::max(worst, std::abs(entry - difference));
    }
  }
  BOOST_TEST(worst < 1e-6);
}

// (A + shift) x = b by the factors in the envelope, beside the product by hand; a matrix with entries far from its diagonal.
BOOST_AUTO_TEST_CASE(factors_in_an_envelope) {
  constexpr int n = 40;
  calx::buffer<bool> pattern(n * n);
  auto const join = [&](int i, int k) { pattern[i * n + k] = pattern[k * n + i] = true; };
  for (int i = 0; i < n; ++i) join(i, i), join(i, (i * 17 + 3) % n), join(i, (i + n - 1) % n);
  calx::detail::envelope<double> a(pattern, n);
  std::vector<double> dense(n * n), b(n);
  for (int i = 0; i < n; ++i)
    for (int k = 0; k <= i; ++k) {
      if (!pattern[i * n + k]) continue;
      double const entry = i == k ? 9 + i % 3 : 0.5 - 0.1 * ((i + k) % 7);
      a.at(i, k) = entry;
      dense[static_cast<std::size_t>(i * n + k)] = dense[static_cast<std::size_t>(k * n + i)] = entry;
    }
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < n; ++k)
      b[static_cast<std::size_t>(i)] += (dense[static_cast<std::size_t>(i * n + k)] + (i == k ? 2 : 0)) * (k % 5 - 1.5);
  BOOST_TEST_REQUIRE(a.factorize(2));
  a.solve(b.data());
  for (int k = 0; k < n; ++k) BOOST_TEST(near(b[static_cast<std::size_t>(k)], k % 5 - 1.5, 1e-13));
  BOOST_TEST(!a.factorize(-20));
  BOOST_TEST(a.factorize(0));
}

BOOST_AUTO_TEST_CASE(minima) {
  for (double const number : minimum_from(chained, 0.9)) BOOST_TEST_REQUIRE(near(number, 1, 1e-9));
  auto const by_products = [&] {
    std::array<double, size> start{};
    start.fill(-1);
    return minimize(wide, at(v = start), calx::trust_region{});
  }();
  auto const by_newton = minimum_from(wide, -1);
  for (int i = 0; i < size; ++i)
    BOOST_TEST_REQUIRE(near(by_newton[static_cast<std::size_t>(i)], by_products.numbers[static_cast<std::size_t>(i)], 1e-7));
}

// Full matrices have a product for each unknown; a number is an unknown as any.
BOOST_AUTO_TEST_CASE(full_matrices_and_numbers) {
  constexpr auto u = calx::vec<"u", 80>;
  std::array<double, 80> start{};
  for (std::size_t i = 0; i < 80; ++i) start[i] = 1 - static_cast<double>(i + 1) / 80;
  auto const r = minimize(sum(square(u - 1)) + square(sum(u - x)) + pow<4>(sum(u - x)) + square(x - 1), at(u = start, x = 0.5),
                          calx::newton{});
  BOOST_TEST((r.converged() && near(r.value, 0, 1e-20) && near(r[x], 1, 1e-9) && near(r[u][79], 1, 1e-9)), to_string(r.status));
  auto const saddle = minimize(sum(square(u)) - 3 * square(calx::element<5>(u)) + pow<4>(calx::element<5>(u)),
                               at(u = std::array<double, 80>{}), calx::newton{});
  BOOST_TEST((saddle.converged() && near(saddle.value, -1, 1e-14)), to_string(saddle.status));
}

BOOST_AUTO_TEST_CASE(columns_take_conjugate_gradients) {
  constexpr auto t = calx::column<"t">;
  auto const r = minimize(sum(exp(t) - t), at(t = std::vector<double>(500, 2.0)), calx::newton{});
  BOOST_TEST((r.converged() && r.hessian_products > 0 && near(r[t][250], 0, 1e-9)));
}

BOOST_AUTO_TEST_SUITE_END()
