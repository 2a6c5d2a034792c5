// statement_scope.h -- the posts, units and people of a statement.

#ifndef ZEREN_ADVISE_INTERNAL_STATEMENT_SCOPE_H_
#define ZEREN_ADVISE_INTERNAL_STATEMENT_SCOPE_H_

#include <cstdint>
#include <vector>

#include "zeren/advise/statement.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// StatementScope
//
// What statement.h says under (1) to (5), and the step up from each node.
//
// Thread-safety: none, as what is found out about persons is remembered.
// Lifetime: keeps a reference to the snapshot.
class StatementScope {
 public:
  // What a post is to whoever is asked about.
  enum class Standing : std::uint8_t {
    kOutside,
    kOwn,
    kReports,  // Below, as it reports to an own post.
    kSits,     // Below, as it sits in one of the units.
    kAbove,    // Outside, and an own post is below it.
  };

  // O(units + posts).
  StatementScope(const Snapshot& snapshot, Node asked);

  Node asked() const { return asked_; }
  // In order of id.
  const std::vector<PostId>& own_posts() const { return own_posts_; }
  Standing standing(PostId post) const { return standings_[Index(post)]; }
  bool IsBelow(PostId post) const {
    const Standing standing = standings_[Index(post)];
    return standing == Standing::kReports || standing == Standing::kSits;
  }
  bool Has(UnitId unit) const { return units_[Index(unit)] != 0; }

  // Whether what is assigned to a unit, post or person is put to somebody here.
  bool IsPutHere(Node target) const;

  // Returns the persons with a membership in one of the units or an appointment
  // to a post below, each once, without whoever is asked about. O(memberships +
  // appointments).
  std::uint32_t CountPeople() const;

  // Returns the step up from a unit of the statement, a post of it (but the one
  // asked about), or a person to whom work is put here (likewise). O(1), for
  // persons as `SuperiorOf`.
  StatementHop Up(Node node) const;

  // Whether more would be below if no cycle had been cut. O(own posts + units *
  // log roots).
  bool DependsOnCut() const;

 private:
  void FindOwnPosts();
  void FindReports();
  void FindUnits();
  void FindSitting();
  bool LeadsHere(PostId post) const {
    const Standing standing = standings_[Index(post)];
    return standing == Standing::kOwn || standing == Standing::kReports;
  }
  bool AnswersHere(PersonId person) const;
  bool FindAnswersHere(PersonId person) const;

  const Snapshot& snapshot_;
  const Node asked_;
  std::vector<PostId> own_posts_;
  std::vector<Standing> standings_;  // By post.
  std::vector<std::uint8_t> units_;  // By unit.
  enum class Known : std::uint8_t { kNot, kYes, kNo };
  mutable std::vector<Known> answers_here_;  // By person.
};

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_STATEMENT_SCOPE_H_
