#include "src/assign/internal/on_the_spot.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/deputies.h"
#include "src/assign/internal/holding.h"

namespace zeren::internal {

OnTheSpot::OnTheSpot(const Snapshot& snapshot, std::span<const Role> roles)
    : snapshot_(snapshot),
      roles_(roles.begin(), roles.end()),
      scoped_(snapshot),
      kinds_(snapshot),
      to_post_(snapshot.posts().count()) {
  std::sort(roles_.begin(), roles_.end());
  roles_.erase(std::unique(roles_.begin(), roles_.end()), roles_.end());
  if (snapshot_.work().has_delegations()) SpreadDelegations();
  for (const std::uint32_t post : snapshot_.posts().forest().pre_order()) {
    const auto delegated = by_delegation_.find(PostId{post});
    to_post_[post] = delegated != by_delegation_.end()
                         ? delegated->second
                         : FromItself(PostId{post});
  }
  AddDeputies();
}

// The ways by holders who are present and known by name.
WaysFrom OnTheSpot::FromHolders(PostId post) const {
  WaysFrom ways;
  for (const Holder& holder : snapshot_.posts().holders(post)) {
    const std::optional<PersonId> person = holder.person();
    if (person && holder.present) ways.Add(WaysFrom::One(*person));
  }
  return ways;
}

// The ways to a post or person without delegations and deputies.
WaysFrom OnTheSpot::FromItself(Node node) const {
  if (const auto person = node.As<PersonId>()) {
    return snapshot_.people().present(*person) ? WaysFrom::One(*person)
                                               : WaysFrom();
  }
  const PostId post{node.index()};
  // Those who are withheld come last.
  const std::span<const Holder> holders = snapshot_.posts().holders(post);
  if (!holders.empty() && holders.back().undisclosed()) {
    return WaysFrom::Several();
  }
  return FromHolders(post);
}

// Lets ways spread along the delegations of all work. A post also passes on by
// those of its holders: while one is present that adds nothing, and it is what
// counts in his or her absence.
void OnTheSpot::SpreadDelegations() {
  const Work& work = snapshot_.work();
  // Whose ways lead on to whom.
  std::vector<std::pair<Node, Node>> lines;
  const auto open = [&](Node node) {
    by_delegation_.try_emplace(node, FromItself(node));
  };
  const auto read = [&](Node from, std::span<const Delegate> delegates) {
    for (const Delegate& delegate : delegates) {
      if (delegate.scoped) continue;
      open(from);
      if (delegate.may_redelegate) {
        open(delegate.to);
        lines.emplace_back(delegate.to, from);
      } else {
        by_delegation_[from].Add(FromItself(delegate.to));
      }
    }
  };
  const People& people = snapshot_.people();
  for (std::uint32_t i = 0; i < people.count(); ++i) {
    const PersonId person{i};
    const std::span<const Delegate> own = work.delegations(person);
    if (own.empty()) continue;
    read(person, own);
    for (const PostId post : people.posts(person)) {
      open(person);
      open(post);
      lines.emplace_back(person, post);
    }
  }
  for (const std::uint32_t i : snapshot_.posts().forest().pre_order()) {
    read(PostId{i}, work.delegations(PostId{i}));
  }

  std::sort(lines.begin(), lines.end());
  std::vector<Node> changed;
  for (const auto& [node, ways] : by_delegation_) {
    if (!ways.nobody()) changed.push_back(node);
  }
  while (!changed.empty()) {
    const Node from = changed.back();
    changed.pop_back();
    const WaysFrom ways = by_delegation_.at(from);
    auto line = std::lower_bound(lines.begin(), lines.end(),
                                 std::pair(from, Node(NodeKind::kUnit, 0)));
    for (; line != lines.end() && line->first == from; ++line) {
      if (by_delegation_.at(line->second).Add(ways)) {
        changed.push_back(line->second);
      }
    }
  }
}

// Adds the ways by those who deputize, named ones, in the same unit.
void OnTheSpot::AddDeputies() {
  if (kinds_.empty()) return;
  const Units& units = snapshot_.units();
  // By kind of deputies, then of those that these stand in for.
  absl::flat_hash_map<std::uint32_t, WaysFrom> by;
  absl::flat_hash_map<std::uint32_t, WaysFrom> to;
  for (const std::uint32_t unit : units.forest().pre_order()) {
    const IdRange<PostId> deputies = units.deputies(UnitId{unit});
    if (deputies.empty()) continue;
    by.clear();
    to.clear();
    for (const PostId deputy : deputies) {
      by[kinds_.of(deputy)].Add(FromHolders(deputy));
    }
    for (const auto& [kind, ways] : by) {
      for (const std::uint32_t other : kinds_.StandsInFor(kind)) {
        to[other].Add(ways);
      }
    }
    for (const PostId post : units.posts(UnitId{unit})) {
      const auto ways = to.find(kinds_.of(post));
      if (ways != to.end()) to_post_[Index(post)].Add(ways->second);
    }
  }
}

template <typename Visit, typename FromTask>
void OnTheSpot::ForEachTarget(Node work_node, const Visit& visit,
                              const FromTask& from_task) const {
  const Work& work = snapshot_.work();
  const std::optional<TaskId> task = work_node.As<TaskId>();
  const std::optional<DutyId> duty = work_node.As<DutyId>();
  if (duty && !work.in_force(*duty)) return;
  for (const Role role : roles_) {
    bool assigned = false;
    if (task) {
      if (const auto nearest = work.nearest_assigned(*task, role)) {
        from_task(*nearest, role);
        assigned = true;
      }
    } else {
      for (const Assigned& one : work.assignments(*duty)) {
        if (one.role != role) continue;
        visit(one.to);
        assigned = true;
      }
    }
    if (assigned || !HasFallback(role)) continue;
    if (task) {
      if (const auto unit = work.unit(*task)) visit(Node(*unit));
    } else if (const auto bearer = work.bearer(*duty)) {
      visit(*bearer);
    }
  }
}

WaysFrom OnTheSpot::FromTarget(Node target) const {
  if (const auto post = target.As<PostId>()) return to_post_[Index(*post)];
  if (const auto unit = target.As<UnitId>()) {
    const std::optional<PostId> head = snapshot_.units().head(*unit);
    return head ? to_post_[Index(*head)] : WaysFrom();
  }
  const auto delegated = by_delegation_.find(target);
  return delegated != by_delegation_.end() ? delegated->second
                                           : FromItself(target);
}

WaysFrom OnTheSpot::FromAssignments(std::span<const Assigned> assignments,
                                    Role role) const {
  WaysFrom ways;
  for (const Assigned& assigned : assignments) {
    if (assigned.role == role) ways.Add(FromTarget(assigned.to));
  }
  return ways;
}

WaysFrom OnTheSpot::Of(Node work) const {
  WaysFrom ways;
  if (scoped_.Contains(work)) {
    const All all = AllOf(work);
    if (all.undisclosed) return WaysFrom::Several();
    for (const PersonId person : all.persons) ways.Add(WaysFrom::One(person));
    return ways;
  }
  ForEachTarget(
      work, [&](Node target) { ways.Add(FromTarget(target)); },
      [&](TaskId task, Role role) {
        const std::span<const Assigned> assignments =
            snapshot_.work().assignments(task);
        // Few are gone through again as fast as an answer is remembered.
        constexpr std::size_t kFew = 4;
        if (assignments.size() <= kFew) {
          ways.Add(FromAssignments(assignments, role));
          return;
        }
        const auto [known, first] = to_task_.try_emplace({task, role});
        if (first) known->second = FromAssignments(assignments, role);
        ways.Add(known->second);
      });
  return ways;
}

// Search
//
// Follows all ways to one piece of work back to where they start.
class OnTheSpot::Search {
 public:
  Search(const Snapshot& snapshot, const DeputyKinds& kinds, Node work)
      : snapshot_(snapshot), kinds_(kinds), work_(work) {}

  // Whoever is asked: delegates and deputies count.
  void Ask(Node target) {
    std::optional<PostId> post = target.As<PostId>();
    if (const auto unit = target.As<UnitId>()) {
      post = snapshot_.units().head(*unit);
      if (!post) return;
    }
    Follow(post ? Node(*post) : target);
    if (post && asked_.insert(*post).second) AskDeputies(*post);
  }

  All Take() && {
    while (!open_.empty()) {
      const Node node = open_.back();
      open_.pop_back();
      AskItself(node);
      if (const auto post = node.As<PostId>()) {
        PassOn(snapshot_.work().delegations(*post));
        for (const Holder& holder : snapshot_.posts().holders(*post)) {
          if (const auto person = holder.person()) Follow(*person);
        }
      } else {
        PassOn(snapshot_.work().delegations(PersonId{node.index()}));
      }
    }
    std::sort(all_.persons.begin(), all_.persons.end());
    return std::move(all_);
  }

 private:
  // Looks at a node, with its delegations.
  void Follow(Node node) {
    if (followed_.insert(node).second) open_.push_back(node);
  }

  void PassOn(std::span<const Delegate> delegates) {
    for (const Delegate& delegate : delegates) {
      if (!snapshot_.work().Covers(delegate, work_)) continue;
      if (delegate.may_redelegate) {
        Follow(delegate.to);
      } else {
        AskItself(delegate.to);
      }
    }
  }

  void AskItself(Node node) {
    if (!looked_at_.insert(node).second) return;
    if (const auto person = node.As<PersonId>()) {
      if (snapshot_.people().present(*person)) Add(*person);
      return;
    }
    AddHolders(PostId{node.index()}, /*withheld_too=*/true);
  }

  void AskDeputies(PostId post) {
    const std::optional<UnitId> unit = snapshot_.posts().unit(post);
    if (!unit) return;
    for (const PostId deputy : snapshot_.units().deputies(*unit)) {
      if (kinds_.StandsIn(deputy, post)) {
        AddHolders(deputy, /*withheld_too=*/false);
      }
    }
  }

  void AddHolders(PostId post, bool withheld_too) {
    for (const Holder& holder : snapshot_.posts().holders(post)) {
      if (holder.undisclosed()) {
        all_.undisclosed = all_.undisclosed || withheld_too;
      } else if (holder.present) {
        Add(*holder.person());
      }
    }
  }

  void Add(PersonId person) {
    if (found_.insert(person).second) all_.persons.push_back(person);
  }

  const Snapshot& snapshot_;
  const DeputyKinds& kinds_;
  const Node work_;
  std::vector<Node> open_;
  absl::flat_hash_set<Node> followed_;
  absl::flat_hash_set<Node> looked_at_;
  absl::flat_hash_set<PostId> asked_;
  absl::flat_hash_set<PersonId> found_;
  All all_;
};

OnTheSpot::All OnTheSpot::AllOf(Node work) const {
  Search search(snapshot_, kinds_, work);
  ForEachTarget(
      work, [&](Node target) { search.Ask(target); },
      [&](TaskId task, Role role) {
        for (const Assigned& one : snapshot_.work().assignments(task)) {
          if (one.role == role) search.Ask(one.to);
        }
      });
  return std::move(search).Take();
}

bool OnTheSpot::Complete(Node work_node) const {
  const std::optional<TaskId> task = work_node.As<TaskId>();
  const Work& work = snapshot_.work();
  const Forest& tasks = work.tasks();
  if (!task || tasks.cycles().empty() ||
      !tasks.is_cut(tasks.root(Index(*task)))) {
    return true;
  }
  // A task above might be assigned, or be on the list of a delegation.
  return !work.has_scoped_delegations() &&
         std::all_of(roles_.begin(), roles_.end(), [&](Role role) {
           return work.nearest_assigned(*task, role).has_value();
         });
}

}  // namespace zeren::internal
