// SPDX-License-Identifier: Apache-2.0
// fixed_string: a name as a template argument, as in var<"x">. Both compilers print it as text in their messages.
#pragma once

#include <cstddef>
#include <string_view>

namespace calx {

template <std::size_t Size> struct fixed_string {
  char characters[Size]{};

  consteval fixed_string(char const (&text)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) characters[i] = text[i];
  }
  constexpr std::string_view view() const { return {characters, Size - 1}; }
};

}  // namespace calx
