// SPDX-License-Identifier: Apache-2.0
// filter: which steps of a search under constraints are good: those that lower either the violation or the objective, and are
// not worse in both than a point that was left (R. Fletcher and S. Leyffer 2002; constants of A. Waechter and L. T. Biegler
// 2006). Unlike a penalty it has no weight between the two that could be too large or too small.
#pragma once

#include <calx/optimize/dense.hpp>

namespace calx::detail {

template <class Real> class filter {
 public:
  explicit constexpr filter(Real violation) {
    entries_.reserve(100);
    clear(violation);
  }

  // The search begins again from a point with this violation.
  constexpr void clear(Real violation) {
    entries_.clear();
    Real const scale = violation > 1 ? violation : Real(1);
    most_ = scale * 10000, least_ = scale / 10000;
  }
  // From (violation, value) a step to the others; slope: the objective's change along the whole step, to first order. A good
  // step that does not lower the objective as its slope says leaves its start in the filter.
  constexpr bool accepts(Real step, Real slope, Real violation, Real value, Real next_violation, Real next_value) {
    Real const rounding = 10 * std::numeric_limits<Real>::epsilon() * (1 + magnitude(value));
    if (!(next_violation <= most_)) return false;
    for (entry const& e : entries_)
      if (next_violation >= e.violation && next_value >= e.value) return false;
    // Steep beside what is missed: slope^2.3 step > violation^1.1, in whole powers.
    bool const steep = slope < 0 && violation <= least_ && step * -slope * -slope * square_root(-slope) > violation;
    bool const falls = next_value <= value + Real(1e-4) * step * slope + rounding;
    if (steep) return falls;
    if (!(next_violation <= (1 - gamma) * violation || next_value <= value - gamma * violation + rounding)) return false;
    if (!(slope < 0 && falls)) keep({(1 - gamma) * violation, value - gamma * violation});
    return true;
  }

 private:
  struct entry {
    Real violation{}, value{};
  };
  static constexpr Real gamma = Real(1e-5);

  // In place of those that it is better than.
  constexpr void keep(entry const& best) {
    int kept = 0;
    for (int i = 0; i < entries_.size(); ++i)
      if (entries_[i].violation < best.violation || entries_[i].value < best.value) entries_[kept++] = entries_[i];
    entries_.shrink(kept);
    entries_.push(best);
  }

  Real most_{}, least_{};
  buffer<entry> entries_;
};

}  // namespace calx::detail
