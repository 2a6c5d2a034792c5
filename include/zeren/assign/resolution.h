// resolution.h -- who answers for a piece of work, and why.
//
//   Resolution who = ResolveResponsible(today, *today.Find("task:report"),
//                                       Role::kAccountable);
//   who.persons;  // who answers; empty if nobody does
//   who.steps;    // the way from the work to them

#ifndef ZEREN_ASSIGN_RESOLUTION_H_
#define ZEREN_ASSIGN_RESOLUTION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// What one step of a derivation did.
enum class ResolutionRule : std::uint8_t {
  kAssignment,    // "assignment": the work is assigned to ...
  kParentTask,    // "parent-task": no assignment of the role; its parent's
                  // are asked.
  kUnitFallback,  // "unit-fallback": none on the way up; the task's unit ...
  kBearer,        // "bearer": no assignment; the duty's bearer ...
  kUnitHead,      // "unit-head": a unit stands for its head post.
  kParentUnit,    // "parent-unit": it has none; the unit above. A hop.
  kHolder,        // "holder": a present holder who is not acting.
  kUndisclosed,   // "undisclosed": the post is filled, the name withheld.
  kActingHolder,  // "acting-holder"
  kDelegate,      // "delegate": nobody there; a delegate stands in.
  kAbsentHolder,  // "absent-holder": nobody there; an absent holder, who has
                  // delegated.
  kDeputy,        // "deputy": a post of the unit that deputizes for it.
  kSuperiorPost,  // "superior": nobody there; the superior post. A hop.
  kPerson,        // "person": a person who is present answers.
  kAbsentPerson,  // "absent-person": absent; the superior. A hop.
  kNobody,        // "nobody": the chain ends, and nobody answers.
};
std::string_view NameOf(ResolutionRule rule);

// One step: from `at` by `rule` to `to`. `to` equals `at` where a step goes
// nowhere (`kUndisclosed`, `kPerson`, `kNobody`).
struct ResolutionStep {
  Node at;
  ResolutionRule rule = ResolutionRule::kAssignment;
  Node to;

  friend bool operator==(const ResolutionStep&,
                         const ResolutionStep&) = default;
};

struct Resolution {
  Node work;
  Role role = Role::kAccountable;
  // Who answers, in order of first appearance; holders of one post by id.
  std::vector<PersonId> persons;
  // The posts by which they do, or that are undisclosed; same order.
  std::vector<PostId> posts;
  // Whether an assignment led here, and not a fallback.
  bool assigned = false;
  // A post on the way is filled by somebody whose name is withheld.
  bool undisclosed = false;
  // Steps up the chain on the longest way from one assignment.
  std::uint32_t hops = 0;
  // False if a way ended only because a cycle was cut, if delegations on the
  // way go round in a circle, or if records of the document were left out.
  bool complete = true;
  // The whole derivation, in order.
  std::vector<ResolutionStep> steps;

  // Somebody answers, even if withheld.
  bool answered() const { return undisclosed || !persons.empty(); }

  friend bool operator==(const Resolution&, const Resolution&) = default;
};

// Returns who answers for a task or duty in a role. Nobody is a proper result.
// O(length of the derivation), and of the lists of deputies and the delegations
// that are looked through on the way.
//
// REQUIRES: `work` is a task or duty of the document.
Resolution ResolveResponsible(const Snapshot& snapshot, Node work, Role role);

// Returns what a step did, in English ("en") and Chinese ("zh").
Text Describe(const Snapshot& snapshot, const ResolutionStep& step);
// The same of a step on a day, without its snapshot.
Text Describe(const Organization& organization, absl::CivilDay day,
              const ResolutionStep& step);

}  // namespace zeren

#endif  // ZEREN_ASSIGN_RESOLUTION_H_
