// record_order.h -- an order of records that follows from what they say.

#ifndef ZEREN_MODEL_INTERNAL_RECORD_ORDER_H_
#define ZEREN_MODEL_INTERNAL_RECORD_ORDER_H_

#include <type_traits>

#include "src/core/internal/days.h"
#include "src/model/internal/table.h"
#include "zeren/core/period.h"

namespace zeren::internal {

// Compares two fields of one record type.
template <typename Member>
int MemberOrder(const Member& a, const Member& b) {
  if constexpr (std::is_same_v<Member, Until>) {
    return MemberOrder(EndNumber(a), EndNumber(b));
  } else {
    return a < b ? -1 : b < a ? 1 : 0;
  }
}

// Compares two records of one type, field by field as they are written: less
// than 0, 0, or more than 0.
template <typename View>
int RecordOrder(const View& a, const View& b) {
  int order = 0;
  ForEachField<View>([&](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if (order == 0) order = MemberOrder(a.*member, b.*member);
  });
  return order;
}

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_RECORD_ORDER_H_
