// SPDX-License-Identifier: Apache-2.0
// loop_step<E, K, B>: step K of E's plan, a loop, in parts (evaluate/loop_pass.hpp), which threads may share. A sum is that of
// the sums of its parts, in their order, compensated (A. Neumaier 1974): it does not depend on who computed them, and the error
// does not grow with the number of rows.
#pragma once

#include <calx/evaluate/loop_pass.hpp>
#include <calx/evaluate/threads.hpp>

#include <vector>

namespace calx::detail {

// A pass over more elements than this is made of parts.
inline constexpr std::ptrdiff_t elements_of_part = 32768;
// A part of sums by column has no more rows than this: they are added plainly.
inline constexpr std::ptrdiff_t rows_of_part = 128;

template <class E, int Step, class Real, class B, bool Threaded> class loop_step {
  static constexpr auto const& plan = plan_of<E>;
  static constexpr array_step const& step = plan.steps[Step];
  static constexpr int inputs = step.input_count, outputs = step.output_count;
  static constexpr std::size_t width = static_cast<std::size_t>(lanes<B>::width);
  using output_kind = loop_output::kind_type;
  using all_outputs = std::make_integer_sequence<int, outputs>;
  using pass = loop_pass<E, Step, Real, B>;

  template <int K> static constexpr loop_output const& output = plan.outputs[step.first_output + K];

 public:
  CALX_ALWAYS_INLINE static void run(array_frame<Real> const& f) {
    std::ptrdiff_t const rows = f.value(step.outer), columns = f.value(step.inner);
    loop_range const all{{0, pass::is_one_long_row ? 1 : rows}, {0, pass::is_one_long_row ? rows * columns : columns}};
    clear(f, all.inner.last, all_outputs{});
    reduction totals[at_least_one<outputs>];
    start(totals, all_outputs{});
    if constexpr (Threaded && !reduces_outer()) run_parts_on_threads(f, all, totals);
    else if constexpr (Threaded && only_reduces_outer()) run_strips_on_threads(f, all);
    else run_parts(f, all, all.inner, totals);
    finish(f, totals, all.inner.last, all_outputs{});
  }

 private:
  static constexpr bool reduces_outer() {
    for (int k = 0; k < outputs; ++k)
      if (plan.outputs[step.first_output + k].kind == output_kind::reduce_outer) return true;
    return false;
  }
  static constexpr bool only_reduces_outer() {
    for (int k = 0; k < outputs; ++k)
      if (plan.outputs[step.first_output + k].kind != output_kind::reduce_outer) return false;
    return true;
  }

  // The sum or the like of the parts so far.
  struct reduction {
    compensated_sum<Real> sum{};
    Real best{};
  };
  template <int... K>
  CALX_ALWAYS_INLINE static void clear(array_frame<Real> const& f, std::ptrdiff_t inner, std::integer_sequence<int, K...>) {
    (clear_output<K>(f, inner), ...);
  }
  template <int K> CALX_ALWAYS_INLINE static void clear_output(array_frame<Real> const& f, std::ptrdiff_t inner) {
    if constexpr (output<K>.kind == output_kind::reduce_outer) {
      Real* const to = f.write(output<K>.place);
      for (std::ptrdiff_t p = 0; p < inner; ++p) to[p] = neutral<Real>(output<K>.operation);
      if constexpr (output<K>.partial.exists()) {
        Real* const rests = f.write(output<K>.partial) + inner;
        for (std::ptrdiff_t p = 0; p < inner; ++p) rests[p] = Real(0);
      }
    }
  }
  template <int... K> CALX_ALWAYS_INLINE static void start(reduction* totals, std::integer_sequence<int, K...>) {
    ((totals[K].best = neutral<Real>(output<K>.operation)), ...);
  }
  template <int... K>
  CALX_ALWAYS_INLINE static void add(reduction* totals, Real const* results, std::integer_sequence<int, K...>) {
    (add_one<K>(totals[K], results[K]), ...);
  }
  template <int K> CALX_ALWAYS_INLINE static void add_one(reduction& total, Real const& result) {
    if constexpr (output<K>.kind == output_kind::reduce_all) {
      if constexpr (output<K>.operation == opcode::sum) total.sum.add(result);
      else total.best = reduced<output<K>.operation>(total.best, result);
    }
  }
  template <int... K>
  CALX_ALWAYS_INLINE static void finish(array_frame<Real> const& f, reduction const* totals, std::ptrdiff_t inner,
                                        std::integer_sequence<int, K...>) {
    (finish_one<K>(f, totals[K], inner), ...);
  }
  template <int K>
  CALX_ALWAYS_INLINE static void finish_one(array_frame<Real> const& f, reduction const& total,
                                            [[maybe_unused]] std::ptrdiff_t inner) {
    constexpr loop_output const& out = output<K>;
    if constexpr (out.kind == output_kind::reduce_all)
      f.numbers[out.slot] = out.operation == opcode::sum ? total.sum.value() : total.best;
    if constexpr (out.partial.exists()) {
      Real *const sums = f.write(out.place), *const rests = f.write(out.partial) + inner;
      for (std::ptrdiff_t p = 0; p < inner; ++p) sums[p] = compensated_sum<Real>{sums[p], rests[p]}.value();
    }
  }

  // Parts are rows of a loop over rows, else pieces of its only row.
  static std::ptrdiff_t size_of_part(loop_range const& all) {
    if constexpr (!pass::by_rows) return elements_of_part;
    std::ptrdiff_t const size = all.inner.last < elements_of_part ? elements_of_part / (all.inner.last + 1) + 1 : 1;
    return reduces_outer() && size > rows_of_part ? rows_of_part : size;
  }
  static std::ptrdiff_t last_of(loop_range const& all) { return pass::by_rows ? all.outer.last : all.inner.last; }
  CALX_ALWAYS_INLINE static void run_part(array_frame<Real> const& f, loop_range const& all, interval_of_rows columns,
                                          std::ptrdiff_t from, Real* results) {
    std::ptrdiff_t const end = from + size_of_part(all), last = end < last_of(all) ? end : last_of(all);
    Real collected[at_least_one<inputs> * width];
    pass over(f, collected, all.inner.last);
    if constexpr (pass::by_rows) over.run({{from, last}, columns}, results);
    else over.run({all.outer, {from, last}}, results);
  }
  CALX_ALWAYS_INLINE static void run_parts(array_frame<Real> const& f, loop_range const& all, interval_of_rows columns,
                                           reduction* totals) {
    for (std::ptrdiff_t from = 0; from < last_of(all); from += size_of_part(all)) {
      Real results[at_least_one<outputs>];
      run_part(f, all, columns, from, results);
      add(totals, results, all_outputs{});
    }
  }
  static void run_parts_on_threads(array_frame<Real> const& f, loop_range const& all, reduction* totals) {
    std::ptrdiff_t const size = size_of_part(all), parts = (last_of(all) + size - 1) / size;
    std::vector<Real> results(static_cast<std::size_t>(parts * at_least_one<outputs>));
    run_in_parallel(parts, f.threads, [&](std::ptrdiff_t i) {
      run_part(f, all, all.inner, i * size, results.data() + i * at_least_one<outputs>);
    });
    for (std::ptrdiff_t i = 0; i < parts; ++i) add(totals, results.data() + i * at_least_one<outputs>, all_outputs{});
  }
  // Sums by column: each thread has some columns, of all rows.
  static void run_strips_on_threads(array_frame<Real> const& f, loop_range const& all) {
    constexpr auto w = static_cast<std::ptrdiff_t>(width);
    std::ptrdiff_t const last = all.inner.last, batches = (last + w - 1) / w, threads = thread_count(f.threads);
    std::ptrdiff_t const strip = (batches + threads - 1) / threads * w;
    run_in_parallel(strip > 0 ? (last + strip - 1) / strip : 0, f.threads, [&](std::ptrdiff_t i) {
      std::ptrdiff_t const from = i * strip;
      reduction none[at_least_one<outputs>];
      run_parts(f, all, {from, from + strip < last ? from + strip : last}, none);
    });
  }
};

}  // namespace calx::detail
