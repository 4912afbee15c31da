// SPDX-License-Identifier: Apache-2.0
// short_loop<E, K, Real>: step K of E's plan, a loop over so few elements that to set up batches (evaluate/loops.hpp) would
// take longer: one element after the other, and plain sums.
#pragma once

#include <calx/evaluate/array_frame.hpp>
#include <calx/evaluate/plan.hpp>

#include <cstddef>
#include <utility>

namespace calx::detail {

template <class E, int Step, class Real> class short_loop {
  static constexpr auto const& plan = plan_of<E>;
  static constexpr array_step const& step = plan.steps[Step];
  static constexpr int inputs = step.input_count, outputs = step.output_count;
  using source = index_map::source_type;
  using input_kind = loop_input::kind_type;
  using output_kind = loop_output::kind_type;
  using all_inputs = std::make_integer_sequence<int, inputs>;
  using all_outputs = std::make_integer_sequence<int, outputs>;

  template <int K> static constexpr loop_input const& input = plan.inputs[step.first_input + K];
  template <int K> static constexpr loop_output const& output = plan.outputs[step.first_output + K];

 public:
  CALX_ALWAYS_INLINE static void run(array_frame<Real> const& f) {
    std::ptrdiff_t const outer = f.value(step.outer), inner = f.value(step.inner);
    Real in[at_least_one<inputs>], out[at_least_one<outputs>], sums[at_least_one<outputs>];
    read_numbers(f, in, all_inputs{});
    start<output_kind::reduce_all>(sums, all_outputs{});
    clear(f, inner, all_outputs{});
    for (std::ptrdiff_t q = 0; q < outer; ++q) {
      start<output_kind::reduce_inner>(sums, all_outputs{});
      for (std::ptrdiff_t p = 0; p < inner; ++p) {
        read_elements(f, in, q, p, all_inputs{});
        execute<part<E, Step>, Real>(static_cast<Real const*>(in), static_cast<Real const*>(nullptr), out);
        keep(f, sums, out, q, p, inner, all_outputs{});
      }
      give<output_kind::reduce_inner>(f, sums, q, all_outputs{});
    }
    give<output_kind::reduce_all>(f, sums, 0, all_outputs{});
  }

 private:
  template <int... K>
  CALX_ALWAYS_INLINE static void read_numbers([[maybe_unused]] array_frame<Real> const& f, [[maybe_unused]] Real* in,
                                              std::integer_sequence<int, K...>) {
    ((input<K>.kind == input_kind::number ? void(in[K] = f.numbers[input<K>.slot]) : void()), ...);
  }
  CALX_ALWAYS_INLINE static std::ptrdiff_t index(array_frame<Real> const& f, index_map const& x, std::ptrdiff_t q,
                                                 std::ptrdiff_t p) {
    return f.offset(x) + (x.source == source::outer ? q : x.source == source::inner ? p : 0);
  }
  template <int... K>
  CALX_ALWAYS_INLINE static void read_elements([[maybe_unused]] array_frame<Real> const& f, [[maybe_unused]] Real* in,
                                               [[maybe_unused]] std::ptrdiff_t q, [[maybe_unused]] std::ptrdiff_t p,
                                               std::integer_sequence<int, K...>) {
    (read_element<K>(f, in, q, p), ...);
  }
  template <int K>
  CALX_ALWAYS_INLINE static void read_element(array_frame<Real> const& f, Real* in, std::ptrdiff_t q, std::ptrdiff_t p) {
    constexpr loop_input const& x = input<K>;
    if constexpr (x.kind == input_kind::element) {  // what is outside of the array is not used
      std::ptrdiff_t const row = index(f, x.access.row, q, p), column = index(f, x.access.column, q, p);
      std::ptrdiff_t const columns = f.value(x.place.shape.columns);
      bool const inside = row >= 0 && row < f.value(x.place.shape.rows) && column >= 0 && column < columns;
      in[K] = inside ? f.read(x.place)[row * columns + column] : Real(0);
    } else if constexpr (x.kind == input_kind::inside) {
      std::ptrdiff_t const at = index(f, x.index, q, p);
      in[K] = Real(at >= 0 && at < f.value(x.length) ? 1 : 0);
    }
  }

  template <output_kind Kind, int... K> CALX_ALWAYS_INLINE static void start(Real* sums, std::integer_sequence<int, K...>) {
    ((output<K>.kind == Kind ? void(sums[K] = neutral<Real>(output<K>.operation)) : void()), ...);
  }
  template <int... K>
  CALX_ALWAYS_INLINE static void clear(array_frame<Real> const& f, std::ptrdiff_t inner, std::integer_sequence<int, K...>) {
    (clear_output<K>(f, inner), ...);
  }
  template <int K> CALX_ALWAYS_INLINE static void clear_output(array_frame<Real> const& f, std::ptrdiff_t inner) {
    if constexpr (output<K>.kind == output_kind::reduce_outer)
      for (std::ptrdiff_t p = 0; p < inner; ++p) f.write(output<K>.place)[p] = neutral<Real>(output<K>.operation);
  }
  template <int... K>
  CALX_ALWAYS_INLINE static void keep(array_frame<Real> const& f, Real* sums, Real const* out, std::ptrdiff_t q,
                                      std::ptrdiff_t p, std::ptrdiff_t inner, std::integer_sequence<int, K...>) {
    (keep_one<K>(f, sums[K], out[K], q, p, inner), ...);
  }
  template <int K>
  CALX_ALWAYS_INLINE static void keep_one(array_frame<Real> const& f, Real& sum, Real const& made, std::ptrdiff_t q,
                                          std::ptrdiff_t p, std::ptrdiff_t inner) {
    constexpr loop_output const& x = output<K>;
    if (p >= f.value(is_one(x.shape.columns) ? x.shape.rows : x.shape.columns)) return;
    if constexpr (x.kind == output_kind::store && x.column >= 0) {
      f.write(x.place)[p * x.place.shape.columns.count + x.column] = made;
    } else if constexpr (x.kind == output_kind::store) {
      f.write(x.place)[q * inner + p] = made;
    } else if constexpr (x.kind == output_kind::reduce_outer) {
      Real& to = f.write(x.place)[p];
      to = reduced<x.operation>(to, made);
    } else {
      sum = reduced<x.operation>(sum, made);
    }
  }
  template <output_kind Kind, int... K>
  CALX_ALWAYS_INLINE static void give(array_frame<Real> const& f, Real const* sums, std::ptrdiff_t q,
                                      std::integer_sequence<int, K...>) {
    (give_one<Kind, K>(f, sums[K], q), ...);
  }
  template <output_kind Kind, int K>
  CALX_ALWAYS_INLINE static void give_one(array_frame<Real> const& f, Real const& sum, std::ptrdiff_t q) {
    constexpr loop_output const& x = output<K>;
    if constexpr (x.kind == Kind && Kind == output_kind::reduce_all) f.numbers[x.slot] = sum;
    if constexpr (x.kind == Kind && Kind == output_kind::reduce_inner) f.write(x.place)[q] = sum;
  }
};

}  // namespace calx::detail
