// SPDX-License-Identifier: Apache-2.0
// difference_limit(f, x): the derivative of a function of one number as its definition has it, step by step: the limit of the
// central difference quotients
//
//   D(h) = (f(x + h) - f(x - h))/(2h)     for h = s/10, s/100, ..., s/10^9
//
// extrapolated to h = 0: D is even in h, so each column of the scheme D_j(h) = D_j-1(h) + (D_j-1(h) - D_j-1(10h))/(100^j - 1)
// removes one more power of h^2. The limit is the entry with the least error, which is estimated as the larger of its
// distances to the two entries that it came from, and not below the rounding of f's values, 4 ulp each. The tolerance is 8
// times that: the limit says no more. Steps are tried in the scale s of |x|, then of 1, then between those two, until
// the tolerance is small (`resolution`).
//
// A kink is a difference of the quotients from the right and from the left that stays when h shrinks.
// f must come close to its limit like h: x |x| at 0 is undecided, and so is what is noisier than 4 ulp at each of its steps.
// Cost: 19 values of f in a scale; one scale most often does. In constant expressions, too, where f has a value around x.
// Method: L. F. Richardson 1911; the choice of the entry as in C. J. F. Ridders, Accurate computation of F'(x) and
// F'(x)F''(x) (1982).
#pragma once

#include <algorithm>
#include <concepts>
#include <limits>

namespace calx {

// One line of the table. A value that f does not have makes the line unusable.
template <std::floating_point Real> struct difference_row {
  Real step{};
  Real quotient{};      // (f(x + h) - f(x - h))/(2h)
  Real extrapolated{};  // from this line and the ones above
  Real from_right{};    // (f(x + h) - f(x))/h
  Real from_left{};     // (f(x) - f(x - h))/h
  Real rounding{};      // of the quotient, from that of the values
  bool usable = false;
};

template <std::floating_point Real> struct difference_table {
  static constexpr int size = 9;
  static constexpr int columns = 5;

  Real at{}, value{};
  difference_row<Real> rows[size]{};
  int chosen = -1;  // the line that the limit is from; -1: there are not enough
  Real limit{};
  Real tolerance{};   // of the limit
  Real slope_size{};  // the largest quotient in the chosen line
  bool has_kink = false;
  bool settles = false;  // the quotients from right and left approach each other
  bool is_flat = false;  // f has the same value at all small steps

  // How well a limit can be known: what the tolerance is compared with, relative to the slope.
  static constexpr Real resolution() { return std::max(Real(1e-6), 8192 * std::numeric_limits<Real>::epsilon()); }
  constexpr bool is_resolved() const { return chosen >= 0 && settles && (is_flat || tolerance <= resolution() * slope_size); }
  constexpr bool is_rough() const { return chosen < 0 || !settles || (!is_flat && !(tolerance <= slope_size / 16)); }
};

namespace detail {

template <class Real> constexpr Real magnitude_of(Real x) { return x < 0 ? -x : x; }
template <class Real> constexpr bool is_finite_number(Real x) { return magnitude_of(x) <= std::numeric_limits<Real>::max(); }

template <class Real> constexpr void fill_row(difference_row<Real>& row, Real value, Real right, Real left, Real width) {
  constexpr Real epsilon = std::numeric_limits<Real>::epsilon(), smallest = std::numeric_limits<Real>::denorm_min();
  constexpr Real largest = std::numeric_limits<Real>::max();
  Real const sum = magnitude_of(right) / 4 + magnitude_of(left) / 4 + magnitude_of(value) / 2;
  row.usable = width > 0 && is_finite_number(right) && is_finite_number(left) && sum <= largest / 16 * std::min(width, Real(1));
  if (!row.usable) return;
  Real const half = width / 2;
  row.quotient = (right - left) / width;
  row.from_right = (right - value) / half;
  row.from_left = (value - left) / half;
  row.rounding = (4 * epsilon * sum + smallest) / half;
}

// Neville's scheme over the usable lines; the entry with the least estimated error becomes the limit.
template <class Real> constexpr void extrapolate(difference_table<Real>& t) {
  Real above[difference_table<Real>::columns]{}, here[difference_table<Real>::columns]{};
  Real least = 0;
  int length = 0;  // of the line above; 0: none
  for (int i = 0; i < t.size; ++i) {
    difference_row<Real>& row = t.rows[i];
    if (!row.usable) {
      length = 0;
      continue;
    }
    here[0] = row.extrapolated = row.quotient;
    int const columns = std::min(length + 1, t.columns);
    Real power = 1;
    for (int j = 1; j < columns; ++j) {
      power *= 100;
      here[j] = here[j - 1] + (here[j - 1] - above[j - 1]) / (power - 1);
      Real const change = std::max(magnitude_of(here[j] - here[j - 1]), magnitude_of(here[j] - above[j - 1]));
      Real const error = std::max(change, row.rounding);
      row.extrapolated = here[j];
      if (t.chosen >= 0 && !(error < least)) continue;
      least = error;
      t.chosen = i;
      t.limit = here[j];
      t.tolerance = 8 * error;
    }
    for (int j = 0; j < columns; ++j) above[j] = here[j];
    length = columns;
  }
  if (t.chosen < 0) return;
  difference_row<Real> const& row = t.rows[t.chosen];
  t.slope_size = std::max({magnitude_of(t.limit), magnitude_of(row.from_right), magnitude_of(row.from_left)});
}

// Of a smooth function the gap between the quotients from the right and from the left is h f''(x); at a kink it stays, and so
// does each of them. Seen in the three smallest steps whose gap is more than rounding.
template <class Real> constexpr bool has_kink(difference_table<Real> const& t) {
  int found = 0;
  Real gap = 0, right = 0;  // of the line below
  for (int i = t.size - 1; i >= 0 && found < 3; --i) {
    difference_row<Real> const& row = t.rows[i];
    Real const size = std::max(magnitude_of(row.from_right), magnitude_of(row.from_left));
    Real const wider = magnitude_of(row.from_right - row.from_left);
    bool const is_rounding = !row.usable || wider <= 16 * row.rounding || 1000 * row.rounding > size;
    if (is_rounding && found == 0 && (!row.usable || 1000 * row.rounding > size)) continue;  // a step too small to say
    bool const stays = found == 0 || (gap < 2 * wider && wider < 2 * gap && magnitude_of(row.from_right - right) < gap / 4);
    if (is_rounding || !stays) return false;
    gap = wider;
    right = row.from_right;
    ++found;
  }
  return found == 3;
}

// Of a smooth function that gap shrinks: in the two smallest steps whose rounding lets it be seen it is at most a tenth of what
// it was.
template <class Real> constexpr bool settles(difference_table<Real> const& t) {
  Real largest = 0;
  for (difference_row<Real> const& row : t.rows)
    if (row.usable) largest = std::max(largest, magnitude_of(row.from_right - row.from_left));
  int seen = 0;
  for (int i = t.size - 1; i >= 0 && seen < 2; --i) {
    difference_row<Real> const& row = t.rows[i];
    if (!row.usable || 160 * row.rounding > largest) continue;
    if (magnitude_of(row.from_right - row.from_left) > largest / 10) return false;
    ++seen;
  }
  return true;
}

// The same value at all steps from some line on, though not in the line above by more than rounding: f is constant around x.
template <class Real> constexpr void find_flat(difference_table<Real>& t) {
  int first = t.size;
  while (first > 0 && t.rows[first - 1].usable && t.rows[first - 1].from_right == 0 && t.rows[first - 1].from_left == 0)
    --first;
  if (t.size - first < 3) return;
  if (first > 0 && t.rows[first - 1].usable && magnitude_of(t.rows[first - 1].quotient) <= 16 * t.rows[first - 1].rounding)
    return;
  t.is_flat = true;
  t.chosen = first;
  t.limit = 0;
  t.tolerance = 8 * t.rows[first].rounding;
}

template <class Real, class F> constexpr difference_table<Real> differences(F const& f, Real x, Real value, Real scale) {
  difference_table<Real> t;
  t.at = x;
  t.value = value;
  Real h = scale;
  for (difference_row<Real>& row : t.rows) {
    h /= 10;
    Real const right = x + h, left = x - h;
    Real const above = f(right), below = f(left);
    row.step = h;
    fill_row(row, value, above, below, static_cast<Real>(right - left));
  }
  extrapolate(t);
  find_flat(t);
  t.has_kink = has_kink(t);
  t.settles = settles(t);
  return t;
}

template <class Real> constexpr Real looseness(difference_table<Real> const& t) {
  return t.tolerance / (t.slope_size + std::numeric_limits<Real>::min());
}

}  // namespace detail

template <std::floating_point Real, class F> constexpr difference_table<Real> difference_limit(F const& f, Real x) {
  Real const value = f(x), size = detail::magnitude_of(x);
  Real const first = size > 0 && detail::is_finite_number(size) ? size : Real(1);
  difference_table<Real> best = detail::differences(f, x, value, first);
  bool const ordinary = size >= Real(0.1) && size <= 10;
  if (!detail::is_finite_number(value) || ordinary || best.has_kink) return best;
  // 1 after |x|, then powers of 10^8 from 1 towards |x|, or down to 10^-16 where x is 0. A kink there need not be at x.
  Real scale = 1;
  int const most = size == 0 ? 3 : 50;
  for (int tries = 0; tries < most && !best.is_resolved() && (size < 1 ? scale > size : scale < size); ++tries) {
    difference_table<Real> const next = detail::differences(f, x, value, scale);
    bool const usable = next.chosen >= 0 && !next.has_kink;
    if (usable && (best.chosen < 0 || next.is_resolved() || detail::looseness(next) < detail::looseness(best))) best = next;
    scale = size < 1 ? scale / Real(1e8) : scale * Real(1e8);
  }
  return best;
}

}  // namespace calx
