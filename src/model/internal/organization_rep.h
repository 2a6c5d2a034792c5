// organization_rep.h -- what an organisation consists of.
//
// Invariants:
//   * Entities of a kind that the document has come first among the numbers of
//     that kind; ids that are only referred to follow, in order of their bytes.
//   * Units are numbered in pre-order of the canonical day, persons and posts
//     by home unit then; other kinds by id. Words are numbered in order of
//     bytes.
//   * Facts are sorted by owner, then start, then all their fields. So the
//     order in which records were added leaves no trace.
//   * An edit (editor.h) keeps every number and every row that it does not
//     touch. New entities and ids get the next numbers, facts of an owner that
//     it touches move to the end of their table together, and what is no more
//     stays behind as a dead row. Of the three sentences above only this is
//     kept: the facts of one owner follow one another, by start.

#ifndef ZEREN_MODEL_INTERNAL_ORGANIZATION_REP_H_
#define ZEREN_MODEL_INTERNAL_ORGANIZATION_REP_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "src/model/internal/table.h"
#include "zeren/core/problem.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

template <typename Views>
struct TablesOf;
template <typename... Views>
struct TablesOf<std::tuple<Views...>> {
  using type = std::tuple<Table<Views>...>;
};
using Tables = typename TablesOf<AllViews>::type;

// Instantiates a template for every array.
#define ZEREN_FOR_EACH_VIEW(instantiate)                                       \
  instantiate(UnitView) instantiate(UnitLineView) instantiate(PostView)        \
      instantiate(ReportingLineView) instantiate(PersonView)                   \
          instantiate(MembershipView) instantiate(AppointmentView)             \
              instantiate(AbsenceView) instantiate(DelegationView)             \
                  instantiate(DutyView) instantiate(TaskView)                  \
                      instantiate(AssignmentView) instantiate(ProgressView)    \
                          instantiate(EventView) instantiate(FindingView)      \
                              instantiate(TrainingView) instantiate(StageView) \
                                  instantiate(ScoreView)                       \
                                      instantiate(GradeView)                   \
                                          instantiate(ApprovalView)

// The kind of entity that a table describes; the document where it holds facts.
template <typename View>
inline constexpr NodeKind kEntityOf = NodeKind::kDocument;
template <>
inline constexpr NodeKind kEntityOf<UnitView> = NodeKind::kUnit;
template <>
inline constexpr NodeKind kEntityOf<PostView> = NodeKind::kPost;
template <>
inline constexpr NodeKind kEntityOf<PersonView> = NodeKind::kPerson;
template <>
inline constexpr NodeKind kEntityOf<TaskView> = NodeKind::kTask;
template <>
inline constexpr NodeKind kEntityOf<DutyView> = NodeKind::kDuty;
template <>
inline constexpr NodeKind kEntityOf<EventView> = NodeKind::kEvent;
template <>
inline constexpr NodeKind kEntityOf<FindingView> = NodeKind::kFinding;
template <>
inline constexpr NodeKind kEntityOf<DelegationView> = NodeKind::kDelegation;

// The effective periods of facts: their own and all that they need.
struct EffectivePeriods {
  Column<DayNumber> from;
  Column<DayNumber> to;

  DayRange operator[](std::size_t row) const { return {from[row], to[row]}; }
  void Push(const DayRange& range) {
    from.Push(range.from);
    to.Push(range.to);
  }
  void Set(std::size_t row, const DayRange& range) {
    from.Set(row, range.from);
    to.Set(row, range.to);
  }
  void Seal() {
    from.Seal();
    to.Seal();
  }
  std::size_t bytes() const { return from.bytes() + to.bytes(); }
};

// Rows of a table by an owner that does not order it. Between the runs there
// may be room, which reads `kNoIndex`.
struct RowIndex {
  Groups groups;
  Column<std::uint32_t> rows;

  // Adds a row of an owner. Amortized O(1).
  void Insert(std::uint32_t owner, std::uint32_t row);
  // Takes a row away. O(rows of the owner).
  void Erase(std::uint32_t owner, std::uint32_t row);
  void Seal() {
    groups.Seal();
    rows.Seal();
  }

  std::size_t bytes() const { return groups.bytes() + rows.bytes(); }
};

// Whether `visit(row)` is true for some row of an owner.
template <typename Visit>
bool AnyRow(const RowIndex& index, std::uint32_t owner, const Visit& visit) {
  for (std::uint32_t i = index.groups.begin(owner); i < index.groups.end(owner);
       ++i) {
    if (visit(index.rows[i])) return true;
  }
  return false;
}
template <typename Visit>
void ForEachRow(const RowIndex& index, std::uint32_t owner,
                const Visit& visit) {
  AnyRow(index, owner, [&](std::uint32_t row) {
    visit(row);
    return false;
  });
}

struct OrganizationRep {
  Profile profile;
  std::string name;  // Encoded; see EncodeText.
  std::optional<absl::CivilDay> as_of;

  Names names;
  // The rows of each table of entities, dead ones included.
  std::array<std::uint32_t, kNodeKinds> declared = {};
  std::array<std::uint8_t, kNodeKinds> has_dead = {};
  Tables tables;

  // The rows of each owner. Owners include ids that the document lacks.
  Groups lines_of_unit;
  Groups lines_of_post;
  Groups memberships_of_person;
  Groups appointments_of_post;
  Groups absences_of_person;
  Groups assignments_of_task;
  Groups assignments_of_duty;
  Groups progress_of_task;
  RowIndex posts_of_unit;
  RowIndex memberships_of_unit;
  RowIndex appointments_of_person;
  RowIndex delegations_of_post;  // By `from`.
  RowIndex delegations_of_person;

  EffectivePeriods post_periods;
  EffectivePeriods membership_periods;
  EffectivePeriods appointment_periods;
  EffectivePeriods absence_periods;

  std::vector<Problem> left_out;

  template <typename View>
  const Table<View>& table() const {
    return std::get<Table<View>>(tables);
  }
  template <typename View>
  Table<View>& table() {
    return std::get<Table<View>>(tables);
  }

  std::uint32_t count(NodeKind kind) const {
    return kind == NodeKind::kDocument
               ? 0
               : declared[static_cast<std::size_t>(kind)];
  }
  // Whether the document has the entity with this number.
  bool Exists(NodeKind kind, std::uint32_t index) const {
    return index < count(kind) &&
           (has_dead[static_cast<std::size_t>(kind)] == 0 ||
            !IsDead(kind, index));
  }
  bool Exists(Node node) const { return Exists(node.kind(), node.index()); }
  std::string_view id(Node node) const {
    if (node.kind() == NodeKind::kDocument) return {};
    return names.of(node.kind())[node.index()];
  }
  // The written validity of an entity; all time for kinds that have none.
  DayRange Written(Node node) const;

  std::size_t bytes() const;

 private:
  bool IsDead(NodeKind kind, std::uint32_t index) const;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_ORGANIZATION_REP_H_
