#include "src/measure/internal/turns.h"

#include <algorithm>
#include <cstdint>

#include "absl/time/civil_time.h"
#include "src/work/internal/risk_day.h"
#include "zeren/work/tasks.h"

namespace zeren::internal {
namespace {

// Calls `visit(age)` for each age that a condition asks for.
template <typename Visit>
void ForEachAge(const Condition& condition, const Visit& visit) {
  if (condition.age) visit(*condition.age);
  if (condition.has) {
    for (const Condition& part : condition.has->member) ForEachAge(part, visit);
  }
  for (const Condition& part : condition.all) ForEachAge(part, visit);
  for (const Condition& part : condition.none) ForEachAge(part, visit);
  if (!condition.any) return;
  for (const Condition& part : *condition.any) ForEachAge(part, visit);
}

class TurnCollector {
 public:
  TurnCollector(const OrganizationRep& rep, DayNumber after, DayNumber last)
      : rep_(rep), after_(after), last_(last) {}

  std::vector<Turn> Run(const RollUpOptions& options) && {
    AddRows<UnitView>();
    AddRows<UnitLineView>();
    AddRows<PostView>();
    AddRows<ReportingLineView>();
    AddRows<PersonView>();
    AddRows<MembershipView>();
    AddRows<AppointmentView>();
    AddRows<AbsenceView>();
    AddRows<DelegationView>();
    AddRows<DutyView>();
    AddRows<AssignmentView>();
    for (std::uint32_t task = 0; task < rep_.count(NodeKind::kTask); ++task) {
      if (rep_.Exists(NodeKind::kTask, task)) AddTask(task);
    }
    AddBirthdays(options);
    std::sort(turns_.begin(), turns_.end());
    turns_.erase(std::unique(turns_.begin(), turns_.end()), turns_.end());
    return std::move(turns_);
  }

 private:
  bool IsWithin(DayNumber day) const { return after_ < day && day <= last_; }
  void Add(DayNumber day, const Touch& touch) {
    if (IsWithin(day)) turns_.push_back({day, touch});
  }

  template <typename View>
  DayRange DaysOfRow(std::uint32_t row) const {
    if constexpr (std::is_same_v<View, PostView>) {
      return rep_.post_periods[row];
    } else if constexpr (std::is_same_v<View, MembershipView>) {
      return rep_.membership_periods[row];
    } else if constexpr (std::is_same_v<View, AppointmentView>) {
      return rep_.appointment_periods[row];
    } else if constexpr (std::is_same_v<View, AbsenceView>) {
      return rep_.absence_periods[row];
    } else {
      return rep_.table<View>().Written(row);
    }
  }
  template <typename View>
  void AddRows() {
    for (std::uint32_t row = 0; row < rep_.table<View>().size(); ++row) {
      const DayRange days = DaysOfRow<View>(row);
      for (const DayNumber day : {days.from, days.to}) {
        if (!IsWithin(day)) continue;
        ForEachTouch<View>(rep_, row,
                           [&](const Touch& touch) { Add(day, touch); });
      }
    }
  }

  void AddTask(std::uint32_t task) {
    const Table<TaskView>& tasks = rep_.table<TaskView>();
    const Touch standing = {Touched::kTaskStanding, task};
    Add(tasks.Get<&TaskView::start>()[task], standing);
    const DayNumber due = tasks.Get<&TaskView::due>()[task];
    if (due != kDawn && due < kNever) Add(due + 1, standing);
    const DayNumber cancelled = tasks.Get<&TaskView::cancelled>()[task];
    if (IsWithin(cancelled)) {
      ForEachTouch<TaskView>(
          rep_, task, [&](const Touch& touch) { Add(cancelled, touch); });
    }
    // From one entry to the next progress stays, and the time used grows.
    const auto& days = rep_.table<ProgressView>().Get<&ProgressView::day>();
    std::vector<DayNumber> entries = {after_};
    for (std::uint32_t row = rep_.progress_of_task.begin(task);
         row < rep_.progress_of_task.end(task); ++row) {
      Add(days[row], standing);
      if (IsWithin(days[row])) entries.push_back(days[row]);
    }
    if (due == kDawn) return;
    std::sort(entries.begin(), entries.end());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const DayNumber end = i + 1 < entries.size() ? entries[i + 1]
                            : last_ < kNever       ? last_ + 1
                                                   : kNever;
      const double progress =
          TaskFacts(rep_, entries[i], {}).Reported(task).value_or(0);
      const DayNumber risk =
          FirstRiskDay(rep_, task, progress, entries[i], end);
      if (risk < end) Add(risk, standing);
    }
  }

  // The days on which conditions on the age of persons turn.
  void AddBirthdays(const RollUpOptions& options) {
    // More years than there are days to write.
    constexpr std::int64_t kManyYears = 10'000'000;
    std::vector<std::int64_t> years;
    const auto collect = [&](const Condition::Age& age) {
      years.push_back(0);
      if (age.min) {
        years.push_back(std::clamp<std::int64_t>(*age.min, 0, kManyYears));
      }
      if (age.max) {
        years.push_back(std::clamp<std::int64_t>(*age.max, -1, kManyYears) + 1);
      }
    };
    ForEachAge(options.where, collect);
    ForEachAge(options.within, collect);
    if (years.empty()) return;
    const Table<PersonView>& persons = rep_.table<PersonView>();
    for (std::uint32_t person = 0; person < persons.size(); ++person) {
      const auto birth =
          persons.Get<&PersonView::birth_date>().Read(person, rep_.names);
      if (!birth) continue;
      for (const std::int64_t year : years) {
        // In years without 29 February, 1 March.
        Add(ToDayNumber(absl::CivilDay(birth->year() + year, birth->month(),
                                       birth->day())),
            {Touched::kPerson, person});
      }
    }
  }

  const OrganizationRep& rep_;
  const DayNumber after_;
  const DayNumber last_;
  std::vector<Turn> turns_;
};

}  // namespace

std::vector<Turn> TurnsBetween(const OrganizationRep& rep,
                               const RollUpOptions& options, DayNumber after,
                               DayNumber last) {
  return TurnCollector(rep, after, last).Run(options);
}

DayNumber NextRiskOfWholes(const Snapshot& snapshot, DayNumber end) {
  const DayNumber after = ToDayNumber(snapshot.day());
  const TaskStates states(snapshot);
  for (const std::uint32_t task : snapshot.work().tasks().pre_order()) {
    if (states.is_leaf(TaskId{task})) continue;
    end = FirstRiskDay(snapshot.organization().rep(), task,
                       states.progress(TaskId{task}), after + 1, end);
  }
  return end;
}

}  // namespace zeren::internal
