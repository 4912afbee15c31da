// SPDX-License-Identifier: Apache-2.0
#include <calx/core/hash.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>

BOOST_AUTO_TEST_SUITE(hashes)

namespace {

using calx::hash_of, calx::mix;

constexpr bool contents_decide(std::string_view name) {
  return hash_of(name) == hash_of("abc") && hash_of(name) != hash_of("abd") && hash_of(name) != hash_of("acb") &&
         hash_of(name) != hash_of("ab") && hash_of("") != hash_of(std::string_view("\0", 1)) &&
         mix(mix(1, 2), 3) != mix(mix(1, 3), 2);
}
static_assert(contents_decide("abc"));

// Neighbours fall into different buckets: of 4,096 in 8,192 buckets, few share one (a good hash leaves about 39 % of
// them alone).
constexpr int crowded(std::uint64_t from) {
  bool used[8192]{};
  int collisions = 0;
  for (std::uint64_t i = from; i < from + 4096; ++i) {
    bool& bucket = used[mix(7, i) & 8191];
    collisions += bucket ? 1 : 0;
    bucket = true;
  }
  return collisions;
}
static_assert(crowded(0) < 1200);

}  // namespace

BOOST_AUTO_TEST_CASE(spread) {
  BOOST_TEST(contents_decide("abc"));
  BOOST_TEST(crowded(0) < 1200);
  BOOST_TEST(crowded(std::uint64_t{1} << 40) < 1200);
  BOOST_TEST(std::popcount(mix(1, 5) ^ mix(1, 2)) > 8);
}

BOOST_AUTO_TEST_SUITE_END()
