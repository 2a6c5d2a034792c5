// delegates.h -- delegations in force, as whoever delegates sees them.

#ifndef ZEREN_GRAPH_INTERNAL_DELEGATES_H_
#define ZEREN_GRAPH_INTERNAL_DELEGATES_H_

#include <algorithm>
#include <cstdint>
#include <span>

#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/graph/work.h"

namespace zeren::internal {

inline Delegate DelegateAt(const OrganizationRep& org, std::uint32_t row) {
  const Table<DelegationView>& rows = org.table<DelegationView>();
  Delegate delegate;
  delegate.to = rows.Get<&DelegationView::to>()[row];
  delegate.delegation = DelegationId{row};
  delegate.may_redelegate = rows.Get<&DelegationView::may_redelegate>()
                                .Read(row, org.names)
                                .value_or(false);
  delegate.scoped = rows.Get<&DelegationView::scope>().written(row);
  return delegate;
}

// By written start, then id.
inline void SortDelegates(const OrganizationRep& org,
                          std::span<Delegate> delegates) {
  const Table<DelegationView>& rows = org.table<DelegationView>();
  std::sort(delegates.begin(), delegates.end(),
            [&](const Delegate& a, const Delegate& b) {
              const DayNumber start_a = rows.Written(Index(a.delegation)).from;
              const DayNumber start_b = rows.Written(Index(b.delegation)).from;
              if (start_a != start_b) return start_a < start_b;
              return org.id(a.delegation) < org.id(b.delegation);
            });
}

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_DELEGATES_H_
