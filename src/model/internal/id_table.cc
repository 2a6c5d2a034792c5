#include "src/model/internal/id_table.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

#include "src/core/internal/short_strings.h"

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
  if (!text.empty()) std::memcpy(&word, text.data(), text.size());
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
  if (slots_ == nullptr) return kNoIndex;
  const std::uint32_t hash = Hash(text);
  const std::vector<std::uint32_t>& slots = *slots_;
  std::size_t slot = HomeOf(hash, slots.size());
  for (; slots[slot] != kNoIndex;
       slot = slot + 1 == slots.size() ? 0 : slot + 1) {
    if (SameBytes(strings_[slots[slot]], text)) return slots[slot];
  }
  return growing_.empty() ? kNoIndex : growing_[EntryOf(text, hash)].number;
}

std::size_t IdTable::EntryOf(std::string_view text, std::uint32_t hash) const {
  std::size_t i = HomeOf(hash, growing_.size());
  while (growing_[i].number != kNoIndex &&
         (growing_[i].hash != hash ||
          !SameBytes(strings_[growing_[i].number], text))) {
    if (++i == growing_.size()) i = 0;
  }
  return i;
}

std::uint32_t IdTable::Guess(std::string_view text) const {
  const std::uint32_t end = std::min(size(), last_ + 2);
  for (std::uint32_t guess = last_; guess < end; ++guess) {
    if (SameBytes(strings_[guess], text)) return guess;
  }
  return kNoIndex;
}

std::uint32_t IdTable::Intern(std::string_view text) {
  const std::uint32_t guess = Guess(text);
  if (guess != kNoIndex) return last_ = guess;
  if (const std::uint32_t found = Find(text); found != kNoIndex) {
    return last_ = found;
  }
  const bool last = size() == 0 || LessBytes(strings_[size() - 1], text);
  // As long as they come sorted, what comes after all the others is new.
  if (last && growing_.empty() && slots_ == nullptr) return Append(text);
  // Three slots in four are taken at most.
  if ((EntriesInUse() + 1) * 4 > growing_.size() * 3) Grow();
  const std::uint32_t hash = Hash(text);
  Entry& entry = growing_[EntryOf(text, hash)];
  if (entry.number != kNoIndex) return last_ = entry.number;
  entry = {hash, size()};
  sorted_ = sorted_ && last;
  return Append(text);
}

std::uint32_t IdTable::Append(std::string_view text) {
  strings_.Push(text);
  return last_ = size() - 1;
}

void IdTable::Expect(std::string_view text) {
  if (growing_.empty()) return;
  const std::uint32_t guess = Guess(text);
  if (guess != kNoIndex) {
    last_ = guess;
  } else {
    __builtin_prefetch(&growing_[HomeOf(Hash(text), growing_.size())], 1);
  }
}

// Entries of all strings that have no slot, in the order of the first bits of
// their hashes.
std::vector<IdTable::Entry> IdTable::Entries() const {
  constexpr unsigned kShift = 24;
  std::array<std::uint32_t, (1u << (32 - kShift)) + 1> begins = {};
  std::vector<std::uint32_t> hashes;
  hashes.reserve(EntriesInUse());
  for (std::uint32_t number = reordered_; number < size(); ++number) {
    hashes.push_back(Hash(strings_[number]));
    ++begins[(hashes.back() >> kShift) + 1];
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<Entry> entries(EntriesInUse());
  for (std::uint32_t number = reordered_; number < size(); ++number) {
    const std::uint32_t hash = hashes[number - reordered_];
    entries[begins[hash >> kShift]++] = {hash, number};
  }
  return entries;
}

void IdTable::Grow() {
  // Both tables are gone through from their beginnings to their ends.
  const std::vector<Entry> entries =
      growing_.empty() ? Entries() : std::move(growing_);
  growing_.assign(std::max<std::size_t>(16, EntriesInUse() * 2), Entry());
  for (const Entry& entry : entries) {
    if (entry.number == kNoIndex) continue;
    std::size_t i = HomeOf(entry.hash, growing_.size());
    while (growing_[i].number != kNoIndex) {
      if (++i == growing_.size()) i = 0;
    }
    growing_[i] = entry;
  }
}

IdTable IdTable::Reordered(std::span<const std::uint32_t> order) const {
  IdTable table;
  table.strings_.Gather(strings_, order);
  table.strings_.Seal();
  std::vector<std::uint32_t> new_numbers(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) new_numbers[order[i]] = i;
  // Two slots in three are taken: short searches, and 6 bytes an entry.
  std::vector<std::uint32_t> slots(order.size() + order.size() / 2 + 1,
                                   kNoIndex);
  const auto insert = [&](const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      if (entry.number == kNoIndex) continue;
      std::size_t slot = HomeOf(entry.hash, slots.size());
      while (slots[slot] != kNoIndex) {
        if (++slot == slots.size()) slot = 0;
      }
      slots[slot] = new_numbers[entry.number];
    }
  };
  if (growing_.empty()) {
    insert(Entries());
  } else {
    insert(growing_);
  }
  table.sorted_ = false;
  table.reordered_ = table.size();
  table.slots_ =
      std::make_shared<const std::vector<std::uint32_t>>(std::move(slots));
  return table;
}

std::vector<std::uint32_t> IdTable::Sorted() const {
  std::vector<std::uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0u);
  if (!sorted_) {
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return Less(a, b); });
  }
  return order;
}

}  // namespace zeren::internal
