// SPDX-License-Identifier: Apache-2.0
// growing_text: characters of any number, where text<Capacity> (core/text.hpp) would need the number before. A constant
// expression may build and compare one, but a constexpr variable cannot hold it. Converts to std::string_view and std::string.
#pragma once

#include <calx/core/buffer.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace calx {

class growing_text {
 public:
  constexpr void append(char c) { characters_.push(c); }
  constexpr void append(std::string_view more) {
    for (char const c : more) characters_.push(c);
  }
  constexpr void append(char c, int count) {
    for (int i = 0; i < count; ++i) characters_.push(c);
  }

  constexpr std::string_view view() const { return {characters_.data(), static_cast<std::size_t>(characters_.size())}; }
  constexpr operator std::string_view() const { return view(); }
  constexpr int size() const { return characters_.size(); }

  template <class String>
    requires(!std::is_same_v<String, std::string_view> && requires(char const* p, std::size_t n) { String(p, n).append(p); })
  operator String() const {
    return String(characters_.data(), static_cast<std::size_t>(size()));
  }

  // Any output stream; <ostream> is the includer's.
  template <class Stream>
    requires requires(Stream& out) { out.put('c').flush(); }
  friend Stream& operator<<(Stream& out, growing_text const& t) {
    out << t.view();
    return out;
  }

  friend constexpr bool operator==(growing_text const& a, std::string_view b) { return a.view() == b; }
  friend constexpr bool operator==(growing_text const& a, growing_text const& b) { return a.view() == b.view(); }

 private:
  buffer<char> characters_;
};

}  // namespace calx
