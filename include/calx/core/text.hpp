// SPDX-License-Identifier: Apache-2.0
// text<Capacity>: characters that a constant expression can build and a program can print.
// A constexpr std::string does not compile on clang with libstdc++ 12, so calx has its own; it converts to std::string_view
// and, where <string> is included, to std::string. A text that would exceed its capacity is refused, never cut.
#pragma once

#include <calx/core/refuse.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace calx {

template <int Capacity> struct text {
  char characters[Capacity + 1]{};
  int length = 0;

  constexpr text() = default;
  constexpr text(std::string_view from) { append(from); }

  constexpr void append(std::string_view more) {
    if (length + static_cast<int>(more.size()) > Capacity) refuse("calx: text: the text is longer than its capacity");
    for (char const c : more) characters[length++] = c;
  }
  constexpr std::string_view view() const { return {characters, static_cast<std::size_t>(length)}; }
  constexpr operator std::string_view() const { return view(); }
  constexpr char const* c_str() const { return characters; }
  constexpr int size() const { return length; }

  template <class String>
    requires(!std::is_same_v<String, std::string_view> && requires(char const* p, std::size_t n) { String(p, n).append(p); })
  operator String() const {
    return String(characters, static_cast<std::size_t>(length));
  }

  // Any output stream; <ostream> is the includer's.
  template <class Stream>
    requires requires(Stream& out) { out.put('c').flush(); }
  friend Stream& operator<<(Stream& out, text const& t) {
    out << t.view();
    return out;
  }

  friend constexpr bool operator==(text const& a, std::string_view b) { return a.view() == b; }
  template <int Other> friend constexpr bool operator==(text const& a, text<Other> const& b) { return a.view() == b.view(); }
};

namespace detail {

// What writers append to: first to learn the length, then to fill a text of it.
struct character_count {
  int length = 0;
  constexpr void append(char) { ++length; }
};
template <int Capacity> struct text_sink {
  text<Capacity> written;
  constexpr void append(char c) { written.append(std::string_view(&c, 1)); }
};

}  // namespace detail

}  // namespace calx
