// SPDX-License-Identifier: Apache-2.0
// workspace<Real>: the caller's memory for what an evaluation of arrays keeps between its passes over the data.
#pragma once

#include <calx/core/refuse.hpp>
#include <calx/evaluate/plan.hpp>

#include <cstddef>
#include <memory>
#include <new>

namespace calx {

// Numbers for what an evaluation keeps in between; for use by one evaluation at a time.
template <class Real = double> class workspace {
 public:
  workspace() = default;
  explicit workspace(std::size_t size) { reserve(size); }
  void reserve(std::size_t size) {
    if (size <= size_) return;
    numbers_.reset();
    size_ = 0;
    numbers_ = allocated(size);
    size_ = size;
  }
  static std::unique_ptr<Real[]> allocated(std::size_t size) {
    std::unique_ptr<Real[]> numbers(size > most ? nullptr : new (std::nothrow) Real[size]);
    if (numbers == nullptr) refuse("calx: evaluate: there is not enough memory for what is kept between the passes");
    return numbers;
  }
  Real* data() { return numbers_.get(); }
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t most = static_cast<std::size_t>(-1) / 2 / sizeof(Real);

  std::unique_ptr<Real[]> numbers_;
  std::size_t size_ = 0;
};

namespace detail {

// Memory that a thread keeps from one evaluation to the next, up to a size: new pages cost more than small matrices do.
template <class Real> struct kept_room {
  static constexpr std::size_t most = 131072;
  workspace<Real> numbers;
  bool in_use = false;

  static kept_room& of_this_thread() {
    thread_local kept_room room;
    return room;
  }
};

// Room for what is kept between the passes: the caller's, some on the stack, the thread's own, or from the heap.
template <class E, class Real> class array_room {
  static constexpr std::size_t most_on_stack = 2048;
  static constexpr std::size_t fixed_size() {
    std::size_t total = 0;
    for (int i = 0; i < plan_of<E>.buffer_count; ++i) {
      array_shape const& s = plan_of<E>.buffers[i];
      total += s.varies() ? most_on_stack + 1 : static_cast<std::size_t>(element_count(s));
    }
    return total;
  }
  static constexpr bool on_stack = fixed_size() <= most_on_stack;

 public:
  array_room() = default;
  array_room(array_room const&) = delete;
  array_room& operator=(array_room const&) = delete;
  ~array_room() {
    if constexpr (!on_stack)
      if (kept_ != nullptr) kept_->in_use = false;
  }

  CALX_ALWAYS_INLINE Real* of(std::size_t size, workspace<Real>* given) {
    if constexpr (on_stack) return numbers_;
    else return given != nullptr ? reserved(*given, size) : own(size);
  }

 private:
  static Real* reserved(workspace<Real>& room, std::size_t size) {
    room.reserve(size);
    return room.data();
  }
  Real* own(std::size_t size) {
    if (size == 0) return nullptr;
    if (kept_room<Real>& kept = kept_room<Real>::of_this_thread(); size <= kept.most && !kept.in_use) {
      kept.in_use = true;
      kept_ = &kept;
      return reserved(kept.numbers, size);
    }
    heap_ = workspace<Real>::allocated(size);
    return heap_.get();
  }

  Real numbers_[on_stack && fixed_size() > 0 ? fixed_size() : 1];
  std::unique_ptr<Real[]> heap_;
  kept_room<Real>* kept_ = nullptr;
};

}  // namespace detail

}  // namespace calx
