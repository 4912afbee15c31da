// SPDX-License-Identifier: Apache-2.0
#include <calx/optimize/stream.hpp>

#include <calx/calx.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <sstream>
#include <vector>

BOOST_AUTO_TEST_SUITE(printed_results)

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;

template <class T> std::string text(T const& r) {
  std::ostringstream out;
  out << r;
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts) {
  auto const bowl = minimize(x * x + 2 * y * y, at(x = 1.0, y = 2.0));
  BOOST_TEST(text(bowl) == "exact\n  x = 0, y = 0\n  value 0, gradient 0\n  1 iterations, 2 evaluations, 1 Hessians\n");
  auto const bounded = minimize(x * x, at(x = 4.0), calx::subject_to(x >= 2));
  BOOST_TEST(text(bounded).find("x = 2\n  value 4, violation of the constraints 0\n  multipliers (4)\n") != std::string::npos);
  constexpr auto t = calx::column<"t">;
  auto const corner = minimize(sum(t), at(t = std::vector<double>(21, 1.0)), calx::subject_to(t >= 1));
  BOOST_TEST(text(corner).find(" 1, 1, ...)\n  0 iterations, 1 evaluations\n") != std::string::npos);
  auto const root = find_root(x * x - 4, x = calx::interval{0.0, 8.0});
  BOOST_TEST(text(root).find("converged\n  x = 2\n  value 0\n") == 0u);
  auto const system = find_root(calx::vector(x - 1, y - 2), at(x = 0.0, y = 0.0));
  BOOST_TEST(text(system).find("converged\n  x = 1, y = 2\n  residual 0\n") == 0u);
  constexpr auto v = calx::vec<"v", 8>;
  auto const many = minimize(sum(square(v)), at(v = std::array<double, 8>{1, 2, 3, 4, 5, 6, 7, 8}));
  BOOST_TEST(text(many).find("v = (0, 0, 0, 0, 0, 0, ...)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(all_the_roots) {
  using calx::interval;
  BOOST_TEST(text(find_all_roots(x * x - 1, x = interval{-2.0, 3.0})) == "all roots, proved: 2\n  -1\n  1\n");
  auto const twice = text(find_all_roots(x * x, x = interval{-2.0, 3.0}));
  BOOST_TEST(twice.find("roots: 0\n  undecided: [-") == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
