#include "zeren/assign/why_not.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "src/assign/internal/delegate_reach.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::DelegateReach;

// How the way from one assignment, or a fallback, ended.
struct WayEnd {
  Node target;
  // The post or person for whom somebody answers; none where nobody does.
  std::optional<Node> at;
  // Who stands in there, and whether by delegation.
  std::optional<Node> stand_in;
  bool delegated = false;
};

// Reads from a derivation how each way in it ended.
std::vector<WayEnd> EndsOf(const Resolution& who) {
  std::vector<WayEnd> ends;
  for (const ResolutionStep& step : who.steps) {
    switch (step.rule) {
      case ResolutionRule::kAssignment:
      case ResolutionRule::kUnitFallback:
      case ResolutionRule::kBearer:
        ends.push_back({.target = step.to});
        break;
      case ResolutionRule::kDelegate:
      case ResolutionRule::kAbsentHolder:
      case ResolutionRule::kDeputy:
        if (!ends.back().at) ends.back().at = step.at;
        ends.back().stand_in = step.to;
        ends.back().delegated = step.rule != ResolutionRule::kDeputy;
        break;
      case ResolutionRule::kHolder:
      case ResolutionRule::kActingHolder:
      case ResolutionRule::kUndisclosed:
      case ResolutionRule::kPerson:
        if (!ends.back().at) ends.back().at = step.at;
        break;
      default:
        break;
    }
  }
  return ends;
}

// ObstacleFinder
//
// Goes up every way to its top and looks for the person's places.
class ObstacleFinder {
 public:
  ObstacleFinder(const Snapshot& snapshot, Node work, PersonId person)
      : snapshot_(snapshot), person_(person) {
    found_.work = work;
    found_.person = person;
    Offer(Obstacle::kNotOnWay, work);
  }

  void GoUp(const WayEnd& end) {
    std::vector<Node> before;
    std::vector<Node> after;
    bool passed = false;  // Where the way ended.
    for (std::optional<Node> at = end.target; at; at = Above(*at)) {
      const bool here = !passed && at == end.at;
      LookForHolder(*at, end, here, passed);
      LookForDeputy(*at, end, here, passed);
      if (at->kind() != NodeKind::kUnit && !here) {
        (passed ? after : before).push_back(*at);
      }
      passed = passed || here;
    }
    const auto reach = [&](std::span<const Node> from) {
      return internal::ReachOfDelegates(snapshot_, from, found_.work, person_);
    };
    LookForDelegate(reach(before), end, false);
    if (!end.at) return;
    LookForDelegate(reach({&*end.at, 1}), end, true);
    LookForDelegate(reach(after), end, false);
  }

  const WhyNotAnswer& found() const { return found_; }

 private:
  std::optional<Node> Above(Node at) const {
    if (const auto unit = at.As<UnitId>()) {
      if (const auto head = snapshot_.units().head(*unit)) return *head;
    }
    const std::optional<ChainHop> superior = SuperiorOf(snapshot_, at);
    return superior ? std::optional(superior->node) : std::nullopt;
  }

  // Keeps the first of those that come closest.
  void Offer(Obstacle obstacle, Node at) {
    if (obstacle <= found_.obstacle) return;
    found_.obstacle = obstacle;
    found_.at = at;
  }

  // A present holder who is asked and does not answer is only acting.
  void LookForHolder(Node at, const WayEnd& end, bool here, bool passed) {
    const auto post = at.As<PostId>();
    if (!post || !Holds(*post)) return;
    if (passed) Offer(Obstacle::kAnsweredBefore, *end.at);
    if (here) Offer(Obstacle::kActing, at);
  }

  void LookForDeputy(Node at, const WayEnd& end, bool here, bool passed) {
    const auto post = at.As<PostId>();
    if (!post || (!here && !passed)) return;
    for (const PostId deputy : snapshot_.people().posts(person_)) {
      if (deputy == *post || !Deputizes(deputy, *post)) continue;
      if (passed || !end.stand_in) {
        Offer(Obstacle::kAnsweredBefore, *end.at);
      } else if (end.delegated) {
        Offer(Obstacle::kDelegateFirst, *end.stand_in);
      } else if (*end.stand_in == deputy) {
        Offer(Obstacle::kActing, deputy);
      } else {
        Offer(Obstacle::kDeputyFirst, *end.stand_in);
      }
    }
  }

  void LookForDelegate(const DelegateReach& reach, const WayEnd& end,
                       bool here) {
    switch (reach.level) {
      case DelegateReach::Level::kNone:
        return;
      case DelegateReach::Level::kOutOfScope:
        return Offer(Obstacle::kOutOfScope, *reach.fault);
      case DelegateReach::Level::kNotPassedOn:
        return Offer(Obstacle::kNotPassedOn, *reach.fault);
      case DelegateReach::Level::kReached:
        break;
    }
    assert(end.at && "who can be reached and is present would answer");
    if (!here || !end.stand_in) {
      Offer(Obstacle::kAnsweredBefore, *end.at);
      return;
    }
    const auto post = end.stand_in->As<PostId>();
    Offer(post && Holds(*post) ? Obstacle::kActing : Obstacle::kDelegateFirst,
          *end.stand_in);
  }

  bool Holds(PostId post) const {
    const std::span<const std::uint32_t> held =
        snapshot_.people().posts(person_).indices();
    return std::find(held.begin(), held.end(), Index(post)) != held.end();
  }

  bool Deputizes(PostId deputy, PostId post) const {
    const auto unit = snapshot_.posts().unit(post);
    if (!unit || snapshot_.posts().unit(deputy) != unit) return false;
    const internal::OrganizationRep& rep = snapshot_.organization().rep();
    const auto& kinds = rep.table<PostView>().Get<&PostView::kind>();
    const PostKind* kind =
        rep.profile.FindPostKind(rep.names.words[kinds[Index(deputy)]]);
    if (kind == nullptr) return false;
    const std::string_view asked = rep.names.words[kinds[Index(post)]];
    return std::find(kind->deputizes_for.begin(), kind->deputizes_for.end(),
                     asked) != kind->deputizes_for.end();
  }

  const Snapshot& snapshot_;
  const PersonId person_;
  WhyNotAnswer found_;
};

// The conditions that need no look at the way.
std::optional<Obstacle> FirstOf(const Snapshot& snapshot, const Resolution& who,
                                PersonId person) {
  if (std::find(who.persons.begin(), who.persons.end(), person) !=
      who.persons.end()) {
    return Obstacle::kNone;
  }
  if (!snapshot.InForce(who.work)) return Obstacle::kWorkNotInForce;
  if (who.steps.back().at == who.work) return Obstacle::kNobodyAsked;
  if (!snapshot.people().in_force(person)) return Obstacle::kPersonNotInForce;
  if (snapshot.people().absent(person)) return Obstacle::kAbsent;
  return std::nullopt;
}

struct Said {
  std::string en;
  std::string zh;
};

// Says an obstacle of {person} at {at}, each by its label in both languages.
Said SayObstacle(Obstacle obstacle, const Said& person, const Said& at) {
  switch (obstacle) {
    case Obstacle::kNone:
      return {Concat(person.en, " answers"), Concat(person.zh, "负责")};
    case Obstacle::kWorkNotInForce:
      return {Concat(at.en, " is not in force"), Concat(at.zh, "当日无效")};
    case Obstacle::kNobodyAsked:
      return {Concat(at.en,
                     " has no assignment of the role, and nobody to "
                     "fall back on"),
              Concat(at.zh, "没有该角色的分派，也无兜底的负责者")};
    case Obstacle::kPersonNotInForce:
      return {Concat(at.en, " is not in the organisation on the day"),
              Concat(at.zh, "当日不在本组织")};
    case Obstacle::kAbsent:
      return {Concat(at.en, " is absent"), Concat(at.zh, "不在岗")};
    case Obstacle::kNotOnWay:
      return {Concat(person.en, " is neither named for ", at.en,
                     " nor on the way up from those who are"),
              Concat(person.zh, "既未被分派", at.zh, "，也不在其上溯路径上")};
    case Obstacle::kOutOfScope:
      return {Concat("the delegation ", at.en, " does not cover the work"),
              Concat("委托", at.zh, "不包括此项工作")};
    case Obstacle::kNotPassedOn:
      return {Concat("the delegation ", at.en, " may not be passed on"),
              Concat("委托", at.zh, "不得转委托")};
    case Obstacle::kAnsweredBefore:
      return {Concat(at.en, " answers before ", person.en, " is asked"),
              Concat("在问到", person.zh, "之前，已由", at.zh, "负责")};
    case Obstacle::kActing:
      return {Concat(person.en, " is only acting in ", at.en,
                     ", which somebody holds in their own right"),
              Concat(person.zh, "只是代理", at.zh, "，该岗位另有正式担任者")};
    case Obstacle::kDelegateFirst:
      return {Concat("the delegate ", at.en, " comes before ", person.en),
              Concat("受委托的", at.zh, "先于", person.zh)};
    case Obstacle::kDeputyFirst:
      return {Concat("the deputy ", at.en, " comes before ", person.en),
              Concat("代行职责的", at.zh, "先于", person.zh)};
  }
  return {};
}

}  // namespace

std::string_view NameOf(Obstacle obstacle) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "none",
      "work-not-in-force",
      "nobody-asked",
      "person-not-in-force",
      "absent",
      "not-on-way",
      "out-of-scope",
      "not-passed-on",
      "answered-before",
      "acting",
      "delegate-first",
      "deputy-first"};
  return kNames[static_cast<std::size_t>(obstacle)];
}

WhyNotAnswer WhyNot(const Snapshot& snapshot, Node work, Role role,
                    PersonId person) {
  const Resolution who = ResolveResponsible(snapshot, work, role);
  WhyNotAnswer answer;
  if (const auto first = FirstOf(snapshot, who, person)) {
    const bool of_work =
        *first == Obstacle::kWorkNotInForce || *first == Obstacle::kNobodyAsked;
    answer = {.work = work,
              .person = person,
              .obstacle = *first,
              .at = of_work ? work : Node(person)};
  } else {
    ObstacleFinder finder(snapshot, work, person);
    for (const WayEnd& end : EndsOf(who)) finder.GoUp(end);
    answer = finder.found();
  }
  answer.role = role;
  answer.complete = who.complete;
  return answer;
}

Text Describe(const Snapshot& snapshot, const WhyNotAnswer& answer) {
  const Organization& org = snapshot.organization();
  const auto label = [&](Node node) {
    return Said{Concat("“", org.LabelOf(node, "en"), "”"),
                Concat("“", org.LabelOf(node, "zh"), "”")};
  };
  const Said said =
      SayObstacle(answer.obstacle, label(answer.person), label(answer.at));
  return Text({{"en", said.en}, {"zh", said.zh}});
}

}  // namespace zeren
