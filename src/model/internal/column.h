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
#include <map>
#include <memory>
#include <span>
#include <string>
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
// Rows are appended one by one with `Push` and replaced with `Set`; `Seal` ends
// that, until the next `Push` or `Set`. Rows can be read at any time. Only a
// sealed column is copied: what is appended or replaced later goes to blocks of
// its own.
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
      assert(run_ > 0 || !open_.empty() || (sealed_rows_ & kBlockMask) == 0);
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
  // Replaces a row. O(rows of a block) for the first one in a block since it
  // was sealed, then O(1).
  void Set(std::size_t row, T value) {
    if (IsSame((*this)[row], value)) return;
    const std::size_t i = row >> kBlockBits;
    if (i >= blocks_.size()) {
      if (run_ > 0) open_.assign(std::exchange(run_, 0), run_value_);
      open_[row & kBlockMask] = value;
      return;
    }
    Block& block = blocks_[i];
    if (block.own == nullptr) {
      auto rows =
          block.rows
              ? std::make_shared<std::vector<T>>(block.rows.get(),
                                                 block.rows.get() + block.size)
              : std::make_shared<std::vector<T>>(block.size, block.value);
      block.own = rows->data();
      block.rows = std::shared_ptr<const T[]>(rows, rows->data());
    }
    block.own[row & kBlockMask] = value;
  }
  void Seal() {
    open_.shrink_to_fit();
    if (run_ > 0 || !open_.empty()) SealBlock();
    open_ = {};
    for (Block& block : blocks_) block.own = nullptr;
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
    T* own = nullptr;  // The rows, while no other column can share them.
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
      if ((sealed_rows_ & kBlockMask) != 0) {
        ReopenBlock();
        Push(value);
        return;
      }
      run_value_ = value;
      run_ = 1;
      return;
    }
    if (run_ > 0) open_.assign(std::exchange(run_, 0), run_value_);
    open_.push_back(value);
  }

  // Takes back the rows of the last block, which is not full.
  void ReopenBlock() {
    const Block& block = blocks_.back();
    sealed_rows_ -= block.size;
    if (block.rows) {
      open_.assign(block.rows.get(), block.rows.get() + block.size);
    } else {
      run_value_ = block.value;
      run_ = block.size;
    }
    blocks_.pop_back();
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
    assert(other.edits_.empty());
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
  // Appends a string, which must not lie in this column.
  void Push(std::string_view text) {
    if (ends_.empty() && (sealed_rows_ & kBlockMask) != 0) {
      Reopen(blocks_.size() - 1);
      blocks_.pop_back();
      sealed_rows_ -= ends_.size();
    }
    PushOpen(text);
    if (ends_.size() == kBlockRows) SealBlock();
  }
  // Replaces a row by a string that does not lie in this column. O(log(rows
  // replaced)); `Seal` then copies each block with such rows once.
  void Set(std::size_t row, std::string_view text) {
    if ((*this)[row] == text) return;
    edits_.insert_or_assign(row, std::string(text));
  }
  void Seal() {
    if (!ends_.empty()) SealBlock();
    bytes_ = {};
    ends_ = {};
    for (auto edit = edits_.begin(); edit != edits_.end();) {
      edit = RewriteBlock(edit);
    }
    edits_.clear();
  }

  std::size_t size() const {
    return blocks_.size() == 0 ? ends_.size() : sealed_rows_ + ends_.size();
  }
  // The view lives as long as the block; for open rows until the next `Push`,
  // for replaced ones until they are replaced again or sealed.
  std::string_view operator[](std::size_t row) const {
    if (!edits_.empty()) [[unlikely]] {
      if (const auto edit = edits_.find(row); edit != edits_.end()) {
        return edit->second;
      }
    }
    return Kept(row);
  }

  std::size_t bytes() const {
    std::size_t bytes = blocks_.capacity() * sizeof(Block) + bytes_.capacity() +
                        ends_.capacity() * sizeof(std::uint32_t);
    for (const Block& block : blocks_) bytes += block.size_in_bytes;
    return bytes;
  }

 private:
  using Edits = std::map<std::size_t, std::string>;

  struct Block {
    std::shared_ptr<const char[]> bytes;
    std::shared_ptr<const std::uint32_t[]> ends;  // Null: all are empty.
    std::size_t size_in_bytes = 0;
  };

  // A row as it was before it was replaced.
  std::string_view Kept(std::size_t row) const {
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

  // Puts all that replaces rows of one block into it; returns what comes after.
  Edits::iterator RewriteBlock(Edits::iterator edit) {
    const std::size_t block = edit->first >> kBlockBits;
    const std::size_t begin = block * kBlockRows;
    const std::size_t end = std::min(begin + kBlockRows, sealed_rows_);
    StringColumn other;
    for (std::size_t row = begin; row < end; ++row) {
      if (edit != edits_.end() && edit->first == row) {
        other.PushOpen((edit++)->second);
      } else {
        other.PushOpen(Kept(row));
      }
    }
    other.SealBlock();
    blocks_[block] = std::move(other.blocks_.front());
    return edit;
  }

  void PushOpen(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  }
  // Copies the rows of a block, the last one and not full, to the open ones.
  void Reopen(std::size_t block) {
    const std::size_t rows = sealed_rows_ - block * kBlockRows;
    const Block& from = blocks_[block];
    if (from.ends) {
      ends_.assign(from.ends.get(), from.ends.get() + rows);
      bytes_.assign(from.bytes.get(), from.bytes.get() + ends_.back());
    } else {
      ends_.assign(rows, 0);
    }
  }

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
  Edits edits_;  // What replaces rows, until they are sealed.
};

// Groups
//
// Runs of rows by their owner: those of owner i are [begin(i), end(i)). They
// mostly follow one another, so that only their ends are kept; where an edit
// has moved a run, its beginning too.
class Groups {
 public:
  std::uint32_t size() const {
    return static_cast<std::uint32_t>(ends_.size());
  }
  std::uint32_t begin(std::size_t owner) const {
    if (moved_) {
      const std::uint32_t begin = begins_[owner];
      if (begin != kInPlace) return begin;
    }
    return owner == 0 ? first_ : ends_[owner - 1];
  }
  std::uint32_t end(std::size_t owner) const { return ends_[owner]; }
  std::size_t bytes() const { return ends_.bytes() + begins_.bytes(); }

  // Appends the run of the next owner.
  void Push(std::uint32_t begin, std::uint32_t end) {
    const std::uint32_t before = size() == 0 ? first_ : ends_[size() - 1];
    if (begin == before) {
      if (moved_) begins_.Push(kInPlace);
    } else {
      NoteBegins();
      begins_.Push(begin);
    }
    ends_.Push(end);
  }
  // Appends owners without rows.
  void PushEmpty(std::size_t count) {
    if (count == 0) return;
    if (moved_) begins_.PushRun(kInPlace, count);
    ends_.PushRun(size() == 0 ? first_ : ends_[size() - 1], count);
  }
  // Moves the run of an owner.
  void Set(std::size_t owner, std::uint32_t begin, std::uint32_t end) {
    NoteBegins();
    if (owner + 1 < size() && begins_[owner + 1] == kInPlace) {
      begins_.Set(owner + 1, ends_[owner]);
    }
    begins_.Set(owner, begin);
    ends_.Set(owner, end);
  }
  void Seal() {
    begins_.Seal();
    ends_.Seal();
  }

  // Groups the rows [first, last), whose owners `owner_of_row` rise from 0 to
  // one less than `count`.
  static Groups Of(std::size_t count, const auto& owner_of_row,
                   std::uint32_t first, std::uint32_t last) {
    Groups groups;
    groups.first_ = first;
    std::uint32_t row = first;
    for (std::size_t owner = 0; owner < count; ++owner) {
      while (row < last && owner_of_row(row) == owner) ++row;
      groups.ends_.Push(row);
    }
    groups.Seal();
    return groups;
  }

 private:
  static constexpr std::uint32_t kInPlace = 0xffff'ffff;

  void NoteBegins() {
    if (moved_) return;
    moved_ = true;
    begins_.PushRun(kInPlace, ends_.size());
  }

  Column<std::uint32_t> ends_;
  Column<std::uint32_t> begins_;  // Empty unless something has moved.
  std::uint32_t first_ = 0;
  bool moved_ = false;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_COLUMN_H_
