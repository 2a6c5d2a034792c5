// live_ladder.h -- what a roll-up runs up, on a day that may become another.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_LADDER_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_LADDER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace zeren::internal {

// LiveLadder
//
// As `Ladder`, of what the day says now.
class LiveLadder {
 public:
  virtual ~LiveLadder() = default;

  virtual bool in_force(std::uint32_t node) const = 0;
  // The bound of indices of nodes.
  virtual std::size_t capacity() const = 0;
  virtual std::span<const std::uint32_t> parents(std::uint32_t node) const = 0;
  // In order of id.
  virtual std::span<const std::uint32_t> children(std::uint32_t node) const = 0;
  // See `Ladder`.
  virtual std::span<const double> shares(std::uint32_t) const { return {}; }
  virtual bool ways_meet(std::uint32_t) const { return false; }
  // Whether no node has several above it.
  virtual bool is_forest() const { return true; }
  // Whether a cycle was cut.
  virtual bool cut() const = 0;

  // These nodes and all above them, each once, children before parents. Those
  // that are not in force are left out.
  std::vector<std::uint32_t> WithAllAbove(
      std::span<const std::uint32_t> nodes) const;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_LADDER_H_
