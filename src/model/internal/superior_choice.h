// superior_choice.h -- which of several candidates is the superior.

#ifndef ZEREN_MODEL_INTERNAL_SUPERIOR_CHOICE_H_
#define ZEREN_MODEL_INTERNAL_SUPERIOR_CHOICE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/core/internal/days.h"
#include "zeren/core/node.h"

namespace zeren::internal {

// Whether a candidate is to be preferred to the one so far, which may be none.
// `less(a, b)`: whether candidate a's id is smaller than b's.
template <typename Less>
bool IsBetterSuperior(std::uint32_t candidate, DayNumber start,
                      std::uint32_t current, DayNumber current_start,
                      const Less& less) {
  return current == kNoIndex || start > current_start ||
         (start == current_start && candidate != current &&
          less(candidate, current));
}

// SuperiorChoice
//
// Of the candidates offered for a node, the one with the latest written start
// counts; among equals the one whose id is smaller. Candidates may be offered
// in any order.
class SuperiorChoice {
 public:
  explicit SuperiorChoice(std::size_t nodes)
      : superiors_(nodes, kNoIndex), starts_(nodes, kDawn) {}

  template <typename Less>
  void Offer(std::uint32_t node, std::uint32_t candidate, DayNumber start,
             const Less& less) {
    if (IsBetterSuperior(candidate, start, superiors_[node], starts_[node],
                         less)) {
      superiors_[node] = candidate;
      starts_[node] = start;
    }
  }

  std::vector<std::uint32_t>& superiors() { return superiors_; }

 private:
  std::vector<std::uint32_t> superiors_;
  std::vector<DayNumber> starts_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_SUPERIOR_CHOICE_H_
