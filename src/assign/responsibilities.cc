#include "zeren/assign/responsibilities.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "src/assign/internal/delegation_search.h"
#include "src/assign/internal/deputies.h"
#include "src/assign/internal/holding.h"
#include "src/assign/internal/scoped_work.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren {
namespace {

using internal::Holding;
using internal::StandsItself;

// Whether the way from some place leads to who is asked about.
struct Way {
  bool leads = false;
  std::uint32_t hops = 0;  // If it does.
  bool complete = true;
};

// Of several ways the shortest that leads there counts.
Way Merge(Way a, const Way& b) {
  if (b.leads && (!a.leads || b.hops < a.hops)) {
    a.leads = true;
    a.hops = b.hops;
  }
  a.complete = a.complete && b.complete;
  return a;
}

Way Further(Way way, std::uint32_t hops) {
  way.hops += hops;
  return way;
}

// ReverseResolver
//
// Finds out for each post once whether the way from it leads to the one asked
// about, and asks that of each piece of work.
class ReverseResolver {
 public:
  ReverseResolver(const Snapshot& snapshot, Node asked)
      : snapshot_(snapshot),
        asked_(asked),
        scoped_(snapshot),
        delegations_(snapshot),
        by_holding_(snapshot.posts().count(), 0),
        from_post_(snapshot.posts().count()) {
    MarkPosts();
    const std::vector<std::uint32_t> deputies =
        internal::FirstDeputies(snapshot);
    for (const std::uint32_t post : snapshot.posts().forest().pre_order()) {
      from_post_[post] = FindFromPost(
          PostId{post}, deputies.empty() ? kNoIndex : deputies[post]);
    }
    found_.node = asked;
    found_.complete = snapshot.has_all_records();
  }

  void AddRole(Role role) {
    AddTasks(role);
    AddDuties(role);
  }

  Responsibilities Take() && {
    const Organization& org = snapshot_.organization();
    std::sort(found_.work.begin(), found_.work.end(),
              [&](const Responsibility& a, const Responsibility& b) {
                if (a.work != b.work) return org.Before(a.work, b.work);
                return a.role < b.role;
              });
    return std::move(found_);
  }

 private:
  static constexpr std::uint8_t kAsHolder = 1;
  static constexpr std::uint8_t kAsDeputy = 2;

  // ---- Posts

  // Marks the posts by which the one asked about answers: where they are asked,
  // and where they deputize.
  void MarkPosts() {
    if (const auto post = asked_.As<PostId>()) {
      by_holding_[Index(*post)] = kAsHolder | kAsDeputy;
      return;
    }
    const PersonId person{asked_.index()};
    if (!snapshot_.people().present(person)) return;
    for (const PostId post : snapshot_.people().posts(person)) {
      const std::span<const Holder> holders = snapshot_.posts().holders(post);
      const bool acting = internal::PresentHolding(holders) == Holding::kActing;
      const bool answers =
          std::any_of(holders.begin(), holders.end(), [&](const Holder& h) {
            return h.person() == person && h.acting() == acting;
          });
      if (!answers) continue;
      const bool withheld =
          snapshot_.posts().state(post) == PostState::kUndisclosed;
      by_holding_[Index(post)] = withheld ? kAsDeputy : kAsHolder | kAsDeputy;
    }
  }

  Way FindFromPost(PostId post, std::uint32_t deputy) {
    const Posts& posts = snapshot_.posts();
    if (StandsItself(posts.state(post))) return {.leads = Stands(post)};
    bool complete = true;
    if (const auto way = FromDelegates(post, complete)) return *way;
    Way way;
    if (deputy != kNoIndex) {
      way.leads = (by_holding_[deputy] & kAsDeputy) != 0;
    } else if (const auto superior = posts.superior(post)) {
      way = Further(from_post_[Index(*superior)], 1);
    } else {
      way.complete = !posts.ends_at_cut(post);
    }
    way.complete = way.complete && complete;
    return way;
  }

  std::optional<Way> FromDelegates(Node from, bool& complete) {
    if (!snapshot_.work().has_delegations()) return std::nullopt;
    const auto found = delegations_.Find(from);
    complete = found.complete;
    if (!found.end) return std::nullopt;
    return Way{.leads = Stands(*found.end), .complete = complete};
  }

  // Whether the one asked about answers where a post or person does so itself.
  bool Stands(Node node) const {
    if (const auto post = node.As<PostId>()) {
      return (by_holding_[Index(*post)] & kAsHolder) != 0;
    }
    return node == asked_;
  }

  // ---- Whom work is put to

  Way From(Node target) {
    if (const auto post = target.As<PostId>()) return from_post_[Index(*post)];
    if (const auto unit = target.As<UnitId>()) return FromUnit(*unit);
    if (snapshot_.people().present(PersonId{target.index()})) {
      return {.leads = target == asked_};
    }
    bool complete = true;
    if (const auto way = FromDelegates(target, complete)) return *way;
    Way way;
    if (const auto superior = SuperiorOf(snapshot_, target)) {
      way = Further(from_post_[superior->node.index()], 1);
    }
    way.complete = way.complete && complete && !SuperiorCut(snapshot_, target);
    return way;
  }

  Way FromUnit(UnitId unit) const {
    const Units& units = snapshot_.units();
    const Forest& forest = units.forest();
    if (const auto headed = units.nearest_headed(unit)) {
      return Further(from_post_[Index(*units.head(*headed))],
                     forest.depth(Index(unit)) - forest.depth(Index(*headed)));
    }
    return {.complete = forest.cycles().empty() ||
                        !forest.is_cut(forest.root(Index(unit)))};
  }

  Way FromAssignments(std::span<const Assigned> assignments, Role role) {
    Way way;
    for (const Assigned& assigned : assignments) {
      if (assigned.role == role) way = Merge(way, From(assigned.to));
    }
    return way;
  }

  Way FromFallback(std::optional<Node> fallback, Role role) {
    if (!fallback || !internal::HasFallback(role)) return {};
    return From(*fallback);
  }

  // ---- Work

  void AddTasks(Role role) {
    const Work& work = snapshot_.work();
    const Forest& tasks = work.tasks();
    // What was found for the tasks that have assignments of their own.
    std::vector<Way> own(tasks.capacity());
    for (const std::uint32_t index : tasks.pre_order()) {
      const TaskId task{index};
      const auto nearest = work.nearest_assigned(task, role);
      if (nearest == task) {
        own[index] = FromAssignments(work.assignments(task), role);
      }
      if (scoped_.Contains(task)) {
        AddByItself(task, role);
      } else if (nearest) {
        Add(task, role, true, own[Index(*nearest)]);
      } else {
        Way way = FromFallback(work.unit(task), role);
        if (!tasks.cycles().empty() && tasks.is_cut(tasks.root(index))) {
          way.complete = false;
        }
        Add(task, role, false, way);
      }
    }
  }

  void AddDuties(Role role) {
    const Work& work = snapshot_.work();
    for (const std::uint32_t index : work.duties().pre_order()) {
      const DutyId duty{index};
      if (scoped_.Contains(duty)) {
        AddByItself(duty, role);
        continue;
      }
      const std::span<const Assigned> assignments = work.assignments(duty);
      const bool assigned =
          std::any_of(assignments.begin(), assignments.end(),
                      [role](const Assigned& a) { return a.role == role; });
      Add(duty, role, assigned,
          assigned ? FromAssignments(assignments, role)
                   : FromFallback(work.bearer(duty), role));
    }
  }

  void AddByItself(Node work, Role role) {
    const Resolution who = ResolveResponsible(snapshot_, work, role);
    Way way;
    std::uint32_t hops = 0;
    for (const ResolutionStep& step : who.steps) {
      switch (step.rule) {
        case ResolutionRule::kAssignment:
          hops = 0;
          break;
        case ResolutionRule::kParentUnit:
        case ResolutionRule::kSuperiorPost:
        case ResolutionRule::kAbsentPerson:
          ++hops;
          break;
        case ResolutionRule::kHolder:
        case ResolutionRule::kActingHolder:
        case ResolutionRule::kUndisclosed:
        case ResolutionRule::kPerson:
          if (step.at == asked_ || step.to == asked_) {
            way = Merge(way, {.leads = true, .hops = hops});
          }
          break;
        default:
          break;
      }
    }
    way.complete = who.complete;
    Add(work, role, who.assigned, way);
  }

  void Add(Node work, Role role, bool assigned, const Way& way) {
    const bool complete = way.complete && snapshot_.has_all_records();
    if (!complete) found_.complete = false;
    if (way.leads) {
      found_.work.push_back({work, role, assigned, way.hops, complete});
    }
  }

  const Snapshot& snapshot_;
  const Node asked_;
  const internal::ScopedWork scoped_;
  internal::DelegationSearch delegations_;  // Of work that no list covers.
  std::vector<std::uint8_t> by_holding_;    // By post; see `MarkPosts`.
  std::vector<Way> from_post_;
  Responsibilities found_;
};

}  // namespace

absl::StatusOr<Responsibilities> ResponsibilitiesOf(const Snapshot& snapshot,
                                                    Node node,
                                                    std::optional<Role> role) {
  if (node.kind() != NodeKind::kPerson && node.kind() != NodeKind::kPost) {
    return absl::InvalidArgumentError(internal::ToAbsl(internal::Concat(
        "\"", snapshot.organization().NameOf(node),
        "\" answers for nothing itself; ask about a person or a post")));
  }
  ReverseResolver resolver(snapshot, node);
  for (std::size_t i = 0; i < kRoles; ++i) {
    const Role one = static_cast<Role>(i);
    if (!role || *role == one) resolver.AddRole(one);
  }
  return std::move(resolver).Take();
}

}  // namespace zeren
