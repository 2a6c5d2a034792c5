// change.h -- edits of an organisation, applied together or not at all.
//
//   std::vector<Change> changes = {
//       Change::Add(PersonRecord{.id = "p-9", .name = "Member 9"}),
//       Change::End(Partial<AppointmentRecord>()
//                       .With(&AppointmentRecord::post, "secretary")
//                       .With(&AppointmentRecord::person, "p-1"),
//                   absl::CivilDay(2026, 12, 1)),
//       Change::Add(AppointmentRecord{
//           .person = "p-9",
//           .post = "secretary",
//           .valid_from = absl::CivilDay(2026, 12, 1)}),
//   };
//   absl::StatusOr<Organization> next = org.Apply(changes);
//
// A change names a record by some of its fields, as the document writes them;
// exactly one record must have them. zeren/exchange/changes.h reads and writes
// changes as JSON.

#ifndef ZEREN_MODEL_CHANGE_H_
#define ZEREN_MODEL_CHANGE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "absl/time/civil_time.h"
#include "zeren/model/records.h"

namespace zeren {

enum class ChangeOp : std::uint8_t {
  kAdd,     // "add": a new record.
  kEnd,     // "end": its validity ends on a day, the first without it.
  kSet,     // "set": some of its fields get new values.
  kRemove,  // "remove": as if it had never been written.
};
std::string_view NameOf(ChangeOp op);

// Partial
//
// Some fields of a record: those that a change looks for, or sets. A field that
// is set to nothing (`std::nullopt`, `Until()`) is looked for, or set, as one
// that is not written.
template <typename Record>
class Partial {
 public:
  Partial() = default;
  // All fields of a record.
  explicit Partial(Record record)
      : record_(std::move(record)), said_((std::uint32_t{1} << kFields) - 1) {}

  // Says what a field holds: `With(&TaskRecord::due, day)`. O(fields).
  template <typename Member, typename Value>
  Partial& With(Member Record::*member, Value&& value) & {
    record_.*member = std::forward<Value>(value);
    said_ |= std::uint32_t{1} << IndexOf(member);
    return *this;
  }
  template <typename Member, typename Value>
  Partial&& With(Member Record::*member, Value&& value) && {
    return std::move(With(member, std::forward<Value>(value)));
  }

  // Whether a field, by its place in `Record::Fields()`, is among them.
  bool Says(std::size_t field) const { return (said_ >> field & 1) != 0; }
  bool empty() const { return said_ == 0; }
  // Some fields of a record, one bit for each by its place.
  Partial(Record record, std::uint32_t said)
      : record_(std::move(record)), said_(said) {}

  // The record; fields that are not said are as in an empty one.
  const Record& record() const { return record_; }

  friend bool operator==(const Partial&, const Partial&) = default;

 private:
  static constexpr std::size_t kFields =
      std::tuple_size_v<decltype(Record::Fields())>;
  static_assert(kFields < 32);

  template <typename Member>
  static std::size_t IndexOf(Member Record::*member) {
    std::size_t index = 0;
    std::size_t found = kFields;
    std::apply(
        [&](const auto&... field) {
          (Compare(member, std::remove_cvref_t<decltype(field)>::member,
                   index++, found),
           ...);
        },
        Record::Fields());
    return found;
  }
  template <typename A, typename B>
  static void Compare(A a, B b, std::size_t index, std::size_t& found) {
    if constexpr (std::is_same_v<A, B>) {
      if (a == b) found = index;
    }
  }

  Record record_ = {};
  std::uint32_t said_ = 0;  // A bit for each field.
};

// What a change does to the records of one array.
template <typename Record>
struct RecordChange {
  ChangeOp op = ChangeOp::kAdd;
  Partial<Record> match = {};   // Of what is there; empty for `kAdd`.
  Partial<Record> fields = {};  // What it gets: of `kAdd`, all of them.
  absl::CivilDay on = {};       // Of `kEnd`.

  friend bool operator==(const RecordChange&, const RecordChange&) = default;
};

// Change
//
// One edit of one record.
class Change {
 public:
  template <typename Record>
  static Change Add(Record record) {
    return Change(
        RecordChange<Record>{.fields = Partial<Record>(std::move(record))});
  }
  template <typename Record>
  static Change End(Partial<Record> match, absl::CivilDay on) {
    return Change(RecordChange<Record>{
        .op = ChangeOp::kEnd, .match = std::move(match), .on = on});
  }
  template <typename Record>
  static Change Set(Partial<Record> match, Partial<Record> fields) {
    return Change(RecordChange<Record>{.op = ChangeOp::kSet,
                                       .match = std::move(match),
                                       .fields = std::move(fields)});
  }
  template <typename Record>
  static Change Remove(Partial<Record> match) {
    return Change(RecordChange<Record>{.op = ChangeOp::kRemove,
                                       .match = std::move(match)});
  }

  ChangeOp op() const {
    return std::visit([](const auto& change) { return change.op; }, any_);
  }
  // The array of the document whose record it edits: "appointments".
  std::string_view array() const {
    return std::visit(
        []<typename Record>(const RecordChange<Record>&) {
          return Record::kArray;
        },
        any_);
  }

  friend bool operator==(const Change&, const Change&) = default;

  // ---------------------------------------------------------------- Low-level

  using Any =
      std::variant<RecordChange<UnitRecord>, RecordChange<UnitLineRecord>,
                   RecordChange<PostRecord>, RecordChange<ReportingLineRecord>,
                   RecordChange<PersonRecord>, RecordChange<MembershipRecord>,
                   RecordChange<AppointmentRecord>, RecordChange<AbsenceRecord>,
                   RecordChange<DelegationRecord>, RecordChange<DutyRecord>,
                   RecordChange<TaskRecord>, RecordChange<AssignmentRecord>,
                   RecordChange<ProgressRecord>, RecordChange<EventRecord>,
                   RecordChange<FindingRecord>, RecordChange<TrainingRecord>,
                   RecordChange<StageRecord>, RecordChange<ScoreRecord>,
                   RecordChange<GradeRecord>, RecordChange<ApprovalRecord>>;

  template <typename Record>
  explicit Change(RecordChange<Record> change) : any_(std::move(change)) {}
  const Any& any() const { return any_; }

 private:
  Any any_;
};

}  // namespace zeren

#endif  // ZEREN_MODEL_CHANGE_H_
