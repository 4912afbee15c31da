// SPDX-License-Identifier: Apache-2.0
// find_all_roots(f, x = interval{a, b}): all zeros of f between a and b, by interval Newton (R. E. Moore 1966; E. Hansen and G.
// W. Walster, Global Optimization Using Interval Analysis, 9): f and f' are enclosed over boxes, which are cut until nothing is
// left in doubt.
//
//   roots        boxes, in ascending order, with the proof that each has one root and no other, and that root to the last bits
//   undecided    boxes that may have any number: around roots of higher multiplicity, and poles
//   complete()   no box is undecided: `roots` are all there are, proved
//
// Where f is not continuous in a box nothing is concluded but from f's enclosure. A box is given up as undecided when it is
// narrower than `tolerance` times the largest number of the interval. Cost: two enclosures of f and one of f' a box, some ten
// boxes a root. In constant expressions, too, where the result may not outlive it.
#pragma once

#include <calx/calculus/gradient.hpp>
#include <calx/core/buffer.hpp>
#include <calx/evaluate/interval.hpp>
#include <calx/optimize/status.hpp>

#include <type_traits>
#include <vector>

namespace calx {

struct interval_newton {
  double tolerance = 1e-10;
  int max_boxes = 100000;
};

struct enclosed_root {
  interval where;  // has one root, and no other
  double root;     // the middle of it

  constexpr operator double() const { return root; }
};

struct all_roots {
  calx::status status = calx::status::iteration_limit;  // converged: complete
  std::vector<enclosed_root> roots;
  std::vector<interval> undecided;
  int boxes = 0;

  constexpr bool complete() const { return status == calx::status::converged; }
};

namespace detail {

// f and f' over an interval.
class function_over_intervals {
 public:
  struct values {
    interval f, slope;
  };
  constexpr virtual values over(interval const& x) const = 0;

 protected:
  constexpr ~function_over_intervals() = default;
};

template <class F, class Variable> class enclosed_expression final : public function_over_intervals {
 public:
  explicit constexpr enclosed_expression(F const& function) : f_(function) {}
  constexpr values over(interval const& x) const override {
    auto const r = value_and_gradient(f_, Variable{})(Variable{} = x);
    return {r.value, r.gradient[0]};
  }

 private:
  F const& f_;
};

// A template, so that what it calls is instantiated when a constant expression needs it.
template <class Function> class interval_newton_search {
 public:
  constexpr interval_newton_search(Function const& function, interval const& all, interval_newton const& method)
      : f_(function), method_(method), narrow_(method.tolerance * all.magnitude()) {
    open_.push(all);
  }

  constexpr all_roots run() {
    all_roots result;
    while (!open_.empty() && result.boxes < method_.max_boxes) {
      ++result.boxes;
      treat(open_.pop(), result);
    }
    for (interval const& box : open_) result.undecided.push_back(box);
    sort(result.roots, [](enclosed_root const& root) { return root.where.lower(); });
    sort(result.undecided, [](interval const& box) { return box.lower(); });
    join(result.undecided);
    result.status = !open_.empty() ? status::iteration_limit : result.undecided.empty() ? status::converged : status::stalled;
    return result;
  }

 private:
  using values = function_over_intervals::values;

  constexpr void treat(interval const& box, all_roots& result) {
    values const over = f_.over(box);
    if (!over.f.contains(0.0)) return;
    if (box.is_point()) {
      if (over.f == interval(0)) result.roots.push_back({box, box.lower()});
      else result.undecided.push_back(box);
      return;
    }
    if (!over.f.is_continuous()) return cut(box, result);
    double const middle = cut_point(box);
    interval const at_middle = f_.over(interval(middle)).f;
    if (!over.slope.contains(0.0)) return contract(box, over.slope, middle, at_middle, result);
    if (at_middle.contains(0.0) || at_middle.is_empty()) return cut(box, result);
    // Newton's step from the middle has two parts, to both sides of it.
    bool const positive = at_middle.lower() > 0;
    interval const nearest(positive ? at_middle.lower() : at_middle.upper());
    double const up = over.slope.upper(), down = over.slope.lower();
    interval const by_up = up > 0 ? box_after(middle, nearest, up, positive) : interval::empty(),
                   by_down = down < 0 ? box_after(middle, nearest, down, !positive) : interval::empty();
    interval const first = intersection(by_up, box), second = intersection(by_down, box);
    if (is_shorter(first, box) && is_shorter(second, box)) {
      if (!first.is_empty()) open_.push(first);
      if (!second.is_empty()) open_.push(second);
    } else {
      cut(box, result);
    }
  }
  // f is monotone: there is one root at most.
  constexpr void contract(interval box, interval slope, double middle, interval at_middle, all_roots& result) {
    interval const whole = box;
    bool proved = false;
    while (true) {
      interval const newton = interval(middle) - at_middle / slope, next = intersection(newton, box);
      if (next.is_empty()) return;
      proved = proved || (newton.lower() > box.lower() && newton.upper() < box.upper());
      bool const shorter = next.width() < 0.9 * box.width();
      box = next;
      if (!shorter) break;
      values const over = f_.over(box);
      if (!over.f.contains(0.0)) return;
      slope = intersection(slope, over.slope);
      middle = box.midpoint();
      at_middle = f_.over(interval(middle)).f;
    }
    if (proved || sign_changes(whole)) return result.roots.push_back({box, box.midpoint()});
    // A root at an end of the interval, or none.
    for (double const end : {whole.lower(), whole.upper()})
      if (f_.over(interval(end)).f == interval(0)) return result.roots.push_back({interval(end), end});
    if (box.width() <= narrow_) result.undecided.push_back(box);
    else cut(box, result);
  }
  constexpr bool sign_changes(interval const& box) const {
    interval const a = f_.over(interval(box.lower())).f, b = f_.over(interval(box.upper())).f;
    return (a.upper() < 0 && b.lower() > 0) || (a.lower() > 0 && b.upper() < 0);
  }
  // All x with f(middle) + slope' (x - middle) = 0, slope' between 0 and slope.
  static constexpr interval box_after(double middle, interval const& value, double slope, bool to_the_left) {
    interval const end = interval(middle) - value / interval(slope);
    return to_the_left ? interval::of(-interval::infinity, end.upper()) : interval::of(end.lower(), interval::infinity);
  }
  static constexpr bool is_shorter(interval const& part, interval const& box) {
    return part.is_empty() || part.width() < 0.9 * box.width();
  }
  // Not where f may be 0: both halves would have that root at their end.
  constexpr double cut_point(interval const& box) const {
    double const width = box.upper() - box.lower();
    for (double const share : {0.5, 0.47, 0.55, 0.41}) {
      double const at = box.lower() + share * width;
      if (!f_.over(interval(at)).f.contains(0.0)) return at;
    }
    return box.midpoint();
  }
  constexpr void cut(interval const& box, all_roots& result) {
    double const at = cut_point(box);
    if (box.width() <= narrow_ || !(box.lower() < at) || !(at < box.upper())) return result.undecided.push_back(box);
    open_.push(interval::of(box.lower(), at));
    open_.push(interval::of(at, box.upper()));
  }

  template <class T, class Key> static constexpr void sort(std::vector<T>& list, Key const& key) {
    for (std::size_t i = 1; i < list.size(); ++i)
      for (std::size_t k = i; k > 0 && key(list[k]) < key(list[k - 1]); --k) {
        T const moved = list[k];
        list[k] = list[k - 1];
        list[k - 1] = moved;
      }
  }
  // Boxes that touch are one.
  static constexpr void join(std::vector<interval>& boxes) {
    std::size_t last = 0;
    for (std::size_t i = 1; i < boxes.size(); ++i) {
      if (boxes[i].lower() <= boxes[last].upper()) boxes[last] = hull(boxes[last], boxes[i]);
      else boxes[++last] = boxes[i];
    }
    if (!boxes.empty()) boxes.resize(last + 1);
  }

  Function const& f_;
  interval_newton method_;
  double narrow_;
  buffer<interval> open_;
};

}  // namespace detail

template <expression F, binding_type Where>
CALX_ALWAYS_INLINE constexpr all_roots find_all_roots(F const& f, Where const& where, interval_newton const& method = {}) {
  static_assert(std::is_same_v<typename Where::value_type, interval>,
                "calx: find_all_roots(f, x = interval{a, b}): the roots are searched in an interval");
  interval const all = where.value();
  if (all.width() == interval::infinity) refuse("calx: find_all_roots(f, x = interval{a, b}): the interval is bounded");
  detail::enclosed_expression<F, typename Where::variable_type> const enclosed(f);
  return detail::interval_newton_search<detail::function_over_intervals>(enclosed, all, method).run();
}

}  // namespace calx
