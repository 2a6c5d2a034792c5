// responsibilities.h -- the reverse question: what does somebody answer for?
//
//   absl::StatusOr<Responsibilities> all =
//       ResponsibilitiesOf(today, *today.Find("person:lin"));
//   for (const Responsibility& one : all->work) {
//     today.organization().NameOf(one.work);  // "task:report"
//     one.hops;                               // 0: not by escalation
//   }

#ifndef ZEREN_ASSIGN_RESPONSIBILITIES_H_
#define ZEREN_ASSIGN_RESPONSIBILITIES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// One piece of work that somebody answers for in one role.
struct Responsibility {
  Node work;  // A task or duty.
  Role role = Role::kAccountable;
  // By an assignment, or as a fallback.
  bool assigned = false;
  // Steps up the chain on the shortest way that leads here. 0: directly.
  std::uint32_t hops = 0;
  // As `Resolution::complete` of this work and role.
  bool complete = true;

  friend bool operator==(const Responsibility&,
                         const Responsibility&) = default;
};

struct Responsibilities {
  Node node;  // Who was asked about.
  // In order of work (`Organization::Before`), then of role.
  std::vector<Responsibility> work;
  // False if the answer for some work, which need not be listed, is not
  // complete: that work may belong here.
  bool complete = true;
};

// Returns all work, in one role or in each, for which `ResolveResponsible` has
// the person among its persons, or the post among its posts.
//
// Every chain is walked once, however much work leads up it: O(organisation)
// for each role. Work that delegations with a list may bear on is resolved
// piece by piece. Errors: kInvalidArgument if `node` is neither a person nor a
// post.
//
// REQUIRES: `node` is one of the document.
absl::StatusOr<Responsibilities> ResponsibilitiesOf(
    const Snapshot& snapshot, Node node,
    std::optional<Role> role = std::nullopt);

}  // namespace zeren

#endif  // ZEREN_ASSIGN_RESPONSIBILITIES_H_
