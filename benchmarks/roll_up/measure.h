// measure.h -- the questions of the benchmark, one file for each.
//
// The constructor generates and compares; `same` says whether all results were
// as they must be. `Time` registers what Google Benchmark is to run; `Judge`
// holds what it measured against what is promised.

#ifndef ZEREN_BENCHMARKS_ROLL_UP_MEASURE_H_
#define ZEREN_BENCHMARKS_ROLL_UP_MEASURE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "benchmarks/roll_up/contenders.h"
#include "benchmarks/roll_up/nation.h"
#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "zeren/measure/column_roll_up.h"

namespace zeren::benchmarks {

// A nation, and columns of its persons' values.
struct Input {
  Nation nation;
  std::vector<std::vector<double>> columns;

  // Rolls up the sums of the first columns. Throws what only a slip in the
  // benchmark can cause.
  ColumnRollUp Sums(std::size_t count, int threads) const;
};

// Passes
//
// One sum, and eight, of all persons to all units, beside as many plain passes:
// on two threads all of them, and by the clock on the wall.
class Passes {
 public:
  explicit Passes(const Input& input) : input_(input) {}

  bool same() const;
  void Time() const;
  static void Judge(const Medians& medians, Bars& bars);

 private:
  const Input& input_;
};

// Updates
//
// One value of a random node changes. What an update may take grows with the
// siblings on the path: the children of all nodes above.
class Updates {
 public:
  // REQUIRES: the input outlives it. Its values are changed.
  Updates(std::string name, Input& input);

  bool same();
  void Time();
  void Judge(const Medians& medians, Bars& bars) const;

 private:
  // Nodes with about as many siblings on their paths.
  struct Class {
    std::string name;
    std::vector<std::uint32_t> nodes;
    std::size_t next = 0;
  };

  void Change(std::uint32_t node);
  double AllowanceFor(std::uint32_t node) const;  // In microseconds.

  const std::string name_;
  Input& input_;
  ColumnRollUp sums_;
  std::vector<Class> classes_;
};

// Peers
//
// One value a node, summed over every subtree on one thread, beside other
// libraries.
class Peers {
 public:
  Peers();

  bool same();
  void Time();
  void Judge(const Medians& medians, Bars& bars) const;

 private:
  ColumnRollUp RollUp() const;
  Sums SumsOfZeren() const;

  Nation nation_;
  Sums values_;
  BoostPeer boost_;
  std::unique_ptr<IgraphPeer> igraph_;
  SqlitePeer sqlite_;
};

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_ROLL_UP_MEASURE_H_
