// SPDX-License-Identifier: Apache-2.0
// Compiled with -fno-exceptions -fno-rtti: everything works, and a refusal calls the handler that the program installed.
#include <calx/calx.hpp>
#include <calx/print/stream.hpp>

#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

#if defined(__cpp_exceptions) || defined(__cpp_rtti)
#error "this test is compiled with -fno-exceptions -fno-rtti"
#endif

using namespace calx::literals;

namespace {

constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto t = calx::column<"t">;
constexpr auto u = calx::column<"u">;
constexpr auto v = calx::vec<"v", 3>;
constexpr auto f = sin(x) * exp(-y * y) + 3 * x;
constexpr auto total = calx::trace<[](auto const& p) { return p[0] + p[1] * p[2]; }>;

static_assert(derivative(f, x) == cos(x) * exp(-y * y) + 3);
static_assert(to_string(derivative(sin(x * x), x)) == "2*x*cos(x^2)");
static_assert(total(v)(v = std::array{1.0, 2.0, 3.0}) == 7.0);

int failures = 0;
void expect(bool holds, char const* what) {
  if (holds) return;
  std::printf("FAILED: %s\n", what);
  ++failures;
}

// A handler must not return: this one goes back to where the refused call was made.
std::jmp_buf before_the_call;
char said[200];
void remember(char const* sentence) {
  std::snprintf(said, sizeof said, "%s", sentence);
  std::longjmp(before_the_call, 1);
}

template <class Call> void expect_refusal(Call call, char const* words) {
  said[0] = '\0';
  if (setjmp(before_the_call) == 0) {
    call();
    expect(false, "the call was not refused");
  }
  expect(std::strstr(said, words) != nullptr, words);
}

}  // namespace

int main() {
  auto const [value, slope] = value_and_gradient(f, x, y)(x = 0.5, y = 0.25);
  expect(std::abs(value - (std::sin(0.5) * std::exp(-0.0625) + 1.5)) < 1e-15, "value");
  expect(std::abs(slope[1] + 0.5 * std::sin(0.5) * std::exp(-0.0625)) < 1e-15, "slope");
  expect((x * t)(x = 2.0, t = std::vector<double>{1, 2, 3})[2] == 6.0, "columns");
  expect((x / y)(x = calx::rational(1), y = 3) == calx::rational(1, 3), "rationals");
  expect(bool(2 * x + x == 3 * x), "a proof with captured numbers at run time");
  std::ostringstream out;
  out << 2 * x + y;
  expect(out.str() == "2*x + y", "a stream");

  calx::refusal_handler const standard = calx::set_refusal_handler(remember);
  expect(standard != nullptr, "there is a standard handler");
  std::vector<double> const two{1, 2}, three{1, 2, 3};
  expect_refusal([&] { (void)total(v)(v = two); }, "a vector value has not the length of its variable");
  expect_refusal([&] { (void)(t + u)(t = two, u = three); }, "u has 3 rows, with t it should have 2");
  expect(total(v)(v = three) == 7.0, "and everything goes on");
  expect(calx::set_refusal_handler(standard) == remember, "the handler before is returned");
  return failures == 0 ? 0 : 1;
}
