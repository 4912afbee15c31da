// SPDX-License-Identifier: Apache-2.0
// The only place that asks which compiler this is, and the only macros of calx.
#pragma once

#define CALX_VERSION_MAJOR 0
#define CALX_VERSION_MINOR 1
#define CALX_VERSION_PATCH 0

// Evaluation inlines instruction by instruction; without this, -O1 and long programs would leave calls behind.
#if defined(__GNUC__)
#define CALX_ALWAYS_INLINE [[gnu::always_inline]] inline
#define CALX_NEVER_INLINE [[gnu::noinline]]
#define CALX_RESTRICT __restrict
#else
#define CALX_ALWAYS_INLINE inline
#define CALX_NEVER_INLINE
#define CALX_RESTRICT
#endif

// A call of a function that is marked with this is an error at the caller's line, in this sentence. A static_assert would
// stand below the chain of instantiations, and `= delete` takes no sentence before C++26.
#if defined(__GNUC__)
#define CALX_REFUSED(sentence) __attribute__((unavailable(sentence)))
#else
#define CALX_REFUSED(sentence)
#endif

// A friend that is declared in a class template and depends on its arguments, without g++'s warning that it is no template.
#if defined(__GNUC__) && !defined(__clang__)
#define CALX_FRIEND_OF_TEMPLATE(...)                                                         \
  _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wnon-template-friend\"") \
      __VA_ARGS__ _Pragma("GCC diagnostic pop")
#else
#define CALX_FRIEND_OF_TEMPLATE(...) __VA_ARGS__
#endif

// The instruction set that this file is compiled for. Functions that are not inlined carry it in their type: two files compiled
// with different -march would otherwise share one copy.
#if defined(__AVX512F__)
#define CALX_ARCHITECTURE 3
#elif defined(__AVX2__)
#define CALX_ARCHITECTURE 2
#elif defined(__AVX__)
#define CALX_ARCHITECTURE 1
#else
#define CALX_ARCHITECTURE 0
#endif

// The processor has a fused multiply-add: std::fma is one instruction, and no call.
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
#define CALX_HAS_FMA
#endif

// Under -fno-exceptions a `throw` does not compile, not even where it is never reached (see core/refuse.hpp).
#if defined(__cpp_exceptions)
#define CALX_HAS_EXCEPTIONS 1
#else
#define CALX_HAS_EXCEPTIONS 0
#endif

namespace calx {

// What a refused function returns. It converts to anything, so that the refusal is the only error: `double d = f();`.
struct refused {
  template <class T> constexpr operator T() const { return T(); }
};

// 128-bit integers are an extension of both compilers; -Wpedantic accepts them when named this way.
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

}  // namespace calx
