// SPDX-License-Identifier: Apache-2.0
// A unit for any machine and one for this machine, in one program: they link, agree, and do not share code that depends on the
// machine. The linker keeps one copy of an inline function; if that were the native one, the generic unit would run it.
#include "results.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

two_units::results generic(double a, double b, int n);
two_units::results native(double a, double b, int n);
int generic_architecture();
int native_architecture();

namespace {

int failures = 0;

void expect(bool holds, char const* what, double a = 0, double b = 0) {
  if (holds) return;
  std::printf("FAILED: %s (%.17g, %.17g)\n", what, a, b);
  ++failures;
}

double ulps(double a, double b) {
  double const size = std::max(std::abs(b), std::numeric_limits<double>::min());
  return std::abs(a - b) / (std::nextafter(size, std::numeric_limits<double>::infinity()) - size);
}

}  // namespace

int main() {
  for (double a = 0.1; a < 3; a += 0.173)
    for (double b = 0.05; b < 1.5; b += 0.131) {
      auto const g = generic(a, b, 5), n = native(a, b, 5);
      expect(g.near.size() == n.near.size() && g.far.size() == n.far.size() && g.near.size() == 16 && g.far.size() == 5,
             "sizes");
      // Contraction into fused multiply-adds may move a sum by the rounding of its largest term: absolute beside relative.
      for (std::size_t i = 0; i < g.near.size(); ++i)
        expect(ulps(g.near[i], n.near[i]) <= 2 || std::abs(g.near[i] - n.near[i]) <= 1e-15 * (1 + a * a * a),
               "short programs agree", g.near[i], n.near[i]);
      for (std::size_t i = 0; i < g.far.size(); ++i)
        expect(std::abs(g.far[i] - n.far[i]) <= 1e-12 * (1 + std::abs(g.far[i])), "long programs agree", g.far[i], n.far[i]);
    }
  auto const g = generic(1, 1, 2), n = native(1, 1, 2);
  bool const differ = generic_architecture() != native_architecture();
  expect(!differ || g.chunk != n.chunk, "a chunk of a long program is shared by two architectures");
  std::printf("architectures %d and %d; chunks %s\n", generic_architecture(), native_architecture(),
              g.chunk == n.chunk ? "shared" : "apart");
  return failures == 0 ? 0 : 1;
}
