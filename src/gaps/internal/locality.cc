#include "src/gaps/internal/locality.h"

#include <algorithm>
#include <cstdint>

#include "src/model/internal/organization_rep.h"
#include "zeren/model/condition.h"

namespace zeren::internal {
namespace {

// Ages turn on birthdays, which are no facts that turn; child units and members
// are looked at further than one step.
bool AsksNearby(const Condition& condition) {
  const auto nearby = [](const std::vector<Condition>& parts) {
    return std::all_of(parts.begin(), parts.end(), AsksNearby);
  };
  const bool far =
      condition.age || (condition.has && (condition.has->unit_kind ||
                                          !condition.has->member.empty()));
  return !far && nearby(condition.all) && nearby(condition.none) &&
         (!condition.any || nearby(*condition.any));
}

class FocusCollector {
 public:
  explicit FocusCollector(const LiveDay& day) : day_(day), rep_(day.rep()) {}

  void Add(const Touch& touch) {
    switch (touch.what) {
      case Touched::kUnit:
        AddUnit(touch.index);
        break;
      case Touched::kUnitMembers:
      case Touched::kUnitPosts:
        Take(NodeKind::kUnit, touch.index);
        break;
      case Touched::kPost:
        AddPost(touch.index);
        break;
      case Touched::kPerson:
      case Touched::kAbsentee:
        AddPerson(touch.index);
        break;
      case Touched::kMember:
      case Touched::kHolder:
        Take(NodeKind::kPerson, touch.index);
        break;
      case Touched::kUnitTasks:
      case Touched::kTask:
      case Touched::kWhole:
      case Touched::kTaskStanding:
      case Touched::kOther:
        break;
    }
  }

  std::vector<Node> Run() && {
    std::sort(nodes_.begin(), nodes_.end());
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    return std::move(nodes_);
  }

 private:
  void Take(NodeKind kind, std::uint32_t index) {
    if (rep_.Exists(kind, index)) nodes_.emplace_back(kind, index);
  }

  // The unit, those above and below it by any line, and what sits in it.
  void AddUnit(std::uint32_t unit) {
    if (unit >= kNobodyIndex) return;
    Take(NodeKind::kUnit, unit);
    if (rep_.Exists(NodeKind::kUnit, unit)) {
      Take(NodeKind::kUnit,
           rep_.table<UnitView>().Get<&UnitView::parent>()[unit]);
    }
    const auto& parents =
        rep_.table<UnitLineView>().Get<&UnitLineView::parent>();
    for (std::uint32_t row = rep_.lines_of_unit.begin(unit);
         row < rep_.lines_of_unit.end(unit); ++row) {
      Take(NodeKind::kUnit, parents[row]);
    }
    for (const std::uint32_t below : day_.units_below(unit)) {
      Take(NodeKind::kUnit, below);
    }
    ForEachRow(rep_.posts_of_unit, unit,
               [&](std::uint32_t post) { Take(NodeKind::kPost, post); });
  }

  // The post, those that are said to report to it, and the units that it sits
  // in or heads.
  void AddPost(std::uint32_t post) {
    if (post >= kNobodyIndex) return;
    Take(NodeKind::kPost, post);
    TakeUnitOf(post);
    for (const std::uint32_t below : day_.posts_below(post)) {
      Take(NodeKind::kPost, below);
    }
    for (const std::uint32_t unit : day_.units_headed(post)) {
      Take(NodeKind::kUnit, unit);
    }
  }
  void TakeUnitOf(std::uint32_t post) {
    if (!rep_.Exists(NodeKind::kPost, post)) return;
    Take(NodeKind::kUnit, rep_.table<PostView>().Get<&PostView::unit>()[post]);
  }

  // The person, the posts that he or she ever holds, and their units.
  void AddPerson(std::uint32_t person) {
    if (person >= kNobodyIndex) return;
    Take(NodeKind::kPerson, person);
    const auto& posts =
        rep_.table<AppointmentView>().Get<&AppointmentView::post>();
    ForEachRow(rep_.appointments_of_person, person, [&](std::uint32_t row) {
      Take(NodeKind::kPost, posts[row]);
      TakeUnitOf(posts[row]);
    });
  }

  const LiveDay& day_;
  const OrganizationRep& rep_;
  std::vector<Node> nodes_;
};

}  // namespace

bool IsLocal(const BoundRule& rule) {
  const Reach reach = rule.check->scope().reach;
  if (reach != Reach::kSelf && reach != Reach::kRow) return false;
  const std::vector<NodeKind> kinds = rule.check->focus_kinds();
  return AsksNearby(rule.rule.where) &&
         std::all_of(kinds.begin(), kinds.end(), [](NodeKind kind) {
           return kind == NodeKind::kUnit || kind == NodeKind::kPost ||
                  kind == NodeKind::kPerson;
         });
}

std::vector<Node> FociOf(const LiveDay& day, std::span<const Touch> touches) {
  FocusCollector collector(day);
  for (const Touch& touch : touches) collector.Add(touch);
  return std::move(collector).Run();
}

}  // namespace zeren::internal
