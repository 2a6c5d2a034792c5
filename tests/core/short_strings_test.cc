// Short strings must be exactly what the operators of strings say, at every
// length around a word and with every byte.

#include "src/core/internal/short_strings.h"

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace zeren::internal {
namespace {

// Strings of 0 to 20 bytes of few letters, so that many agree at length.
std::vector<std::string> Strings() {
  std::mt19937 bits(7);
  constexpr char kLetters[] = {'a', 'b', '\0', '\x7f', '\x80', '\xff'};
  std::vector<std::string> strings;
  for (std::size_t size = 0; size <= 20; ++size) {
    for (int i = 0; i < 12; ++i) {
      std::string text(size, 'a');
      for (int changes = 0; size > 0 && changes < i / 4; ++changes) {
        text[bits() % size] = kLetters[bits() % sizeof(kLetters)];
      }
      strings.push_back(std::move(text));
    }
  }
  return strings;
}

TEST(ShortStringsTest, CompareAsTheOperatorsDo) {
  const std::vector<std::string> strings = Strings();
  for (const std::string& a : strings) {
    for (const std::string& b : strings) {
      ASSERT_EQ(SameBytes(a, b), a == b) << a << " " << b;
      ASSERT_EQ(LessBytes(a, b), a < b) << a << " " << b;
    }
  }
}

TEST(ShortStringsTest, FindABitAboveAsciiAnywhere) {
  for (std::size_t size = 0; size <= 20; ++size) {
    const std::string plain(size, '\x7f');
    EXPECT_TRUE(IsAscii(plain));
    for (std::size_t i = 0; i < size; ++i) {
      std::string text = plain;
      text[i] = '\x80';
      EXPECT_FALSE(IsAscii(text)) << i << " of " << size;
    }
  }
}

}  // namespace
}  // namespace zeren::internal
