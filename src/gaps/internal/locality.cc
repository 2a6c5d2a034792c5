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
      default:
        break;
    }
  }

  // What a change touches more than the passing of days: memberships and
  // appointments that begin and end with their unit, post or person.
  void AddChanged(const Touch& touch, const Forest& tasks) {
    Add(touch);
    switch (touch.what) {
      case Touched::kUnit:
        TakeMembers(touch.index);
        // Posts begin and end with their unit.
        if (!IsKnown(NodeKind::kUnit, touch.index)) break;
        ForEachRow(rep_.posts_of_unit, touch.index, [&](std::uint32_t post) {
          AddPost(post);
          TakeHolders(post);
        });
        break;
      case Touched::kPost:
        TakeHolders(touch.index);
        break;
      case Touched::kPerson:
        TakeUnitsOf(touch.index);
        break;
      case Touched::kPostDelegate:
        AddPost(touch.index);
        break;
      case Touched::kPersonDelegate:
        AddPerson(touch.index);
        break;
      case Touched::kTask:
      case Touched::kTaskWork:
        TakeTasksBelow(touch.index, tasks);
        TakeTasksAbove(touch.index, tasks);
        break;
      case Touched::kWhole:
      case Touched::kTaskStanding:
        TakeTasksAbove(touch.index, tasks);
        break;
      case Touched::kDuty:
        TakeBearer(touch.index);
        TakeDuties();
        break;
      case Touched::kDelegation:
        Take(NodeKind::kDelegation, touch.index);
        break;
      case Touched::kFinding:
        Take(NodeKind::kFinding, touch.index);
        break;
      case Touched::kEvent:
        Take(NodeKind::kEvent, touch.index);
        TakeSubject(touch.index);
        break;
      default:
        break;
    }
  }

  std::vector<Node> Run() && {
    std::sort(nodes_.begin(), nodes_.end());
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    return std::move(nodes_);
  }

 private:
  // Whether anything names it: a change may bring what was not there before.
  bool IsKnown(NodeKind kind, std::uint32_t index) const {
    return index < rep_.names.of(kind).size();
  }
  void Take(NodeKind kind, std::uint32_t index) {
    if (rep_.Exists(kind, index)) nodes_.emplace_back(kind, index);
  }

  // The unit, those above and below it by any line, and what sits in it.
  void AddUnit(std::uint32_t unit) {
    if (!IsKnown(NodeKind::kUnit, unit)) return;
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
    if (!IsKnown(NodeKind::kPost, post)) return;
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
    if (!IsKnown(NodeKind::kPerson, person)) return;
    Take(NodeKind::kPerson, person);
    const auto& posts =
        rep_.table<AppointmentView>().Get<&AppointmentView::post>();
    ForEachRow(rep_.appointments_of_person, person, [&](std::uint32_t row) {
      Take(NodeKind::kPost, posts[row]);
      TakeUnitOf(posts[row]);
    });
  }

  void TakeMembers(std::uint32_t unit) {
    if (!IsKnown(NodeKind::kUnit, unit)) return;
    const auto& persons =
        rep_.table<MembershipView>().Get<&MembershipView::person>();
    ForEachRow(rep_.memberships_of_unit, unit, [&](std::uint32_t row) {
      Take(NodeKind::kPerson, persons[row]);
    });
  }
  void TakeHolders(std::uint32_t post) {
    if (!IsKnown(NodeKind::kPost, post)) return;
    const auto& persons =
        rep_.table<AppointmentView>().Get<&AppointmentView::person>();
    const Groups& groups = rep_.appointments_of_post;
    for (std::uint32_t row = groups.begin(post); row < groups.end(post);
         ++row) {
      Take(NodeKind::kPerson, persons[row]);
    }
  }
  void TakeUnitsOf(std::uint32_t person) {
    if (!IsKnown(NodeKind::kPerson, person)) return;
    const auto& units =
        rep_.table<MembershipView>().Get<&MembershipView::unit>();
    const Groups& groups = rep_.memberships_of_person;
    for (std::uint32_t row = groups.begin(person); row < groups.end(person);
         ++row) {
      Take(NodeKind::kUnit, units[row]);
    }
  }
  void TakeTasksBelow(std::uint32_t task, const Forest& tasks) {
    if (!tasks.Contains(task)) return;
    for (const std::uint32_t below : tasks.subtree(task)) {
      Take(NodeKind::kTask, below);
    }
  }
  void TakeTasksAbove(std::uint32_t task, const Forest& tasks) {
    if (!tasks.Contains(task)) return;
    for (; task != kNoIndex; task = tasks.parent(task)) {
      Take(NodeKind::kTask, task);
    }
  }
  // A node that bears its first duty is named by no duty yet.
  void TakeBearer(std::uint32_t duty) {
    if (!rep_.Exists(NodeKind::kDuty, duty)) return;
    const Node bearer = rep_.table<DutyView>().Get<&DutyView::bearer>()[duty];
    if (const std::optional<PostId> post = bearer.As<PostId>()) {
      AddPost(Index(*post));
    } else {
      Take(bearer.kind(), bearer.index());
    }
  }
  // Who serves whom is written at the duty below, so all may be concerned.
  void TakeDuties() {
    for (std::uint32_t i = 0; i < rep_.count(NodeKind::kDuty); ++i) {
      Take(NodeKind::kDuty, i);
    }
  }
  void TakeSubject(std::uint32_t event) {
    if (!rep_.Exists(NodeKind::kEvent, event)) return;
    const Node subject =
        rep_.table<EventView>().Get<&EventView::subject>()[event];
    if (rep_.Exists(subject)) nodes_.push_back(subject);
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

void AppendChanged(const LiveDay& day, const Forest& tasks,
                   std::span<const Touch> touches, std::vector<Node>& nodes) {
  FocusCollector collector(day);
  for (const Touch& touch : touches) collector.AddChanged(touch, tasks);
  const std::vector<Node> found = std::move(collector).Run();
  nodes.insert(nodes.end(), found.begin(), found.end());
}

std::vector<Node> FociOf(const LiveDay& day, std::span<const Touch> touches) {
  FocusCollector collector(day);
  for (const Touch& touch : touches) collector.Add(touch);
  return std::move(collector).Run();
}

}  // namespace zeren::internal
