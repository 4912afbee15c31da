// SPDX-License-Identifier: Apache-2.0
// mix(seed, value): one step of a 64-bit hash of contents, for tables that find buckets and then compare for equality.
// (Multiply and xor-shift; constants of splitmix64, Steele, Lea and Flood 2014.)
#pragma once

#include <cstdint>
#include <string_view>

namespace calx {

constexpr std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t const h = (seed ^ value) * 0x9E3779B97F4A7C15u;
  return h ^ (h >> 29);
}

constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t h = text.size();
  for (char const c : text) h = mix(h, static_cast<unsigned char>(c));
  return h;
}

}  // namespace calx
