// short_strings.h -- what is done with millions of short strings.
//
// The same as the operators say, without a call: names of fields and ids mostly
// have so few bytes that going to the C library takes longer than the bytes.

#ifndef ZEREN_CORE_INTERNAL_SHORT_STRINGS_H_
#define ZEREN_CORE_INTERNAL_SHORT_STRINGS_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace zeren::internal {

template <typename Word>
Word LoadWord(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof(Word));
  return word;
}

// Whether strings of one length are equal, which is a word's at least. The last
// word overlaps the one before it where the length is no multiple.
template <typename Word>
bool SameWords(const char* a, const char* b, std::size_t size) {
  const std::size_t last = size - sizeof(Word);
  for (std::size_t i = 0; i < last; i += sizeof(Word)) {
    if (LoadWord<Word>(a + i) != LoadWord<Word>(b + i)) return false;
  }
  return LoadWord<Word>(a + last) == LoadWord<Word>(b + last);
}

// a == b.
inline bool SameBytes(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size >= 8) return SameWords<std::uint64_t>(a.data(), b.data(), size);
  if (size >= 4) return SameWords<std::uint32_t>(a.data(), b.data(), size);
  for (std::size_t i = 0; i < size; ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}

// a < b.
inline bool LessBytes(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  if (size < 8) return a < b;
  for (std::size_t i = 0; i < size; i += 8) {
    const std::size_t at = std::min(i, size - 8);
    const auto x = LoadWord<std::uint64_t>(a.data() + at);
    const auto y = LoadWord<std::uint64_t>(b.data() + at);
    if (x == y) continue;
    // The first byte that differs decides, wherever a word has it.
    const int shift = std::endian::native == std::endian::little
                          ? std::countr_zero(x ^ y) / 8 * 8
                          : 56 - std::countl_zero(x ^ y) / 8 * 8;
    return (x >> shift & 0xff) < (y >> shift & 0xff);
  }
  return a.size() < b.size();
}

// Whether no byte is above 0x7f.
inline bool IsAscii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
  if (text.size() < 8) {
    return std::all_of(text.begin(), text.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0x80) == 0;
    });
  }
  const std::size_t last = text.size() - 8;
  std::uint64_t all = LoadWord<std::uint64_t>(text.data() + last);
  for (std::size_t i = 0; i < last; i += 8) {
    all |= LoadWord<std::uint64_t>(text.data() + i);
  }
  return (all & kHighBits) == 0;
}

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_SHORT_STRINGS_H_
