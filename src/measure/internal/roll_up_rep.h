// roll_up_rep.h -- what a roll-up consists of.

#ifndef ZEREN_MEASURE_INTERNAL_ROLL_UP_REP_H_
#define ZEREN_MEASURE_INTERNAL_ROLL_UP_REP_H_

#include <cstddef>
#include <optional>

#include "src/measure/internal/number_states.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/roll_up.h"

namespace zeren {

struct RollUp::Rep {
  const internal::NumberStates& states() const {
    return static_cast<const internal::NumberStates&>(folding.states(table));
  }

  Folding folding;
  std::size_t table;  // Of the folding, whose others are of other measures.
  RollUpOptions options;
  // Where lines pass on shares, ways that meet would count carriers twice: here
  // each counts once.
  std::optional<Folding> counts;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_INTERNAL_ROLL_UP_REP_H_
