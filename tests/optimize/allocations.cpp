// SPDX-License-Identifier: Apache-2.0
// From one step to the next no solver asks for memory.
#include "allocations.hpp"

#include <calx/calx.hpp>
#include <calx/optimize.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <new>

long allocations = 0;

// Of the whole test program; they only count.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* const memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

BOOST_AUTO_TEST_SUITE(allocated_memory)

namespace {

using calx::pow;
constexpr auto x = calx::var<"x">;
constexpr auto y = calx::var<"y">;
constexpr auto rosenbrock = pow<2>(1 - x) + 100 * pow<2>(y - x * x);

// Counts what is allocated between the first step and the last.
class counter {
 public:
  template <class Step> void operator()(Step const&) {
    if (steps_++ == 0) first_ = allocations;
    last_ = allocations;
  }
  long between() const { return last_ - first_; }
  int steps() const { return steps_; }

 private:
  long first_ = 0, last_ = 0;
  int steps_ = 0;
};

template <class Method> void takes_none(Method const& method) {
  counter seen;
  (void)minimize(rosenbrock, at(x = -1.2, y = 1.0), method, seen);
  BOOST_TEST(seen.steps() > 3);
  BOOST_TEST(seen.between() == 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(steps) {
  takes_none(calx::trust_region{});
  takes_none(calx::newton{});
  takes_none(calx::bfgs{});
  takes_none(calx::lbfgs{});
  takes_none(calx::conjugate_gradient{});
  takes_none(calx::gradient_descent{.max_iterations = 100});
  takes_none(calx::adam{.max_iterations = 100});
  takes_none(calx::nelder_mead{});
  takes_none(calx::coordinate{.max_iterations = 100});
}

BOOST_AUTO_TEST_CASE(steps_under_constraints) {
  counter seen;
  (void)minimize(rosenbrock, at(x = -1.2, y = 1.0), calx::subject_to(x * x + y * y <= 1, x + y == 0.5), calx::interior_point{},
                 seen);
  BOOST_TEST((seen.steps() > 3 && seen.between() == 0));
}

BOOST_AUTO_TEST_CASE(the_counter_counts) {
  long const before = allocations;
  delete new int(3);
  void* const one = ::operator new(8);
  ::operator delete(one);
  BOOST_TEST(allocations > before);
}

BOOST_AUTO_TEST_SUITE_END()
