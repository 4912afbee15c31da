// SPDX-License-Identifier: Apache-2.0
// batch<Real, Functions>: as many numbers as the processor computes at once, by xsimd; its type carries the instruction set, so
// that files compiled for different ones share no code. Where xsimd is absent (or CALX_NO_XSIMD is defined) loops compute on
// single numbers.
//
// Without AVX2 a loop with elementary functions computes on single numbers: the C library's are faster than two lanes of
// xsimd's there.
//
// accurate_functions: to 2 ulp, and infinities, NaN and subnormal numbers as the C library has them: lanes that xsimd does not
// serve are computed one by one. fast_functions: without these tests, or the C library's for several numbers at once.
#pragma once

#include <calx/core/config.hpp>
#include <calx/evaluate/lanes.hpp>
#include <calx/evaluate/policy.hpp>
#include <calx/evaluate/vector_functions.hpp>

#if __has_include(<xsimd/xsimd.hpp>) && !defined(CALX_NO_XSIMD)
#define CALX_HAS_XSIMD 1
#if defined(__GNUC__) && !defined(__clang__)  // g++ 12 takes what AVX-512's intrinsics leave undefined for a mistake
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#include <xsimd/xsimd.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#else
#define CALX_HAS_XSIMD 0
#endif

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace calx {

#if CALX_HAS_XSIMD

template <class Real, class Functions = accurate_functions, class Architecture = xsimd::default_arch> struct batch {
  using simd = xsimd::batch<Real, Architecture>;
  using number = Real;
  struct mask {
    typename simd::batch_bool_type lanes;
    CALX_ALWAYS_INLINE friend mask operator!(mask const& a) { return {!a.lanes}; }
    CALX_ALWAYS_INLINE friend mask operator||(mask const& a, mask const& b) { return {a.lanes || b.lanes}; }
    CALX_ALWAYS_INLINE friend mask operator&&(mask const& a, mask const& b) { return {a.lanes && b.lanes}; }
    CALX_ALWAYS_INLINE friend bool any(mask const& a) { return xsimd::any(a.lanes); }
  };
  static constexpr int width = static_cast<int>(simd::size);
  static constexpr bool accurate = std::is_same_v<Functions, accurate_functions>;

  simd lanes;

  CALX_ALWAYS_INLINE batch() : lanes(Real(0)) {}
  CALX_ALWAYS_INLINE explicit batch(Real all) : lanes(all) {}
  CALX_ALWAYS_INLINE batch(simd const& all) : lanes(all) {}

  CALX_ALWAYS_INLINE static batch load(Real const* from) { return simd::load_unaligned(from); }
  CALX_ALWAYS_INLINE void store(Real* to) const { lanes.store_unaligned(to); }

  CALX_ALWAYS_INLINE friend batch operator+(batch const& a, batch const& b) { return a.lanes + b.lanes; }
  CALX_ALWAYS_INLINE friend batch operator-(batch const& a, batch const& b) { return a.lanes - b.lanes; }
  CALX_ALWAYS_INLINE friend batch operator*(batch const& a, batch const& b) { return a.lanes * b.lanes; }
  CALX_ALWAYS_INLINE friend batch operator/(batch const& a, batch const& b) { return a.lanes / b.lanes; }
  CALX_ALWAYS_INLINE friend batch operator-(batch const& a) { return -a.lanes; }
  CALX_ALWAYS_INLINE friend mask operator<(batch const& a, batch const& b) { return {a.lanes < b.lanes}; }
  CALX_ALWAYS_INLINE friend mask operator<=(batch const& a, batch const& b) { return {a.lanes <= b.lanes}; }
  CALX_ALWAYS_INLINE friend mask operator>(batch const& a, batch const& b) { return {a.lanes > b.lanes}; }
  CALX_ALWAYS_INLINE friend mask operator>=(batch const& a, batch const& b) { return {a.lanes >= b.lanes}; }
  CALX_ALWAYS_INLINE friend mask operator==(batch const& a, batch const& b) { return {a.lanes == b.lanes}; }
  CALX_ALWAYS_INLINE friend mask operator!=(batch const& a, batch const& b) { return !(a == b); }  // true of NaN
  CALX_ALWAYS_INLINE friend batch select(mask const& m, batch const& a, batch const& b) {
    return xsimd::select(m.lanes, a.lanes, b.lanes);
  }
  CALX_ALWAYS_INLINE friend batch fma(batch const& a, batch const& b, batch const& c) {
#if defined(__AVX512F__)  // xsimd 8 rounds the product there
    if constexpr (sizeof(simd) == 64) {
      if constexpr (std::is_same_v<Real, double>) return simd(_mm512_fmadd_pd(a.lanes.data, b.lanes.data, c.lanes.data));
      else return simd(_mm512_fmadd_ps(a.lanes.data, b.lanes.data, c.lanes.data));
    }
#endif
    return xsimd::fma(a.lanes, b.lanes, c.lanes);
  }
  // As it is rounded: compilers fuse a product with the sum that it is used in, and another use then sees another value.
  CALX_ALWAYS_INLINE friend batch rounded(batch a) {
#if defined(__GNUC__) && defined(__x86_64__)
    __asm__("" : "+x"(a.lanes.data));
#endif
    return a;
  }
  CALX_ALWAYS_INLINE friend batch abs(batch const& a) { return xsimd::abs(a.lanes); }
  CALX_ALWAYS_INLINE friend batch sqrt(batch const& a) { return xsimd::sqrt(a.lanes); }

  // One by one.
  template <class Function, class... Batches>
  CALX_ALWAYS_INLINE static batch by_lanes(Function const& f, Batches const&... arguments) {
    return of_lanes(f, lanes_of<Batches>(arguments)...);
  }

  // The largest and least arguments for which xsimd's exponential is neither infinite nor 0 too early.
  static constexpr Real most = std::is_same_v<Real, float> ? Real(88.3) : Real(709.4);
  static constexpr Real least = std::is_same_v<Real, float> ? Real(-87.3) : Real(-708.3);
  static constexpr Real smallest = std::numeric_limits<Real>::min();

  // Are fast functions the C library's for several numbers at once? In 16 or 32 bytes they are faster than xsimd's; in 64,
  // some.
  static constexpr bool by_library(bool also_wide) {
    return CALX_HAS_LIBMVEC != 0 && !accurate && (sizeof(simd) <= 32 || also_wide);
  }
  CALX_ALWAYS_INLINE friend batch exp(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_exp(x.lanes.data));
    if constexpr (accurate)
      if (any(!(x <= batch(most) && x >= batch(least)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::exp(lane); }, x);
    return xsimd::exp(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch exp2(batch const& x) {
    constexpr Real end = std::is_same_v<Real, float> ? Real(125) : Real(1020);
    if constexpr (by_library(false)) return simd(detail::vector_exp2(x.lanes.data));
    if constexpr (accurate)
      if (any(!(x <= batch(end) && x >= batch(-end)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::exp2(lane); }, x);
    return xsimd::exp2(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch expm1(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_expm1(x.lanes.data));
    if constexpr (accurate)
      if (any(!(x <= batch(most)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::expm1(lane); }, x);
    return xsimd::expm1(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch log(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_log(x.lanes.data));
    if constexpr (accurate)
      if (any(!(x >= batch(smallest)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::log(lane); }, x);
    return xsimd::log(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch log2(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_log2(x.lanes.data));
    if constexpr (accurate)
      if (any(!(x >= batch(smallest)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::log2(lane); }, x);
    return xsimd::log2(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch log10(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_log10(x.lanes.data));
    if constexpr (accurate)
      if (any(!(x >= batch(smallest)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::log10(lane); }, x);
    return xsimd::log10(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch log1p(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_log1p(x.lanes.data));
    else return xsimd::log1p(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch sin(batch const& x) {
    if constexpr (by_library(true)) return simd(detail::vector_sin(x.lanes.data));
    else return xsimd::sin(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch cos(batch const& x) {
    if constexpr (by_library(true)) return simd(detail::vector_cos(x.lanes.data));
    else return xsimd::cos(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch tan(batch const& x) {
    if constexpr (by_library(true)) return simd(detail::vector_tan(x.lanes.data));
    else return xsimd::tan(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch asin(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_asin(x.lanes.data));
    else return xsimd::asin(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch acos(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_acos(x.lanes.data));
    else return xsimd::acos(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch atan(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_atan(x.lanes.data));
    else return xsimd::atan(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch sinh(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_sinh(x.lanes.data));
    else return xsimd::sinh(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch cosh(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_cosh(x.lanes.data));
    else return xsimd::cosh(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch tanh(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_tanh(x.lanes.data));
    else return xsimd::tanh(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch asinh(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_asinh(x.lanes.data));
    else return xsimd::asinh(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch atanh(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_atanh(x.lanes.data));
    else return xsimd::atanh(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch acosh(batch const& x) {
    if constexpr (by_library(false)) return simd(detail::vector_acosh(x.lanes.data));
    if (any(!(x >= batch(Real(1))))) [[unlikely]]
      return by_lanes([](Real lane) { return std::acosh(lane); }, x);
    return xsimd::acosh(x.lanes);
  }
  CALX_ALWAYS_INLINE friend batch cbrt(batch const& x) {
    if constexpr (by_library(true)) return simd(detail::vector_cbrt(x.lanes.data));
    if constexpr (accurate)
      if (any(!(abs(x) >= batch(smallest)))) [[unlikely]]
        return by_lanes([](Real lane) { return std::cbrt(lane); }, x);
    return xsimd::cbrt(x.lanes);
  }

 private:
  struct lane_array {
    Real values[static_cast<std::size_t>(width)];
  };
  template <class Batch> CALX_ALWAYS_INLINE static lane_array lanes_of(Batch const& x) {
    lane_array a;
    x.store(a.values);
    return a;
  }
  template <class Function, class... Arrays> CALX_NEVER_INLINE static batch of_lanes(Function const& f, Arrays... arguments) {
    lane_array result;
#ifdef __AVX__
    _mm256_zeroupper();  // the C library's code without AVX waits for what is left in the upper halves
#endif
    for (int l = 0; l < width; ++l) result.values[l] = f(arguments.values[l]...);
    return load(result.values);
  }
};

template <class T> inline constexpr bool is_batch = false;
template <class Real, class Functions, class Architecture>
inline constexpr bool is_batch<batch<Real, Functions, Architecture>> = true;

namespace detail {

template <class Real, class Functions, class Architecture> struct lanes<batch<Real, Functions, Architecture>> {
  using type = batch<Real, Functions, Architecture>;
  using number = Real;
  static constexpr int width = type::width;
  CALX_ALWAYS_INLINE static type load(Real const* from) { return type::load(from); }
  CALX_ALWAYS_INLINE static void store(type const& value, Real* to) { value.store(to); }
  template <std::ptrdiff_t Stride> CALX_ALWAYS_INLINE static type gather(Real const* from) {
    return type::simd::gather(from, indices<Stride>());
  }
  template <std::ptrdiff_t Stride> CALX_ALWAYS_INLINE static void scatter(type const& value, Real* to) {
    value.lanes.scatter(to, indices<Stride>());
  }

 private:
  using integer = std::conditional_t<sizeof(Real) == 8, std::int64_t, std::int32_t>;
  template <std::ptrdiff_t Stride> CALX_ALWAYS_INLINE static auto indices() {
    integer all[static_cast<std::size_t>(width)];
    for (int l = 0; l < width; ++l) all[l] = static_cast<integer>(l * Stride);
    return xsimd::batch<integer, Architecture>::load_unaligned(all);
  }
};

#if defined(__x86_64__) && !defined(__AVX2__)
inline constexpr bool functions_are_faster_alone = true;
#else
inline constexpr bool functions_are_faster_alone = false;
#endif

// On what loops over numbers of this type compute.
template <class Real, class Functions, bool CallsFunctions> constexpr auto batch_type() {
  constexpr bool alone = CallsFunctions && functions_are_faster_alone && std::is_same_v<Functions, accurate_functions>;
  if constexpr (!alone && (std::is_same_v<Real, double> || std::is_same_v<Real, float>))
    return std::type_identity<batch<Real, Functions>>{};
  else return std::type_identity<Real>{};
}

}  // namespace detail

#else

template <class T> inline constexpr bool is_batch = false;

namespace detail {
template <class Real, class Functions, bool CallsFunctions> constexpr auto batch_type() { return std::type_identity<Real>{}; }
}  // namespace detail

#endif

}  // namespace calx
