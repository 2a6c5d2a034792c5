// id_table.h -- strings with dense numbers, and the way back.
//
// The strings lie in an arena, the index is an open-addressed table of their
// numbers that compares through the arena: about 6 bytes an entry beside the
// bytes of the string itself. While strings are still being added each number
// has its hash beside it: strings far away are then hardly ever compared in
// vain, and a table that has grown full is copied without a look at them.

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

  // Tells that a string is interned soon: what memory that needs is on its way
  // meanwhile.
  void Expect(std::string_view text) const;

  // Returns the same strings in the given order of their present numbers, for
  // good: nothing can be interned there.
  IdTable Reordered(std::span<const std::uint32_t> order) const;

  // Numbers of all strings, by their bytes.
  std::vector<std::uint32_t> Sorted() const;

  std::size_t bytes() const {
    return strings_.bytes() + growing_.capacity() * sizeof(Entry) +
           slots_.capacity() * sizeof(std::uint32_t);
  }

 private:
  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t number = kNoIndex;
  };

  // The entry of a string, or the free one where it would go.
  std::size_t EntryOf(std::string_view text, std::uint32_t hash) const;
  void Grow();

  StringColumn strings_;
  // The number that was interned last: documents mostly repeat a name, or go
  // through names in the order in which they came before.
  std::uint32_t last_ = 0;
  // One of these two is empty; `kNoIndex` marks what is free.
  std::vector<Entry> growing_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_ID_TABLE_H_
