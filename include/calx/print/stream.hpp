// SPDX-License-Identifier: Apache-2.0
// std::cout << f: the text of to_string(f). A header of its own: <ostream> is not for everyone.
#pragma once

#include <calx/print/to_string.hpp>

#include <ostream>

namespace calx {

template <class T>
  requires expression<T> || condition<T>
std::ostream& operator<<(std::ostream& out, T const& f) {
  return out << to_string(f).view();
}

}  // namespace calx
