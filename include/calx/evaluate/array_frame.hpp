// SPDX-License-Identifier: Apache-2.0
// array_frame: what an evaluation of arrays has in memory. compensated_sum, reduced: how its loops add up.
#pragma once

#include <calx/evaluate/instruction.hpp>
#include <calx/transform/array_plan.hpp>

#include <cstddef>
#include <limits>

namespace calx::detail {

// What an evaluation has in memory.
template <class Real> struct array_frame {
  Real* numbers;               // by slot
  Real const* const* inputs;   // by input of the function
  Real* const* outputs;        // by output
  Real* const* buffers;        // by buffer
  std::size_t const* lengths;  // by axis, from 1
  int threads;

  std::ptrdiff_t value(extent const& x) const {
    return x.axis == 0 ? x.count : static_cast<std::ptrdiff_t>(lengths[x.axis - 1]) + x.count;
  }
  Real const* read(array_place const& p) const {
    switch (p.kind) {
      case array_place::kind_type::input: return inputs[p.position];
      case array_place::kind_type::output: return outputs[p.position];
      default: return buffers[p.position];
    }
  }
  Real* write(array_place const& p) const {
    return p.kind == array_place::kind_type::output ? outputs[p.position] : buffers[p.position];
  }
  std::ptrdiff_t offset(index_map const& x) const {
    return x.count + (x.sign == 0 ? 0 : x.sign * static_cast<std::ptrdiff_t>(lengths[x.axis - 1]));
  }
};

// g++ 12 warns of batches that reach beyond an array whose size it knows, though they are never read.
template <class Real> CALX_ALWAYS_INLINE Real* of_unknown_size(Real* p) {
#if defined(__GNUC__) && !defined(__clang__)
  __asm__("" : "+r"(p));
#endif
  return p;
}

// A sum of many terms.
template <class Real> struct compensated_sum {
  Real sum{0}, rest{0};

  CALX_ALWAYS_INLINE void add(Real const& x) {
    Real const total = sum + x, seen = total - sum;
    rest = rest + ((sum - (total - seen)) + (x - seen));
    sum = total;
  }
  Real value() const { return sum - sum == Real(0) ? sum + rest : sum; }  // not where the sum is infinite
};

template <class Real> constexpr Real neutral(opcode reduction) {
  if (reduction == opcode::maximum) return -std::numeric_limits<Real>::infinity();
  return Real(reduction == opcode::product ? 1 : 0);
}
template <opcode Reduction, class B> CALX_ALWAYS_INLINE B reduced(B const& a, B const& b) {
  if constexpr (Reduction == opcode::maximum) return rows_for<B>::template type<opcode::max>::template value<B>(a, b);
  else if constexpr (Reduction == opcode::product) return a * b;
  else return a + b;
}

}  // namespace calx::detail
