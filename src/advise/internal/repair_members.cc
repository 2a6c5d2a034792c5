// What might mend memberships that contradict each other.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "src/advise/internal/repair_ideas.h"
#include "src/advise/internal/row_order.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

// A fact, its start, and what tells it from others of the same start.
struct AgedMembership {
  std::uint32_t row = 0;
  DayNumber from = kDawn;
  std::string_view id;
};
// The memberships of a person on the day, in order of what they say.
std::vector<std::uint32_t> MembershipsOf(const RepairIdeas& ideas,
                                         PersonId person) {
  const auto found = ideas.snapshot().people().membership_rows(person);
  std::vector<std::uint32_t> rows(found.begin(), found.end());
  SortByRecord<MembershipView>(ideas.rep(), rows);
  return rows;
}

// The oldest first.
void SortByAge(std::vector<AgedMembership>& rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const AgedMembership& a, const AgedMembership& b) {
                     return std::tie(a.from, a.id) < std::tie(b.from, b.id);
                   });
}

}  // namespace

// The oldest is kept; failing that, another.
void MendMembershipOverlap(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const PersonId person = *ideas.focus().As<PersonId>();
  const Node unit = NodeIn(org, ideas.gap().detection.value, "unit");
  const Table<MembershipView>& table = ideas.rep().table<MembershipView>();
  std::vector<AgedMembership> rows;
  for (const std::uint32_t row : MembershipsOf(ideas, person)) {
    if (table.Get<&MembershipView::unit>()[row] == unit.index()) {
      rows.push_back({row, table.Written(row).from, {}});
    }
  }
  SortByAge(rows);
  for (const AgedMembership& kept : rows) {
    RecordEdits edits = ideas.Edits();
    for (const AgedMembership& other : rows) {
      if (other.row != kept.row) edits.End<MembershipView>(other.row);
    }
    const std::string others = std::to_string(rows.size() - 1);
    const std::string day = FormatDay(ideas.day());
    const bool begun = kept.from != kDawn;
    const std::string start =
        begun ? FormatDay(FromDayNumber(kept.from)) : std::string();
    ideas.Add(
        edits,
        Say(Concat("end ",
                   rows.size() == 2
                       ? "the other membership"
                       : Concat("the other ", others, " memberships"),
                   " of ", InEnglish(org, person), " in ", InEnglish(org, unit),
                   " on ", day, ", and keep the one ",
                   begun ? Concat("from ", start)
                         : std::string("without a start")),
            Concat(
                "保留", InChinese(org, person), "在", InChinese(org, unit),
                begun ? Concat("自", start, "起") : std::string("未写起始日"),
                "的成员记录，其余", others, "条自", day, "起终止")));
  }
}

// The unit of the oldest home is kept; failing that, another.
void MendTwoHomes(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const PersonId person = *ideas.focus().As<PersonId>();
  const Table<MembershipView>& table = ideas.rep().table<MembershipView>();
  const auto& homes = table.Get<&MembershipView::home>();
  const auto unit_of = [&](const AgedMembership& row) {
    return UnitId{table.Get<&MembershipView::unit>()[row.row]};
  };
  std::vector<AgedMembership> rows;
  for (const std::uint32_t row : MembershipsOf(ideas, person)) {
    if (homes[row] == 0) continue;
    rows.push_back({row, table.Written(row).from, {}});
    rows.back().id = org.id(unit_of(rows.back()));
  }
  SortByAge(rows);
  std::vector<UnitId> kept;
  for (const AgedMembership& row : rows) {
    const UnitId home = unit_of(row);
    if (std::find(kept.begin(), kept.end(), home) != kept.end()) continue;
    kept.push_back(home);
    RecordEdits edits = ideas.Edits();
    for (const AgedMembership& other : rows) {
      if (unit_of(other) == home) continue;
      edits.Set<MembershipView>(other.row, Partial<MembershipRecord>().With(
                                               &MembershipRecord::home, false));
    }
    ideas.Add(edits,
              Say(Concat("let ", InEnglish(org, home), " alone be the home of ",
                         InEnglish(org, person)),
                  Concat("只以", InChinese(org, home), "为",
                         InChinese(org, person), "的所属单位")));
  }
}

}  // namespace zeren::internal
