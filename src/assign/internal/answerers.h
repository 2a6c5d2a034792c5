// answerers.h -- who answers, for much work at once.
//
// What `Answerability` is to the question whether anybody answers, `Answerers`
// is to the question who does: every chain is walked once, and the steps are
// not told. Work that delegations with a list may bear on is still resolved
// piece by piece.

#ifndef ZEREN_ASSIGN_INTERNAL_ANSWERERS_H_
#define ZEREN_ASSIGN_INTERNAL_ANSWERERS_H_

#include <span>
#include <vector>

#include "src/assign/internal/delegation_search.h"
#include "src/assign/internal/holding.h"
#include "src/assign/internal/scoped_work.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// The fields of a `Resolution` of the same names.
struct Answer {
  std::vector<PersonId> persons;
  std::vector<PostId> posts;
  bool undisclosed = false;
  bool complete = true;

  friend bool operator==(const Answer&, const Answer&) = default;
};

// Thread-safety: none, as what is found out is remembered.
class Answerers {
 public:
  // O(units + posts + appointments + delegations).
  explicit Answerers(const Snapshot& snapshot);
  Answerers(const Answerers&) = delete;  // It points into itself.
  Answerers& operator=(const Answerers&) = delete;

  // Returns who answers, as `ResolveResponsible` does. O(assignments of the
  // work, or of the nearest task above that has some, and those who answer); as
  // `ResolveResponsible` where a delegation with a list covers the work.
  //
  // REQUIRES: `work` is a task or duty of the document.
  Answer Of(Node work, Role role) const;

 private:
  // Where a way ends: a person who is present, or a post that is held; the
  // document: nowhere.
  struct End {
    Node node;
    bool as_deputy = false;
    bool complete = true;  // As in `Resolution`, of this way.
  };

  End FromTarget(Node target) const;
  void Add(const End& end, Answer& answer) const;
  void AddHolders(PostId post, Holding holding, Answer& answer) const;
  void AddAssignments(std::span<const Assigned> assignments, Role role,
                      Answer& answer) const;
  static End Further(End end, bool complete);

  Snapshot snapshot_;
  ScopedWork scoped_;
  mutable DelegationSearch delegations_;  // Of work that no list covers.
  std::vector<End> from_post_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_ANSWERERS_H_
