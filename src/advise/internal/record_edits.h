// record_edits.h -- changes of records that are there, with what undoes them.

#ifndef ZEREN_ADVISE_INTERNAL_RECORD_EDITS_H_
#define ZEREN_ADVISE_INTERNAL_RECORD_EDITS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "src/model/internal/record_copy.h"
#include "zeren/model/change.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

struct RecordEdit {
  Change change;
  Change undo;
};

// The rows that a change might take for a given one, those that are about the
// same node; itself among them.
template <typename View>
std::vector<std::uint32_t> RowsBeside(const OrganizationRep& rep,
                                      std::uint32_t row) {
  const Table<View>& table = rep.table<View>();
  std::vector<std::uint32_t> rows;
  const auto take = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (!table.IsDead(i)) rows.push_back(i);
    }
  };
  const auto take_run = [&](const Groups& groups, std::uint32_t owner) {
    take(groups.begin(owner), groups.end(owner));
  };
  if constexpr (std::is_same_v<View, UnitLineView>) {
    take_run(rep.lines_of_unit, table.template Get<&View::child>()[row]);
  } else if constexpr (std::is_same_v<View, ReportingLineView>) {
    take_run(rep.lines_of_post, table.template Get<&View::post>()[row]);
  } else if constexpr (std::is_same_v<View, MembershipView>) {
    take_run(rep.memberships_of_person,
             table.template Get<&View::person>()[row]);
  } else if constexpr (std::is_same_v<View, AppointmentView>) {
    take_run(rep.appointments_of_post, table.template Get<&View::post>()[row]);
  } else if constexpr (std::is_same_v<View, AbsenceView>) {
    take_run(rep.absences_of_person, table.template Get<&View::person>()[row]);
  } else if constexpr (std::is_same_v<View, ProgressView>) {
    take_run(rep.progress_of_task, table.template Get<&View::task>()[row]);
  } else if constexpr (std::is_same_v<View, AssignmentView>) {
    const Node work = table.template Get<&View::work>()[row];
    take_run(work.kind() == NodeKind::kTask ? rep.assignments_of_task
                                            : rep.assignments_of_duty,
             work.index());
  } else {
    take(0, table.size());
  }
  return rows;
}

// Calls `visit(field of the record, place)` for each field.
template <typename Record, typename Visit>
void ForEachPlace(Visit visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (visit(std::get<I>(Record::Fields()), I), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<decltype(Record::Fields())>>());
}

// RecordEdits
//
// Edits that belong together, each of another record.
class RecordEdits {
 public:
  // Of that day.
  RecordEdits(const Organization& organization, absl::CivilDay day)
      : rep_(&organization.rep()), day_(day) {}

  template <typename Record>
  void Add(Record record) {
    Change undo = Change::Remove(Whole(record));
    edits_.push_back({Change::Add(std::move(record)), std::move(undo)});
  }

  // Ends a record on the day; one that begins only then is taken away.
  template <typename View>
  void End(std::uint32_t row) {
    using Record = RecordOf<View>;
    std::optional<Partial<Record>> match = MatchOf<View>(row);
    if (!match) return;
    Record record = RecordAt<View>(row);
    if (StartNumber(record.valid_from) >= ToDayNumber(day_)) {
      edits_.push_back(
          {Change::Remove(*std::move(match)), Change::Add(std::move(record))});
      return;
    }
    const Until end = record.valid_to;
    record.valid_to = day_;
    edits_.push_back(
        {Change::End(*std::move(match), day_),
         Change::Set(Whole(std::move(record)),
                     Partial<Record>().With(&Record::valid_to, end))});
  }

  // Gives a record new values of some fields.
  template <typename View>
  void Set(std::uint32_t row, Partial<RecordOf<View>> fields) {
    using Record = RecordOf<View>;
    std::optional<Partial<Record>> match = MatchOf<View>(row);
    if (!match) return;
    Record record = RecordAt<View>(row);
    Record old;
    std::uint32_t said = 0;
    ForEachPlace<Record>([&](const auto& field, std::size_t place) {
      if (!fields.Says(place)) return;
      old.*field.member = record.*field.member;
      record.*field.member = fields.record().*field.member;
      said |= std::uint32_t{1} << place;
    });
    edits_.push_back({Change::Set(*std::move(match), std::move(fields)),
                      Change::Set(Whole(std::move(record)),
                                  Partial<Record>(std::move(old), said))});
  }

  template <typename View>
  RecordOf<View> RecordAt(std::uint32_t row) const {
    return CopyRecord<RecordOf<View>>(Rows<View>(rep_, row, row + 1)[0]);
  }

  // Whether one of the records has a twin, so that no change can name it.
  bool ambiguous() const { return ambiguous_; }
  const std::vector<RecordEdit>& edits() const { return edits_; }
  bool empty() const { return edits_.empty(); }

 private:
  // What names a record in any state: its id, or all that it says.
  template <typename Record>
  static Partial<Record> Whole(Record record) {
    if constexpr (requires { record.id; }) {
      return Partial<Record>().With(&Record::id, record.id);
    } else {
      return Partial<Record>(std::move(record));
    }
  }

  // The fewest fields that name the record: those that have to be written, and
  // then those that tell it from others.
  template <typename View>
  std::optional<Partial<RecordOf<View>>> MatchOf(std::uint32_t row) {
    using Record = RecordOf<View>;
    const Record record = RecordAt<View>(row);
    Record match;
    std::uint32_t said = 0;
    const auto say = [&](const auto& field, std::size_t place) {
      match.*field.member = record.*field.member;
      said |= std::uint32_t{1} << place;
    };
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      match.id = record.id;
      return Partial<Record>(std::move(match), 1);
    } else {
      const View wanted = Rows<View>(rep_, row, row + 1)[0];
      std::vector<View> others;
      for (const std::uint32_t other : RowsBeside<View>(*rep_, row)) {
        if (other != row) {
          others.push_back(Rows<View>(rep_, other, other + 1)[0]);
        }
      }
      const auto views = View::Fields();
      const auto drop_others = [&](bool needed) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
          const auto drop = [&](const auto& field, const auto& of_record,
                                std::size_t place) {
            const bool required = field.need != Need::kOptional;
            if (required != needed) return;
            const std::size_t dropped =
                std::erase_if(others, [&](const View& other) {
                  return !(other.*field.member == wanted.*field.member);
                });
            if (required || dropped > 0) say(of_record, place);
          };
          (drop(std::get<I>(views), std::get<I>(Record::Fields()), I), ...);
        }
        (std::make_index_sequence<std::tuple_size_v<decltype(views)>>());
      };
      drop_others(true);
      drop_others(false);
      if (!others.empty()) {
        ambiguous_ = true;
        return std::nullopt;
      }
      return Partial<Record>(std::move(match), said);
    }
  }

  const OrganizationRep* rep_;
  absl::CivilDay day_;
  std::vector<RecordEdit> edits_;
  bool ambiguous_ = false;
};

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_RECORD_EDITS_H_
