// SPDX-License-Identifier: Apache-2.0
// How loops over arrays are evaluated, as the first arguments of a call, or of evaluate_into behind the function:
//
//   f(calx::parallel{8}, t = times)   on so many threads; parallel{} takes as many as the machine has. The result is the same
//                                     to the last bit for any number of threads, and without
//   f(calx::fast, t = times)          elementary functions to 4 ulp, without tests for the ends of their range: exp(x) is 0 or
//                                     infinite a little early, log(x) is wrong for subnormal x (evaluate/batch.hpp)
//   f(calx::accurate, t = times)      as without
#pragma once

#include <type_traits>

namespace calx {

struct parallel {
  int threads = 0;  // 0: as many as the machine has
};
struct fast_functions {};
struct accurate_functions {};
inline constexpr fast_functions fast{};
inline constexpr accurate_functions accurate{};

template <class T>
inline constexpr bool is_evaluation_policy =
    std::is_same_v<T, parallel> || std::is_same_v<T, fast_functions> || std::is_same_v<T, accurate_functions>;
template <class T> concept evaluation_policy = is_evaluation_policy<std::remove_cvref_t<T>>;

// What the policies of a call say together. Threads: 1 is the caller's own.
template <bool Threaded = false, class Functions = accurate_functions> struct loop_policy {
  static constexpr bool threaded = Threaded;
  using functions = Functions;
  int threads = 1;
};

namespace detail {

template <bool Threaded, class Functions>
constexpr loop_policy<true, Functions> with_policy(loop_policy<Threaded, Functions>, parallel p) {
  return {p.threads};
}
template <bool Threaded, class Functions>
constexpr loop_policy<Threaded, fast_functions> with_policy(loop_policy<Threaded, Functions> before, fast_functions) {
  return {before.threads};
}
template <bool Threaded, class Functions>
constexpr loop_policy<Threaded, accurate_functions> with_policy(loop_policy<Threaded, Functions> before, accurate_functions) {
  return {before.threads};
}

}  // namespace detail

}  // namespace calx
