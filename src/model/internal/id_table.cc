#include "src/model/internal/id_table.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace zeren::internal {
namespace {

// Multiplies and folds eight bytes at a time. It has no seed: the table may be
// written to a file and read by another process.
std::uint64_t Hash(std::string_view text) {
  constexpr std::uint64_t kFactor = 0x9e37'79b9'7f4a'7c15;
  std::uint64_t hash = text.size() * kFactor;
  while (text.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data(), 8);
    hash = (hash ^ word) * kFactor;
    hash ^= hash >> 29;
    text.remove_prefix(8);
  }
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), text.size());
  hash = (hash ^ word) * kFactor;
  hash ^= hash >> 32;
  hash *= kFactor;
  return hash;
}

}  // namespace

// The high bits of the hash, scaled to the number of slots: any number will do.
std::size_t IdTable::Home(std::string_view text) const {
  return static_cast<std::size_t>(
      (Hash(text) >> 32) * static_cast<std::uint64_t>(slots_.size()) >> 32);
}

std::uint32_t IdTable::Find(std::string_view text) const {
  if (slots_.empty()) return kNoIndex;
  for (std::size_t slot = Home(text);;) {
    const std::uint32_t number = slots_[slot];
    if (number == kNoIndex || strings_[number] == text) return number;
    if (++slot == slots_.size()) slot = 0;
  }
}

std::uint32_t IdTable::Intern(std::string_view text) {
  if ((size() + 1) * std::size_t{4} > slots_.size() * 3) {
    Rehash(std::max<std::size_t>(16, slots_.size() * 2));
  }
  std::size_t slot = Home(text);
  for (; slots_[slot] != kNoIndex;) {
    if (strings_[slots_[slot]] == text) return slots_[slot];
    if (++slot == slots_.size()) slot = 0;
  }
  slots_[slot] = size();
  strings_.Push(text);
  return slots_[slot];
}

void IdTable::Rehash(std::size_t slots) {
  slots_.assign(slots, kNoIndex);
  for (std::uint32_t number = 0; number < size(); ++number) {
    std::size_t slot = Home(strings_[number]);
    while (slots_[slot] != kNoIndex) {
      if (++slot == slots_.size()) slot = 0;
    }
    slots_[slot] = number;
  }
}

IdTable IdTable::Reordered(std::span<const std::uint32_t> order) const {
  IdTable table;
  for (const std::uint32_t number : order) table.strings_.Push((*this)[number]);
  table.Seal();
  return table;
}

void IdTable::Seal() {
  strings_.Seal();
  // Two slots in three are taken: short searches, and 6 bytes an entry.
  slots_ = {};
  slots_.shrink_to_fit();
  Rehash(size() + size() / 2 + 1);
}

std::vector<std::uint32_t> IdTable::Sorted() const {
  std::vector<std::uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return (*this)[a] < (*this)[b];
  });
  return order;
}

}  // namespace zeren::internal
