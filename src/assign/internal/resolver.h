// resolver.h -- who answers, by the facts of one day, wherever they are.

#ifndef ZEREN_ASSIGN_INTERNAL_RESOLVER_H_
#define ZEREN_ASSIGN_INTERNAL_RESOLVER_H_

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "src/assign/internal/delegation_search.h"
#include "src/assign/internal/holding.h"
#include "src/assign/internal/snapshot_day.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/assign/resolution.h"

namespace zeren::internal {

// Keeps the first appearance of each element, in order.
template <typename T>
void KeepFirst(std::vector<T>& elements) {
  // Up to here, comparing all with all is faster than sorting.
  constexpr std::size_t kFew = 16;
  auto end = elements.begin();
  if (elements.size() <= kFew) {
    for (const T element : elements) {
      if (std::find(elements.begin(), end, element) == end) *end++ = element;
    }
  } else {
    std::vector<std::pair<T, std::size_t>> places;
    places.reserve(elements.size());
    for (const T element : elements) {
      places.emplace_back(element, places.size());
    }
    std::sort(places.begin(), places.end());
    const auto equal = [](const auto& a, const auto& b) {
      return a.first == b.first;
    };
    places.erase(std::unique(places.begin(), places.end(), equal),
                 places.end());
    std::sort(places.begin(), places.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    for (const auto& [element, place] : places) *end++ = element;
  }
  elements.erase(end, elements.end());
}

// Resolver
//
// Answers one question. The whole way lies in `who_.steps`. A `Day` is a
// `SnapshotDay` or a `HistoryDay&`.
template <typename Day>
class Resolver {
 public:
  Resolver(Day day, Node work, Role role) : day_(day) {
    who_.work = work;
    who_.role = role;
    who_.complete = day_.organization().left_out().empty();
    who_.steps.reserve(4);  // What most questions take.
  }

  Resolution Run() && {
    if (const auto task = who_.work.As<TaskId>()) {
      ResolveTask(*task);
    } else if (const auto duty = who_.work.As<DutyId>()) {
      ResolveDuty(*duty);
    } else {
      assert(false && "work is a task or a duty");
    }
    if (ways_ > 1) {
      KeepFirst(who_.persons);
      KeepFirst(who_.posts);
    }
    return std::move(who_);
  }

 private:
  void Step(Node at, ResolutionRule rule, Node to) {
    who_.steps.push_back({at, rule, to});
  }

  // ---- From the work to whom it is assigned to

  void ResolveTask(TaskId task) {
    const NearestAssigned nearest = day_.nearest_assigned(task, who_.role);
    TaskId at = task;
    while (at != nearest.task) {
      const std::optional<TaskId> parent = day_.parent(at);
      if (!parent) break;
      Step(at, ResolutionRule::kParentTask, *parent);
      at = *parent;
    }
    if (nearest.task) {
      FollowAssignments(at, nearest.assignments);
      return;
    }
    if (day_.is_cut(at)) who_.complete = false;
    FallBack(ResolutionRule::kUnitFallback, day_.unit(task));
  }

  void ResolveDuty(DutyId duty) {
    if (!day_.in_force(duty)) {
      Step(duty, ResolutionRule::kNobody, duty);
      return;
    }
    FollowAssignments(duty, day_.assignments(duty, who_.role));
    if (!who_.assigned) {
      FallBack(ResolutionRule::kBearer, day_.bearer(duty));
    }
  }

  void FollowAssignments(Node work, std::span<const Assigned> assignments) {
    for (const Assigned& assigned : assignments) {
      if (assigned.role != who_.role) continue;
      who_.assigned = true;
      Step(work, ResolutionRule::kAssignment, assigned.to);
      Follow(assigned.to);
    }
  }

  void FallBack(ResolutionRule rule, std::optional<Node> to) {
    if (!to || !HasFallback(who_.role)) {
      Step(who_.work, ResolutionRule::kNobody, who_.work);
      return;
    }
    Step(who_.work, rule, *to);
    Follow(*to);
  }

  // ---- From there up to somebody who answers

  void Follow(Node at) {
    ++ways_;
    std::uint32_t hops = 0;
    while (!Answers(at)) {
      const auto [rule, to] = Above(at);
      Step(at, rule, to);
      if (rule == ResolutionRule::kNobody) break;
      // Its head post is where a unit is, and not above it.
      if (rule != ResolutionRule::kUnitHead) ++hops;
      at = to;
    }
    who_.hops = std::max(who_.hops, hops);
  }

  // The first that applies: the node itself, a delegate, a deputy.
  bool Answers(Node at) {
    if (const auto post = at.As<PostId>()) {
      return AnswersItself(at) || DelegateAnswers(at) || DeputyAnswers(*post);
    }
    return at.kind() == NodeKind::kPerson &&
           (AnswersItself(at) || DelegateAnswers(at));
  }

  // Of a post: those who hold it, the post if they are not disclosed, those who
  // act. Of a person: whoever is present.
  bool AnswersItself(Node at) {
    if (const auto person = at.As<PersonId>()) {
      if (!day_.present(*person)) return false;
      who_.persons.push_back(*person);
      Step(at, ResolutionRule::kPerson, at);
      return true;
    }
    const PostId post{at.index()};
    switch (day_.state(post)) {
      case PostState::kOccupied:
        AddHolders(post, Holding::kInOwnRight);
        return true;
      case PostState::kUndisclosed:
        who_.posts.push_back(post);
        who_.undisclosed = true;
        Step(post, ResolutionRule::kUndisclosed, post);
        return true;
      case PostState::kActing:
        AddHolders(post, Holding::kActing);
        return true;
      case PostState::kAbolished:
      case PostState::kAbsent:
      case PostState::kVacant:
        break;
    }
    return false;
  }

  bool DelegateAnswers(Node at) {
    if (!day_.has_delegations()) return false;
    if (!delegations_) delegations_.emplace(day_, who_.work);
    const auto found = delegations_->Find(at, &who_.steps);
    if (!found.complete) who_.complete = false;
    return found.end && AnswersItself(*found.end);
  }

  bool DeputyAnswers(PostId post) {
    const std::optional<UnitId> unit = day_.unit(post);
    if (!unit) return false;
    for (const PostId deputy : day_.deputies(*unit)) {
      const auto holding = PresentHolding(day_.holders(deputy));
      if (!holding || !Deputizes(deputy, post)) continue;
      Step(post, ResolutionRule::kDeputy, deputy);
      AddHolders(deputy, *holding);
      return true;
    }
    return false;
  }

  bool Deputizes(PostId deputy, PostId post) const {
    const OrganizationRep& rep = day_.organization().rep();
    const auto& kinds = rep.table<PostView>().Get<&PostView::kind>();
    const PostKind* kind =
        rep.profile.FindPostKind(rep.names.words[kinds[Index(deputy)]]);
    if (kind == nullptr) return false;
    const std::string_view asked = rep.names.words[kinds[Index(post)]];
    return std::find(kind->deputizes_for.begin(), kind->deputizes_for.end(),
                     asked) != kind->deputizes_for.end();
  }

  void AddHolders(PostId post, Holding holding) {
    who_.posts.push_back(post);
    const bool acting = holding == Holding::kActing;
    const ResolutionRule rule =
        acting ? ResolutionRule::kActingHolder : ResolutionRule::kHolder;
    std::optional<PersonId> last;  // Appointments of one person are neighbours.
    for (const Holder& holder : day_.holders(post)) {
      const std::optional<PersonId> person = holder.person();
      if (!person || !holder.present || holder.acting() != acting ||
          person == last) {
        continue;
      }
      who_.persons.push_back(*person);
      Step(post, rule, *person);
      last = person;
    }
  }

  // Where to ask when nobody answers at a node, by which rule; the node itself
  // by `kNobody` where the chain ends.
  std::pair<ResolutionRule, Node> Above(Node at) {
    using Rule = ResolutionRule;
    if (const auto unit = at.As<UnitId>()) {
      if (const auto head = day_.head(*unit)) return {Rule::kUnitHead, *head};
      if (const auto parent = day_.parent(*unit)) {
        return {Rule::kParentUnit, *parent};
      }
      if (day_.is_cut(*unit)) who_.complete = false;
    } else if (const auto post = at.As<PostId>()) {
      if (const auto superior = day_.superior(*post)) {
        return {Rule::kSuperiorPost, *superior};
      }
      if (day_.ends_at_cut(*post)) who_.complete = false;
    } else {
      // A cut may also have hidden a nearer superior than the one that is
      // found.
      const SuperiorAnswer above = day_.superior(PersonId{at.index()});
      if (above.cut) who_.complete = false;
      if (above.superior) return {Rule::kAbsentPerson, above.superior->node};
    }
    return {Rule::kNobody, at};
  }

  Day day_;
  Resolution who_;
  std::optional<DelegationSearchOn<Day>> delegations_;
  std::size_t ways_ = 0;  // Assignments that were followed.
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_RESOLVER_H_
