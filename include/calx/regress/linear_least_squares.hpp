// SPDX-License-Identifier: Apache-2.0
// Linear least squares: the x that minimises |W^(1/2)(b - A x)|, for rows that are in memory.
//
//   auto const s = solve_linear_least_squares(linear_rows<double>{rows, columns, a, b, weights});
//   s.coefficient(j), s.deviation(j), s.rank(), s.condition(), ...        (linear_solution.hpp)
//   put_residuals(s, rows, to); put_leverages(s, rows, to);
//
// The rows are reduced to a triangle (triangle.hpp), which is factorised with pivoting (linear_solution.hpp). Then A is
// read again, once or a few times: with x in pairs of numbers, r = b - A x and g = A^T W r are summed in twice the
// precision, and x += T^-1 T^-T g. That is A. Bjorck's refinement of the augmented system [I A; A^T W 0] with its first row
// solved exactly; for A = Q T (1 + O(epsilon)) each step multiplies the error of A x by condition epsilon, also where r is
// large, and the weights count as they are, without their roots. What remains is one rounding of the coefficients, as long as
// condition^2 epsilon^2 |r| is less than that.
// Cost: 2 m n^2 operations and 40 m n for each reading; the second copy of the data is one block.
// Sources: A. Bjorck 1967, 1987 (corrected seminormal equations); T. Ogita, S. M. Rump, S. Oishi 2005 (Dot2).
#pragma once

#include <calx/core/config.hpp>
#include <calx/regress/accumulated_least_squares.hpp>

#include <cmath>

namespace calx::detail {

// ab = hi + lo. The same numbers with and without a fused multiply-add.
template <class Real> CALX_ALWAYS_INLINE constexpr elementary::pair<Real> exact_product(Real a, Real b) {
#ifdef CALX_HAS_FMA
  if (!std::is_constant_evaluated()) {
    Real const product = elementary::detail::fenced(a * b);
    return {product, std::fma(a, b, -product)};
  }
#endif
  return elementary::two_product(a, b);
}
// hi + lo += x y, of which y is a pair.
template <class Real> CALX_ALWAYS_INLINE constexpr void add_product(Real& hi, Real& lo, Real x, Real y, Real y_lo) {
  elementary::pair<Real> const product = exact_product(x, y);
  elementary::pair<Real> const sum = elementary::two_sum(hi, product.hi);
  hi = sum.hi;
  lo += sum.lo + (product.lo + x * y_lo);
}

// The rows read once: r = b - A x in the scale of the solution, A^T W r and r^T W r, in pairs. With the instruction set in its
// type (core/config.hpp), for the products differ in their instructions, not in their bits.
template <class Real, int Architecture = CALX_ARCHITECTURE> class residual_pass {
 public:
  using pair = elementary::pair<Real>;

  constexpr residual_pass(int columns, int rows)
      : work_(columns, rows), rest_lo_(work_.stride), sums_(2 * row_lanes * (columns + 1)) {}

  template <int Columns> constexpr void add(linear_solution<Real, Columns> const& solution, linear_rows<Real> const& data) {
    for (int first = 0; first < data.rows; first += work_.stride) {
      int const left = data.rows - first, count = left < work_.stride ? left : work_.stride;
      linear_rows<Real> const block = data.part(first, count);
      residuals(solution, block);
      Real* const hi = rest();
      Real* const lo = rest_lo_.data();
      int const n = padded(count);
      // The residuals are kept in the workspace's roots, for the sum of squares; here become W r.
      copy(hi, work_.roots.data(), n);
      for (int i = 0; data.weights != nullptr && i < count; ++i) {
        pair const weighted = exact_product(hi[i], block.weights[i]);
        hi[i] = weighted.hi, lo[i] = weighted.lo + lo[i] * block.weights[i];
      }
      for (int k = 0; k < solution.rank(); ++k) add_inner(lanes(k), entries(k), hi, lo, n);
      add_inner(lanes(data.columns), work_.roots.data(), hi, lo, n);
    }
  }
  // The element of A^T W r that belongs to the k-th column kept; for k = columns r^T W r, but for the rounding of r.
  constexpr Real sum(int k) const {
    Real const* const lanes = sums_.data() + 2 * row_lanes * k;
    pair all{};
    for (int i = 0; i < row_lanes; ++i) all = all + elementary::fast_two_sum(lanes[i], lanes[row_lanes + i]);
    return all.hi;
  }
  constexpr void clear() {
    for (int i = 0; i < sums_.size(); ++i) sums_[i] = Real(0);
  }

  // r of one block, as pairs in rest() and rest_lo().
  template <int Columns>
  constexpr void residuals(linear_solution<Real, Columns> const& solution, linear_rows<Real> const& block) {
    int const n = padded(block.rows);
    load(block.right, -solution.right_exponent(), rest(), block.rows);
    Real* const hi = rest();
    Real* const lo = rest_lo_.data();
    for (int i = 0; i < n; ++i) lo[i] = Real(0);
    for (int k = 0; k < solution.rank(); ++k) {
      int const j = solution.kept(k);
      load(block.column(j), -solution.exponent(j), entries(k), block.rows);
      add_products(hi, lo, entries(k), -solution.scaled(j), n);
    }
    for (int i = 0; i < n; ++i) {
      pair const r = elementary::two_sum(hi[i], lo[i]);
      hi[i] = r.hi, lo[i] = r.lo;
    }
  }
  constexpr int block_size() const { return work_.stride; }
  constexpr Real const* residual() { return rest(); }

 private:
  constexpr Real* entries(int k) { return work_.entries.data() + k * work_.stride; }
  constexpr Real* rest() { return entries(sums_.size() / (2 * row_lanes) - 1); }

  constexpr void load(Real const* from, int exponent, Real* to, int count) {
    copy_scaled(from, exponent, to, count);
    for (int i = count; i < padded(count); ++i) to[i] = Real(0);
  }
  constexpr Real* lanes(int k) { return sums_.data() + 2 * row_lanes * k; }

  // hi + lo += x a for n rows, and lanes += a'(hi + lo): row_lanes sums, then what they lost. By copies of the lanes, which
  // compilers then keep in vectors: 1.5 ns a row, not 7.
  static constexpr void add_products(Real* CALX_RESTRICT hi, Real* CALX_RESTRICT lo, Real const* CALX_RESTRICT a,
                                     elementary::pair<Real> x, int n) {
    for (int i = 0; i < n; i += row_lanes) {
      Real h[row_lanes]{}, l[row_lanes]{}, v[row_lanes]{};
      for (int k = 0; k < row_lanes; ++k) h[k] = hi[i + k], l[k] = lo[i + k], v[k] = a[i + k];
      for (int k = 0; k < row_lanes; ++k) add_product(h[k], l[k], v[k], x.hi, x.lo);
      for (int k = 0; k < row_lanes; ++k) hi[i + k] = h[k];
      for (int k = 0; k < row_lanes; ++k) lo[i + k] = l[k];
    }
  }
  static constexpr void add_inner(Real* CALX_RESTRICT lanes, Real const* CALX_RESTRICT a, Real const* CALX_RESTRICT hi,
                                  Real const* CALX_RESTRICT lo, int n) {
    Real h[row_lanes]{}, l[row_lanes]{};
    for (int k = 0; k < row_lanes; ++k) h[k] = lanes[k], l[k] = lanes[row_lanes + k];
    for (int i = 0; i < n; i += row_lanes)
      for (int k = 0; k < row_lanes; ++k) add_product(h[k], l[k], a[i + k], hi[i + k], lo[i + k]);
    for (int k = 0; k < row_lanes; ++k) lanes[k] = h[k], lanes[row_lanes + k] = l[k];
  }

  block_workspace<Real> work_;
  buffer<Real> rest_lo_;
  buffer<Real> sums_;
};

// add(pass) reads all rows: pass.add(s, rows), as often as there are rows.
//
// One step is d = T^-1 z with z = T^-T g, and |z| is how much closer A x then is: refinement goes on while |z| at least halves,
// and ends when the next step, by the rate so far, would change no coefficient.
template <class Real, int Columns, class Add>
constexpr void refine(linear_solution<Real, Columns>& s, residual_pass<Real>& pass, int max_refinements, Add const& add) {
  constexpr Real epsilon = std::numeric_limits<Real>::epsilon();
  int const columns = s.columns();
  buffer<Real> z(s.rank());
  Real before(0), rate = 4 * Real(columns) * epsilon * s.condition();
  for (int step = 1; step <= max_refinements; ++step) {
    pass.clear();
    add(pass);
    Real const square = pass.sum(columns);
    for (int k = 0; k < s.rank(); ++k) {
      z[k] = Real(0);
      for (int i = 0; i <= k; ++i) z[k] += s.inverse(i, k) * pass.sum(i);
    }
    Real const closer = norm(z.data(), s.rank());
    if (step > 1 && !(closer < before / 2)) return s.set_refined(square, step - 1);
    if (step > 1) rate = closer / before;
    Real largest(0);
    for (int j = 0; j < columns; ++j)
      if (magnitude(s.scaled(j).hi) > largest) largest = magnitude(s.scaled(j).hi);
    // Of an exact fit the residuals are to show that it is one: there A x must be right in its second half, too.
    bool last = closer * closer <= square / 4 || closer <= Real(columns) * epsilon * epsilon * largest;
    for (int k = 0; k < s.rank(); ++k) {
      Real d(0);
      for (int i = k; i < s.rank(); ++i) d += s.inverse(k, i) * z[i];
      auto& x = s.scaled(s.kept(k));
      x = x + d;
      last = last && magnitude(d) * rate <= epsilon / 64 * magnitude(x.hi) + epsilon * epsilon * largest;
    }
    before = closer;
    // |r|^2 is less by |z|^2 after the step.
    s.set_refined(closer * closer <= square ? square - closer * closer : Real(0), step);
    if (last) return;
  }
}

// With Columns given, the solution holds arrays and can be a constexpr variable.
template <int Columns = any_number, class Real>
constexpr linear_solution<Real, Columns> solve_linear_least_squares(linear_rows<Real> const& data,
                                                                    least_squares_options const& options = {}) {
  accumulated_least_squares<Real, Columns> all(data.columns);
  all.add(data);
  linear_solution<Real, Columns> solution = all.finish(options);
  if (!solution.finite() || data.rows == 0) return solution;
  residual_pass<Real> reading(data.columns, data.rows);
  refine(solution, reading, options.max_refinements, [&](residual_pass<Real>& pass) { pass.add(solution, data); });
  return solution;
}

// b - A x, rounded once.
template <class Real, int Columns>
constexpr void put_residuals(linear_solution<Real, Columns> const& s, linear_rows<Real> const& data, Real* to) {
  residual_pass<Real> pass(data.columns, data.rows);
  for (int first = 0; first < data.rows; first += pass.block_size()) {
    int const left = data.rows - first, count = left < pass.block_size() ? left : pass.block_size();
    pass.residuals(s, data.part(first, count));
    copy_scaled(pass.residual(), s.right_exponent(), to + first, count);
  }
}

// The diagonal of the hat matrix W^(1/2) A (A^T W A)^-1 A^T W^(1/2): how much of each value is its own fit. They add up to the
// rank.
template <class Real, int Columns>
constexpr void put_leverages(linear_solution<Real, Columns> const& s, linear_rows<Real> const& data, Real* to) {
  block_workspace<Real> work(data.columns, data.rows);
  for (int first = 0; first < data.rows; first += work.stride) {
    int const left = data.rows - first, count = left < work.stride ? left : work.stride;
    linear_rows<Real> const block = data.part(first, count);
    Real* const z = work.roots.data();
    for (int i = 0; i < count; ++i) to[first + i] = Real(0);
    for (int k = 0; k < s.rank(); ++k) {
      copy_scaled(block.column(s.kept(k)), -s.exponent(s.kept(k)), work.entries.data() + k * work.stride, count);
      for (int i = 0; i < count; ++i) z[i] = Real(0);
      for (int i = 0; i <= k; ++i) add_scaled(z, s.inverse(i, k), work.entries.data() + i * work.stride, z, count);
      for (int i = 0; i < count; ++i) to[first + i] += z[i] * z[i];
    }
    for (int i = 0; data.weights != nullptr && i < count; ++i) to[first + i] *= block.weights[i];
  }
}

}  // namespace calx::detail
