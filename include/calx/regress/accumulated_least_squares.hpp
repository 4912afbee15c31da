// SPDX-License-Identifier: Apache-2.0
// Linear least squares of rows that come by and by, and need not fit into memory: only triangles are kept.
//
//   accumulated_least_squares<> all(columns);
//   all.add(rows);                  as often as there are rows
//   all.merge(of_the_next_range);   rows that another thread or process has added
//   all.state()                     numbers for a file or another process, of which accumulated_least_squares<>(state) is a
//   copy all.solve()                     a linear_solution, without refinement, for which the rows would have to come again
//
// Rows are numbered from first_row. Blocks of block_rows rows become triangles, and triangle i of a level is combined with its
// neighbour i ^ 1 and no other: a tree that depends on the rows' numbers alone. So the solution has the same bits however the
// rows were divided among calls of add, and among accumulators that begin at multiples of block_rows, as long as all run the
// same machine code. Kept: one triangle for each level, or two where the first row is not 0.
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/regress/linear_solution.hpp>

namespace calx::detail {

template <class Real = double, int Columns = any_number> class accumulated_least_squares {
 public:
  constexpr explicit accumulated_least_squares(int columns, long long first_row = 0)
      : columns_(columns), first_row_(first_row), end_row_(first_row) {
    if (first_row % block_size() != 0) refuse("calx: accumulated_least_squares: the first row is not a multiple of block_rows");
  }

  // From state(): the columns, the first row, the row behind the last, how many rows wait, whether they have weights, how many
  // triangles there are; the waiting rows; of each triangle its level and place, exponents and elements.
  constexpr explicit accumulated_least_squares(buffer<Real> const& state)
      : columns_(static_cast<int>(state[0])),
        waiting_(static_cast<int>(state[3])),
        weighted_(state[4] != 0),
        first_row_(static_cast<long long>(state[1])),
        end_row_(static_cast<long long>(state[2])) {
    if (Columns >= 0 && columns_ != Columns) refuse("calx: accumulated_least_squares: a state of another number of columns");
    Real const* from = state.data() + header;
    if (waiting_ > 0) pending_ = buffer<Real>(size_of_pending());
    for (int i = 0; i < pending_.size(); ++i) pending_[i] = *from++;
    for (int t = 0; t < static_cast<int>(state[5]); ++t) {
      append(static_cast<int>(from[0]), static_cast<long long>(from[1]));
      from += 2;
      for (int j = 0; j < width(); ++j) exponents_[t * width() + j] = static_cast<int>(*from++);
      copy(from, triangle(t), size_of_triangle());
      from += size_of_triangle();
    }
  }
  constexpr buffer<Real> state() const {
    buffer<Real> all;
    for (long long const n : {static_cast<long long>(columns_), first_row_, end_row_, static_cast<long long>(waiting_),
                              static_cast<long long>(weighted_), static_cast<long long>(size())})
      all.push(static_cast<Real>(n));
    for (int i = 0; waiting_ > 0 && i < size_of_pending(); ++i) all.push(pending_[i]);
    for (int t = 0; t < size(); ++t) {
      all.push(static_cast<Real>(levels_[t]));
      all.push(static_cast<Real>(places_[t]));
      for (int j = 0; j < width(); ++j) all.push(static_cast<Real>(exponents_[t * width() + j]));
      for (int i = 0; i < size_of_triangle(); ++i) all.push(triangle(t)[i]);
    }
    return all;
  }

  constexpr int columns() const { return columns_; }
  constexpr int block_size() const { return block_rows(columns_); }
  constexpr long long first_row() const { return first_row_; }
  constexpr long long end_row() const { return end_row_; }

  constexpr void add(linear_rows<Real> const& data) {
    if (data.columns != columns_) refuse("calx: accumulated_least_squares: add: rows of another number of columns");
    for (int done = 0; done < data.rows;) {
      int const room = block_size() - waiting_, left = data.rows - done, count = left < room ? left : room;
      if (count == block_size()) push_leaf(data.part(done, count), first_of_next_block());
      else keep(data.part(done, count));
      done += count;
      end_row_ += count;
    }
  }

  // The rows of `other` begin where those of this one end, at a multiple of block_rows.
  constexpr void merge(accumulated_least_squares const& other) {
    if (other.columns_ != columns_ || other.first_row_ != end_row_)
      refuse("calx: accumulated_least_squares: merge: the other's rows do not follow these");
    for (int t = 0; t < other.levels_.size(); ++t) {
      append(other.levels_[t], other.places_[t]);
      copy(other.triangle(t), triangle(size() - 1), size_of_triangle());
      copy(other.exponents_.data() + t * width(), exponents_.data() + (size() - 1) * width(), width());
      settle();
    }
    pending_ = other.pending_;
    waiting_ = other.waiting_;
    weighted_ = other.weighted_;
    end_row_ = other.end_row_;
  }

  constexpr linear_solution<Real, Columns> solve(least_squares_options const& options = {}) const {
    accumulated_least_squares all(*this);
    return all.finish(options);
  }
  // The same, after which there are no rows here any more.
  constexpr linear_solution<Real, Columns> finish(least_squares_options const& options = {}) {
    if (waiting_ > 0) push_leaf(pending(), first_of_next_block());
    if (size() == 0) append(0, 0);
    while (size() > 1) combine_last_two();
    waiting_ = 0;
    end_row_ = first_row_;
    levels_.clear();
    places_.clear();
    return linear_solution<Real, Columns>(triangle(0), exponents_.data(), columns_, options);
  }

 private:
  static constexpr int header = 6;

  constexpr int width() const { return columns_ + 1; }
  constexpr int size_of_triangle() const { return width() * width(); }
  constexpr int size_of_pending() const { return (width() + 1) * block_size(); }
  constexpr int size() const { return levels_.size(); }
  constexpr Real* triangle(int t) { return triangles_.data() + t * size_of_triangle(); }
  constexpr Real const* triangle(int t) const { return triangles_.data() + t * size_of_triangle(); }
  constexpr long long first_of_next_block() const { return end_row_ / block_size(); }

  // The rows that wait for a block to be full: columns, b, weights, each block_size long.
  constexpr linear_rows<Real> pending() const {
    Real const* const from = pending_.data();
    return {waiting_,    columns_, from, from + columns_ * block_size(), weighted_ ? from + width() * block_size() : nullptr,
            block_size()};
  }
  constexpr void keep(linear_rows<Real> const& data) {
    pending_.grow(size_of_pending(), Real(0));
    if (waiting_ == 0) weighted_ = false;
    Real* const weights = pending_.data() + width() * block_size();
    for (int i = 0; data.weights != nullptr && !weighted_ && i < waiting_; ++i) weights[i] = Real(1);
    weighted_ = weighted_ || data.weights != nullptr;
    for (int i = 0; weighted_ && i < data.rows; ++i)
      weights[waiting_ + i] = data.weights == nullptr ? Real(1) : data.weights[i];
    for (int j = 0; j < width(); ++j) copy(data.column(j), pending_.data() + j * block_size() + waiting_, data.rows);
    waiting_ += data.rows;
    if (waiting_ < block_size()) return;
    push_leaf(pending(), first_of_next_block());
    waiting_ = 0;
  }

  constexpr void append(int level, long long place) {
    levels_.push(level);
    places_.push(place);
    triangles_.grow(size() * size_of_triangle(), Real(0));
    exponents_.grow(size() * width(), 0);
    Real* const r = triangle(size() - 1);
    for (int i = 0; i < size_of_triangle(); ++i) r[i] = Real(0);
  }
  constexpr void push_leaf(linear_rows<Real> const& data, long long place) {
    if (work_.stride < padded(data.rows)) work_ = block_workspace<Real>(columns_, data.rows);
    append(0, place);
    make_leaf(data, triangle(size() - 1), exponents_.data() + (size() - 1) * width(), work_);
    settle();
  }
  // Combines the last two as long as they are neighbours in the tree.
  constexpr void settle() {
    while (size() > 1) {
      int const last = size() - 1;
      if (levels_[last] != levels_[last - 1] || (places_[last] ^ 1) != places_[last - 1]) return;
      combine_last_two();
      ++levels_[last - 1];
      places_[last - 1] /= 2;
    }
  }
  constexpr void combine_last_two() {
    int const last = size() - 1;
    combine(triangle(last - 1), exponents_.data() + (last - 1) * width(), triangle(last), exponents_.data() + last * width(),
            width());
    levels_.pop();
    places_.pop();
  }

  int columns_;
  int waiting_ = 0;
  bool weighted_ = false;
  long long first_row_;
  long long end_row_;
  buffer<Real> triangles_;
  buffer<int> exponents_;
  buffer<int> levels_;
  buffer<long long> places_;
  buffer<Real> pending_;
  block_workspace<Real> work_{0, 0};
};

}  // namespace calx::detail
