#include "src/assign/internal/answerability.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "src/assign/internal/deputies.h"
#include "src/assign/internal/holding.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren::internal {

Answerability::Answerability(const Snapshot& snapshot)
    : snapshot_(snapshot),
      scoped_(snapshot),
      delegations_(snapshot_),
      answered_at_post_(snapshot.posts().count(), 0) {
  const Posts& posts = snapshot_.posts();
  const Forest& forest = posts.forest();
  const bool delegated = snapshot_.work().has_delegations();
  const std::vector<std::uint32_t> deputies = FirstDeputies(snapshot);
  for (const std::uint32_t post : forest.pre_order()) {
    // What somebody answers for above is answered for below.
    const std::uint32_t superior = forest.parent(post);
    answered_at_post_[post] =
        StandsItself(posts.state(PostId{post})) ||
        (superior != kNoIndex && answered_at_post_[superior] != 0) ||
        (!deputies.empty() && deputies[post] != kNoIndex) ||
        (delegated && delegations_.Find(PostId{post}).end);
  }
}

bool Answerability::Answered(Node work_node, Role role) const {
  if (scoped_.Contains(work_node)) {
    return ResolveResponsible(snapshot_, work_node, role).answered();
  }
  const Work& work = snapshot_.work();
  std::optional<Node> fallback;
  if (const auto task = work_node.As<TaskId>()) {
    if (const auto assigned = work.nearest_assigned(*task, role)) {
      const std::span<const Assigned> assignments = work.assignments(*assigned);
      // Few are gone through again as fast as an answer is remembered.
      constexpr std::size_t kFew = 4;
      if (assignments.size() <= kFew) return AnyAnswers(assignments, role);
      const auto [known, asked_first] =
          answered_by_task_.try_emplace({*assigned, role}, false);
      if (asked_first) known->second = AnyAnswers(assignments, role);
      return known->second;
    }
    fallback = work.unit(*task);
  } else if (const auto duty = work_node.As<DutyId>()) {
    if (!work.in_force(*duty)) return false;
    const std::span<const Assigned> assignments = work.assignments(*duty);
    if (std::any_of(assignments.begin(), assignments.end(),
                    [role](const Assigned& a) { return a.role == role; })) {
      return AnyAnswers(assignments, role);
    }
    fallback = work.bearer(*duty);
  }
  return HasFallback(role) && fallback && Answers(*fallback);
}

bool Answerability::AnyAnswers(std::span<const Assigned> assignments,
                               Role role) const {
  return std::any_of(assignments.begin(), assignments.end(),
                     [&](const Assigned& assigned) {
                       return assigned.role == role && Answers(assigned.to);
                     });
}

bool Answerability::Answers(Node target) const {
  std::optional<PostId> asked = target.As<PostId>();
  if (const auto unit = target.As<UnitId>()) {
    const auto headed = snapshot_.units().nearest_headed(*unit);
    if (headed) asked = snapshot_.units().head(*headed);
  } else if (const auto person = target.As<PersonId>()) {
    if (snapshot_.people().present(*person)) return true;
    if (snapshot_.work().has_delegations() && delegations_.Find(*person).end) {
      return true;
    }
    const std::optional<ChainHop> above = SuperiorOf(snapshot_, target);
    if (above) asked = above->node.As<PostId>();
  }
  return asked && answered_at_post_[Index(*asked)] != 0;
}

}  // namespace zeren::internal
