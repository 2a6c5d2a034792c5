#include "zeren/graph/chain.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/person_lines.h"
#include "src/graph/internal/snapshot_rep.h"
#include "zeren/core/period.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::DayNumber;
using internal::OrganizationRep;

// What a node answers when it is asked for its superior. `cut`: a cycle was cut
// on the way to the answer, which another place for the cut might have changed.
struct Answer {
  std::optional<ChainHop> superior;
  bool cut = false;
};

// The answer of a node that stands in a forest and nowhere else.
template <typename Id>
Answer AnswerIn(const Forest& forest, Id node, LineRule rule) {
  if (!forest.Contains(Index(node))) return {};
  const std::uint32_t above = forest.parent(Index(node));
  if (above == kNoIndex) return {std::nullopt, forest.is_cut(Index(node))};
  return {ChainHop{Id{above}, rule}, false};
}

Answer AnswerOfPost(const Posts& posts, PostId post) {
  const std::optional<PostId> superior = posts.superior(post);
  if (!superior) return {std::nullopt, posts.ends_at_cut(post)};
  return {ChainHop{*superior, posts.superior_rule(post)}, false};
}

// Whether the tree of a node has its root because a cycle was cut there. The
// roots lie in pre-order as the nodes do, each before its tree.
bool HasCutRoot(const Forest& forest, std::uint32_t node) {
  if (forest.cycles().empty()) return false;
  const auto after = std::upper_bound(
      forest.roots().begin(), forest.roots().end(), forest.position(node),
      [&](std::uint32_t position, std::uint32_t root) {
        return position < forest.position(root);
      });
  return forest.is_cut(*(after - 1));
}

bool Holds(const People& people, PersonId person, PostId post) {
  const std::span<const std::uint32_t> posts = people.posts(person).indices();
  return std::find(posts.begin(), posts.end(), Index(post)) != posts.end();
}

// The post as which a person answers where no unit has a head: of several not
// acting before acting, then the latest written start, then the smaller id.
std::optional<PostId> OwnPost(const Snapshot& snapshot, PersonId person) {
  if (snapshot.people().posts(person).empty()) return std::nullopt;
  const OrganizationRep& org = snapshot.organization().rep();
  const auto& appointments = org.table<AppointmentView>();
  const DayNumber day = internal::ToDayNumber(snapshot.day());
  const internal::Groups& groups = org.appointments_of_person.groups;
  std::uint32_t best = kNoIndex;
  std::pair<bool, DayNumber> best_rank;
  for (std::uint32_t i = groups.begin(Index(person));
       i < groups.end(Index(person)); ++i) {
    const std::uint32_t row = org.appointments_of_person.rows[i];
    if (!org.appointment_periods[row].Contains(day)) continue;
    const std::uint32_t post = appointments.Get<&AppointmentView::post>()[row];
    const bool acting = appointments.Get<&AppointmentView::mode>()[row] ==
                        static_cast<std::uint8_t>(AppointmentMode::kActing);
    const std::pair rank(!acting, appointments.Written(row).from);
    if (best == kNoIndex || rank > best_rank ||
        (rank == best_rank && org.id(PostId{post}) < org.id(PostId{best}))) {
      best = post;
      best_rank = rank;
    }
  }
  return OptionalId<PostId>(best);
}

Answer AnswerOfPerson(const Snapshot& snapshot, PersonId person) {
  const Units& units = snapshot.units();
  const Posts& posts = snapshot.posts();
  bool cut = false;
  if (const std::optional<UnitId> unit = MainUnitOf(snapshot, person)) {
    if (const std::optional<UnitId> headed = units.nearest_headed(*unit)) {
      const PostId head = *units.head(*headed);
      if (Holds(snapshot.people(), person, head)) {
        return AnswerOfPost(posts, head);
      }
      const LineRule rule =
          *headed == *unit ? LineRule::kUnitHead : LineRule::kAncestorHead;
      return {ChainHop{head, rule}, false};
    }
    // The cut may hide a unit above, and its head post with it.
    cut = HasCutRoot(units.forest(), Index(*unit));
  }
  const std::optional<PostId> own = OwnPost(snapshot, person);
  if (!own) return {std::nullopt, cut};
  Answer answer = AnswerOfPost(posts, *own);
  answer.cut = answer.cut || cut;
  return answer;
}

Answer Ask(const Snapshot& snapshot, Node node) {
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
    const Answer answer = Ask(snapshot, node);
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
  return IdRange<PersonId>(snapshot.rep().person_lines.Under(snapshot, post));
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
