// post_holders.h -- who holds a post, and the state that this puts it in.

#ifndef ZEREN_GRAPH_INTERNAL_POST_HOLDERS_H_
#define ZEREN_GRAPH_INTERNAL_POST_HOLDERS_H_

#include <algorithm>
#include <cstdint>
#include <span>

#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/graph/posts.h"

namespace zeren::internal {

// One appointment in force. `present(PersonId)`: whether the person is.
template <typename Present>
Holder HolderAt(const OrganizationRep& org, std::uint32_t row,
                const Present& present) {
  const Table<AppointmentView>& appointments = org.table<AppointmentView>();
  Holder holder;
  holder.row = row;
  holder.person_index = appointments.Get<&AppointmentView::person>()[row];
  holder.share = static_cast<float>(appointments.Get<&AppointmentView::share>()
                                        .Read(row, org.names)
                                        .value_or(1));
  holder.mode = appointments.Get<&AppointmentView::mode>()
                    .Read(row, org.names)
                    .value_or(AppointmentMode::kRegular);
  holder.present =
      holder.undisclosed() || present(PersonId{holder.person_index});
  return holder;
}

// By the person's id, undisclosed last; what is equal stays in order.
inline void SortHolders(const OrganizationRep& org, std::span<Holder> holders) {
  const IdTable& ids = org.names.of(NodeKind::kPerson);
  std::stable_sort(holders.begin(), holders.end(),
                   [&](const Holder& a, const Holder& b) {
                     if (a.undisclosed() || b.undisclosed()) {
                       return !a.undisclosed() && b.undisclosed();
                     }
                     return a.person_index != b.person_index &&
                            ids[a.person_index] < ids[b.person_index];
                   });
}

// The state of a post in force. The states are in order of precedence: the
// smallest that applies counts.
inline PostState StateBy(std::span<const Holder> holders) {
  PostState state = PostState::kVacant;
  for (const Holder& holder : holders) {
    const PostState by_holder = holder.undisclosed() ? PostState::kUndisclosed
                                : !holder.present    ? PostState::kAbsent
                                : holder.acting()    ? PostState::kActing
                                                     : PostState::kOccupied;
    state = std::min(state, by_holder);
  }
  return state;
}

// How many seats are taken otherwise than acting. Holders come in order of id,
// so one person's appointments are neighbours.
inline std::uint32_t SeatsTaken(std::span<const Holder> holders) {
  std::uint32_t taken = 0;
  std::uint32_t last = kNoIndex;
  for (const Holder& holder : holders) {
    if (holder.undisclosed()) {
      taken += holder.acting() ? 0 : 1;
    } else if (!holder.acting() && holder.person_index != last) {
      ++taken;
      last = holder.person_index;
    }
  }
  return taken;
}

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_POST_HOLDERS_H_
