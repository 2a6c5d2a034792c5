// row_order.h -- rows in an order that follows from what they say.
//
// Where rows stand in their tables depends on when they came there: a change
// puts its records behind others, loading puts all in order.

#ifndef ZEREN_ADVISE_INTERNAL_ROW_ORDER_H_
#define ZEREN_ADVISE_INTERNAL_ROW_ORDER_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "src/model/internal/organization_rep.h"
#include "src/model/internal/record_order.h"

namespace zeren::internal {

// Sorts some rows of an array, or what has such a row, by their records, field
// by field. O(n log n).
template <typename View, typename Item, typename RowOf = std::identity>
void SortByRecord(const OrganizationRep& rep, std::vector<Item>& items,
                  RowOf row_of = {}) {
  const auto record = [&](const Item& item) {
    const std::uint32_t row = std::invoke(row_of, item);
    return Rows<View>(&rep, row, row + 1)[0];
  };
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    return RecordOrder<View>(record(a), record(b)) < 0;
  });
}

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_ROW_ORDER_H_
