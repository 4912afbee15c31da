// SPDX-License-Identifier: Apache-2.0
// buffer<T>: a growing array for passes that run in constant expressions and at run time alike.
// A plain `new T[n]`: std::vector costs the compilers five times as many steps (DESIGN.md, law 3). T is default-constructible.
#pragma once

namespace calx {

class builder;

template <class T> class buffer {
  friend class builder;  // interns nodes: the innermost step of every pass, where a call is dear in constant evaluation

 public:
  constexpr buffer() = default;
  constexpr explicit buffer(int size)
      : data_(new T[static_cast<unsigned>(size > 0 ? size : 1)]{}), size_(size), capacity_(size) {}
  constexpr buffer(int size, T const& value) : buffer(size) {
    for (int i = 0; i < size; ++i) data_[i] = value;
  }
  constexpr buffer(buffer const& other) : buffer(other.size_) {
    for (int i = 0; i < size_; ++i) data_[i] = other.data_[i];
  }
  constexpr buffer(buffer&& other) noexcept : data_(other.data_), size_(other.size_), capacity_(other.capacity_) {
    other.data_ = nullptr;
    other.size_ = other.capacity_ = 0;
  }
  // By reference: g++ 12 destroys the argument of a by-value parameter as it was before the call (constant evaluation only).
  constexpr buffer& operator=(buffer const& other) {
    buffer copy(other);
    swap(copy);
    return *this;
  }
  constexpr buffer& operator=(buffer&& other) noexcept {
    swap(other);
    return *this;
  }
  constexpr ~buffer() { delete[] data_; }

  constexpr void swap(buffer& other) noexcept {
    T* const data = data_;
    data_ = other.data_;
    other.data_ = data;
    int const size = size_, capacity = capacity_;
    size_ = other.size_, capacity_ = other.capacity_;
    other.size_ = size, other.capacity_ = capacity;
  }

  constexpr T& operator[](int i) { return data_[i]; }
  constexpr T const& operator[](int i) const { return data_[i]; }
  constexpr int size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr T const* data() const { return data_; }
  constexpr T* data() { return data_; }
  constexpr T const* begin() const { return data_; }
  constexpr T const* end() const { return data_ + size_; }
  constexpr T& back() { return data_[size_ - 1]; }

  constexpr void push(T const& value) {
    if (size_ == capacity_) {
      T const kept = value;  // value may live in the array that is about to go
      reserve(capacity_ < 8 ? 16 : 2 * capacity_);
      data_[size_++] = kept;
      return;
    }
    data_[size_++] = value;
  }
  constexpr T pop() { return data_[--size_]; }
  constexpr void clear() { size_ = 0; }
  constexpr void shrink(int size) { size_ = size; }
  // At least `size` elements; new ones are `value`.
  constexpr void grow(int size, T const& value) {
    if (size <= size_) return;
    T const kept = value;  // value may live in the array that is about to go
    if (size > capacity_) reserve(size < 2 * capacity_ ? 2 * capacity_ : size);
    for (int i = size_; i < size; ++i) data_[i] = kept;
    size_ = size;
  }
  constexpr void reserve(int capacity) {
    if (capacity <= capacity_) return;
    T* const grown = new T[static_cast<unsigned>(capacity)]{};
    for (int i = 0; i < size_; ++i) grown[i] = data_[i];
    delete[] data_;
    data_ = grown;
    capacity_ = capacity;
  }

 private:
  T* data_ = nullptr;
  int size_ = 0;
  int capacity_ = 0;
};

}  // namespace calx
