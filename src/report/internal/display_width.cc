#include "src/report/internal/display_width.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <span>

namespace zeren::internal {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// The code points of two columns, as the C++ standard counts them for
// std::format ([format.string.std]), in fewer ranges.
constexpr Range kWide[] = {
    {0x1100, 0x115f},   {0x2329, 0x232a},   {0x2e80, 0x303e},
    {0x3040, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},
    {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
    {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x2fffd},
    {0x30000, 0x3fffd},
};

// Marks that sit on the character before them, and joiners that only shape it,
// of the scripts that names are most likely written in.
constexpr Range kZero[] = {
    {0x0300, 0x036f},   {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x05bf, 0x05bf},
    {0x05c1, 0x05c2},   {0x05c4, 0x05c5}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0670, 0x0670},   {0x06d6, 0x06dc}, {0x06df, 0x06e4}, {0x0900, 0x0902},
    {0x093a, 0x093a},   {0x093c, 0x093c}, {0x0941, 0x0948}, {0x094d, 0x094d},
    {0x0951, 0x0957},   {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e},
    {0x0f71, 0x0f7e},   {0x0f80, 0x0f84}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},
    {0x200b, 0x200d},   {0x2060, 0x2064}, {0x20d0, 0x20ff}, {0x302a, 0x302d},
    {0x3099, 0x309a},   {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
    {0xe0100, 0xe01ef},
};

// What must not reach a terminal raw: controls, and what turns the direction
// of writing.
constexpr Range kUnsafe[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x200e, 0x200f},
    {0x2028, 0x202e}, {0x2066, 0x2069},
};

bool IsIn(std::span<const Range> ranges, char32_t code_point) {
  const auto after = std::upper_bound(
      ranges.begin(), ranges.end(), code_point,
      [](char32_t c, const Range& range) { return c < range.first; });
  return after != ranges.begin() && code_point <= std::prev(after)->last;
}

constexpr char32_t kReplacement = 0xfffd;

}  // namespace

char32_t TakeCodePoint(std::string_view& text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint8_t>(text[i]);
  };
  const std::uint8_t first = byte(0);
  std::size_t size = 1;
  char32_t code_point = first;
  char32_t least = 0;  // What would have fitted in fewer bytes is not UTF-8.
  if (first >= 0xf0 && first < 0xf8) {
    size = 4, code_point = first & 0x07u, least = 0x10000;
  } else if (first >= 0xe0 && first < 0xf0) {
    size = 3, code_point = first & 0x0fu, least = 0x800;
  } else if (first >= 0xc0 && first < 0xe0) {
    size = 2, code_point = first & 0x1fu, least = 0x80;
  } else if (first >= 0x80) {
    code_point = kReplacement;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if (i >= text.size() || (byte(i) & 0xc0u) != 0x80u) {
      text.remove_prefix(1);
      return kReplacement;
    }
    code_point = (code_point << 6) | (byte(i) & 0x3fu);
  }
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  if (code_point < least || code_point > 0x10ffff || surrogate) {
    text.remove_prefix(1);
    return kReplacement;
  }
  text.remove_prefix(size);
  return code_point;
}

std::size_t DisplayWidth(char32_t code_point) {
  if (code_point < 0x300) return 1;
  if (IsIn(kZero, code_point)) return 0;
  return IsIn(kWide, code_point) ? 2 : 1;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) width += DisplayWidth(TakeCodePoint(text));
  return width;
}

std::string Printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t code_point = TakeCodePoint(text);
    if (IsIn(kUnsafe, code_point)) {
      std::array<char, 8> digits{};
      const auto end =
          std::to_chars(digits.data(), digits.data() + digits.size(),
                        std::uint32_t{code_point}, 16)
              .ptr;
      out.append("\\u{").append(digits.data(), end).append("}");
    } else if (code_point == kReplacement) {
      out += "\xef\xbf\xbd";
    } else {
      out += before.substr(0, before.size() - text.size());
    }
  }
  return out;
}

}  // namespace zeren::internal
