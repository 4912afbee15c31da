// SPDX-License-Identifier: Apache-2.0
#include <calx/core/config.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(configuration)

namespace {

static_assert(sizeof(calx::int128) == 16 && sizeof(calx::uint128) == 16);
static_assert(calx::int128(-1) < 0 && calx::uint128(0) - 1 > 0);
static_assert(CALX_VERSION_MAJOR >= 0 && CALX_VERSION_MINOR >= 0 && CALX_VERSION_PATCH >= 0);

CALX_ALWAYS_INLINE int inlined(int x) { return x + 1; }
CALX_NEVER_INLINE int called(int x) { return x + 2; }

bool throws() {
#if CALX_HAS_EXCEPTIONS
  try {
    throw 1;
  } catch (int) { return true; }
#else
  return false;
#endif
}

}  // namespace

BOOST_AUTO_TEST_CASE(macros) {
  BOOST_TEST(inlined(1) + called(1) == 5);
  BOOST_TEST(throws() == (CALX_HAS_EXCEPTIONS == 1));
}

BOOST_AUTO_TEST_SUITE_END()
