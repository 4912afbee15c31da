// SPDX-License-Identifier: Apache-2.0
//
// The same bits from every compiler and every set of flags: a fingerprint of all functions' values at 3,000 points.
// A change of the kernel that changes a value changes the fingerprint; look at mpfr.cpp's table before storing the new
// one.
#include <calx/elementary/all.hpp>

#include "known_values.hpp"

#include <random>

BOOST_AUTO_TEST_SUITE(all)

namespace {

namespace e = calx::elementary;

// By the value alone, so that no padding of long double comes in: sign, exponent, and the mantissa as an integer.
template <class T> std::uint64_t bits_of(T x) {
  if (e::is_nan(x)) return 1;
  if (e::is_infinite(x)) return x > 0 ? 2 : 3;
  auto const [mantissa, exponent] = e::split_exponent(e::absolute(x));
  return static_cast<std::uint64_t>(mantissa * e::power_of_two<T>(64 - 1)) * 2 + (e::sign_bit(x) ? 1 : 0) +
         static_cast<std::uint64_t>(exponent + 100000) * 0x9e3779b97f4a7c15;
}

template <class T> class fingerprint {
 public:
  void add(T x) { value_ = (value_ ^ bits_of(x)) * 0x100000001b3 + (value_ >> 40); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

template <class T> void add_algebraic(fingerprint<T>& print, T x, T y, long long n) {
  for (T value : {e::sqrt(e::absolute(x)), e::cbrt(x), e::hypot(x, y), e::pow(e::absolute(x), y), e::ipow(x, n)})
    print.add(value);
}

template <class T> void add_exponential(fingerprint<T>& print, T x) {
  T const size = e::absolute(x);
  for (T value :
       {e::exp(x), e::exp2(x), e::expm1(x), e::log(size), e::log2(size), e::log10(size), e::log1p(x), e::sinh(x), e::cosh(x),
        e::tanh(x), e::sech_squared(x), e::asinh(x), e::acosh(1 + size), e::atanh(x), e::sigmoid(x), e::softplus(x)})
    print.add(value);
}

template <class T> void add_others(fingerprint<T>& print, T x, T y) {
  for (T value : {e::sin(x), e::cos(x), e::tan(x), e::asin(x), e::acos(x), e::atan(x), e::atan2(x, y), e::erf(x), e::erfc(x),
                  e::two_over_sqrt_pi_exp_minus_square(x)})
    print.add(value);
}

template <class T> std::uint64_t fingerprint_of_all() {
  std::mt19937_64 random(1);
  fingerprint<T> print;
  for (int i = 0; i < 3000; ++i) {
    T const first = static_cast<T>(static_cast<std::int64_t>(random()));
    T const second = static_cast<T>(static_cast<std::int64_t>(random()));
    int const exponent = static_cast<int>(random() % 40) - 30;
    T const x = e::scale_by_power_of_two(first, (i % 4 == 0 ? 3 * exponent : exponent) - 63);
    T const y = e::scale_by_power_of_two(second, static_cast<int>(random() % 20) - 73);
    add_algebraic(print, x, y, static_cast<long long>(random() % 100) - 50);
    add_exponential(print, x);
    add_others(print, x, y);
  }
  return print.value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_have_the_stored_bits) {
  BOOST_TEST(fingerprint_of_all<float>() == 0x72bd457a2e632f44u);
  BOOST_TEST(fingerprint_of_all<double>() == 0xa1d32ea19b3bbd31u);
  if (std::numeric_limits<long double>::digits == 64) BOOST_TEST(fingerprint_of_all<long double>() == 0xb4b7bcac9ccee626u);
}

BOOST_AUTO_TEST_SUITE_END()
