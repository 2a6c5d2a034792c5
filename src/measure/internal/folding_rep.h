// folding_rep.h -- what a folding consists of.

#ifndef ZEREN_MEASURE_INTERNAL_FOLDING_REP_H_
#define ZEREN_MEASURE_INTERNAL_FOLDING_REP_H_

#include <memory>
#include <vector>

#include "src/measure/internal/fold_engine.h"
#include "src/measure/internal/ladder.h"
#include "src/measure/internal/placement.h"
#include "zeren/measure/fold.h"

namespace zeren {

struct Folding::Rep {
  internal::FoldEngine engine() const {
    return internal::FoldEngine(ladder, *placement);
  }

  Snapshot snapshot;
  CarrierSet carriers;
  RollUpOptions options;
  internal::Ladder ladder;
  std::unique_ptr<internal::Placement> placement;
  std::vector<std::unique_ptr<FoldStates>> states;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_INTERNAL_FOLDING_REP_H_
