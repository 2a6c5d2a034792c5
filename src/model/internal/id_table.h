// id_table.h -- strings with dense numbers, and the way back.
//
// The strings lie in an arena, the index is an open-addressed table of their
// numbers that compares through the arena: about 6 bytes an entry beside the
// bytes of the string itself. While strings are still being added each number
// has its hash beside it: strings far away are then hardly ever compared in
// vain, and a table that has grown full is copied without a look at them. As
// long as strings come sorted there is no index at all: what comes after the
// last one is new.
//
// A table that was reordered is shared by its copies. Strings that are added to
// one of them get an index of their own.

#ifndef ZEREN_MODEL_INTERNAL_ID_TABLE_H_
#define ZEREN_MODEL_INTERNAL_ID_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "src/core/internal/short_strings.h"
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

  // Returns the number of a string, a new one if it has none.
  std::uint32_t Intern(std::string_view text);

  // Tells that a string is interned soon: what memory that needs is on its way
  // meanwhile.
  void Expect(std::string_view text);

  // Returns the same strings in the given order of their present numbers.
  IdTable Reordered(std::span<const std::uint32_t> order) const;

  // Returns the number of a string of a reordered table, or `kNoIndex`.
  // Expected O(length).
  std::uint32_t Find(std::string_view text) const;

  // Ends what `Intern` began in a copy of a reordered table, so that it can be
  // copied again.
  void Seal() { strings_.Seal(); }

  // Whether one string comes before another by its bytes.
  bool Less(std::uint32_t a, std::uint32_t b) const {
    return sorted_ ? a < b : LessBytes(strings_[a], strings_[b]);
  }
  // Numbers of all strings, by their bytes.
  std::vector<std::uint32_t> Sorted() const;

  std::size_t bytes() const {
    return strings_.bytes() + growing_.capacity() * sizeof(Entry) +
           (slots_ ? slots_->capacity() * sizeof(std::uint32_t) : 0);
  }

 private:
  struct Entry {
    std::uint32_t hash = 0;
    std::uint32_t number = kNoIndex;
  };

  // The number of a string if it is the last one or the one after that, else
  // `kNoIndex`: documents mostly repeat a name, or go through names in the
  // order in which they came before.
  std::uint32_t Guess(std::string_view text) const;
  // The entry of a string, or the free one where it would go.
  std::size_t EntryOf(std::string_view text, std::uint32_t hash) const;
  std::size_t EntriesInUse() const { return size() - reordered_; }
  std::vector<Entry> Entries() const;
  std::uint32_t Append(std::string_view text);
  // Makes a larger index, or the first one.
  void Grow();

  StringColumn strings_;
  bool sorted_ = true;      // As all strings came, by their bytes.
  std::uint32_t last_ = 0;  // The number that was interned last.
  // The first strings, so many, are found by the slots, the others by the
  // entries; `kNoIndex` marks what is free. No entries: all came sorted.
  std::uint32_t reordered_ = 0;
  std::shared_ptr<const std::vector<std::uint32_t>> slots_;
  std::vector<Entry> growing_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_ID_TABLE_H_
