#include "src/work/internal/bound_days.h"

#include <algorithm>

#include "src/graph/internal/record_facts.h"

namespace zeren::internal {

DayRange DaysThere(const OrganizationRep& rep, Node node) {
  if (!rep.Exists(node)) return kNoDays;
  const DayRange days = node.kind() == NodeKind::kPost
                            ? rep.post_periods[node.index()]
                            : rep.Written(node);
  return days.to == kUnknownEnd ? kNoDays : days;
}

// A day, for a `Matcher`, that tells until when all that it said holds.
class BoundDays::Day {
 public:
  Day(BoundDays& days, DayNumber day, DayNumber& until)
      : days_(days), day_(day), until_(until) {}

  const OrganizationRep& rep() const { return days_.organization_.rep(); }
  bool Holds(const DayRange& days) {
    until_ = std::min(until_, days.NextChange(day_));
    return days.Contains(day_);
  }
  bool HasAge(Node node, const Condition::Age& age) {
    until_ = std::min(until_, NextAgeTurn(rep(), node, day_, age));
    return internal::HasAge(rep(), node, day_, age);
  }
  template <typename Visit>
  bool AnyChildOf(UnitId unit, const Visit& visit) {
    days_.ListChildren();
    HistoryDay& lines = *days_.lines_;
    if (lines.day() != day_) lines.MoveTo(day_);
    lines.Restart();
    const std::vector<std::uint32_t>& below = days_.below_[Index(unit)];
    const bool any =
        std::any_of(below.begin(), below.end(), [&](std::uint32_t child) {
          return lines.parent(UnitId{child}) == unit && visit(UnitId{child});
        });
    until_ = std::min(until_, lines.until());
    return any;
  }

 private:
  BoundDays& days_;
  DayNumber day_;
  DayNumber& until_;
};

// Lowers `until` to the first day on which it may not hold any more.
bool BoundDays::Meets(Node node, const Condition& condition, DayNumber day,
                      DayNumber& until) {
  return Matcher(RecordFacts(Day(*this, day, until))).Matches(node, condition);
}

std::vector<DayRange> BoundDays::Of(Node node, const Condition& condition,
                                    const DayRange& days) {
  const DayRange there = DaysThere(organization_.rep(), node).Within(days);
  std::vector<DayRange> bound;
  for (DayNumber day = there.from; day < there.to;) {
    DayNumber until = there.to;
    const bool meets = Meets(node, condition, day, until);
    if (meets && !bound.empty() && bound.back().to == day) {
      bound.back().to = until;
    } else if (meets) {
      bound.push_back({day, until});
    }
    day = until;
  }
  return bound;
}

DayNumber BoundDays::NextTurn(Node node, const Condition& condition,
                              DayNumber day) {
  const DayRange there = DaysThere(organization_.rep(), node);
  if (day >= there.to) return kNever;
  std::optional<bool> before;
  if (day < there.from) {
    before = false;
    day = there.from;
  }
  while (day < there.to) {
    DayNumber until = there.to;
    const bool meets = Meets(node, condition, day, until);
    if (before.value_or(meets) != meets) return day;
    before = meets;
    day = until;
  }
  return *before ? there.to : kNever;
}

void BoundDays::ListChildren() {
  if (lines_) return;
  const OrganizationRep& rep = organization_.rep();
  lines_.emplace(organization_, kDawn);
  below_.resize(rep.count(NodeKind::kUnit));
  const auto& own = rep.table<UnitView>().Get<&UnitView::parent>();
  const auto& lines = rep.table<UnitLineView>().Get<&UnitLineView::parent>();
  for (std::uint32_t unit = 0; unit < rep.count(NodeKind::kUnit); ++unit) {
    std::vector<std::uint32_t> parents = {own[unit]};
    for (std::uint32_t row = rep.lines_of_unit.begin(unit);
         row < rep.lines_of_unit.end(unit); ++row) {
      parents.push_back(lines[row]);
    }
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
    for (const std::uint32_t parent : parents) {
      if (parent < below_.size()) below_[parent].push_back(unit);
    }
  }
}

}  // namespace zeren::internal
