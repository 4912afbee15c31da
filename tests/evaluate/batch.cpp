// SPDX-License-Identifier: Apache-2.0
// Every elementwise row on batches of numbers against the row on numbers, at ordinary and at awkward arguments.
#include <calx/evaluate/batch_rows.hpp>

#include <boost/test/unit_test.hpp>

#include "../random_source.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace {

using calx::opcode;

template <class Real> std::vector<Real> arguments(std::uint64_t seed) {
  constexpr Real infinity = std::numeric_limits<Real>::infinity(), least = std::numeric_limits<Real>::denorm_min(),
                 small = std::numeric_limits<Real>::min(), most = std::numeric_limits<Real>::max();
  std::vector<Real> all{0,
                        -Real(0),
                        1,
                        -1,
                        Real(0.5),
                        Real(-0.5),
                        2,
                        infinity,
                        -infinity,
                        std::numeric_limits<Real>::quiet_NaN(),
                        least,
                        -least,
                        small,
                        most,
                        -most,
                        Real(1e-20),
                        Real(-1e-20),
                        88,
                        89,
                        -87,
                        -104,
                        127,
                        -150,
                        710,
                        -745,
                        -708,
                        1024,
                        Real(1e5),
                        Real(-3e9),
                        3,
                        -2,
                        Real(0.75),
                        Real(1.0000001)};
  calx_test::random_source random(seed);
  for (int i = 0; i < 4000; ++i) all.push_back(static_cast<Real>((6 * random.unit() - 3) * std::pow(10, random.below(5) - 2)));
  return all;
}

// In units of the last place of b.
template <class Real> double ulp_apart(Real a, Real b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b) ? 0 : 1e30;
  if (a == b) return 0;
  if (std::isinf(a) || std::isinf(b)) return 1e30;
  int exponent = 0;
  (void)std::frexp(b, &exponent);
  Real const unit = std::ldexp(Real(1), std::max(exponent - std::numeric_limits<Real>::digits,
                                                 std::numeric_limits<Real>::min_exponent - std::numeric_limits<Real>::digits));
  return static_cast<double>(std::abs(a - b) / unit);
}

#if CALX_HAS_XSIMD

template <class Real> using batch = calx::batch<Real>;

template <opcode Operation, class Real, class Number> Number value(Number const& a, Number const& b, Number const& c) {
  using r = typename calx::rows_for<Number>::template type<Operation>;
  if constexpr (requires { r::template value<3, Number>(a); }) return r::template value<3, Number>(a);
  else if constexpr (r::arity == 1) return r::template value<Number>(a);
  else if constexpr (r::arity == 2) return r::template value<Number>(a, b);
  else return r::template value<Number>(a, b, c);
}

template <opcode Operation> constexpr bool is_elementwise() {
  return calx::row<Operation>::arity > 0 && !calx::is_array_operation(Operation) && !calx::is_external(Operation) &&
         Operation != opcode::first_of_three && Operation != opcode::integer_power;
}
// What only makes sense of a kernel's value, or of x, y and their function.
template <opcode Operation, class Real> void make_sense(Real a, Real& b, Real& c) {
  using std::pow, std::exp, std::hypot;
  if constexpr (Operation == opcode::tanh_from || Operation == opcode::sech_squared_from)
    b = calx::row<opcode::tanh_kernel>::value<Real>(a);
  if constexpr (Operation == opcode::exp_minus) b = b > 0 ? Real(1) : b;  // without cancellation
  if constexpr (Operation == opcode::multiply_add) c = a * b;
  if constexpr (Operation == opcode::multiply_subtract || Operation == opcode::subtract_product) c = -a * b;
  if constexpr (Operation == opcode::pow_slope_from) c = static_cast<Real>(pow(a, b));
  if constexpr (Operation == opcode::log_plus_exp) c = static_cast<Real>(exp(b));
  if constexpr (Operation == opcode::hypot_slope) c = static_cast<Real>(hypot(a, b));
}

template <opcode Operation, class Real> void check() {
  if constexpr (is_elementwise<Operation>()) {
    constexpr std::size_t width = static_cast<std::size_t>(batch<Real>::width);
    std::vector<Real> const as = arguments<Real>(1), others = arguments<Real>(2);
    double worst = 0;
    std::size_t worst_at = 0;
    Real got_there = 0, expected_there = 0;
    for (std::size_t first = 0; first + width <= as.size(); first += width) {
      Real a[width], b[width], c[width], results[width];
      for (std::size_t l = 0; l < width; ++l) {
        a[l] = as[first + l];
        b[l] = others[(7 * (first + l) + 3) % others.size()];
        c[l] = others[(5 * (first + l) + 1) % others.size()];
        make_sense<Operation>(a[l], b[l], c[l]);
      }
      value<Operation, Real>(batch<Real>::load(a), batch<Real>::load(b), batch<Real>::load(c)).store(results);
      for (std::size_t l = 0; l < width; ++l) {
        Real const expected = value<Operation, Real>(a[l], b[l], c[l]);
        double const apart = ulp_apart(results[l], expected);
        if (apart > worst) worst = apart, worst_at = first + l, got_there = results[l], expected_there = expected;
      }
    }
    BOOST_TEST(worst <= 6,
               calx::row<Operation>::name << " at " << as[worst_at] << ": " << got_there << " and " << expected_there);
  }
}
template <class Real, std::size_t... Code> void check_all(std::index_sequence<Code...>) {
  (check<static_cast<opcode>(Code), Real>(), ...);
}

// Fast functions, at ordinary arguments.
template <opcode Operation, class Real> void check_fast() {
  if constexpr (is_elementwise<Operation>()) {
    using fast = calx::batch<Real, calx::fast_functions>;
    constexpr std::size_t width = static_cast<std::size_t>(fast::width);
    calx_test::random_source random(3);
    double worst = 0;
    for (int k = 0; k < 500; ++k) {
      Real a[width], b[width], c[width], results[width];
      for (std::size_t l = 0; l < width; ++l) {
        for (Real* x : {a, b, c}) x[l] = static_cast<Real>((6 * random.unit() - 3) * std::pow(10, random.below(3) - 1));
        make_sense<Operation>(a[l], b[l], c[l]);
      }
      value<Operation, Real>(fast::load(a), fast::load(b), fast::load(c)).store(results);
      for (std::size_t l = 0; l < width; ++l) {
        Real const expected = value<Operation, Real>(a[l], b[l], c[l]), size = std::abs(expected);
        bool const ordinary = size > std::numeric_limits<Real>::min() * 1000 && size < std::numeric_limits<Real>::max() / 1000;
        if (ordinary) worst = std::max(worst, ulp_apart(results[l], expected));
      }
    }
    BOOST_TEST(worst <= 8, calx::row<Operation>::name);
  }
}
template <class Real, std::size_t... Code> void check_all_fast(std::index_sequence<Code...>) {
  (check_fast<static_cast<opcode>(Code), Real>(), ...);
}

#endif

}  // namespace

BOOST_AUTO_TEST_SUITE(batches)

BOOST_AUTO_TEST_CASE(every_row) {
#if CALX_HAS_XSIMD
  check_all<double>(std::make_index_sequence<calx::opcode_count>{});
  check_all<float>(std::make_index_sequence<calx::opcode_count>{});
#endif
}

BOOST_AUTO_TEST_CASE(fast_functions) {
#if CALX_HAS_XSIMD
  check_all_fast<double>(std::make_index_sequence<calx::opcode_count>{});
  check_all_fast<float>(std::make_index_sequence<calx::opcode_count>{});
#endif
}

BOOST_AUTO_TEST_CASE(lanes) {
#if CALX_HAS_XSIMD
  constexpr int width = batch<double>::width;
  std::vector<double> numbers(static_cast<std::size_t>(2 * width)), results(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  for (int offset = 0; offset <= width; ++offset) {
    (batch<double>::load(numbers.data() + offset) + batch<double>(1.0)).store(results.data());
    for (int l = 0; l < width; ++l) BOOST_TEST(results[static_cast<std::size_t>(l)] == offset + l + 1);
  }
  auto const doubled = batch<double>::by_lanes([](double lane) { return 2 * lane; }, batch<double>::load(numbers.data()));
  doubled.store(results.data());
  BOOST_TEST(results[1] == 2);
#endif
}

BOOST_AUTO_TEST_SUITE_END()
