#include "src/measure/internal/live_conditions.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/container/flat_hash_set.h"
#include "src/graph/internal/matcher.h"
#include "src/graph/internal/record_facts.h"

namespace zeren::internal {
namespace {

// The day that a roll-up follows, for a `Matcher`.
class FollowedDay {
 public:
  FollowedDay(const LiveDay& day, const LiveForest& units)
      : day_(day), units_(units) {}

  const OrganizationRep& rep() const { return day_.rep(); }
  bool Holds(const DayRange& days) const { return days.Contains(day_.day()); }
  bool HasAge(Node node, const Condition::Age& age) const {
    return internal::HasAge(rep(), node, day_.day(), age);
  }
  template <typename Visit>
  bool AnyChildOf(UnitId unit, const Visit& visit) const {
    const auto children = units_.children(Index(unit));
    return std::any_of(
        children.begin(), children.end(),
        [&](std::uint32_t child) { return visit(UnitId{child}); });
  }

 private:
  const LiveDay& day_;
  const LiveForest& units_;
};

}  // namespace

LiveConditions::LiveConditions(LiveDay& day, const LiveForest& units,
                               const RollUpOptions& options)
    : day_(day),
      units_(units),
      where_(options.where),
      within_(options.within),
      asks_members_(AsksMembers(where_) || AsksMembers(within_)),
      kind_(NodeKindOf(options.by)) {}

void LiveConditions::Update(std::span<const std::uint32_t> nodes) {
  if (!asks_nodes()) return;
  kept_.resize(day_.rep().count(kind_), 0);
  for (const std::uint32_t node : nodes) {
    if (node < kept_.size()) kept_[node] = Meets(Node(kind_, node), within_);
  }
}

bool LiveConditions::Meets(Node node, const Condition& condition) const {
  return Matcher(RecordFacts(FollowedDay(day_, units_)))
      .Matches(node, condition);
}

// Persons are asked for themselves, their memberships and their posts; units
// for themselves, their members, posts and child units; posts and tasks for
// themselves.
std::vector<Node> LiveConditions::Reached(
    std::span<const Touch> touches, const LiveForest::Moves& moves) const {
  const OrganizationRep& org = day_.rep();
  absl::flat_hash_set<Node> seen;
  std::vector<Node> reached;
  const auto reach = [&](Node node) {
    if (node.index() < org.count(node.kind()) && seen.insert(node).second) {
      reached.push_back(node);
    }
  };
  const auto& holders =
      org.table<AppointmentView>().Get<&AppointmentView::person>();
  const auto reach_post = [&](std::uint32_t post) {
    reach(PostId{post});
    for (std::uint32_t row = org.appointments_of_post.begin(post);
         row < org.appointments_of_post.end(post); ++row) {
      reach(PersonId{holders[row]});
    }
    if (org.Exists(NodeKind::kPost, post)) {
      reach(UnitId{org.table<PostView>().Get<&PostView::unit>()[post]});
    }
  };
  const auto& members =
      org.table<MembershipView>().Get<&MembershipView::person>();
  const auto reach_unit_and_all_in_it = [&](std::uint32_t unit) {
    reach(UnitId{unit});
    ForEachRow(org.memberships_of_unit, unit,
               [&](std::uint32_t row) { reach(PersonId{members[row]}); });
    ForEachRow(org.posts_of_unit, unit, reach_post);
  };
  const auto& units = org.table<MembershipView>().Get<&MembershipView::unit>();
  const auto reach_units_of = [&](std::uint32_t person) {
    for (std::uint32_t row = org.memberships_of_person.begin(person);
         row < org.memberships_of_person.end(person); ++row) {
      reach(UnitId{units[row]});
    }
  };
  for (const Touch& touch : touches) {
    switch (touch.what) {
      case Touched::kUnit:
        // Memberships and posts begin and end with it; its kind matters to the
        // unit above.
        reach_unit_and_all_in_it(touch.index);
        if (touch.index < units_.capacity() &&
            units_.parent(touch.index) != kNoIndex) {
          reach(UnitId{units_.parent(touch.index)});
        }
        break;
      case Touched::kUnitMembers:
      case Touched::kUnitPosts:
        reach(UnitId{touch.index});
        break;
      case Touched::kPost:
        if (touch.index < org.count(NodeKind::kPost)) reach_post(touch.index);
        break;
      case Touched::kPerson:
        // Memberships begin and end with a person.
        reach(PersonId{touch.index});
        reach_units_of(touch.index);
        break;
      case Touched::kMember:
      case Touched::kHolder:
        reach(PersonId{touch.index});
        break;
      case Touched::kTask:
        reach(TaskId{touch.index});
        break;
      default:
        break;
    }
  }
  for (const std::uint32_t unit : moves.changed) reach(UnitId{unit});
  if (!asks_members_) return reached;
  for (std::size_t i = 0, persons = reached.size(); i < persons; ++i) {
    if (reached[i].kind() == NodeKind::kPerson) {
      reach_units_of(reached[i].index());
    }
  }
  return reached;
}

}  // namespace zeren::internal
