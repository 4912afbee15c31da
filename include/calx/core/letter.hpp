// SPDX-License-Identifier: Apache-2.0
// letter_length(text): how many bytes the letter has that a text begins with; 0: it begins with no letter.
//
// Letters are a to z, A to Z, _, and in UTF-8 those of other scripts, with their marks, and subscripts: a coarse choice among
// the ranges that C++11 allowed in names (annex E). Signs that look like operators, as the minus U+2212, times U+00D7 and
// superscripts, are no letters: in a pasted formula they would vanish into names.
#pragma once

#include <cstdint>
#include <string_view>

namespace calx {

namespace detail {

struct character {
  std::uint32_t code = 0;
  int length = 0;  // bytes; 0: not UTF-8
};

constexpr character first_character(std::string_view text) {
  if (text.empty()) return {};
  auto const byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  std::uint32_t const first = byte(0);
  if (first < 0x80) return {first, 1};
  int const length = first >= 0xF0 && first < 0xF8   ? 4
                     : first >= 0xE0 && first < 0xF0 ? 3
                     : first >= 0xC0 && first < 0xE0 ? 2
                                                     : 0;
  if (length == 0 || text.size() < static_cast<std::size_t>(length)) return {};
  std::uint32_t code = first & (0x7Fu >> length);
  for (int i = 1; i < length; ++i) {
    std::uint32_t const next = byte(static_cast<std::size_t>(i));
    if ((next & 0xC0u) != 0x80u) return {};
    code = code << 6 | (next & 0x3Fu);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, length};
}

struct code_range {
  std::uint32_t first, last;
};
inline constexpr code_range letters_beyond_ascii[] = {
    {0xAA, 0xAA},     {0xB5, 0xB5},       {0xBA, 0xBA},      {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x386},
    {0x388, 0x167F},  {0x1681, 0x180D},   {0x180F, 0x1FFF},  {0x2080, 0x2089}, {0x2090, 0x209C}, {0x2100, 0x214F},
    {0x2C00, 0x2DFF}, {0x3041, 0xD7FF},   {0xF900, 0xFDCF},  {0xFE70, 0xFEFC}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A},
    {0xFF66, 0xFFDC}, {0x10000, 0x1FFFD}, {0x20000, 0x3FFFD}};

}  // namespace detail

constexpr int letter_length(std::string_view text) {
  detail::character const c = detail::first_character(text);
  if (c.length <= 1) return (c.code >= 'a' && c.code <= 'z') || (c.code >= 'A' && c.code <= 'Z') || c.code == '_' ? 1 : 0;
  for (detail::code_range const& range : detail::letters_beyond_ascii)
    if (c.code >= range.first && c.code <= range.last) return c.length;
  return 0;
}

}  // namespace calx
