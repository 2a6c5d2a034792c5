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
#include <vector>

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
    open_.push_back(value);
    if (open_.size() == kBlockRows) SealBlock();
  }
  void Seal() {
    if (!open_.empty()) SealBlock();
    open_.shrink_to_fit();
  }

  std::size_t size() const { return sealed_rows_ + open_.size(); }
  T operator[](std::size_t row) const {
    assert(row < size());
    const std::size_t block = row >> kBlockBits;
    if (block >= blocks_.size()) return open_[row & kBlockMask];
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

  void SealBlock() {
    Block block;
    block.size = static_cast<std::uint32_t>(open_.size());
    block.value = open_.front();
    const bool constant = std::memcmp(open_.data(), open_.data() + 1,
                                      (open_.size() - 1) * sizeof(T)) == 0;
    if (!constant) {
      std::shared_ptr<T[]> rows(new T[open_.size()]);
      std::copy(open_.begin(), open_.end(), rows.get());
      block.rows = std::move(rows);
    }
    sealed_rows_ += open_.size();
    blocks_.push_back(std::move(block));
    open_.clear();
  }

  std::vector<Block> blocks_;
  std::size_t sealed_rows_ = 0;
  std::vector<T> open_;
};

// StringColumn
//
// Strings, each block with its bytes in one run.
class StringColumn {
 public:
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
