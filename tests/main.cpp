// SPDX-License-Identifier: Apache-2.0
// The main function of every Boost.Test program: compiled once, linked with each folder's tests.
#define BOOST_TEST_MODULE calx
#include <boost/test/unit_test.hpp>
