// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/find_root_of_system.hpp>

#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <vector>

BOOST_AUTO_TEST_SUITE(systems)

namespace {

using calx::pow, calx::vector;

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto z = calx::var<"z">;

constexpr auto circle = find_root(vector(x * x + y * y - 4, x* y - 1), at(x = 2.0, y = 0.3));
static_assert(circle.converged() && circle.iterations < 8);

}  // namespace

BOOST_AUTO_TEST_CASE(regular_roots) {
  BOOST_TEST((std::abs(circle[x] * circle[y] - 1) < 1e-15 && circle.residual < 1e-15));
  auto const r = find_root(vector(10 * (y - x * x), 1 - x), at(x = -1.2, y = 1.0));
  BOOST_TEST((r.converged() && r[x] == 1 && r[y] == 1 && r.residual == 0));
  // Powell's badly scaled function: the root has unknowns of size 1e-5 and 9.
  auto const p = find_root(vector(1e4 * x * y - 1, exp(-x) + exp(-y) - 1.0001), at(x = 0.0, y = 1.0));
  BOOST_TEST((p.converged() && std::abs(p[x] / 1.0981593296999e-5 - 1) < 1e-9 && std::abs(p[y] / 9.106146739866 - 1) < 1e-9));
  auto const three =
      find_root(vector(x + y + z - 3, x * y * z - 1, x * x + y * y + z * z - 3 + (x - y)), at(x = 1.5, y = 0.8, z = 0.6));
  BOOST_TEST((three.residual < 1e-7));
}

// Broyden's tridiagonal system, its unknowns a vec.
BOOST_AUTO_TEST_CASE(a_vector_of_unknowns) {
  using namespace calx::literals;
  constexpr auto v = calx::vec<"v", 4>;
  constexpr auto a = v[0_c];
  constexpr auto b = v[1_c];
  constexpr auto c = v[2_c];
  constexpr auto d = v[3_c];
  auto const f = vector((3 - 2 * a) * a - 2 * b + 1, (3 - 2 * b) * b - a - 2 * c + 1, (3 - 2 * c) * c - b - 2 * d + 1,
                        (3 - 2 * d) * d - c + 1);
  auto const r = find_root(f, at(v = std::array{-1.0, -1.0, -1.0, -1.0}));
  BOOST_TEST((r.converged() && r.residual < 1e-14 && r[v].size() == 4u));
}

BOOST_AUTO_TEST_CASE(no_roots) {
  auto const none = find_root(vector(x * x + y * y + 1, x - y), at(x = 2.0, y = 0.3));
  BOOST_TEST((none.status == calx::status::no_root && none.residual >= 1), to_string(none.status));
  // Freudenstein and Roth's start leads to where the residual is least, but not 0.
  auto const least =
      find_root(vector(-13 + x + ((5 - y) * y - 2) * y, -29 + x + ((y + 1) * y - 14) * y), at(x = 0.5, y = -2.0));
  BOOST_TEST((least.status == calx::status::no_root && std::abs(least.residual - 6.998875) < 1e-5), to_string(least.status));
  auto const flat = find_root(vector(1 + 0 * x, y), at(x = 1.0, y = 1.0));
  BOOST_TEST(!flat.converged());
}

BOOST_AUTO_TEST_CASE(bad_starts) {
  auto const nan = find_root(vector(log(x), y - x), at(x = -1.0, y = 1.0));
  BOOST_TEST((nan.status == calx::status::not_finite && nan[x] == -1));
  auto const none = find_root(vector(x - 1, y), at(x = 5.0, y = 1.0), calx::dogleg{.max_iterations = 0});
  BOOST_TEST((none.status == calx::status::iteration_limit));
  // The domain ends on the way.
  auto const r = find_root(vector(log(x) + y, y - 1), at(x = 20.0, y = 0.0));
  BOOST_TEST((r.converged() && std::abs(r[x] - std::exp(-1.0)) < 1e-15));
}

// Double roots: Newton's method converges by halves, and the residual vanishes.
BOOST_AUTO_TEST_CASE(singular_roots) {
  auto const r = find_root(vector(pow<2>(x - 1), y - x), at(x = 3.0, y = 0.0));
  BOOST_TEST((r.residual < 1e-12 && std::abs(r[x] - 1) < 1e-6));
}

BOOST_AUTO_TEST_SUITE_END()
