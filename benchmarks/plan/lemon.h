// lemon.h -- LEMON's network simplex alone, on a network that is there already.

#ifndef ZEREN_BENCHMARKS_PLAN_LEMON_H_
#define ZEREN_BENCHMARKS_PLAN_LEMON_H_

#include <cstdint>
#include <memory>

#include "src/assign/internal/min_cost_flow.h"

namespace zeren::benchmarks {

class LemonPeer {
 public:
  explicit LemonPeer(const internal::FlowNetwork& network);
  ~LemonPeer();

  // Solves the network from scratch; returns the cost of the flow.
  std::int64_t Solve() const;

 private:
  struct Graph;
  std::unique_ptr<Graph> graph_;
};

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_PLAN_LEMON_H_
