// SPDX-License-Identifier: Apache-2.0
// refuse(sentence): how calx says no to bad data at run time.
//
// With exceptions it throws std::invalid_argument with the sentence. Under -fno-exceptions it calls the refusal handler, a
// replaceable function: set_refusal_handler(h) installs h and returns the one before it. The default handler prints the
// sentence to stderr and calls std::abort; a handler must not return (std::abort follows if it does).
// In a constant expression a refusal is not a constant expression, so the program does not compile.
#pragma once

#include <calx/core/config.hpp>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace calx {

using refusal_handler = void (*)(char const* sentence);

[[noreturn]] inline void print_and_abort(char const* sentence) {
  std::fputs(sentence, stderr);
  std::fputs("\n", stderr);
  std::abort();
}

namespace detail {
inline refusal_handler current_refusal_handler = print_and_abort;
}

inline refusal_handler set_refusal_handler(refusal_handler handler) {
  refusal_handler const before = detail::current_refusal_handler;
  detail::current_refusal_handler = handler;
  return before;
}

[[noreturn]] inline void refuse(char const* sentence) {
#if CALX_HAS_EXCEPTIONS
  throw std::invalid_argument(sentence);
#else
  detail::current_refusal_handler(sentence);
  std::abort();
#endif
}

}  // namespace calx
