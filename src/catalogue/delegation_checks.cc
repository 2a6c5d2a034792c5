// Delegations that go round in a circle, too far, to whom they may not, or
// without leave.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/graph/internal/delegates.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

constexpr std::string_view kCycle = "cycle";
constexpr std::string_view kTooDeep = "depth";
constexpr std::string_view kNotAllowed = "not_allowed";
constexpr std::string_view kExcluded = "excluded";

// The delegations that are written to each post and person, by id.
class DelegationsTo {
 public:
  explicit DelegationsTo(const OrganizationRep& rep) {
    const auto& to = rep.table<DelegationView>().Get<&DelegationView::to>();
    for (std::uint32_t row = 0; row < rep.count(NodeKind::kDelegation); ++row) {
      if (rep.Exists(NodeKind::kDelegation, row)) rows_[to[row]].push_back(row);
    }
    const IdTable& ids = rep.names.of(NodeKind::kDelegation);
    for (auto& [node, rows] : rows_) {
      std::sort(
          rows.begin(), rows.end(),
          [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
    }
  }

  std::span<const std::uint32_t> Of(Node to) const {
    const auto found = rows_.find(to);
    if (found == rows_.end()) return {};
    return found->second;
  }

 private:
  absl::flat_hash_map<Node, std::vector<std::uint32_t>> rows_;
};

// A delegation on a way, and the work that comes this way: a task, with all of
// its parts, or a duty; the document where every delegation of the way covers
// all work.
struct Passed {
  std::uint32_t row;
  Node work;

  friend bool operator==(const Passed&, const Passed&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Passed& passed) {
    return H::combine(std::move(h), passed.row, passed.work);
  }
};

// DelegationWays
//
// The ways that work can go by delegations in force. Each piece of work on a
// way is one that a delegation of the way lists, so that following these finds
// every way that is open to some work.
class DelegationWays {
 public:
  explicit DelegationWays(const CheckView& view)
      : view_(view),
        rep_(view.organization().rep()),
        rows_(rep_.table<DelegationView>()) {}

  Node from(std::uint32_t row) const {
    return rows_.Get<&DelegationView::from>()[row];
  }
  Node to(std::uint32_t row) const {
    return rows_.Get<&DelegationView::to>()[row];
  }
  bool MayPassOn(std::uint32_t row) const {
    return DelegateAt(rep_, row).may_redelegate;
  }
  // Both ends are there to delegate, and to stand in.
  bool InForce(std::uint32_t row) const {
    return view_.Holds(rows_.Written(row)) && view_.InForce(from(row)) &&
           view_.InForce(to(row));
  }

  // Calls `visit(passed)` with what a delegation lets through of some work.
  template <typename Visit>
  void Narrow(std::uint32_t row, Node work, const Visit& visit) const {
    const auto& scopes = rows_.Get<&DelegationView::scope>();
    if (!scopes.written(row)) {
      visit(Passed{row, work});
      return;
    }
    for (std::uint32_t i = scopes.begin(row); i < scopes.end(row); ++i) {
      const Node listed = scopes.node(i);
      if (!rep_.Exists(listed)) continue;
      if (work.kind() == NodeKind::kDocument || IsPartOf(listed, work)) {
        visit(Passed{row, listed});
      } else if (IsPartOf(work, listed)) {
        visit(Passed{row, work});
      }
    }
  }

  // Whether some work goes by both delegations.
  bool Overlap(std::uint32_t a, std::uint32_t b) const {
    bool overlap = false;
    Narrow(a, Node(), [&](const Passed& first) {
      if (overlap) return;
      Narrow(b, first.work, [&](const Passed&) { overlap = true; });
    });
    return overlap;
  }

  // Calls `visit(row)` for each delegation in force to or from a node, in an
  // order of its own for each of the two.
  template <typename Visit>
  void ForEachTo(Node node, const Visit& visit) const {
    for (const std::uint32_t row : ByReceiver().Of(node)) {
      if (InForce(row)) visit(row);
    }
  }
  template <typename Visit>
  void ForEachFrom(Node node, const Visit& visit) const {
    const std::optional<PostId> post = node.As<PostId>();
    const std::span<const Delegate> delegates =
        post ? view_.delegations(*post)
             : view_.delegations(PersonId{node.index()});
    for (const Delegate& delegate : delegates)
      visit(Index(delegate.delegation));
  }

 private:
  const DelegationsTo& ByReceiver() const {
    static constexpr char kKey = 0;
    return view_.SharedByDays<DelegationsTo>(
        &kKey, [&] { return std::make_shared<const DelegationsTo>(rep_); });
  }

  // Whether a piece of work is another one, or a task below it.
  bool IsPartOf(Node part, Node whole) const {
    if (part.kind() != whole.kind()) return false;
    if (part.kind() == NodeKind::kDuty) return part == whole;
    std::optional<TaskId> at = part.As<TaskId>();
    while (at && Node(*at) != whole) at = view_.parent(*at);
    return at.has_value();
  }

  const CheckView& view_;
  const OrganizationRep& rep_;
  const Table<DelegationView>& rows_;
};

// The number of delegations in the shortest circle, all of which may be passed
// on, from one back to who made it; 0 if there is none. O(delegations and work
// on the ways).
std::int64_t CircleLength(const DelegationWays& ways, std::uint32_t row) {
  if (!ways.MayPassOn(row)) return 0;
  std::vector<Passed> reached;
  absl::flat_hash_set<Passed> seen;
  const auto reach = [&](const Passed& passed) {
    if (seen.insert(passed).second) reached.push_back(passed);
  };
  ways.Narrow(row, Node(), reach);
  std::size_t at = 0;
  for (std::int64_t length = 1; at < reached.size(); ++length) {
    for (const std::size_t end = reached.size(); at < end; ++at) {
      const Passed passed = reached[at];
      if (ways.to(passed.row) == ways.from(row)) return length;
      ways.ForEachFrom(ways.to(passed.row), [&](std::uint32_t next) {
        if (ways.MayPassOn(next)) ways.Narrow(next, passed.work, reach);
      });
    }
  }
  return 0;
}

// Whether work can have been passed on so often before it comes to a
// delegation.
bool IsDeeperThan(const DelegationWays& ways, std::uint32_t row,
                  std::int64_t max_depth, std::uint32_t delegations) {
  std::vector<Passed> reached;
  ways.Narrow(row, Node(), [&](const Passed& p) { reached.push_back(p); });
  // A longer way than there are delegations goes in a circle, for ever.
  const std::int64_t steps = std::min(max_depth, std::int64_t{delegations} + 1);
  for (std::int64_t step = 0; step < steps && !reached.empty(); ++step) {
    std::vector<Passed> next;
    absl::flat_hash_set<Passed> seen;
    for (const Passed& at : reached) {
      ways.ForEachTo(ways.from(at.row), [&](std::uint32_t before) {
        if (!ways.MayPassOn(before)) return;
        ways.Narrow(before, at.work, [&](const Passed& p) {
          if (seen.insert(p).second) next.push_back(p);
        });
      });
    }
    reached = std::move(next);
  }
  return !reached.empty();
}

// What was given to the one who delegates, who was not to pass it on. Back to
// whoever gave it is no passing on.
std::vector<Node> PassedOnWithoutLeave(const DelegationWays& ways,
                                       std::uint32_t row) {
  std::vector<Node> given;
  ways.ForEachTo(ways.from(row), [&](std::uint32_t before) {
    if (before != row && !ways.MayPassOn(before) &&
        ways.from(before) != ways.to(row) && ways.Overlap(before, row)) {
      given.push_back(DelegationId{before});
    }
  });
  return given;
}

// Whether a post or person is named by the assignments of work in a role,
// itself or as the holder, the post held, or the head of a unit.
bool IsNamed(const CheckView& view, Node who, Node work, Role role) {
  Node assigned = work;
  if (const std::optional<TaskId> task = work.As<TaskId>()) {
    const std::optional<TaskId> nearest = view.nearest_assigned(*task, role);
    if (!nearest) return false;
    assigned = *nearest;
  }
  std::vector<Node> named;
  for (const Assigned& assignment : view.assignments(assigned)) {
    if (assignment.role == role) named.push_back(assignment.to);
  }
  const auto holds = [&](Node person, Node post) {
    if (person.kind() != NodeKind::kPerson || post.kind() != NodeKind::kPost) {
      return false;
    }
    const std::span<const Holder> holders = view.holders(PostId{post.index()});
    return std::any_of(holders.begin(), holders.end(), [&](const Holder& h) {
      return h.person() == person.As<PersonId>();
    });
  };
  return std::any_of(named.begin(), named.end(), [&](Node to) {
    if (const std::optional<UnitId> unit = to.As<UnitId>()) {
      const std::optional<PostId> head = view.head(*unit);
      if (!head) return false;
      to = *head;
    }
    return to == who || holds(who, to) || holds(to, who);
  });
}

bool IsDoer(const CheckView& view, Node who, Node work) {
  return IsNamed(view, who, work, Role::kAccountable) ||
         IsNamed(view, who, work, Role::kResponsible);
}

// The listed work that goes from who does it to who oversees it, or from who
// oversees it to who does it.
std::vector<Node> GivenToTheOtherSide(const CheckView& view,
                                      const DelegationWays& ways,
                                      std::uint32_t row) {
  const OrganizationRep& rep = view.organization().rep();
  const auto& scopes =
      rep.table<DelegationView>().Get<&DelegationView::scope>();
  const Node from = ways.from(row);
  const Node to = ways.to(row);
  std::vector<Node> given;
  for (std::uint32_t i = scopes.begin(row); i < scopes.end(row); ++i) {
    const Node work = scopes.node(i);
    if (!rep.Exists(work) || !view.InForce(work) || !Expected(view, work)) {
      continue;
    }
    const bool gives = IsNamed(view, from, work, Role::kOversight);
    const bool takes = IsNamed(view, to, work, Role::kOversight);
    if (gives ? !takes && IsDoer(view, to, work) : takes) given.push_back(work);
  }
  return given;
}

void FindDelegation(const CheckView& view, Node focus, const Params& params,
                    std::vector<Detection>& out) {
  const DelegationWays ways(view);
  const std::uint32_t row = focus.index();
  if (!ways.InForce(row)) return;
  const Organization& organization = view.organization();
  const std::int64_t max_depth = params.integer(0);
  const auto detect = [&](std::string_view kind, std::string field,
                          Value value) {
    out.push_back({.focus = focus,
                   .key = std::string(kind),
                   .value = Value::Record{
                       {"kind", kind}, {std::move(field), std::move(value)}}});
  };
  if (const std::int64_t length = CircleLength(ways, row); length > 0) {
    detect(kCycle, "length", length);
  } else if (IsDeeperThan(ways, row, max_depth,
                          organization.rep().count(NodeKind::kDelegation))) {
    // What goes round in a circle has no depth.
    detect(kTooDeep, "max_depth", max_depth);
  }
  if (const auto given = PassedOnWithoutLeave(ways, row); !given.empty()) {
    detect(kNotAllowed, "given_by", NamesInOrder(organization, given));
  }
  if (const auto work = GivenToTheOtherSide(view, ways, row); !work.empty()) {
    detect(kExcluded, "work", NamesInOrder(organization, work));
  }
}

Text SayDelegation(const Organization& organization, const Detection& detection,
                   const Params&) {
  const auto& rows = organization.rep().table<DelegationView>();
  const std::uint32_t row = detection.focus.index();
  const Node from = rows.Get<&DelegationView::from>()[row];
  const Node to = rows.Get<&DelegationView::to>()[row];
  const std::string en = Concat(organization.NameOf(detection.focus), " from ",
                                InEnglish(organization, from), " to ",
                                InEnglish(organization, to));
  const std::string zh =
      Concat(InChinese(organization, from), "对", InChinese(organization, to),
             "的授权（", organization.NameOf(detection.focus), "）");
  const std::string_view kind = WordIn(detection.value, "kind");
  if (kind == kCycle) {
    const std::string length =
        std::to_string(IntegerIn(detection.value, "length").value_or(0));
    return Say(
        Concat(en, " comes back to who made it, in a circle of ", length),
        Concat(zh, "经", length, "次授权又回到授权人"));
  }
  if (kind == kTooDeep) {
    const std::string depth =
        std::to_string(IntegerIn(detection.value, "max_depth").value_or(0));
    return Say(Concat(en, " passes on what has been delegated ", depth,
                      depth == "1" ? " time" : " times", " already"),
               Concat(zh, "所转授的内容已经过", depth, "次授权"));
  }
  if (kind == kNotAllowed) {
    return Say(
        Concat(en, " passes on what was given without leave to do so by ",
               InEnglish(organization, detection.value, "given_by")),
        Concat(zh, "转授了不得转授的授权：",
               InChinese(organization, detection.value, "given_by")));
  }
  return Say(Concat(en, " makes one side of both who does and who oversees ",
                    InEnglish(organization, detection.value, "work")),
             Concat(zh, "使监督者与执行者合为一方：",
                    InChinese(organization, detection.value, "work")));
}

}  // namespace

CheckSpec DelegationGap() {
  ParamSpec depth;
  depth.name = "max_depth";
  depth.unit = "delegations";
  depth.default_value = 3;
  depth.min = 1;
  depth.meaning = Say("how many delegations may follow one another",
                      "授权与转授最多连续几次");
  return {
      .name = "delegation",
      .meaning = Say("a delegation that comes back to who made it, passes on "
                     "what was delegated `max_depth` times already or may not "
                     "be passed on, or gives listed work to who oversees it, "
                     "or oversight to who does the work",
                     "授权循环、转授次数过多、转授不得转授的授权，"
                     "或授权给应回避的监督者或执行者"),
      .focus_kinds = {NodeKind::kDelegation},
      .params = {std::move(depth)},
      .scope = ScopeOfWork(Reach::kGlobal),
      .evaluate = FindDelegation,
      .message = SayDelegation};
}

}  // namespace zeren::internal
