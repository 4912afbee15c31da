// SPDX-License-Identifier: Apache-2.0
// loop_pass<E, K, B>: a part of a loop, step K of E's plan, on batches B of numbers: some of the outer or of the inner indices.
//
// The inner indices fall into segments, in each of which every array is read inside, or outside, where a part of it ends and
// what is read is not used. In a segment batches are loaded where they lie; what is left there is a batch that overlaps with
// the one before, and counts what is new. Where a segment is shorter than a batch, elements are collected into one first. It is
// the same body each time: a value does not depend on where its row falls into a batch.
//
// Sums are added in each lane over `block_batches` batches, and then, compensated, to the sum so far.
#pragma once

#include <calx/evaluate/array_frame.hpp>
#include <calx/evaluate/lanes.hpp>
#include <calx/evaluate/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace calx::detail {

inline constexpr std::ptrdiff_t block_batches = 16;

// From `first` to below `last`.
struct interval_of_rows {
  std::ptrdiff_t first, last;
  void intersect(std::ptrdiff_t from, std::ptrdiff_t to) {
    first = from > first ? from : first;
    last = to < last ? to : last;
  }
};

// What a pass goes over.
struct loop_range {
  interval_of_rows outer, inner;
};

template <class E, int Step, class Real, class B> class loop_pass {
  static constexpr auto const& plan = plan_of<E>;
  static constexpr array_step const& step = plan.steps[Step];
  static constexpr int inputs = step.input_count, outputs = step.output_count;
  static constexpr std::size_t width = static_cast<std::size_t>(lanes<B>::width);
  using source = index_map::source_type;
  using input_kind = loop_input::kind_type;
  using output_kind = loop_output::kind_type;
  using all_inputs = std::make_integer_sequence<int, inputs>;
  using all_outputs = std::make_integer_sequence<int, outputs>;

  template <int K> static constexpr loop_input const& input = plan.inputs[step.first_input + K];
  template <int K> static constexpr loop_output const& output = plan.outputs[step.first_output + K];

  // Strides of an element that is read, in elements; `unknown`: the number of columns of a wide input.
  static constexpr std::ptrdiff_t unknown = -1;
  static constexpr std::ptrdiff_t stride(loop_input const& in, source by) {
    std::ptrdiff_t const columns = in.place.shape.columns.axis == 0 ? in.place.shape.columns.count : unknown;
    return in.access.row.source == by ? columns : in.access.column.source == by ? 1 : 0;
  }
  template <int K> CALX_ALWAYS_INLINE std::ptrdiff_t stride_of(source by) const {
    constexpr std::ptrdiff_t outer = stride(input<K>, source::outer), inner = stride(input<K>, source::inner);
    return (by == source::outer ? outer : inner) == unknown ? f_.value(input<K>.place.shape.columns)
                                                            : (by == source::outer ? outer : inner);
  }
  template <int K>
  static constexpr bool moves_inside =
      input<K>.kind == input_kind::element ? step.is_one_long_row || stride(input<K>, source::inner) != 0
                                           : input<K>.kind == input_kind::inside && input<K>.index.source == source::inner;

 public:
  static constexpr bool is_one_long_row = step.is_one_long_row;
  static constexpr bool by_rows = !is_one_long_row && !is_one(step.outer);

  CALX_ALWAYS_INLINE loop_pass(array_frame<Real> const& frame, Real* collected, std::ptrdiff_t inner)
      : f_(frame), collected_(collected), inner_(inner) {}
  // results: of what is reduced to a number.
  CALX_ALWAYS_INLINE void run(loop_range const& range, Real* results) {
    begin_ = range.inner.first;
    end_ = range.inner.last;
    segment_ = {begin_, end_};
    room_ = block_batches;
    prepare(all_inputs{});
    prepare_outputs(all_outputs{});
    for (std::ptrdiff_t q = range.outer.first; q < range.outer.last; ++q) {
      enter(q, all_inputs{});
      blocks_ = 0;
      for (std::ptrdiff_t p = begin_; p < end_;) p = advance(q, p);
      leave(q, all_outputs{});
    }
    give(results, all_outputs{});
  }

 private:
  static constexpr bool is_ever_direct =
      step.inner.axis != 0 || (step.is_one_long_row && step.outer.axis != 0) ||
      static_cast<std::size_t>(step.inner.count * (step.is_one_long_row ? step.outer.count : 1)) >= width;
  template <int K> CALX_ALWAYS_INLINE Real* collected() const { return collected_ + K * static_cast<std::ptrdiff_t>(width); }

  // Once, before all.
  template <int... K> CALX_ALWAYS_INLINE void prepare(std::integer_sequence<int, K...>) { (prepare_input<K>(), ...); }
  template <int K> CALX_ALWAYS_INLINE void prepare_input() {
    constexpr loop_input const& in = input<K>;
    if constexpr (in.kind == input_kind::number) {
      loaded_[K] = B(f_.numbers[in.slot]);
    } else if constexpr (in.kind == input_kind::element) {
      std::ptrdiff_t const rows = f_.value(in.place.shape.rows), columns = f_.value(in.place.shape.columns);
      std::ptrdiff_t const row = f_.offset(in.access.row), column = f_.offset(in.access.column);
      base_[K] = of_unknown_size(f_.read(in.place)) + row * columns + column;
      valid_[K] = {0, inner_};
      if constexpr (!step.is_one_long_row && in.access.row.source == source::inner) valid_[K].intersect(-row, rows - row);
      if constexpr (!step.is_one_long_row && in.access.column.source == source::inner)
        valid_[K].intersect(-column, columns - column);
    } else {
      std::ptrdiff_t const at = f_.offset(in.index), length = f_.value(in.length);
      valid_[K] = {-at, length - at};
      if constexpr (in.index.source == source::none) loaded_[K] = B(Real(at >= 0 && at < length ? 1 : 0));
    }
  }

  // For each outer index.
  template <int... K> CALX_ALWAYS_INLINE void enter([[maybe_unused]] std::ptrdiff_t q, std::integer_sequence<int, K...>) {
    (enter_input<K>(q), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void enter_input([[maybe_unused]] std::ptrdiff_t q) {
    constexpr loop_input const& in = input<K>;
    if constexpr (in.kind == input_kind::element) {
      std::ptrdiff_t at = q;
      if constexpr (in.access.row.source == source::outer) {  // what is outside is read somewhere inside, and not used
        std::ptrdiff_t const row = f_.offset(in.access.row), rows = f_.value(in.place.shape.rows);
        at = at + row < 0 ? -row : at + row >= rows ? rows - 1 - row : at;
      }
      here_[K] = base_[K] + at * stride_of<K>(source::outer);
      if constexpr (!moves_inside<K>) loaded_[K] = inner_ > 0 && f_.value(in.place.shape.rows) > 0 ? B(*here_[K]) : B(Real(0));
    } else if constexpr (in.kind == input_kind::inside && in.index.source == source::outer) {
      loaded_[K] = B(Real(q >= valid_[K].first && q < valid_[K].last ? 1 : 0));
    }
  }

  // A block of batches from `at` on; of the lanes of a single batch, those from `first` to below `last` count.
  struct block {
    std::ptrdiff_t at, batches, first, last;
    bool direct;  // read and written in place

    bool is_whole() const { return direct && first == 0 && last == static_cast<std::ptrdiff_t>(width); }
  };

  // Does any array, or result, end before the loop does?
  static constexpr bool has_edges() {
    if (step.is_one_long_row) return false;
    extent const rows = step.inner;
    for (int k = 0; k < inputs; ++k) {
      loop_input const& in = plan.inputs[step.first_input + k];
      if (in.kind == input_kind::inside && in.index.source == source::inner) return true;
      if (in.kind != input_kind::element) continue;
      index_map const &row = in.access.row, &column = in.access.column;
      if (row.source == source::inner && !(row.is_plain() && in.place.shape.rows == rows)) return true;
      if (column.source == source::inner && !(column.is_plain() && in.place.shape.columns == rows)) return true;
    }
    for (int k = 0; k < outputs; ++k) {
      array_shape const& s = plan.outputs[step.first_output + k].shape;
      if (!((is_one(s.columns) ? s.rows : s.columns) == rows)) return true;
    }
    return false;
  }
  // The segment around p.
  CALX_ALWAYS_INLINE void find_segment(std::ptrdiff_t p) {
    segment_ = {begin_, end_};
    room_ = block_batches;
    narrow(p, all_inputs{});
    narrow_to_stored(p, all_outputs{});
  }
  template <int... K> CALX_ALWAYS_INLINE void narrow(std::ptrdiff_t p, std::integer_sequence<int, K...>) {
    (narrow_by<K>(p), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void narrow_by(std::ptrdiff_t p) {
    if constexpr (moves_inside<K>) {
      interval_of_rows const v = valid_[K];
      if (p < v.first) segment_.last = v.first < segment_.last && v.first < v.last ? v.first : segment_.last;
      else if (p < v.last) segment_.intersect(v.first, v.last);
      else segment_.first = v.last > segment_.first ? v.last : segment_.first;
      if (input<K>.kind == input_kind::element && !(p >= v.first && p < v.last)) {  // anything may be read, a batch at a time
        std::ptrdiff_t const there = (v.last - v.first) / static_cast<std::ptrdiff_t>(width);
        constexpr bool lies_together = input<K>.kind == input_kind::element && stride(input<K>, source::inner) == 1;
        room_ = there < room_ ? (there > 0 || !lies_together ? there : 1) : room_;
      }
    }
  }
  template <int... K> CALX_ALWAYS_INLINE void narrow_to_stored(std::ptrdiff_t p, std::integer_sequence<int, K...>) {
    ((p < stored_[K] ? segment_.intersect(segment_.first, stored_[K]) : void(room_ = 0)), ...);
  }

  // What comes next at p: many batches of a segment; for what is left there, a batch that overlaps with the one before; else
  // one that is collected.
  CALX_ALWAYS_INLINE block next_block(std::ptrdiff_t p) {
    constexpr auto w = static_cast<std::ptrdiff_t>(width);
    if constexpr (is_ever_direct) {
      if constexpr (has_edges())
        if (p == begin_ || p >= segment_.last) find_segment(p);
      if (room_ > 0 && p + w <= segment_.last) {
        if (p == begin_ && to_boundary_ > 0) return {p, 1, 0, to_boundary_, true};
        std::ptrdiff_t const count = (segment_.last - p) / w;
        return {p, count < room_ ? count : room_, 0, w, true};
      }
      std::ptrdiff_t const overlapping = segment_.last - w;
      if (room_ > 0 && overlapping >= segment_.first) return {overlapping, 1, p - overlapping, w, true};
    }
    return {p, 1, 0, end_ - p < w ? end_ - p : w, false};
  }
  CALX_ALWAYS_INLINE std::ptrdiff_t advance(std::ptrdiff_t q, std::ptrdiff_t p) {
    block const now = next_block(p);
    point(now, all_inputs{});
    begin_block(all_outputs{});
    for (std::ptrdiff_t i = 0; i < now.batches; ++i) {
      load(i, now.direct, all_inputs{});
      execute<part<E, Step>, B>(static_cast<B const*>(loaded_), static_cast<B const*>(nullptr), made_);
      keep(q, now.at + i * static_cast<std::ptrdiff_t>(width), now, all_outputs{});
    }
    end_block(q, now, all_outputs{});
    ++blocks_;
    return now.is_whole() ? now.at + now.batches * static_cast<std::ptrdiff_t>(width) : now.at + now.last;
  }

  // Where the batches of this block are read: in the array, or collected.
  template <int... K> CALX_ALWAYS_INLINE void point(block const& now, std::integer_sequence<int, K...>) {
    (point_input<K>(now), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void point_input(block const& now) {
    constexpr auto w = static_cast<std::ptrdiff_t>(width);
    if constexpr (moves_inside<K>) {
      constexpr loop_input const& in = input<K>;
      if constexpr (in.kind == input_kind::inside) {
        if (now.direct) {
          loaded_[K] = B(Real(now.at >= valid_[K].first && now.at < valid_[K].last ? 1 : 0));
        } else {
          for (std::ptrdiff_t l = 0; l < w; ++l)
            collected<K>()[l] = Real(now.at + l >= valid_[K].first && now.at + l < valid_[K].last ? 1 : 0);
          loaded_[K] = lanes<B>::load(collected<K>());
        }
      } else {
        std::ptrdiff_t const each = step.is_one_long_row ? 1 : stride_of<K>(source::inner);
        interval_of_rows const v = valid_[K];
        bool const outside = has_edges() && !(now.at >= v.first && now.at < v.last);
        from_[K] = here_[K] + (outside ? v.first : now.at) * each;
        if (now.direct && outside && v.last - v.first < now.batches * w) {  // shorter than a batch: one, of zeros
          for (std::ptrdiff_t l = 0; l < w; ++l) collected<K>()[l] = Real(0);
          from_[K] = collected<K>();
        }
        if (!now.direct) {  // what is outside, and lanes that do not count, have some number that is inside
          std::ptrdiff_t const low = valid_[K].first, high = valid_[K].last - 1;
          for (std::ptrdiff_t l = 0; l < w; ++l) {
            std::ptrdiff_t at = now.at + (l < now.last ? l : now.last - 1);
            at = at < low ? low : at > high ? high : at;
            collected<K>()[l] = low <= high ? here_[K][at * each] : Real(0);
          }
          from_[K] = collected<K>();
        }
      }
    }
  }
  template <int... K>
  CALX_ALWAYS_INLINE void load([[maybe_unused]] std::ptrdiff_t i, [[maybe_unused]] bool direct,
                               std::integer_sequence<int, K...>) {
    (load_input<K>(i, direct), ...);
  }
  template <int K> B far_apart(std::ptrdiff_t i) const {
    std::ptrdiff_t const each = stride_of<K>(source::inner), first = i * static_cast<std::ptrdiff_t>(width);
    Real values[width];
    for (std::size_t l = 0; l < width; ++l) values[l] = from_[K][(first + static_cast<std::ptrdiff_t>(l)) * each];
    return lanes<B>::load(values);
  }
  template <int K> CALX_ALWAYS_INLINE void load_input(std::ptrdiff_t i, [[maybe_unused]] bool direct) {
    if constexpr (moves_inside<K> && input<K>.kind == input_kind::element) {
      constexpr std::ptrdiff_t each = step.is_one_long_row ? 1 : stride(input<K>, source::inner);
      Real const* const from = from_[K] + i * static_cast<std::ptrdiff_t>(width) * each;
      if constexpr (each == 1) loaded_[K] = lanes<B>::load(from);
      else if (!direct) loaded_[K] = lanes<B>::load(from_[K]);
      else if constexpr (each != unknown) loaded_[K] = lanes<B>::template gather<each>(from);
      else loaded_[K] = far_apart<K>(i);
    }
  }

  // Outputs.
  template <int... K> CALX_ALWAYS_INLINE void prepare_outputs(std::integer_sequence<int, K...>) { (prepare_output<K>(), ...); }
  template <int K> CALX_ALWAYS_INLINE void prepare_output() {
    constexpr loop_output const& out = output<K>;
    if constexpr (out.kind != output_kind::reduce_all)
      to_[K] = of_unknown_size(f_.write(out.partial.exists() ? out.partial : out.place));
    if constexpr (out.partial.exists())
      for (std::ptrdiff_t p = begin_; p < end_; ++p) to_[K][p] = Real(0);
    if constexpr (out.kind == output_kind::store && out.column < 0 && !by_rows && width > 1) {
      // Stores across a boundary of cache lines cost; the first batch of a long column counts up to one.
      auto const beyond = reinterpret_cast<std::uintptr_t>(to_[K] + begin_) % (width * sizeof(Real)) / sizeof(Real);
      if (beyond != 0 && end_ - begin_ > 1024) to_boundary_ = static_cast<std::ptrdiff_t>(width - beyond);
    }
    stored_[K] = step.is_one_long_row ? inner_ : f_.value(is_one(out.shape.columns) ? out.shape.rows : out.shape.columns);
    best_[K] = B(neutral<Real>(out.operation));
  }
  template <int... K> CALX_ALWAYS_INLINE void begin_block(std::integer_sequence<int, K...>) {
    ((block_[K] = B(neutral<Real>(output<K>.operation))), ...);
  }
  template <int... K>
  CALX_ALWAYS_INLINE void keep(std::ptrdiff_t q, std::ptrdiff_t p, block const& now, std::integer_sequence<int, K...>) {
    (keep_output<K>(q, p, now), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void keep_output(std::ptrdiff_t q, std::ptrdiff_t p, block const& now) {
    constexpr loop_output const& out = output<K>;
    if constexpr (out.kind == output_kind::store && out.column >= 0) {
      if constexpr (is_ever_direct)
        if (now.direct) {
          constexpr std::ptrdiff_t columns = out.place.shape.columns.count;
          lanes<B>::template scatter<columns>(made_[K], to_[K] + p * columns + out.column);
        }
    } else if constexpr (out.kind == output_kind::store) {
      if constexpr (is_ever_direct)
        if (now.direct) lanes<B>::store(made_[K], to_[K] + q * inner_ + p);
    } else if constexpr (out.kind == output_kind::reduce_outer) {
      if constexpr (is_ever_direct)
        if (now.is_whole()) lanes<B>::store(reduced<out.operation>(lanes<B>::load(to_[K] + p), made_[K]), to_[K] + p);
    } else {
      block_[K] = reduced<out.operation>(block_[K], made_[K]);
    }
  }
  template <int K> CALX_ALWAYS_INLINE void store_in_column(std::ptrdiff_t p, std::ptrdiff_t first, std::ptrdiff_t last) {
    constexpr std::ptrdiff_t columns = output<K>.place.shape.columns.count;
    Real values[width];
    lanes<B>::store(made_[K], values);
    for (std::ptrdiff_t l = first; l < last; ++l) to_[K][(p + l) * columns + output<K>.column] = values[l];
  }
  template <int... K> CALX_ALWAYS_INLINE void end_block(std::ptrdiff_t q, block const& now, std::integer_sequence<int, K...>) {
    (end_block_of<K>(q, now), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void end_block_of(std::ptrdiff_t q, block const& now) {
    constexpr loop_output const& out = output<K>;
    constexpr bool stores = out.kind == output_kind::store;
    if (!now.is_whole() && !(stores && now.direct)) {  // one batch, of which some lanes count
      Real values[width];
      lanes<B>::store(made_[K], values);
      std::ptrdiff_t const last = stored_[K] - now.at < now.last ? stored_[K] - now.at : now.last;
      if constexpr (stores && out.column >= 0) {
        store_in_column<K>(now.at, now.first, last);
      } else if constexpr (stores) {
        for (std::ptrdiff_t l = now.first; l < last; ++l) to_[K][q * inner_ + now.at + l] = values[l];
      } else if constexpr (out.kind == output_kind::reduce_outer) {
        for (std::ptrdiff_t l = now.first; l < last; ++l)
          to_[K][now.at + l] = reduced<out.operation>(to_[K][now.at + l], values[l]);
      } else {
        for (std::ptrdiff_t l = 0; l < static_cast<std::ptrdiff_t>(width); ++l)
          if (l < now.first || l >= last) values[l] = neutral<Real>(out.operation);
        block_[K] = lanes<B>::load(values);
      }
    }
    if constexpr (out.kind == output_kind::reduce_all || out.kind == output_kind::reduce_inner) {
      if constexpr (out.operation == opcode::sum) sums_[K].add(block_[K]);
      else best_[K] = reduced<out.operation>(best_[K], block_[K]);
    }
  }
  // The lanes of a reduction, pair by pair, in an order that does not depend on anything.
  template <int K> CALX_ALWAYS_INLINE Real across_lanes() {
    constexpr opcode operation = output<K>.operation;
    Real values[width];
    if constexpr (operation == opcode::sum) {
      Real rests[width];
      lanes<B>::store(sums_[K].sum, values);
      if (blocks_ <= few_blocks) {  // too short for rounding to gather
        for (std::size_t half = width / 2; half > 0; half /= 2)
          for (std::size_t l = 0; l < half; ++l) values[l] = values[l] + values[l + half];
        sums_[K] = {};
        return values[0];
      }
      lanes<B>::store(sums_[K].rest, rests);
      for (std::size_t half = width / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l) {
          Real const total = values[l] + values[l + half], seen = total - values[l];
          rests[l] = (rests[l] + rests[l + half]) + ((values[l] - (total - seen)) + (values[l + half] - seen));
          values[l] = total;
        }
      sums_[K] = {};
      return compensated_sum<Real>{values[0], rests[0]}.value();
    } else {
      lanes<B>::store(best_[K], values);
      for (std::size_t half = width / 2; half > 0; half /= 2)
        for (std::size_t l = 0; l < half; ++l) values[l] = reduced<operation>(values[l], values[l + half]);
      best_[K] = B(neutral<Real>(operation));
      return values[0];
    }
  }
  template <int... K> CALX_ALWAYS_INLINE void leave(std::ptrdiff_t q, std::integer_sequence<int, K...>) {
    (leave_output<K>(q), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void leave_output([[maybe_unused]] std::ptrdiff_t q) {
    if constexpr (output<K>.kind == output_kind::reduce_inner) to_[K][q] = across_lanes<K>();
  }
  template <int... K> CALX_ALWAYS_INLINE void give(Real* results, std::integer_sequence<int, K...>) {
    (give_output<K>(results), ...);
  }
  template <int K> CALX_ALWAYS_INLINE void give_output([[maybe_unused]] Real* results) {
    if constexpr (output<K>.kind == output_kind::reduce_all) results[K] = across_lanes<K>();
    if constexpr (output<K>.partial.exists()) {  // behind the sums of this part lie the rests
      Real *const sums = f_.write(output<K>.place), *const rests = to_[K] + inner_;
      for (std::ptrdiff_t p = begin_; p < end_; ++p) {
        compensated_sum<Real> sum{sums[p], rests[p]};
        sum.add(to_[K][p]);
        sums[p] = sum.sum, rests[p] = sum.rest;
      }
    }
  }

  array_frame<Real> const& f_;
  Real* collected_;  // a batch for each input; not a member: its address is known to others
  std::ptrdiff_t inner_;
  static constexpr int few_blocks = 4;
  int blocks_ = 0;                      // so far
  std::ptrdiff_t to_boundary_ = 0;      // how many lanes of the first batch count, if not all
  std::ptrdiff_t begin_ = 0, end_ = 0;  // of the inner index in this part
  interval_of_rows segment_{};
  std::ptrdiff_t room_ = 0;  // batches in a block of this segment; 0: none is stored or loaded in place
  B loaded_[at_least_one<inputs>]{};
  B made_[at_least_one<outputs>]{};
  B block_[at_least_one<outputs>]{};
  B best_[at_least_one<outputs>]{};
  compensated_sum<B> sums_[at_least_one<outputs>]{};
  Real const* base_[at_least_one<inputs>]{};
  Real const* here_[at_least_one<inputs>]{};
  Real const* from_[at_least_one<inputs>]{};
  Real* to_[at_least_one<outputs>]{};
  interval_of_rows valid_[at_least_one<inputs>]{};
  std::ptrdiff_t stored_[at_least_one<outputs>]{};
};

}  // namespace calx::detail
