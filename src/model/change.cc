#include "zeren/model/change.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/apply_changes.h"
#include "src/model/internal/editor.h"
#include "src/model/internal/listed_fields.h"
#include "src/model/internal/record_checks.h"
#include "src/model/internal/record_copy.h"
#include "zeren/model/organization.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::CopyRecord;
using internal::Editor;
using internal::kEntityOf;
using internal::OrganizationRep;
using internal::Quoted;
using internal::ViewOf;

// Free values have no order.
template <typename Record>
void SortAttributes(Record& record) {
  if constexpr (requires { record.attributes; }) {
    std::sort(record.attributes.begin(), record.attributes.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
  }
}

// Calls `visit(field of the record, field of the view)` for the fields that are
// said.
template <typename Record, typename Visit>
void ForEachSaid(const Partial<Record>& partial, Visit visit) {
  const auto fields = Record::Fields();
  const auto views = ViewOf<Record>::Fields();
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((partial.Says(I) ? visit(std::get<I>(fields), std::get<I>(views))
                      : void()),
     ...);
  }
  (std::make_index_sequence<std::tuple_size_v<decltype(fields)>>());
}

template <typename Record>
bool Says(const Partial<Record>& partial, std::string_view name) {
  bool says = false;
  ForEachSaid(partial, [&](const auto& field, const auto&) {
    says = says || field.name == name;
  });
  return says;
}

// Finder
//
// Finds the records of an array that a change names.
template <typename Record>
class Finder {
 public:
  using View = ViewOf<Record>;

  Finder(const OrganizationRep& rep, const Partial<Record>& match)
      : rep_(rep), match_(match), wanted_(match.record()) {
    SortAttributes(wanted_);
    view_ = CopyRecord<View>(wanted_);
  }

  // The rows in question are few where the match names the record's id, or what
  // a fact is about; else all of the array.
  std::vector<std::uint32_t> Rows() {
    if (!TryIndexes()) Try(0, rep_.table<View>().size());
    return std::move(rows_);
  }

 private:
  // Tries the records that an index lists for a field of the match. Returns
  // whether there was such a field.
  bool TryIndexes() {
    const OrganizationRep& rep = rep_;
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      return Says(match_, "id") && TryEntity();
    } else if constexpr (std::is_same_v<View, UnitLineView>) {
      return TryRun("child", NodeKind::kUnit, view_.child, rep.lines_of_unit);
    } else if constexpr (std::is_same_v<View, ReportingLineView>) {
      return TryRun("post", NodeKind::kPost, view_.post, rep.lines_of_post);
    } else if constexpr (std::is_same_v<View, MembershipView>) {
      return TryRun("person", NodeKind::kPerson, view_.person,
                    rep.memberships_of_person) ||
             TryListed("unit", NodeKind::kUnit, view_.unit,
                       rep.memberships_of_unit);
    } else if constexpr (std::is_same_v<View, AppointmentView>) {
      return TryRun("post", NodeKind::kPost, view_.post,
                    rep.appointments_of_post) ||
             (view_.person &&
              TryListed("person", NodeKind::kPerson, *view_.person,
                        rep.appointments_of_person));
    } else if constexpr (std::is_same_v<View, AbsenceView>) {
      return TryRun("person", NodeKind::kPerson, view_.person,
                    rep.absences_of_person);
    } else if constexpr (std::is_same_v<View, ProgressView>) {
      return TryRun("task", NodeKind::kTask, view_.task, rep.progress_of_task);
    } else if constexpr (std::is_same_v<View, AssignmentView>) {
      if (view_.work.kind == NodeKind::kTask) {
        return TryRun("work", NodeKind::kTask, view_.work.id,
                      rep.assignments_of_task);
      }
      return view_.work.kind == NodeKind::kDuty &&
             TryRun("work", NodeKind::kDuty, view_.work.id,
                    rep.assignments_of_duty);
    } else {
      return false;
    }
  }

  bool TryEntity() {
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      const std::uint32_t number =
          rep_.names.of(kEntityOf<View>).Find(view_.id);
      if (rep_.Exists(kEntityOf<View>, number)) Try(number, number + 1);
    }
    return true;
  }
  bool TryRun(std::string_view field, NodeKind kind, std::string_view id,
              const internal::Groups& runs) {
    if (!Says(match_, field)) return false;
    const std::uint32_t owner = rep_.names.of(kind).Find(id);
    if (owner < runs.size()) Try(runs.begin(owner), runs.end(owner));
    return true;
  }
  bool TryListed(std::string_view field, NodeKind kind, std::string_view id,
                 const internal::RowIndex& index) {
    if (!Says(match_, field)) return false;
    const std::uint32_t owner = rep_.names.of(kind).Find(id);
    if (owner >= index.groups.size()) return true;
    for (std::uint32_t i = index.groups.begin(owner);
         i < index.groups.end(owner); ++i) {
      Try(index.rows[i], index.rows[i] + 1);
    }
    return true;
  }

  void Try(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t row = begin; row < end; ++row) {
      if (rep_.table<View>().IsDead(row)) continue;
      const View record = zeren::Rows<View>(&rep_, row, row + 1)[0];
      bool matches = true;
      ForEachSaid(match_, [&](const auto&, const auto& field) {
        constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
        matches = matches && record.*member == view_.*member;
      });
      if (matches) rows_.push_back(row);
    }
  }

  const OrganizationRep& rep_;
  const Partial<Record>& match_;
  Record wanted_;
  View view_;
  std::vector<std::uint32_t> rows_;
};

// Applier
//
// Applies one change, or says why it cannot.
class Applier {
 public:
  Applier(Editor& editor, std::size_t index, ProblemList& problems)
      : editor_(editor),
        place_(Concat("/changes/", std::to_string(index))),
        problems_(problems) {}

  template <typename Record>
  void Apply(const RecordChange<Record>& change) {
    if (change.op == ChangeOp::kAdd) {
      Add(change.fields.record());
      return;
    }
    if (change.match.empty()) {
      Bad("/match", "the match names no field", "name fields of one record");
      return;
    }
    const std::optional<std::uint32_t> row = Find(change.match);
    if (!row) return;
    if (change.op == ChangeOp::kRemove) {
      editor_.Remove<ViewOf<Record>>(*row);
    } else if (change.op == ChangeOp::kEnd) {
      End<Record>(*row, change.on);
    } else {
      Set(*row, change.fields);
    }
  }

 private:
  void Bad(std::string_view field, std::string message, std::string remedy) {
    problems_.Add({.pointer = Concat(place_, field),
                   .message = std::move(message),
                   .remedy = std::move(remedy)});
  }

  template <typename Record>
  void Add(const Record& record) {
    using View = ViewOf<Record>;
    const View view = CopyRecord<View>(record);
    bool good = IsGood(view, "/record");
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      const OrganizationRep& rep = editor_.rep();
      if (rep.Exists(kEntityOf<View>,
                     rep.names.of(kEntityOf<View>).Find(view.id))) {
        Bad("/record/id",
            Concat("id ", Quoted(view.id), " is already used in `",
                   View::kArray, "`"),
            "give the record an id of its own, or set fields of that one");
        good = false;
      }
    }
    if (good) editor_.Add(view);
  }

  template <typename Record>
  std::optional<std::uint32_t> Find(const Partial<Record>& match) {
    const std::vector<std::uint32_t> rows =
        Finder<Record>(editor_.rep(), match).Rows();
    if (rows.size() == 1) return rows.front();
    if (rows.empty()) {
      Bad("/match", Concat("no record of `", Record::kArray, "` matches"),
          HowToMatch(match));
    } else {
      Bad("/match",
          Concat(std::to_string(rows.size()), " records of `", Record::kArray,
                 "` match"),
          "name more fields, so that exactly one does");
    }
    return std::nullopt;
  }

  template <typename Record>
  std::string HowToMatch(const Partial<Record>& match) const {
    if constexpr (requires { match.record().id; }) {
      // A problem that is only counted needs no remedy.
      if (Says(match, "id") && problems_.total() < kMaxProblems) {
        const OrganizationRep& rep = editor_.rep();
        constexpr NodeKind kKind = kEntityOf<ViewOf<Record>>;
        std::vector<std::string_view> ids;
        for (std::uint32_t i = 0; i < rep.count(kKind); ++i) {
          if (rep.Exists(kKind, i)) ids.push_back(rep.names.of(kKind)[i]);
        }
        const std::string_view nearest = NearestName(match.record().id, ids);
        if (!nearest.empty()) {
          return Concat("did you mean ", Quoted(nearest), "?");
        }
      }
    }
    return "name fields as the document writes them";
  }

  template <typename Record>
  void End(std::uint32_t row, absl::CivilDay on) {
    if constexpr (requires(Record record) { record.valid_to; }) {
      Record record = RecordAt<Record>(row);
      if (record.valid_to.day && *record.valid_to.day < on) {
        Bad("/on",
            Concat("it has already ended, on ",
                   FormatDay(*record.valid_to.day)),
            "set `valid_to` to make it last longer");
        return;
      }
      if (record.valid_from && on <= *record.valid_from) {
        Bad("/on", Concat("it begins only on ", FormatDay(*record.valid_from)),
            "name a later day, or remove the record");
        return;
      }
      record.valid_to = Until(on);
      const auto view = CopyRecord<ViewOf<Record>>(record);
      if (IsGood(view, "/on")) editor_.Replace(row, view);
    } else {
      Bad("/op",
          Concat("records of `", Record::kArray, "` have no validity to end"),
          "set a field, or remove the record");
    }
  }

  template <typename Record>
  void Set(std::uint32_t row, const Partial<Record>& fields) {
    if (fields.empty()) {
      Bad("/fields", "no field is to be set", "name what gets another value");
      return;
    }
    if (Says(fields, "id")) {
      Bad("/fields/id", "the id of a record never changes",
          "remove the record and add another");
      return;
    }
    Record record = RecordAt<Record>(row);
    ForEachSaid(fields, [&](const auto& field, const auto&) {
      constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
      record.*member = fields.record().*member;
    });
    const auto view = CopyRecord<ViewOf<Record>>(record);
    if (IsGood(view, "/fields")) editor_.Replace(row, view);
  }

  template <typename Record>
  Record RecordAt(std::uint32_t row) const {
    return CopyRecord<Record>(
        Rows<ViewOf<Record>>(&editor_.rep(), row, row + 1)[0]);
  }

  // Whether a record is one; if not, says why, at its fields below `field`.
  template <typename View>
  bool IsGood(const View& record, std::string_view field) {
    const std::size_t before = problems_.total();
    std::vector<Problem> found;
    internal::RecordChecker(Concat(place_, field), found).Check(record);
    const Profile& profile = editor_.rep().profile;
    if (!profile.open) {
      internal::ForEachListedField(
          profile, [&]<typename Listed, auto kMember>(
                       std::string_view name, std::string_view vocabulary,
                       const auto& entries) {
            if constexpr (std::is_same_v<Listed, View>) {
              CheckWord(record.*kMember, Concat(place_, field, "/", name), name,
                        vocabulary, entries, found);
            }
          });
    }
    for (Problem& problem : found) problems_.Add(std::move(problem));
    return problems_.total() == before;
  }

  void CheckWord(const std::optional<std::string_view>& word,
                 const std::string& pointer, std::string_view name,
                 std::string_view vocabulary, const auto& entries,
                 std::vector<Problem>& found) const {
    if (!word || word->empty()) return;
    if (auto problem = internal::JudgeListedWord(
            *word, name, vocabulary, entries, editor_.rep().profile)) {
      problem->pointer = pointer;
      found.push_back(*std::move(problem));
    }
  }

  Editor& editor_;
  std::string place_;
  ProblemList& problems_;
};

}  // namespace

std::string_view NameOf(ChangeOp op) {
  static constexpr std::array<std::string_view, 4> kNames = {"add", "end",
                                                             "set", "remove"};
  return kNames[static_cast<std::size_t>(op)];
}

absl::StatusOr<Organization> internal::ApplyChanges(
    const Organization& organization, std::span<const Change> changes,
    std::vector<Touch>* touches) {
  try {
    Editor editor(organization.rep(), touches);
    ProblemList problems;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      Applier applier(editor, i, problems);
      std::visit([&](const auto& change) { applier.Apply(change); },
                 changes[i].any());
    }
    if (!problems.empty()) return problems.ToStatus();
    return Organization(editor.Finish());
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("not enough memory for the changes");
  }
}

absl::StatusOr<Organization> Organization::Apply(
    std::span<const Change> changes) const {
  return internal::ApplyChanges(*this, changes, nullptr);
}

}  // namespace zeren
