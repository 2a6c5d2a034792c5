// numbering.h -- the canonical order of what a draft has collected.

#ifndef ZEREN_MODEL_INTERNAL_NUMBERING_H_
#define ZEREN_MODEL_INTERNAL_NUMBERING_H_

#include <cstdint>
#include <vector>

#include "src/core/internal/days.h"
#include "src/model/internal/draft.h"

namespace zeren::internal {

using Numbers = std::vector<std::uint32_t>;

// The old numbers of a kind in their new order, and how many come first because
// the document has them.
struct Numbering {
  Numbers order;
  std::uint32_t declared = 0;
};

// The day by which dense ids are laid out. Nothing but speed depends on it.
DayNumber CanonicalDay(const Draft& draft);

// Entities of a kind by id.
Numbering ById(const Draft& draft, NodeKind kind);

// Units in pre-order of the forest of that day; those not in force then follow
// by id.
Numbering UnitsInPreOrder(const Draft& draft, DayNumber day);

// Persons by the home unit of that day, those without one last; then by id.
Numbering PersonsByHome(const Draft& draft, const Numbers& new_units,
                        DayNumber day);

// Posts by unit, then by id.
Numbering PostsByUnit(const Draft& draft, const Numbers& new_units);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_NUMBERING_H_
