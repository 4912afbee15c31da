// The numbers of a formula survive the optimiser: g++ 12 at -O2 lost the first of this one's, 1 0 1 1 0 1 1.
#include <calx/calx.hpp>
#include <calx/optimize/minimize.hpp>

#include <cstdio>
#include <vector>

constexpr auto t = calx::column<"t">;
using vector = std::vector<double>;

int failures = 0;

template <class F, class Start, class Method> void run(F const& f, Start const& start, Method const& method) {
  auto r = minimize(f, start, method);
  for (int i = 0; i < 1; ++i) r = minimize(f, start, method);
  failures += !(r.value < 1e-10);
}

template <class F, class Start> void check(F const& f, Start const& start) {
  for (double const number : f.numbers) std::printf("%g ", number);
  std::puts("");
  run(f, start, calx::lbfgs{});
  run(f, start, calx::truncated_newton{});
}

int main() {
  for (std::size_t const size : {100UL, 1000UL}) {
    vector a(size / 2, -1.2), b(size / 2, 1.0), c(size / 4, 3.0), d(size / 4, -1.0), e(size / 4, 0.0), f(size / 4, 1.0);
    vector g(size, -1.0), h(size);
    for (std::size_t i = 0; i < size; ++i) h[i] = 1 - static_cast<double>(i + 1) / static_cast<double>(size);
    auto const ramp = cumulative_sum(0 * t + 1);
    check(sum(square(t - 1)) + square(sum(ramp * (t - 1))) + pow<4>(sum(ramp * (t - 1))), at(t = h));
    vector p(size), z(size, 1.0 / static_cast<double>(size)), r(size), o(size);
    for (std::size_t i = 0; i < size; ++i) p[i] = static_cast<double>(i + 1);
    for (std::size_t i = 0; i < size; ++i) r[i] = i % 2 != 0 ? 1.0 : -1.2;
  }
  return failures;
}
