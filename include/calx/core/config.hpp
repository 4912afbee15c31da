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
#else
#define CALX_ALWAYS_INLINE inline
#define CALX_NEVER_INLINE
#endif

// Under -fno-exceptions a `throw` does not compile, not even where it is never reached (see core/refuse.hpp).
#if defined(__cpp_exceptions)
#define CALX_HAS_EXCEPTIONS 1
#else
#define CALX_HAS_EXCEPTIONS 0
#endif

namespace calx {

// 128-bit integers are an extension of both compilers; -Wpedantic accepts them when named this way.
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

}  // namespace calx
