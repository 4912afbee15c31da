// SPDX-License-Identifier: Apache-2.0
// Observers: what a solver shows its steps to, a function of a step. It may return calx::stop to end the search.
#pragma once

#include <cstdint>
#include <type_traits>

namespace calx {

// What an observer says: go on, or stop here.
enum class verdict : std::uint8_t { proceed, stop };
inline constexpr verdict proceed = verdict::proceed, stop = verdict::stop;

struct no_observer {
  template <class Step> constexpr void operator()(Step const&) const {}
};

namespace detail {

template <class Observer, class Step> constexpr verdict shown(Observer& observer, Step const& step) {
  if constexpr (std::is_void_v<decltype(observer(step))>) {
    observer(step);
    return proceed;
  } else {
    return observer(step);
  }
}

}  // namespace detail

}  // namespace calx
