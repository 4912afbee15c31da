// SPDX-License-Identifier: Apache-2.0
// splitmix64: a sequence of numbers that look random, the same on every machine (G. L. Steele, D. Lea and C. H. Flood 2014; the
// constants are S. Vigna's). Its period is 2^64; any seed will do.
#pragma once

#include <cstdint>

namespace calx::detail {

class splitmix64 {
 public:
  constexpr explicit splitmix64(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  // In [0, 1), a multiple of 2^-53.
  constexpr double next_unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  // In [0, count), all equally often but for 2^-32 of them.
  constexpr int next_below(int count) { return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32); }

 private:
  std::uint64_t state_;
};

}  // namespace calx::detail
