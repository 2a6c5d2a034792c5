// on_the_spot.h -- who answers for work without a step up the chain.
//
// On the spot answers whoever `ResolveResponsible` finds with no hop, and
// everybody who would come next if these were absent: of a post those who hold
// it, those who act in it, delegates, and the deputies of its unit; of a unit
// its head post; of a person that person, else delegates. A superior and the
// unit above are not asked.
//
// As a graph, with a line from each person to all that he or she answers for,
// that asks which persons lie on all ways to the work. A way has just one
// person, the one that it starts with: what comes after that are the seats,
// delegations and assignments that lead from there to the work. So nobody needs
// a dominator tree (Boost's follows long delegations by recursion, too). It is
// enough to know of each place whether the ways to it come from nobody, from
// one person, or from more; and this changes twice at most while it spreads.

#ifndef ZEREN_ASSIGN_INTERNAL_ON_THE_SPOT_H_
#define ZEREN_ASSIGN_INTERNAL_ON_THE_SPOT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/deputies.h"
#include "src/assign/internal/scoped_work.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// Those from whom ways lead to some place, as far as it matters who would be
// missed there.
class WaysFrom {
 public:
  WaysFrom() = default;  // From nobody.
  static WaysFrom One(PersonId person) { return WaysFrom(Index(person)); }
  // From more than one, or from somebody whose name is withheld, whom no
  // absence of a person takes away.
  static WaysFrom Several() { return WaysFrom(kSeveral); }

  bool nobody() const { return value_ == kNoIndex; }
  // The person without whom nobody would be there.
  std::optional<PersonId> only() const {
    if (value_ == kSeveral) return std::nullopt;
    return OptionalId<PersonId>(value_);
  }

  // Adds ways; whether that made a difference.
  bool Add(WaysFrom other) {
    if (other.nobody() || value_ == kSeveral || value_ == other.value_) {
      return false;
    }
    value_ = nobody() ? other.value_ : kSeveral;
    return true;
  }

 private:
  static constexpr std::uint32_t kSeveral = kNoIndex - 1;
  explicit WaysFrom(std::uint32_t value) : value_(value) {}

  std::uint32_t value_ = kNoIndex;
};

// OnTheSpot
//
// Thread-safety: none, as what is found out is remembered.
class OnTheSpot {
 public:
  // Work is answered for if somebody answers in one of the roles.
  // O(units + posts + appointments + delegations).
  OnTheSpot(const Snapshot& snapshot, std::span<const Role> roles);
  OnTheSpot(const OnTheSpot&) = delete;
  OnTheSpot& operator=(const OnTheSpot&) = delete;

  // Returns who would be missed. O(assignments of the work, or of the nearest
  // task above that has some, the first time that these are asked about); as
  // `AllOf` where a delegation with a list may bear on the work.
  //
  // REQUIRES: `work` is a task or duty of the document.
  WaysFrom Of(Node work) const;

  struct All {
    std::vector<PersonId> persons;  // By dense id.
    bool undisclosed = false;       // And somebody whose name is withheld.
  };
  // Returns all from whom ways lead to the work. O(what lies on them), and the
  // deputies of the units on them.
  All AllOf(Node work) const;

  // Whether nothing about the work hangs on where a cycle of tasks was cut.
  bool Complete(Node work) const;

 private:
  class Search;

  void SpreadDelegations();
  void AddDeputies();
  WaysFrom FromHolders(PostId post) const;
  WaysFrom FromItself(Node node) const;
  WaysFrom FromTarget(Node target) const;
  WaysFrom FromAssignments(std::span<const Assigned> assignments,
                           Role role) const;
  // Calls `visit(target)` for each unit, post or person that work is put to;
  // `from_task(task, role)` instead where all targets are those of a task.
  template <typename Visit, typename FromTask>
  void ForEachTarget(Node work, const Visit& visit,
                     const FromTask& from_task) const;

  Snapshot snapshot_;
  std::vector<Role> roles_;  // Each once.
  ScopedWork scoped_;
  DeputyKinds kinds_;
  // Of work that no list of a delegation bears on: the ways to each post that
  // is asked, and to posts and persons by delegations, where there are any.
  std::vector<WaysFrom> to_post_;
  absl::flat_hash_map<Node, WaysFrom> by_delegation_;
  mutable absl::flat_hash_map<std::pair<TaskId, Role>, WaysFrom> to_task_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_ON_THE_SPOT_H_
