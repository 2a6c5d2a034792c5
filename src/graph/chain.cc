#include "zeren/graph/chain.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/person_lines.h"
#include "src/graph/internal/snapshot_rep.h"
#include "src/graph/internal/superior_rules.h"
#include "zeren/core/period.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::DayNumber;
using internal::OrganizationRep;
using internal::SuperiorAnswer;

// The answer of a node that stands in a forest and nowhere else.
template <typename Id>
SuperiorAnswer AnswerIn(const Forest& forest, Id node, LineRule rule) {
  if (!forest.Contains(Index(node))) return {};
  const std::uint32_t above = forest.parent(Index(node));
  if (above == kNoIndex) return {std::nullopt, forest.is_cut(Index(node))};
  return {ChainHop{Id{above}, rule}, false};
}

SuperiorAnswer AnswerOfPost(const Posts& posts, PostId post) {
  const std::optional<PostId> superior = posts.superior(post);
  if (!superior) return {std::nullopt, posts.ends_at_cut(post)};
  return {ChainHop{*superior, posts.superior_rule(post)}, false};
}

// Whether the tree of a node has its root because a cycle was cut there.
bool HasCutRoot(const Forest& forest, std::uint32_t node) {
  return !forest.cycles().empty() && forest.is_cut(forest.root(node));
}

// What the rule of persons asks about a snapshot.
class PersonsOf {
 public:
  explicit PersonsOf(const Snapshot& snapshot) : snapshot_(snapshot) {}

  std::optional<UnitId> main_unit(PersonId person) const {
    return MainUnitOf(snapshot_, person);
  }
  std::optional<UnitId> nearest_headed(UnitId unit) const {
    return snapshot_.units().nearest_headed(unit);
  }
  std::optional<PostId> head(UnitId unit) const {
    return snapshot_.units().head(unit);
  }
  bool top_cut(UnitId unit) const {
    return HasCutRoot(snapshot_.units().forest(), Index(unit));
  }
  bool holds(PersonId person, PostId post) const {
    const auto posts = snapshot_.people().posts(person).indices();
    return std::find(posts.begin(), posts.end(), Index(post)) != posts.end();
  }
  std::optional<PostId> own_post(PersonId person) const {
    if (snapshot_.people().posts(person).empty()) return std::nullopt;
    const OrganizationRep& org = snapshot_.organization().rep();
    const DayNumber day = internal::ToDayNumber(snapshot_.day());
    return internal::OwnPost(org, person, [&](std::uint32_t row) {
      return org.appointment_periods[row].Contains(day);
    });
  }
  SuperiorAnswer answer_of(PostId post) const {
    return AnswerOfPost(snapshot_.posts(), post);
  }

 private:
  const Snapshot& snapshot_;
};

SuperiorAnswer AnswerOfPerson(const Snapshot& snapshot, PersonId person) {
  const PersonsOf day(snapshot);
  return internal::SuperiorOfPerson(day, person);
}

SuperiorAnswer Ask(const Snapshot& snapshot, Node node) {
  const std::uint32_t index = node.index();
  switch (node.kind()) {
    case NodeKind::kUnit:
      return AnswerIn(snapshot.units().forest(), UnitId{index},
                      LineRule::kParent);
    case NodeKind::kPost:
      return AnswerOfPost(snapshot.posts(), PostId{index});
    case NodeKind::kPerson:
      return AnswerOfPerson(snapshot, PersonId{index});
    case NodeKind::kTask:
      return AnswerIn(snapshot.work().tasks(), TaskId{index},
                      LineRule::kParent);
    case NodeKind::kDuty:
      return AnswerIn(snapshot.work().duties(), DutyId{index},
                      LineRule::kSuperior);
    case NodeKind::kEvent:
    case NodeKind::kFinding:
    case NodeKind::kDelegation:
    case NodeKind::kDocument:
      break;
  }
  return {};
}

bool HasSuperiors(NodeKind kind) {
  switch (kind) {
    case NodeKind::kUnit:
    case NodeKind::kPost:
    case NodeKind::kPerson:
    case NodeKind::kTask:
    case NodeKind::kDuty:
      return true;
    case NodeKind::kEvent:
    case NodeKind::kFinding:
    case NodeKind::kDelegation:
    case NodeKind::kDocument:
      break;
  }
  return false;
}

template <typename Id>
std::optional<Id> LowestCommon(const Forest& forest, Id a, Id b) {
  if (!forest.Contains(Index(a)) || !forest.Contains(Index(b))) {
    return std::nullopt;
  }
  return OptionalId<Id>(forest.LowestCommonAncestor(Index(a), Index(b)));
}

}  // namespace

std::optional<ChainHop> SuperiorOf(const Snapshot& snapshot, Node node) {
  return Ask(snapshot, node).superior;
}

bool SuperiorCut(const Snapshot& snapshot, Node node) {
  return Ask(snapshot, node).cut;
}

absl::StatusOr<Chain> ChainOf(const Snapshot& snapshot, Node node) {
  const Organization& organization = snapshot.organization();
  if (!HasSuperiors(node.kind())) {
    return absl::InvalidArgumentError(internal::ToAbsl(
        Concat("\"", organization.NameOf(node),
               "\" has no superiors; ask for a unit, post, person, task or "
               "duty")));
  }
  if (!snapshot.InForce(node)) {
    return absl::FailedPreconditionError(internal::ToAbsl(
        Concat("\"", organization.NameOf(node), "\" is not in force on ",
               FormatDay(snapshot.day()))));
  }
  Chain chain;
  chain.node = node;
  chain.complete = snapshot.has_all_records();
  while (true) {
    const SuperiorAnswer answer = Ask(snapshot, node);
    if (answer.cut) chain.complete = false;
    if (!answer.superior) return chain;
    chain.hops.push_back(*answer.superior);
    node = answer.superior->node;
  }
}

std::optional<UnitId> MainUnitOf(const Snapshot& snapshot, PersonId person) {
  if (const std::optional<UnitId> home = snapshot.people().home(person)) {
    return home;
  }
  const OrganizationRep& org = snapshot.organization().rep();
  const auto& memberships = org.table<MembershipView>();
  std::uint32_t best = kNoIndex;
  DayNumber best_start = internal::kDawn;
  for (const std::uint32_t row : snapshot.people().membership_rows(person)) {
    const std::uint32_t unit = memberships.Get<&MembershipView::unit>()[row];
    const DayNumber start = memberships.Written(row).from;
    if (best == kNoIndex || start > best_start ||
        (start == best_start && org.id(UnitId{unit}) < org.id(UnitId{best}))) {
      best = unit;
      best_start = start;
    }
  }
  return OptionalId<UnitId>(best);
}

IdRange<PersonId> PersonsUnder(const Snapshot& snapshot, PostId post) {
  return IdRange<PersonId>(
      snapshot.rep().structure->person_lines.Under(snapshot, post));
}

std::optional<UnitId> LowestCommonSuperior(const Snapshot& snapshot, UnitId a,
                                           UnitId b) {
  return LowestCommon(snapshot.units().forest(), a, b);
}
std::optional<PostId> LowestCommonSuperior(const Snapshot& snapshot, PostId a,
                                           PostId b) {
  return LowestCommon(snapshot.posts().forest(), a, b);
}

namespace internal {

std::span<const std::uint32_t> PersonLines::Under(const Snapshot& snapshot,
                                                  PostId post) const {
  std::call_once(found_, [&] { Find(snapshot); });
  const std::uint32_t begin = begins_[Index(post)];
  return std::span(persons_).subspan(begin, begins_[Index(post) + 1] - begin);
}

void PersonLines::Find(const Snapshot& snapshot) const {
  const std::uint32_t count = snapshot.people().count();
  std::vector<std::uint32_t> superiors(count, kNoIndex);
  Lists lists(snapshot.posts().count());
  for (std::uint32_t person = 0; person < count; ++person) {
    if (const auto hop = SuperiorOf(snapshot, PersonId{person})) {
      superiors[person] = hop->node.index();
      lists.Count(superiors[person]);
    }
  }
  lists.EndCounting();
  for (std::uint32_t person = 0; person < count; ++person) {
    if (superiors[person] != kNoIndex) lists.Add(superiors[person], person);
  }
  const OrganizationRep& org = snapshot.organization().rep();
  lists.Sort([&](std::uint32_t a, std::uint32_t b) {
    return org.id(PersonId{a}) < org.id(PersonId{b});
  });
  lists.MoveTo(begins_, persons_);
}

}  // namespace internal
}  // namespace zeren
