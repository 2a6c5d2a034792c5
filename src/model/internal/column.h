// column.h -- how an organisation keeps its facts: columns in shared blocks.
//
// A column is a list of immutable blocks of 65,536 rows. Copying a column
// copies pointers to blocks, so that organizations made from one another share
// all blocks that no change has touched. A block whose rows are all equal
// stores its one value, which is what makes fields cheap that hardly any record
// uses.

#ifndef ZEREN_MODEL_INTERNAL_COLUMN_H_
#define ZEREN_MODEL_INTERNAL_COLUMN_H_

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"

namespace zeren::internal {

inline constexpr unsigned kBlockBits = 16;
inline constexpr std::size_t kBlockRows = std::size_t{1} << kBlockBits;
inline constexpr std::size_t kBlockMask = kBlockRows - 1;

// Column
//
// Rows are appended one by one with `Push`; `Seal` ends that. Rows can be read
// at any time.
template <typename T>
class Column {
 public:
  void Push(T value) {
    if (run_ > 0 && run_ < kBlockRows && IsSame(value, run_value_)) {
      ++run_;
    } else if (!open_.empty() && open_.size() < kBlockRows) {
      open_.push_back(value);
    } else {
      PushAnother(value);
    }
  }
  // Appends a value many times, in O(1) for each block.
  void PushRun(T value, std::size_t count) {
    for (; count > 0; --count) {
      Push(value);
      const std::size_t more = std::min(count - 1, kBlockRows - run_);
      if (run_ == 0 || !IsSame(value, run_value_)) continue;
      run_ += static_cast<std::uint32_t>(more);
      count -= more;
    }
  }
  // Appends rows of another column, each as `map` has it.
  template <typename Map>
  void Gather(const Column& other, std::span<const std::uint32_t> rows,
              Map map) {
    if (other.IsConstant()) {
      if (!rows.empty()) PushRun(map(other[rows.front()]), rows.size());
      return;
    }
    while (!rows.empty()) {
      if (run_ + open_.size() == kBlockRows) SealBlock();
      if (run_ > 0) open_.assign(std::exchange(run_, 0), run_value_);
      const std::size_t size = open_.size();
      const std::size_t more = std::min(kBlockRows - size, rows.size());
      open_.resize(size + more);
      for (std::size_t i = 0; i < more; ++i) {
        open_[size + i] = map(other[rows[i]]);
      }
      rows = rows.subspan(more);
    }
  }
  void Seal() {
    open_.shrink_to_fit();
    if (run_ > 0 || !open_.empty()) SealBlock();
    open_ = {};
  }

  std::size_t size() const { return sealed_rows_ + run_ + open_.size(); }
  ABSL_ATTRIBUTE_ALWAYS_INLINE T operator[](std::size_t row) const {
    assert(row < size());
    const std::size_t block = row >> kBlockBits;
    if (block >= blocks_.size()) [[unlikely]] {
      return run_ > 0 ? run_value_ : open_[row & kBlockMask];
    }
    const Block& b = blocks_[block];
    return b.rows ? b.rows[row & kBlockMask] : b.value;
  }

  std::size_t bytes() const {
    std::size_t bytes =
        blocks_.capacity() * sizeof(Block) + open_.capacity() * sizeof(T);
    for (const Block& block : blocks_) {
      if (block.rows) bytes += block.size * sizeof(T);
    }
    return bytes;
  }

  // Shares the blocks of `other` that hold the same rows as this column's.
  // Effective periods, for example, mostly are the written ones.
  void ShareBlocksOf(const Column& other) {
    for (std::size_t i = 0; i < blocks_.size() && i < other.blocks_.size();
         ++i) {
      const Block& theirs = other.blocks_[i];
      Block& ours = blocks_[i];
      if (ours.rows && theirs.rows && ours.size == theirs.size &&
          std::equal(ours.rows.get(), ours.rows.get() + ours.size,
                     theirs.rows.get())) {
        ours.rows = theirs.rows;
      }
    }
  }

 private:
  struct Block {
    std::shared_ptr<const T[]> rows;  // Null: each row is `value`.
    T value{};
    std::uint32_t size = 0;
  };

  // By its bits: one NaN is like another.
  static bool IsSame(T a, T b) { return std::memcmp(&a, &b, sizeof(T)) == 0; }

  bool IsConstant() const {
    const T value = blocks_.empty() ? run_value_ : blocks_.front().value;
    return open_.empty() && (run_ == 0 || IsSame(run_value_, value)) &&
           std::all_of(blocks_.begin(), blocks_.end(), [&](const Block& block) {
             return !block.rows && IsSame(block.value, value);
           });
  }

  // Begins a block, or ends the run of equal rows.
  ABSL_ATTRIBUTE_NOINLINE void PushAnother(T value) {
    if (run_ == kBlockRows || open_.size() == kBlockRows) SealBlock();
    if (run_ == 0 && open_.empty()) {
      run_value_ = value;
      run_ = 1;
      return;
    }
    if (run_ > 0) open_.assign(std::exchange(run_, 0), run_value_);
    open_.push_back(value);
  }

  void SealBlock() {
    Block block;
    if (run_ > 0) {
      block.value = run_value_;
      block.size = std::exchange(run_, 0);
    } else if (const std::size_t others = open_.size() - 1;
               std::memcmp(open_.data(), open_.data() + 1,
                           others * sizeof(T)) == 0) {
      block.value = open_.front();
      block.size = static_cast<std::uint32_t>(open_.size());
      open_.clear();
    } else {
      // The block takes the rows as they are. More will come after a full one.
      block.size = static_cast<std::uint32_t>(open_.size());
      const auto rows = std::make_shared<std::vector<T>>(std::move(open_));
      block.rows = std::shared_ptr<const T[]>(rows, rows->data());
      open_ = {};
      if (block.size == kBlockRows) open_.reserve(kBlockRows);
    }
    sealed_rows_ += block.size;
    blocks_.push_back(std::move(block));
  }

  std::vector<Block> blocks_;
  std::size_t sealed_rows_ = 0;
  // The rows after the last block: so many that are equal, or, once one of them
  // differs, all of them.
  std::uint32_t run_ = 0;
  T run_value_{};
  std::vector<T> open_;
};

// StringColumn
//
// Strings, each block with its bytes in one run.
class StringColumn {
 public:
  // Appends rows of another column. Rows that follow one another there are
  // copied together.
  void Gather(const StringColumn& other, std::span<const std::uint32_t> rows) {
    while (!rows.empty()) {
      // Within one block there and one here.
      const std::size_t most =
          std::min({rows.size(), kBlockRows - (rows.front() & kBlockMask),
                    kBlockRows - ends_.size()});
      std::size_t size = 1;
      while (size < most && rows[size] == rows[size - 1] + 1) ++size;
      PushRun(other, rows.front(), size);
      rows = rows.subspan(size);
    }
  }
  void Push(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    if (ends_.size() == kBlockRows) SealBlock();
  }
  void Seal() {
    if (!ends_.empty()) SealBlock();
    bytes_ = {};
    ends_ = {};
  }

  std::size_t size() const {
    return blocks_.size() == 0 ? ends_.size() : sealed_rows_ + ends_.size();
  }
  // The view lives as long as the block, for open rows until the next `Push`.
  std::string_view operator[](std::size_t row) const {
    assert(row < size());
    const std::size_t block = row >> kBlockBits;
    const std::size_t local = row & kBlockMask;
    const bool open = block >= blocks_.size();
    const std::uint32_t* ends = open ? ends_.data() : blocks_[block].ends.get();
    const char* bytes = open ? bytes_.data() : blocks_[block].bytes.get();
    if (ends == nullptr) return {};
    const std::uint32_t begin = local == 0 ? 0 : ends[local - 1];
    return std::string_view(bytes + begin, ends[local] - begin);
  }

  std::size_t bytes() const {
    std::size_t bytes = blocks_.capacity() * sizeof(Block) + bytes_.capacity() +
                        ends_.capacity() * sizeof(std::uint32_t);
    for (const Block& block : blocks_) bytes += block.size_in_bytes;
    return bytes;
  }

 private:
  struct Block {
    std::shared_ptr<const char[]> bytes;
    std::shared_ptr<const std::uint32_t[]> ends;  // Null: all are empty.
    std::size_t size_in_bytes = 0;
  };

  // Appends rows of one block of another column, as many as fit into this one.
  void PushRun(const StringColumn& other, std::size_t first, std::size_t size) {
    const char* const begin = other[first].data();
    const std::string_view last = other[first + size - 1];
    const auto shift = static_cast<std::uint32_t>(bytes_.size());
    bytes_.insert(bytes_.end(), begin, last.data() + last.size());
    for (std::size_t i = 0; i < size; ++i) {
      const std::string_view text = other[first + i];
      ends_.push_back(shift + static_cast<std::uint32_t>(text.data() +
                                                         text.size() - begin));
    }
    if (ends_.size() == kBlockRows) SealBlock();
  }
  void SealBlock() {
    Block block;
    if (!bytes_.empty()) {
      std::shared_ptr<char[]> bytes(new char[bytes_.size()]);
      std::copy(bytes_.begin(), bytes_.end(), bytes.get());
      std::shared_ptr<std::uint32_t[]> ends(new std::uint32_t[ends_.size()]);
      std::copy(ends_.begin(), ends_.end(), ends.get());
      block.bytes = std::move(bytes);
      block.ends = std::move(ends);
      block.size_in_bytes =
          bytes_.size() + ends_.size() * sizeof(std::uint32_t);
    }
    sealed_rows_ += ends_.size();
    blocks_.push_back(std::move(block));
    bytes_.clear();
    ends_.clear();
  }

  std::vector<Block> blocks_;
  std::size_t sealed_rows_ = 0;
  std::vector<char> bytes_;
  std::vector<std::uint32_t> ends_;
};

// Groups
//
// The rows of a table by an owner: those of owner i are [begin(i), end(i)).
class Groups {
 public:
  std::uint32_t begin(std::uint32_t owner) const { return begins_[owner]; }
  std::uint32_t end(std::uint32_t owner) const { return begins_[owner + 1]; }
  std::size_t bytes() const { return begins_.bytes(); }

  // Groups the rows [first, last), whose owners `owner_of_row` rise from 0 to
  // one less than `count`.
  static Groups Of(std::size_t count, const auto& owner_of_row,
                   std::uint32_t first, std::uint32_t last) {
    Groups groups;
    std::uint32_t row = first;
    for (std::size_t owner = 0; owner < count; ++owner) {
      groups.begins_.Push(row);
      while (row < last && owner_of_row(row) == owner) ++row;
    }
    groups.begins_.Push(row);
    groups.begins_.Seal();
    return groups;
  }

 private:
  Column<std::uint32_t> begins_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_COLUMN_H_
