// SPDX-License-Identifier: Apache-2.0
// vector_sin(x) and the like: the C library's functions of several numbers at once, in a register of 16, 32 or 64 bytes
// (libmvec; glibc 2.35 on x86-64). To 4 ulp; at the ends of their range, and of NaN, less is promised: for fast_functions only.
#pragma once

#include <cstddef>  // __GLIBC__

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(CALX_NO_LIBMVEC)
#if __GLIBC_PREREQ(2, 35)
#define CALX_HAS_LIBMVEC 1
#endif
#endif
#ifndef CALX_HAS_LIBMVEC
#define CALX_HAS_LIBMVEC 0
#endif

#define CALX_VECTOR_FUNCTIONS(X) \
  X(exp)                         \
  X(exp2)                        \
  X(expm1)                       \
  X(log)                         \
  X(log2)                        \
  X(log10)                       \
  X(log1p)                       \
  X(sin) X(cos) X(tan) X(asin) X(acos) X(atan) X(sinh) X(cosh) X(tanh) X(asinh) X(acosh) X(atanh) X(cbrt) X(erf) X(erfc)
#define CALX_VECTOR_FUNCTIONS_OF_TWO(X) X(pow) X(atan2) X(hypot)

#if CALX_HAS_LIBMVEC

#include <immintrin.h>

#define CALX_DECLARE(type, prefix, name, suffix)                            \
  extern "C" type prefix##v_##name##suffix(type) noexcept;                  \
  namespace calx::detail {                                                  \
  inline type vector_##name(type x) { return prefix##v_##name##suffix(x); } \
  }
#define CALX_DECLARE_OF_TWO(type, prefix, name, suffix)                                 \
  extern "C" type prefix##vv_##name##suffix(type, type) noexcept;                       \
  namespace calx::detail {                                                              \
  inline type vector_##name(type x, type y) { return prefix##vv_##name##suffix(x, y); } \
  }

#define CALX_DECLARE_16(name) CALX_DECLARE(__m128d, _ZGVbN2, name, ) CALX_DECLARE(__m128, _ZGVbN4, name, f)
#define CALX_DECLARE_16_OF_TWO(name) CALX_DECLARE_OF_TWO(__m128d, _ZGVbN2, name, ) CALX_DECLARE_OF_TWO(__m128, _ZGVbN4, name, f)
CALX_VECTOR_FUNCTIONS(CALX_DECLARE_16)
CALX_VECTOR_FUNCTIONS_OF_TWO(CALX_DECLARE_16_OF_TWO)
#ifdef __AVX2__
#define CALX_DECLARE_32(name) CALX_DECLARE(__m256d, _ZGVdN4, name, ) CALX_DECLARE(__m256, _ZGVdN8, name, f)
#define CALX_DECLARE_32_OF_TWO(name) CALX_DECLARE_OF_TWO(__m256d, _ZGVdN4, name, ) CALX_DECLARE_OF_TWO(__m256, _ZGVdN8, name, f)
CALX_VECTOR_FUNCTIONS(CALX_DECLARE_32)
CALX_VECTOR_FUNCTIONS_OF_TWO(CALX_DECLARE_32_OF_TWO)
#undef CALX_DECLARE_32
#undef CALX_DECLARE_32_OF_TWO
#endif
#ifdef __AVX512F__
#define CALX_DECLARE_64(name) CALX_DECLARE(__m512d, _ZGVeN8, name, ) CALX_DECLARE(__m512, _ZGVeN16, name, f)
#define CALX_DECLARE_64_OF_TWO(name) \
  CALX_DECLARE_OF_TWO(__m512d, _ZGVeN8, name, ) CALX_DECLARE_OF_TWO(__m512, _ZGVeN16, name, f)
CALX_VECTOR_FUNCTIONS(CALX_DECLARE_64)
CALX_VECTOR_FUNCTIONS_OF_TWO(CALX_DECLARE_64_OF_TWO)
#undef CALX_DECLARE_64
#undef CALX_DECLARE_64_OF_TWO
#endif
#undef CALX_DECLARE_16
#undef CALX_DECLARE_16_OF_TWO

#else

#define CALX_DECLARE(name) template <class Register> Register vector_##name(Register) = delete;
#define CALX_DECLARE_OF_TWO(name) template <class Register> Register vector_##name(Register, Register) = delete;
namespace calx::detail {
CALX_VECTOR_FUNCTIONS(CALX_DECLARE)
CALX_VECTOR_FUNCTIONS_OF_TWO(CALX_DECLARE_OF_TWO)
}  // namespace calx::detail

#endif

#undef CALX_DECLARE
#undef CALX_DECLARE_OF_TWO
#undef CALX_VECTOR_FUNCTIONS
#undef CALX_VECTOR_FUNCTIONS_OF_TWO
