// SPDX-License-Identifier: Apache-2.0
//
// Each function rises or falls where it does in mathematics: from each number to its neighbors, and to numbers up to 1000 ulp
// away, at random arguments and around the joints, where the kernel changes its method, its table entry or its power of two.
// sin and cos on the pieces between their extremes, tan on those between its poles, by the sign of the function's derivative.
#include <boost/test/unit_test.hpp>

#include "arguments.hpp"
#include "functions.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

BOOST_AUTO_TEST_SUITE(monotone)

namespace {

namespace e = calx::elementary;
using functions::unary;

enum class direction { up, down };

// Rises or falls from `low` to `high`.
struct piece {
  char const* name;
  direction way;
  double low;
  double high;
};

constexpr double inf = e::infinity<double>;
constexpr piece pieces[] = {{"sqrt", direction::up, 0, inf},
                            {"cbrt", direction::up, -inf, inf},
                            {"exp", direction::up, -inf, inf},
                            {"exp2", direction::up, -inf, inf},
                            {"expm1", direction::up, -inf, inf},
                            {"log", direction::up, 0, inf},
                            {"log2", direction::up, 0, inf},
                            {"log10", direction::up, 0, inf},
                            {"log1p", direction::up, -1, inf},
                            {"asin", direction::up, -1, 1},
                            {"acos", direction::down, -1, 1},
                            {"atan", direction::up, -inf, inf},
                            {"sinh", direction::up, -inf, inf},
                            {"cosh", direction::up, 0, inf},
                            {"cosh", direction::down, -inf, 0},
                            {"tanh", direction::up, -inf, inf},
                            {"asinh", direction::up, -inf, inf},
                            {"acosh", direction::up, 1, inf},
                            {"atanh", direction::up, -1, 1},
                            {"erf", direction::up, -inf, inf},
                            {"erfc", direction::down, -inf, inf},
                            {"sigmoid", direction::up, -inf, inf},
                            {"softplus", direction::up, -inf, inf},
                            {"sech_squared", direction::down, 0, inf},
                            {"sech_squared", direction::up, -inf, 0},
                            {"two_over_sqrt_pi_exp_minus_square", direction::down, 0, inf},
                            {"two_over_sqrt_pi_exp_minus_square", direction::up, -inf, 0}};

// Numbers around which the kernel changes something: landmarks; (k + 1/2) ln 2 of the exponential functions, (k + 1/2) of
// exp2; sqrt(1/2) 2^k of the logarithms, powers of two of the roots; (2k + 1)/16 of the angles and their reciprocals;
// multiples of pi/4; and what is 1 minus or plus such a number.
template <class T> std::vector<T> joints() {
  std::vector<T> result = arguments::landmarks<T>();
  auto const both = [&](long double x) { result.insert(result.end(), {static_cast<T>(x), static_cast<T>(-x)}); };
  for (int k = 0; k < 70; ++k) {
    long double const half = static_cast<long double>(k) + 0.5L;
    both(half * 0.693147180559945309417L);
    both(half);
    both(half / 8);
    both(8 / half);
    both(static_cast<long double>(k) * 0.785398163397448309616L);
    both(std::ldexp(0.707106781186547524401L, k - 35));
    both(std::ldexp(1.0L, k - 35));
    both(1 - std::ldexp(1.0L, -k));
    both(1 + std::ldexp(1.0L, -k));
  }
  return result;
}

// The smaller first, and both inside.
template <class T> class watch {
 public:
  watch(unary<T> f, piece const& p) : f_(f), p_(p) {}
  void see(T x, T y) {
    if (y < x) std::swap(x, y);
    if (!(x >= static_cast<T>(p_.low) && y <= static_cast<T>(p_.high))) return;
    ++count_;
    T const first = f_(x), second = f_(y);
    bool const right = p_.way == direction::up ? first <= second : first >= second;
    if (right || faults_++ > 0) return;
    x_ = x, y_ = y;
  }
  long count() const { return count_; }
  long faults() const { return faults_; }
  T x() const { return x_; }
  T y() const { return y_; }

 private:
  unary<T> f_;
  piece const& p_;
  long count_ = 0, faults_ = 0;
  T x_ = 0, y_ = 0;
};

// Pairs of numbers for `see(x, y)`.
template <class T, class See> void all_pairs(int numbers, See see) {
  for (T joint : joints<T>()) {
    T x = arguments::moved(joint, -30);
    for (int i = 0; i < 60; ++i) {
      T const next = arguments::moved(x, 1);
      see(x, next);
      x = next;
    }
    see(x, joint);
  }
  arguments::random_numbers<T> next;
  for (int i = 0; i < numbers; ++i) {
    T const x = next();
    see(x, arguments::moved(x, 1));
    see(x, arguments::moved(x, -1));
    T const y =
        x + e::scale_by_power_of_two(next.uniform(), e::split_exponent(x).exponent - std::numeric_limits<T>::digits + 10);
    if (e::is_finite(y)) see(x, y);
  }
}

template <class T> void check_pieces(int numbers) {
  for (piece const& p : pieces) {
    watch<T> pairs(functions::named(functions::of_one, p.name).template of<T>(), p);
    all_pairs<T>(numbers, [&](T x, T y) { pairs.see(x, y); });
    BOOST_CHECK_MESSAGE(pairs.faults() == 0, p.name << ": " << pairs.faults() << " pairs against its direction, the first "
                                                    << pairs.x() << ", " << pairs.y());
    BOOST_TEST(pairs.count() > numbers / 2);
  }
}

// Where the cosine has one sign, the sine has one direction: x and y, close together, are on one piece.
template <class T> void check_waves(int numbers) {
  long sines = 0, cosines = 0, tangents = 0, faults = 0;
  all_pairs<T>(numbers, [&](T x, T y) {
    if (y < x) std::swap(x, y);
    if (y - x > T(0.5)) return;
    T const sine[] = {e::sin(x), e::sin(y)}, cosine[] = {e::cos(x), e::cos(y)}, tangent[] = {e::tan(x), e::tan(y)};
    if (e::sign_bit(cosine[0]) == e::sign_bit(cosine[1])) {
      ++sines, ++tangents;
      faults += (sine[0] < sine[1] && cosine[0] < 0) + (sine[0] > sine[1] && cosine[0] > 0) + (tangent[0] > tangent[1]);
    }
    if (e::sign_bit(sine[0]) == e::sign_bit(sine[1])) {
      ++cosines;
      faults += (cosine[0] < cosine[1] && sine[0] > 0) + (cosine[0] > cosine[1] && sine[0] < 0);
    }
  });
  BOOST_TEST(faults == 0);
  BOOST_TEST(std::min({sines, cosines, tangents}) > 2 * numbers);
}

using real_types = std::tuple<float, double, long double>;

}  // namespace

BOOST_AUTO_TEST_CASE(the_checker_can_fail) {
  piece const line = {"exp", direction::up, -1, 1};
  watch<double> pairs([](double x) { return -x; }, line);
  pairs.see(0.5, 0.25);
  BOOST_TEST(pairs.faults() == 1);
  pairs.see(2, 3);
  pairs.see(0.5, 0.5);
  BOOST_TEST(pairs.faults() == 1);
  BOOST_TEST(pairs.count() == 2);
  watch<double> stepping([](double x) { return x >= 0.5 ? x - 0x1p-53 : x; }, line);
  all_pairs<double>(0, [&](double x, double y) { stepping.see(x, y); });
  BOOST_TEST(stepping.faults() > 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(on_their_pieces, T, real_types) { check_pieces<T>(2000); }

BOOST_AUTO_TEST_CASE_TEMPLATE(waves, T, real_types) { check_waves<T>(10000); }

template <class T> void check_both(int numbers) {
  check_pieces<T>(numbers);
  check_waves<T>(numbers);
}

BOOST_AUTO_TEST_CASE(at_100000_points, *boost::unit_test::label("exhaustive")) {
  check_both<float>(100000);
  check_both<double>(100000);
  check_both<long double>(100000);
}

BOOST_AUTO_TEST_SUITE_END()
