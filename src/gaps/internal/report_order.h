// report_order.h -- the order in which reports list the gaps of rules.

#ifndef ZEREN_GAPS_INTERNAL_REPORT_ORDER_H_
#define ZEREN_GAPS_INTERNAL_REPORT_ORDER_H_

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "zeren/gaps/check.h"

namespace zeren::internal {

// The rules, by their places, in order of severity and id.
inline std::vector<std::uint32_t> ReportOrder(const RuleSet& rules) {
  std::vector<std::uint32_t> order(rules.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return std::tie(rules[a].rule.severity, rules[a].rule.id) <
                            std::tie(rules[b].rule.severity, rules[b].rule.id);
                   });
  return order;
}

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_REPORT_ORDER_H_
