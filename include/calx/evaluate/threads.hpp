// SPDX-License-Identifier: Apache-2.0
// run_in_parallel(parts, threads, run): run(0), run(1), ... run(parts - 1), shared among threads. What one of them throws is
// thrown here. The only place that knows of threads: other ways to share work fit behind the same call.
#pragma once

#include <calx/core/config.hpp>

#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace calx::detail {

// 0: as many as the machine has.
inline std::ptrdiff_t thread_count(int threads) {
  std::ptrdiff_t const available = threads > 0 ? threads : static_cast<std::ptrdiff_t>(std::thread::hardware_concurrency());
  return available > 0 ? available : 1;
}

template <class Run> void run_in_parallel(std::ptrdiff_t parts, int threads, Run const& run) {
  std::ptrdiff_t wanted = thread_count(threads);
  if (wanted > parts) wanted = parts;
  if (wanted <= 1) {
    for (std::ptrdiff_t i = 0; i < parts; ++i) run(i);
    return;
  }
  auto const run_every = [&](std::ptrdiff_t first) {
    for (std::ptrdiff_t i = first; i < parts; i += wanted) run(i);
  };
#if CALX_HAS_EXCEPTIONS
  std::exception_ptr thrown;
  std::mutex guard;
  auto const run_guarded = [&](std::ptrdiff_t first) {
    try {
      run_every(first);
    } catch (...) {
      std::lock_guard const lock(guard);
      if (thrown == nullptr) thrown = std::current_exception();
    }
  };
#else
  auto const& run_guarded = run_every;
#endif
  std::vector<std::thread> others;
  others.reserve(static_cast<std::size_t>(wanted - 1));
  for (std::ptrdiff_t k = 1; k < wanted; ++k) others.emplace_back(run_guarded, k);
  run_guarded(0);
  for (std::thread& other : others) other.join();
#if CALX_HAS_EXCEPTIONS
  if (thrown != nullptr) std::rethrow_exception(thrown);
#endif
}

}  // namespace calx::detail
