// contenders.h -- other ways to the sums: a plain pass over all values, and
// peers that sum one value a node over every subtree.

#ifndef ZEREN_BENCHMARKS_ROLL_UP_CONTENDERS_H_
#define ZEREN_BENCHMARKS_ROLL_UP_CONTENDERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "zeren/core/forest.h"

namespace zeren::benchmarks {

// The sum of all values: `std::reduce` over each half, on two threads.
double PlainSum(std::span<const double> values);

// The sum over the subtree of each node.
using Sums = std::vector<double>;

// Each peer is made of a forest, and of a value for each node, which it may
// keep in its own form. Only `Find` is timed.

// Boost.Graph: a depth-first visitor on an `adjacency_list` of vectors.
class BoostPeer {
 public:
  BoostPeer(const Forest& forest, std::span<const double> values);
  ~BoostPeer();
  BoostPeer(const BoostPeer&) = delete;
  BoostPeer& operator=(const BoostPeer&) = delete;

  Sums Find() const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
  std::span<const double> values_;
};

// igraph: `igraph_dfs` with a callback where a subtree ends.
class IgraphPeer {
 public:
  // Null if the benchmark was built without igraph.
  static std::unique_ptr<IgraphPeer> Make(const Forest& forest,
                                          std::span<const double> values);
  ~IgraphPeer();
  IgraphPeer(const IgraphPeer&) = delete;
  IgraphPeer& operator=(const IgraphPeer&) = delete;

  Sums Find() const;

 private:
  struct Graph;
  explicit IgraphPeer(std::unique_ptr<Graph> graph);
  std::unique_ptr<Graph> graph_;
};

// SQLite: one recursive query on a table in memory.
class SqlitePeer {
 public:
  SqlitePeer(const Forest& forest, std::span<const double> values);
  ~SqlitePeer();
  SqlitePeer(const SqlitePeer&) = delete;
  SqlitePeer& operator=(const SqlitePeer&) = delete;

  Sums Find();

 private:
  class Database;
  std::unique_ptr<Database> database_;
  std::size_t nodes_;
};

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_ROLL_UP_CONTENDERS_H_
