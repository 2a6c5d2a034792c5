#include "src/model/internal/id_table.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

namespace zeren::internal {
namespace {

// Multiplies and folds eight bytes at a time. It has no seed: the table may be
// written to a file and read by another process.
std::uint32_t Hash(std::string_view text) {
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
  return static_cast<std::uint32_t>(hash >> 32);
}

// Where the search for a hash begins: the hash, scaled to the number of slots.
// Any number of slots will do, and a larger table keeps the order.
std::size_t HomeOf(std::uint32_t hash, std::size_t slots) {
  return static_cast<std::size_t>(std::uint64_t{hash} * slots >> 32);
}

}  // namespace

std::uint32_t IdTable::Find(std::string_view text) const {
  if (!growing_.empty()) return growing_[EntryOf(text, Hash(text))].number;
  if (slots_.empty()) return kNoIndex;
  for (std::size_t slot = HomeOf(Hash(text), slots_.size());;) {
    const std::uint32_t number = slots_[slot];
    if (number == kNoIndex || strings_[number] == text) return number;
    if (++slot == slots_.size()) slot = 0;
  }
}

std::size_t IdTable::EntryOf(std::string_view text, std::uint32_t hash) const {
  std::size_t i = HomeOf(hash, growing_.size());
  while (growing_[i].number != kNoIndex &&
         (growing_[i].hash != hash || strings_[growing_[i].number] != text)) {
    if (++i == growing_.size()) i = 0;
  }
  return i;
}

std::uint32_t IdTable::Intern(std::string_view text) {
  assert(slots_.empty());
  for (std::uint32_t guess = last_; guess < size() && guess <= last_ + 1;
       ++guess) {
    if (strings_[guess] == text) return last_ = guess;
  }
  // Three slots in four are taken at most.
  if ((size() + 1) * std::size_t{4} > growing_.size() * 3) Grow();
  const std::uint32_t hash = Hash(text);
  Entry& entry = growing_[EntryOf(text, hash)];
  if (entry.number == kNoIndex) {
    entry = {hash, size()};
    strings_.Push(text);
  }
  return last_ = entry.number;
}

void IdTable::Expect(std::string_view text) const {
  if (growing_.empty()) return;
  __builtin_prefetch(&growing_[HomeOf(Hash(text), growing_.size())], 1);
}

void IdTable::Grow() {
  std::vector<Entry> larger(
      std::max<std::size_t>(16, growing_.size() + growing_.size() / 2));
  // Both tables are gone through from their beginnings to their ends.
  for (const Entry& entry : growing_) {
    if (entry.number == kNoIndex) continue;
    std::size_t i = HomeOf(entry.hash, larger.size());
    while (larger[i].number != kNoIndex) {
      if (++i == larger.size()) i = 0;
    }
    larger[i] = entry;
  }
  growing_ = std::move(larger);
}

IdTable IdTable::Reordered(std::span<const std::uint32_t> order) const {
  IdTable table;
  std::vector<std::uint32_t> new_numbers(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    new_numbers[order[i]] = i;
    table.strings_.Push((*this)[order[i]]);
  }
  table.strings_.Seal();
  // Two slots in three are taken: short searches, and 6 bytes an entry.
  std::vector<std::uint32_t>& slots = table.slots_;
  slots.assign(order.size() + order.size() / 2 + 1, kNoIndex);
  for (const Entry& entry : growing_) {
    if (entry.number == kNoIndex) continue;
    std::size_t slot = HomeOf(entry.hash, slots.size());
    while (slots[slot] != kNoIndex) {
      if (++slot == slots.size()) slot = 0;
    }
    slots[slot] = new_numbers[entry.number];
  }
  return table;
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
