#include "zeren/work/obligations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/due_ledger.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::DayNumber;
using internal::DayRange;
using internal::Due;
using internal::DueLedger;
using internal::FromDayNumber;
using internal::SubjectEvents;
using internal::ToDayNumber;

constexpr std::array<NodeKind, 3> kSubjects = {NodeKind::kUnit, NodeKind::kPost,
                                               NodeKind::kPerson};

// What is wrong with a question.
class Question {
 public:
  Question(const Snapshot& snapshot, const Period& period,
           const DueOptions& options)
      : profile_(snapshot.organization().profile()) {
    CheckPeriod(period);
    ChooseObligations(options);
  }

  void CheckSubject(const Snapshot& snapshot, Node subject) {
    if (std::find(kSubjects.begin(), kSubjects.end(), subject.kind()) ==
        kSubjects.end()) {
      Add(Concat("obligations bind units, posts and persons, and no ",
                 NameOf(subject.kind())),
          "ask about one of those");
    } else if (!snapshot.organization().Has(subject)) {
      Add("the document does not have the subject", {});
    }
  }

  absl::Status status() const {
    return problems_.empty() ? absl::OkStatus() : problems_.ToStatus();
  }
  // The obligations that are asked for, by place, rising.
  const std::set<std::uint32_t>& obligations() const { return obligations_; }

 private:
  void Add(std::string message, std::string remedy) {
    problems_.Add({.pointer = {},
                   .message = std::move(message),
                   .remedy = std::move(remedy)});
  }

  void CheckPeriod(const Period& period) {
    if (!WrittenStart(period) || !WrittenEnd(period)) {
      Add("the period has no first or no last day", "name both");
    } else if (period.empty()) {
      Add(Concat("the period from ", FormatDay(period.from), " to ",
                 FormatDay(period.to), " has no day"),
          "its end is the first day after it, and must be later than its "
          "start");
    }
  }

  void ChooseObligations(const DueOptions& options) {
    std::vector<std::string_view> ids;
    for (const Obligation& obligation : profile_.obligations) {
      ids.push_back(obligation.id);
    }
    if (options.obligations.empty()) {
      for (std::uint32_t i = 0; i < ids.size(); ++i) obligations_.insert(i);
    }
    for (const std::string& id : options.obligations) {
      const auto found = std::find(ids.begin(), ids.end(), id);
      if (found != ids.end()) {
        obligations_.insert(static_cast<std::uint32_t>(found - ids.begin()));
      } else {
        Add(Concat("there is no obligation ", internal::Quoted(id),
                   internal::NearestOrAll(id, ids)),
            {});
      }
    }
  }

  const Profile& profile_;
  ProblemList problems_;
  std::set<std::uint32_t> obligations_;
};

DueState StateOf(const Obligation& obligation, const Due& due,
                 DayNumber today) {
  if (static_cast<std::int64_t>(due.events.size()) >= due.owed) {
    return due.late > 0 ? DueState::kLate : DueState::kMet;
  }
  return internal::Closes(obligation, due.days) <= today ? DueState::kMissed
                                                         : DueState::kOpen;
}

DueItem ItemOf(std::uint32_t number, const Obligation& obligation, Node subject,
               const Due& due, DayNumber today) {
  DueItem item{
      .obligation = number,
      .subject = subject,
      .period = {FromDayNumber(due.days.from), FromDayNumber(due.days.to)},
      .closes = FromDayNumber(internal::Closes(obligation, due.days)),
      .owed = due.owed,
      .events = {},
      .late = due.late,
      .state = StateOf(obligation, due, today)};
  for (const std::uint32_t row : due.events)
    item.events.push_back(EventId{row});
  return item;
}

DueTally TallyOf(const Obligation& obligation, const Due& due,
                 DayNumber today) {
  const auto done = static_cast<std::int64_t>(due.events.size());
  const auto late = static_cast<std::int64_t>(due.late);
  DueTally tally{.met = done - late, .late = late, .missed = 0, .open = 0};
  const bool closed = internal::Closes(obligation, due.days) <= today;
  (closed ? tally.missed : tally.open) = due.owed - done;
  return tally;
}

DayRange DaysOf(const Period& period) {
  return {ToDayNumber(period.from), ToDayNumber(period.to)};
}

}  // namespace

std::string_view NameOf(DueState state) {
  static constexpr std::array<std::string_view, 4> kNames = {"met", "late",
                                                             "missed", "open"};
  return kNames[static_cast<std::size_t>(state)];
}

absl::StatusOr<DueList> DueOf(const Snapshot& snapshot, Node subject,
                              const Period& period, const DueOptions& options) {
  Question question(snapshot, period, options);
  question.CheckSubject(snapshot, subject);
  if (!question.status().ok()) return question.status();
  const Organization& organization = snapshot.organization();
  const SubjectEvents events(organization);
  DueLedger ledger(organization, events);
  const DayNumber today = ToDayNumber(snapshot.day());
  const DayRange days = DaysOf(period);
  DueList list;
  absl::flat_hash_set<std::uint32_t> counted;
  for (const std::uint32_t number : question.obligations()) {
    const Obligation& obligation = organization.profile().obligations[number];
    // Events of these days may count for periods that were over before.
    const auto from = static_cast<DayNumber>(
        std::max<std::int64_t>(std::int64_t{days.from} - obligation.grace_days,
                               ToDayNumber(absl::CivilDay(1, 1, 1))));
    for (const Due& due :
         ledger.Of(obligation, subject, {std::min(from, days.from), days.to},
                   today)) {
      counted.insert(due.events.begin(), due.events.end());
      if (due.days.to <= days.from) continue;
      list.items.push_back(ItemOf(number, obligation, subject, due, today));
    }
  }
  std::vector<std::pair<DayNumber, EventId>> beyond;
  for (const std::uint32_t row : events.of(subject)) {
    const DayNumber day =
        organization.rep().table<EventView>().Get<&EventView::day>()[row];
    if (days.Contains(day) && day <= today && !counted.contains(row)) {
      beyond.emplace_back(day, EventId{row});
    }
  }
  std::sort(beyond.begin(), beyond.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return organization.id(a.second) < organization.id(b.second);
  });
  for (const auto& [day, event] : beyond) list.beyond.push_back(event);
  return list;
}

absl::StatusOr<DueTallies> CountDue(const Snapshot& snapshot,
                                    const Period& period,
                                    const DueOptions& options) {
  const Question question(snapshot, period, options);
  if (!question.status().ok()) return question.status();
  const Organization& organization = snapshot.organization();
  const SubjectEvents events(organization);
  DueLedger ledger(organization, events);
  const DayNumber today = ToDayNumber(snapshot.day());
  const DayRange days = DaysOf(period);
  DueTallies tallies;
  for (const NodeKind kind : kSubjects) {
    std::vector<DueTally>& of_kind =
        tallies.by_kind[static_cast<std::size_t>(kind)];
    of_kind.resize(organization.count(kind));
    for (const std::uint32_t number : question.obligations()) {
      const Obligation& obligation = organization.profile().obligations[number];
      for (std::uint32_t i = 0; i < of_kind.size(); ++i) {
        for (const Due& due :
             ledger.Of(obligation, Node(kind, i), days, today)) {
          if (due.days.to > days.to) continue;
          of_kind[i] += TallyOf(obligation, due, today);
        }
      }
    }
  }
  return tallies;
}

}  // namespace zeren
