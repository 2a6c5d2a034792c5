// id_table.h -- strings with dense numbers, and the way back.
//
// The strings lie in an arena, the index is an open-addressed table of their
// numbers that compares through the arena: about 6 bytes an entry beside the
// bytes of the string itself.

#ifndef ZEREN_MODEL_INTERNAL_ID_TABLE_H_
#define ZEREN_MODEL_INTERNAL_ID_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "src/model/internal/column.h"
#include "zeren/core/node.h"

namespace zeren::internal {

class IdTable {
 public:
  // The number of strings.
  std::uint32_t size() const {
    return static_cast<std::uint32_t>(strings_.size());
  }
  std::string_view operator[](std::uint32_t number) const {
    return strings_[number];
  }

  // Returns the number of a string, or `kNoIndex`. Expected O(length).
  std::uint32_t Find(std::string_view text) const;
  // Returns the number of a string, a new one if it has none.
  std::uint32_t Intern(std::string_view text);

  // Returns the same strings in the given order of their present numbers.
  IdTable Reordered(std::span<const std::uint32_t> order) const;
  // Ends interning: gives back what growing has reserved.
  void Seal();

  // Numbers of all strings, by their bytes.
  std::vector<std::uint32_t> Sorted() const;

  std::size_t bytes() const {
    return strings_.bytes() + slots_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::size_t Home(std::string_view text) const;
  void Rehash(std::size_t slots);

  StringColumn strings_;
  std::vector<std::uint32_t> slots_;  // Numbers; `kNoIndex` where free.
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_ID_TABLE_H_
