// SPDX-License-Identifier: Apache-2.0
//
// Arguments for tests: landmarks, where something happens, and random numbers of all sizes, the same on every machine.
#pragma once

#include <calx/elementary/classify.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

namespace arguments {

namespace e = calx::elementary;

// The number that is `steps` numbers above x: an infinity stops it.
template <class T> T moved(T x, int steps) {
  T const goal = steps < 0 ? -e::infinity<T> : e::infinity<T>;
  for (int i = steps < 0 ? -steps : steps; i > 0; --i) x = std::nextafter(x, goal);
  return x;
}

// Ends of domains and of ranges (overflow, underflow, where a result is the limit), the kernel's change from one method to
// the next, numbers near multiples of pi/2.
template <class T> std::vector<T> landmarks() {
  using limits = std::numeric_limits<T>;
  long double const ln2 = 0.693147180559945309417L;
  // clang-format off
  std::vector<long double> found = {
      0, 1, 0.5L, 2, 3, 0.25L, 0.125L, 0.0625L, 0.785L, 0.70710678L, 1.41421356L, 0.29L, 0.41L, 8, 10, 40, 150, 200, 300, 512,
      0.3465735902L, 0x1.6ac5b262ca1ffp849L, 0x16c6cbc45dc8dep-47L, 0xf28ab66522546ee1p10531L, 5.92L, 6, 26.5L, 27.2L, 106.5L,
      1e300L, 1e15L, 0x1p-60L, 0x1p-70L, 0x1p32L, 0x1p63L, 32768, 16384, 1024, 128};
  // clang-format on
  for (int n : {limits::max_exponent, limits::min_exponent, limits::min_exponent - limits::digits})
    for (long double scale : {1.0L, ln2, ln2 / 2}) found.push_back(scale * static_cast<long double>(n));
  for (T x : {limits::max(), limits::min(), limits::denorm_min(), limits::epsilon()})
    found.push_back(static_cast<long double>(x));
  std::vector<T> result;
  for (long double x : found)
    if (e::absolute(x) <= static_cast<long double>(limits::max())) {
      result.push_back(static_cast<T>(e::absolute(x)));
      result.push_back(-result.back());
    }
  return result;
}

template <class T> class random_numbers {
 public:
  // Of any size, in the range of exponents where most functions are neither 0 nor infinite, next to 1, or next to a landmark.
  T operator()() {
    switch (bits_() % 7) {
      case 0: return any_exponent(limits::min_exponent - limits::digits, limits::max_exponent - 1);
      case 1: return any_exponent(-limits::digits - 15, 14);
      case 2: return any_exponent(-6, 7);
      case 3: return uniform();
      case 4: return uniform() * T(20);
      case 5: return T(1) + any_exponent(-limits::digits, -1);
      default: return near_landmark();
    }
  }
  // low <= exponent <= high, 2^exponent <= |x| < 2^(exponent + 1); beyond the normal numbers, fewer bits.
  T any_exponent(int low, int high) {
    int const exponent = low + static_cast<int>(bits_() % static_cast<unsigned long>(high - low + 1));
    T const mantissa = (e::absolute(uniform()) + 1) / 2;
    return e::scale_by_power_of_two(e::copy_sign(mantissa, uniform()), exponent + 1);
  }
  // In [-1, 1], with all of the type's bits.
  T uniform() { return static_cast<T>(static_cast<std::int64_t>(bits_())) * e::power_of_two<T>(-63); }
  // At most 1000 units in its last place away.
  T near_landmark() {
    T const x = landmarks_[bits_() % landmarks_.size()];
    T const next = x + e::scale_by_power_of_two(uniform(), e::split_exponent(x).exponent - limits::digits + 10);
    return e::is_finite(next) ? next : x;
  }
  std::uint64_t bits() { return bits_(); }

 private:
  using limits = std::numeric_limits<T>;
  std::vector<T> landmarks_ = landmarks<T>();
  std::mt19937_64 bits_{12345};
};

}  // namespace arguments
