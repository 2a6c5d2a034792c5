#include "zeren/assign/resolution.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "src/assign/internal/holding.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/chain.h"

namespace zeren {
namespace {

using internal::Holding;

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
    std::vector<std::uint8_t> first(elements.size(), 0);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i == 0 || places[i].first != places[i - 1].first) {
        first[places[i].second] = 1;
      }
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (first[i] != 0) *end++ = elements[i];
    }
  }
  elements.erase(end, elements.end());
}

// Resolver
//
// Answers one question. The whole way lies in `who_.steps`.
class Resolver {
 public:
  Resolver(const Snapshot& snapshot, Node work, Role role)
      : snapshot_(snapshot) {
    who_.work = work;
    who_.role = role;
    who_.complete = snapshot.has_all_records();
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
    const Work& work = snapshot_.work();
    const auto assigned = work.nearest_assigned(task, who_.role);
    TaskId at = task;
    while (at != assigned) {
      const std::optional<TaskId> parent = work.parent(at);
      if (!parent) break;
      Step(at, ResolutionRule::kParentTask, *parent);
      at = *parent;
    }
    if (assigned) {
      FollowAssignments(at, work.assignments(at));
      return;
    }
    if (work.tasks().is_cut(Index(at))) who_.complete = false;
    FallBack(ResolutionRule::kUnitFallback, work.unit(task));
  }

  void ResolveDuty(DutyId duty) {
    const Work& work = snapshot_.work();
    if (!work.in_force(duty)) {
      Step(duty, ResolutionRule::kNobody, duty);
      return;
    }
    FollowAssignments(duty, work.assignments(duty));
    if (!who_.assigned) {
      FallBack(ResolutionRule::kBearer, work.bearer(duty));
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
    if (!to || !internal::HasFallback(who_.role)) {
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

  bool Answers(Node at) {
    if (const auto post = at.As<PostId>()) return PostAnswers(*post);
    const auto person = at.As<PersonId>();
    if (!person || !snapshot_.people().present(*person)) return false;
    who_.persons.push_back(*person);
    Step(at, ResolutionRule::kPerson, at);
    return true;
  }

  // The first that applies: those who hold the post, the post itself if they
  // are not disclosed, those who act, those who deputize.
  bool PostAnswers(PostId post) {
    switch (snapshot_.posts().state(post)) {
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
        return DeputyAnswers(post);
    }
    return false;
  }

  bool DeputyAnswers(PostId post) {
    const Posts& posts = snapshot_.posts();
    const std::optional<UnitId> unit = posts.unit(post);
    if (!unit) return false;
    for (const PostId deputy : snapshot_.units().deputies(*unit)) {
      const auto holding = internal::PresentHolding(posts.holders(deputy));
      if (!holding || !Deputizes(deputy, post)) continue;
      Step(post, ResolutionRule::kDeputy, deputy);
      AddHolders(deputy, *holding);
      return true;
    }
    return false;
  }

  bool Deputizes(PostId deputy, PostId post) const {
    const internal::OrganizationRep& rep = snapshot_.organization().rep();
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
    for (const Holder& holder : snapshot_.posts().holders(post)) {
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
    const Units& units = snapshot_.units();
    if (const auto unit = at.As<UnitId>()) {
      if (const auto head = units.head(*unit)) return {Rule::kUnitHead, *head};
      if (const auto parent = units.parent(*unit)) {
        return {Rule::kParentUnit, *parent};
      }
      if (units.forest().is_cut(at.index())) who_.complete = false;
    } else if (const auto post = at.As<PostId>()) {
      if (const auto superior = snapshot_.posts().superior(*post)) {
        return {Rule::kSuperiorPost, *superior};
      }
      if (snapshot_.posts().ends_at_cut(*post)) who_.complete = false;
    } else {
      // A cut may also have hidden a nearer superior than the one that is
      // found.
      if (SuperiorCut(snapshot_, at)) who_.complete = false;
      if (const auto superior = SuperiorOf(snapshot_, at)) {
        return {Rule::kAbsentPerson, superior->node};
      }
    }
    return {Rule::kNobody, at};
  }

  const Snapshot& snapshot_;
  Resolution who_;
  std::size_t ways_ = 0;  // Assignments that were followed.
};

}  // namespace

Resolution ResolveResponsible(const Snapshot& snapshot, Node work, Role role) {
  return Resolver(snapshot, work, role).Run();
}

}  // namespace zeren
