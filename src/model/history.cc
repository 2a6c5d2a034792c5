#include "zeren/model/history.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "src/model/internal/record_order.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::OrganizationRep;

// By written start, array and then by what the records say: the order of rows
// is not one that people see.
bool ComesBefore(const HistoryFact& a, const HistoryFact& b) {
  if (a.from != b.from) return a.from < b.from;
  if (a.record.index() != b.record.index()) {
    return a.record.index() < b.record.index();
  }
  return std::visit(
             [&](const auto& record) {
               using View = std::remove_cvref_t<decltype(record)>;
               return internal::RecordOrder(record, std::get<View>(b.record));
             },
             a.record) < 0;
}

// HistoryCollector
//
// Collects the facts about one node, table by table.
class HistoryCollector {
 public:
  explicit HistoryCollector(const OrganizationRep& org) : org_(org) {}

  void AddUnit(std::uint32_t unit) {
    Add<UnitView>(unit);
    AddWhere<UnitLineView>([&](const auto& lines, std::uint32_t row) {
      return lines.template Get<&UnitLineView::child>()[row] == unit ||
             lines.template Get<&UnitLineView::parent>()[row] == unit;
    });
    AddIndexed<PostView>(org_.posts_of_unit, unit);
    AddIndexed<MembershipView>(org_.memberships_of_unit, unit);
  }
  void AddPost(std::uint32_t post) {
    Add<PostView>(post);
    AddWhere<ReportingLineView>([&](const auto& lines, std::uint32_t row) {
      return lines.template Get<&ReportingLineView::post>()[row] == post ||
             lines.template Get<&ReportingLineView::reports_to>()[row] == post;
    });
    AddGroup<AppointmentView>(org_.appointments_of_post, post);
  }
  void AddPerson(std::uint32_t person) {
    Add<PersonView>(person);
    AddGroup<MembershipView>(org_.memberships_of_person, person);
    AddIndexed<AppointmentView>(org_.appointments_of_person, person);
    AddGroup<AbsenceView>(org_.absences_of_person, person);
  }

  std::vector<HistoryFact> Sorted() && {
    std::sort(facts_.begin(), facts_.end(), ComesBefore);
    return std::move(facts_);
  }

 private:
  template <typename View>
  void Add(std::uint32_t row) {
    const View record = Rows<View>(&org_, row, row + 1)[0];
    facts_.push_back({record, record.valid_from, record.valid_to});
  }
  template <typename View>
  void AddGroup(const internal::Groups& groups, std::uint32_t owner) {
    for (std::uint32_t row = groups.begin(owner); row < groups.end(owner);
         ++row) {
      Add<View>(row);
    }
  }
  template <typename View>
  void AddIndexed(const internal::RowIndex& index, std::uint32_t owner) {
    for (std::uint32_t i = index.groups.begin(owner);
         i < index.groups.end(owner); ++i) {
      Add<View>(index.rows[i]);
    }
  }
  // Lines have no index by their upper end.
  template <typename View, typename Predicate>
  void AddWhere(Predicate is_wanted) {
    const internal::Table<View>& table = org_.table<View>();
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      if (!table.IsDead(row) && is_wanted(table, row)) Add<View>(row);
    }
  }

  const OrganizationRep& org_;
  std::vector<HistoryFact> facts_;
};

}  // namespace

std::string_view HistoryFact::array() const {
  return std::visit(
      [](const auto& r) { return std::remove_cvref_t<decltype(r)>::kArray; },
      record);
}

absl::StatusOr<std::vector<HistoryFact>> HistoryOf(
    const Organization& organization, Node node) {
  HistoryCollector collector(organization.rep());
  switch (node.kind()) {
    case NodeKind::kUnit:
      collector.AddUnit(node.index());
      break;
    case NodeKind::kPost:
      collector.AddPost(node.index());
      break;
    case NodeKind::kPerson:
      collector.AddPerson(node.index());
      break;
    case NodeKind::kTask:
    case NodeKind::kDuty:
    case NodeKind::kEvent:
    case NodeKind::kFinding:
    case NodeKind::kDelegation:
    case NodeKind::kDocument:
      return absl::InvalidArgumentError(internal::ToAbsl(
          Concat("\"", organization.NameOf(node),
                 "\" has no history; ask for a unit, post or person")));
  }
  return std::move(collector).Sorted();
}

}  // namespace zeren
