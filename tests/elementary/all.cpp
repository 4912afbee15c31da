// SPDX-License-Identifier: Apache-2.0
//
// The same bits from every compiler and every set of flags (-ffp-contract, -O, -march): for each function and type a
// fingerprint of its values at the landmarks and at 3,000 random numbers of all sizes.
// A change of the kernel that changes a value changes a fingerprint, and the message has the new one; look at mpfr.cpp's table
// before storing it.
#include <boost/test/unit_test.hpp>

#include "arguments.hpp"
#include "functions.hpp"

#include <cstdint>
#include <iterator>

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

class fingerprint {
 public:
  template <class T> void add(T x) { value_ = (value_ ^ bits_of(x)) * 0x100000001b3 + (value_ >> 40); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

template <class T, class See> void all_numbers(See see) {
  for (T x : arguments::landmarks<T>()) see(x);
  arguments::random_numbers<T> next;
  for (int i = 0; i < 3000; ++i) see(next());
}

// Outside of the domain, the reciprocal or what lies beyond 1 takes the argument's place: NaN says little.
template <class T> std::uint64_t fingerprint_of(functions::unary<T> f) {
  fingerprint print;
  all_numbers<T>([&](T x) {
    T value = f(x);
    if (e::is_nan(value)) value = f(e::absolute(x) > 1 ? 1 / x : 1 + e::absolute(x));
    if (e::is_nan(value)) value = f(e::absolute(x));
    print.add(value);
  });
  return print.value();
}

// Anything with anything, and comparable sizes.
template <class T> std::uint64_t fingerprint_of(functions::binary<T> f) {
  fingerprint print;
  T before = 1;
  all_numbers<T>([&](T x) {
    for (T y : {before, e::multiply(x, T(1.5)), e::round_to_integer(before), T(0.5)})
      print.add(f(e::absolute(x), y)), print.add(f(x, y));
    before = x;
  });
  return print.value();
}

struct stored {
  char const* name;
  std::uint64_t of_float;
  std::uint64_t of_double;
  std::uint64_t of_long_double;  // of the 80-bit type
};

constexpr stored prints[] = {
    {"sqrt", 0xa1ecaee2239624c4, 0x96b66b58cdcd34e2, 0xd4959343b9891250},
    {"cbrt", 0x4e00d5e2da70a54, 0xa8b2e3880286f35e, 0x27b781e690db607a},
    {"exp", 0x1c4c2cf132030e75, 0x3212c6155b681e2c, 0xeb0de49acd1df8ae},
    {"exp2", 0xddf4ef17c85d6bb0, 0x7f722753f5f8cbf4, 0x98421c052936c767},
    {"expm1", 0x3036f7f0f01b65aa, 0xa196e8b0e6acabe2, 0xfc2f40e62dde74f},
    {"log", 0x9b73bdb3d398fade, 0xd973890ec80c7d9c, 0x23465bae33001b2c},
    {"log2", 0x6e8d9ea091b048f0, 0xce1b5d915cb44536, 0x91ccf84271333656},
    {"log10", 0x30b5ab9c38112325, 0xd7737f854aa22dd7, 0xf73b2367330a7d0a},
    {"log1p", 0xed81e9e62a45bdc1, 0xa083c89ec6cfbaab, 0x1b52160b3a82313c},
    {"sin", 0xb62bba0938c92239, 0x6aecb8bb5edf7ff3, 0xbb5e9b0c2919ab01},
    {"cos", 0x859d698409d040f1, 0x39030e57e51d0ee4, 0x2617933c13d7f57c},
    {"tan", 0x42baa8a3457d12de, 0xc5345aaf08a07ef1, 0xf26fb409e66ef7f6},
    {"asin", 0xdc9e3a7d91666a56, 0x38bb18b24e6dd02, 0x9047e8c2fb7611d5},
    {"acos", 0x442c82eae4a5bd44, 0xfd2400e73d49723a, 0x8a8912e6df0f5137},
    {"atan", 0x908650c9d8300f8f, 0x93d0391f6241d712, 0xcedf608ca1b12f14},
    {"sinh", 0xbd93ea743127d7be, 0xb69eae95715113c, 0x7bf681e3827b54c2},
    {"cosh", 0xdeafbb7bbe6b35e0, 0xcc5344410d0a7291, 0x4579ac04986a3369},
    {"tanh", 0x33be279af8032870, 0x239e4b9e5854c53d, 0x255613c800ce28c7},
    {"asinh", 0x1e4529a3f88db960, 0xea4334c656935f5c, 0x7e2f40a83ec6551e},
    {"acosh", 0xda712443f9f65064, 0x7fa2714e62e8b930, 0xdf14e0a5e0cedbbc},
    {"atanh", 0x35c980fa076f34dd, 0xa925869c15265530, 0x8e4674f1468b4acf},
    {"erf", 0xbbf2381854347ab0, 0xf4360881d6a580ae, 0xe735252af1032ea2},
    {"erfc", 0xe3013cd6d2b4e205, 0xa82b8f2ff9a389c5, 0x4f138638086f6811},
    {"sigmoid", 0x3717cebf973f6e2b, 0x9f4854be5f635fa2, 0x43f9112c88c0e89b},
    {"softplus", 0xa3924aada485d8a3, 0x22767c9de69d20ab, 0x952eb3f3b07355be},
    {"sech_squared", 0x89daa54c206f7bfb, 0xd79a09eccb7962af, 0x7b2207f8d99d3387},
    {"two_over_sqrt_pi_exp_minus_square", 0x11e57877e48b44de, 0x19f3e09c0627ed1c, 0xa7a622285b9150b5},
    {"hypot", 0xa618687f75be2876, 0x9f7fa0e627a70d16, 0xc591b12b1ef16cdb},
    {"atan2", 0x312e86a85d863c48, 0xd4d03b4c3e4011ca, 0xf61c5b0ff083956b},
    {"pow", 0xe275f1ad8662eae0, 0x4339818cd4acb4ee, 0x2a0eb75b2f630ce3},
    {"ipow", 0x61d9d3dd4880c8d6, 0x58bc72eebc5df918, 0x2a7976ee5be0cae5},
    {"add", 0x1cd9f61fccc418df, 0x5a1fdcdc162a42cd, 0x46f9723e54533b8b},
    {"multiply", 0x3d71eaf1e6f355f6, 0x44e41915003c8038, 0xab2e5409ea0eda2f},
    {"divide", 0x956ba989a213b927, 0x761c68af8e444d6b, 0xcee9601abadf9688},
};

constexpr functions::row<functions::binary> arithmetic[] = {
    {"ipow", [](auto x, auto y) { return e::ipow(x, static_cast<long long>(e::absolute(y) < 1000 ? y : decltype(y)(7))); }},
    {"add", [](auto x, auto y) { return e::add(x, y); }},
    {"multiply", [](auto x, auto y) { return e::multiply(x, y); }},
    {"divide", [](auto x, auto y) { return e::divide(x, y); }},
};

template <class Row> void check(Row const& f) {
  stored const& is = functions::named(prints, f.name);
  auto const same = [&](char const* type, std::uint64_t found, std::uint64_t kept) {
    BOOST_CHECK_MESSAGE(found == kept, f.name << " of " << type << ": 0x" << std::hex << found << ", stored 0x" << kept);
  };
  same("float", fingerprint_of<float>(f.of_float), is.of_float);
  same("double", fingerprint_of<double>(f.of_double), is.of_double);
  if (std::numeric_limits<long double>::digits == 64)
    same("long double", fingerprint_of<long double>(f.of_long_double), is.of_long_double);
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_have_the_stored_bits) {
  for (auto const& f : functions::of_one) check(f);
  for (auto const& f : functions::of_two) check(f);
  for (auto const& f : arithmetic) check(f);
  BOOST_TEST(std::size(prints) == std::size(functions::of_one) + std::size(functions::of_two) + std::size(arithmetic));
}

BOOST_AUTO_TEST_SUITE_END()
