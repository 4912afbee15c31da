// SPDX-License-Identifier: Apache-2.0
// Golden text: what was printed, kept in tests/golden, which a refactoring must not change by accident. Where a change is
// meant, run the test with CALX_WRITE_GOLDEN=1 in its environment, and read the difference.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace calx_test {

inline std::string golden_path(std::string const& file) { return CALX_TEST_DATA "/../golden/" + file; }
inline std::string golden_text(std::string const& file) {
  std::ifstream in(golden_path(file));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

// Is `text` what the file says?
inline bool is_golden(std::string const& file, std::string_view text) {
  if (std::getenv("CALX_WRITE_GOLDEN") != nullptr) std::ofstream(golden_path(file)) << text;
  return golden_text(file) == text;
}

}  // namespace calx_test
