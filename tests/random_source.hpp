// SPDX-License-Identifier: Apache-2.0
// Random numbers from a seed.
#pragma once

#include <cstdint>

namespace calx_test {

// splitmix64: the same numbers on every machine, unlike std's distributions.
class random_source {
 public:
  explicit random_source(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  int below(int count) { return static_cast<int>(next() % static_cast<unsigned>(count)); }
  bool one_in(int count) { return below(count) == 0; }
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace calx_test
