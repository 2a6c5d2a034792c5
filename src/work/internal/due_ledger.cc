#include "src/work/internal/due_ledger.h"

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "src/model/internal/organization_rep.h"
#include "src/work/internal/calendar.h"
#include "src/work/internal/term.h"

namespace zeren::internal {
namespace {

using Rows = std::span<const std::uint32_t>;

// How many of these days are in one of the runs.
std::int64_t DaysWithin(const std::vector<DayRange>& runs,
                        const DayRange& days) {
  std::int64_t sum = 0;
  for (const DayRange& run : runs) {
    const std::int64_t from = std::max(run.from, days.from);
    sum += std::max<std::int64_t>(std::min(run.to, days.to) - from, 0);
  }
  return sum;
}

// What is owed for a period by who is bound on so many of its days.
std::int64_t Owed(const Obligation& obligation, std::int64_t bound,
                  std::int64_t all) {
  if (bound == 0) return 0;
  if (bound == all || obligation.partial == "full") return obligation.count;
  if (obligation.partial == "skip") return 0;
  // Rounded, halves up, in whole numbers; counts may be as large as they come.
  const std::int64_t whole = obligation.count / all;
  const std::int64_t rest = obligation.count % all;
  return whole * bound + (2 * rest * bound + all) / (2 * all);
}

// Whether something is asked for in a period.
bool IsAsked(const Obligation& obligation, const DayRange& period) {
  return obligation.months.empty() || TouchesMonths(period, obligation.months);
}

// Years are written with four digits, and calendars know few more. Before all
// that is written each day is like the others.
constexpr std::int64_t kBeforeAllDays = -1'000'000;
constexpr DayNumber kAfterAllDays = 3'000'000;

// A day in the oldest calendar period that is not over, with its days of grace.
DayNumber DayNotOver(const Obligation& obligation, DayNumber today) {
  return static_cast<DayNumber>(
      std::max(std::int64_t{today} - obligation.grace_days, kBeforeAllDays));
}

// Gives each event to the earliest of the periods that it is in time for and
// that lacks one. Periods and events are in order.
void GiveOut(const Obligation& obligation, const Table<EventView>& events,
             Rows rows, std::vector<Due>& dues) {
  const auto& days = events.Get<&EventView::day>();
  std::size_t first = 0;  // All before it are closed.
  for (const std::uint32_t row : rows) {
    const DayNumber day = days[row];
    while (first < dues.size() && Closes(obligation, dues[first].days) <= day) {
      ++first;
    }
    for (std::size_t i = first; i < dues.size() && dues[i].days.from <= day;
         ++i) {
      Due& due = dues[i];
      if (static_cast<std::int64_t>(due.events.size()) >= due.owed) continue;
      due.events.push_back(row);
      due.late += due.days.to <= day;
      break;
    }
  }
}

}  // namespace

DayNumber Closes(const Obligation& obligation, const DayRange& days) {
  return static_cast<DayNumber>(std::min<std::int64_t>(
      std::int64_t{days.to} + obligation.grace_days, std::int64_t{kNever} - 1));
}

SubjectEvents::SubjectEvents(const Organization& organization)
    : organization_(organization) {
  const OrganizationRep& rep = organization.rep();
  const Table<EventView>& events = rep.table<EventView>();
  rows_.reserve(events.size());
  for (std::uint32_t row = 0; row < events.size(); ++row) {
    if (!events.IsDead(row)) rows_.push_back(row);
  }
  const auto& subjects = events.Get<&EventView::subject>();
  const auto& kinds = events.Get<&EventView::kind>();
  const auto& days = events.Get<&EventView::day>();
  std::sort(rows_.begin(), rows_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto place = [&](std::uint32_t row) {
      return std::tuple(Node(subjects[row]), kinds[row], days[row]);
    };
    if (place(a) != place(b)) return place(a) < place(b);
    return rep.id(EventId{a}) < rep.id(EventId{b});
  });
}

Rows SubjectEvents::of(Node subject) const {
  const auto& subjects =
      organization_.rep().table<EventView>().Get<&EventView::subject>();
  const auto [first, last] = std::equal_range(
      rows_.begin(), rows_.end(), subject, [&](const auto& a, const auto& b) {
        const auto node = [&](const auto& one) {
          if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Node>) {
            return one;
          } else {
            return Node(subjects[one]);
          }
        };
        return node(a) < node(b);
      });
  return {first, last};
}

Rows SubjectEvents::of(Node subject, std::uint32_t kind) const {
  const auto& kinds =
      organization_.rep().table<EventView>().Get<&EventView::kind>();
  const Rows all = of(subject);
  const auto first = std::partition_point(
      all.begin(), all.end(),
      [&](std::uint32_t row) { return kinds[row] < kind; });
  const auto last = std::partition_point(
      first, all.end(), [&](std::uint32_t row) { return kinds[row] == kind; });
  return {first, last};
}

DayNumber DueLedger::DayOf(std::uint32_t event) const {
  return organization_.rep().table<EventView>().Get<&EventView::day>()[event];
}

Rows DueLedger::EventsOf(const Obligation& obligation, Node subject) const {
  const std::uint32_t kind =
      organization_.rep().names.words.Find(obligation.event);
  return kind == kNoIndex ? Rows() : events_.of(subject, kind);
}

// ---- Periods

// A term ends with the next one, if it has not ended before.
std::vector<DayRange> DueLedger::TermsOf(Node subject) const {
  const OrganizationRep& rep = organization_.rep();
  std::optional<double> years;
  if (const auto unit = subject.As<UnitId>()) {
    const UnitKind* const kind =
        rep.profile.FindUnitKind(organization_.row(*unit).kind);
    if (kind != nullptr) years = kind->term_years;
  } else if (const auto post = subject.As<PostId>()) {
    const PostKind* const kind =
        rep.profile.FindPostKind(organization_.row(*post).kind);
    if (kind != nullptr) years = kind->term_years;
  }
  if (!years) return {};
  std::vector<DayNumber> starts;
  const DayNumber own = rep.Written(subject).from;
  if (own != kDawn) starts.push_back(own);
  const std::uint32_t election = rep.names.words.Find(kElection);
  if (election != kNoIndex) {
    for (const std::uint32_t row : events_.of(subject, election)) {
      starts.push_back(DayOf(row));
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  std::vector<DayRange> terms;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const auto end = TermEnd(FromDayNumber(starts[i]), *years);
    if (!end) continue;  // No calendar has the day.
    DayNumber to = ToDayNumber(*end);
    if (i + 1 < starts.size()) to = std::min(to, starts[i + 1]);
    terms.push_back({starts[i], to});
  }
  return terms;
}

std::vector<DayRange> DueLedger::PeriodsOf(const Obligation& obligation,
                                           Node subject,
                                           const DayRange& days) const {
  std::vector<DayRange> periods;
  if (days.from >= days.to) return periods;
  const std::optional<CalendarUnit> unit = ParseCalendarUnit(obligation.per);
  if (!unit) {
    for (const DayRange& term : TermsOf(subject)) {
      if (term.from < days.to && days.from < term.to) periods.push_back(term);
    }
    return periods;
  }
  for (DayNumber day = days.from; day < days.to; day = periods.back().to) {
    periods.push_back(CalendarPeriodOf(*unit, day));
  }
  return periods;
}

// An event in the days of grace of an earlier period may count for that one, so
// that its own lacks it, and takes one from the next: one has to begin where no
// event is.
std::vector<DayRange> DueLedger::PeriodsToCount(const Obligation& obligation,
                                                Node subject,
                                                const DayRange& days,
                                                Rows events) {
  std::vector<DayRange> periods = PeriodsOf(obligation, subject, days);
  if (periods.empty() || obligation.grace_days == 0) return periods;
  // There may be days between terms, and there are few terms.
  if (!ParseCalendarUnit(obligation.per)) {
    return PeriodsOf(obligation, subject, {kDawn, days.to});
  }
  const auto in_grace_before = [&](const DayRange& period) {
    const auto first = std::partition_point(
        events.begin(), events.end(),
        [&](std::uint32_t row) { return DayOf(row) < period.from; });
    return first != events.end() &&
           DayOf(*first) < Closes(obligation, {period.from, period.from});
  };
  DayRange before = periods.front();
  while (in_grace_before(before)) {
    before =
        PeriodsOf(obligation, subject, {before.from - 1, before.from}).front();
  }
  if (before == periods.front()) return periods;
  return PeriodsOf(obligation, subject, {before.from, days.to});
}

// ---- What is owed

std::vector<Due> DueLedger::Of(const Obligation& obligation, Node subject,
                               const DayRange& days, DayNumber today) {
  Rows events = EventsOf(obligation, subject);
  events = events.first(static_cast<std::size_t>(
      std::partition_point(
          events.begin(), events.end(),
          [&](std::uint32_t row) { return DayOf(row) <= today; }) -
      events.begin()));
  const std::vector<DayRange> periods =
      PeriodsToCount(obligation, subject, days, events);
  if (periods.empty()) return {};
  const std::vector<DayRange> bound = bound_.Of(
      subject, obligation.subject, {periods.front().from, periods.back().to});
  std::vector<Due> dues;
  for (const DayRange& period : periods) {
    if (!IsAsked(obligation, period)) continue;
    const std::int64_t owed = Owed(obligation, DaysWithin(bound, period),
                                   std::int64_t{period.to} - period.from);
    if (owed > 0) dues.push_back({.days = period, .owed = owed});
  }
  const auto after = std::partition_point(
      events.begin(), events.end(),
      [&](std::uint32_t row) { return DayOf(row) < periods.front().from; });
  GiveOut(obligation, organization_.rep().table<EventView>(),
          {after, events.end()}, dues);
  std::erase_if(dues, [&](const Due& due) { return due.days.to <= days.from; });
  return dues;
}

// ---- From one period to the next

std::optional<DayRange> DueLedger::NewestClosed(const Obligation& obligation,
                                                Node subject, DayNumber today) {
  if (const auto unit = ParseCalendarUnit(obligation.per)) {
    DayRange period = CalendarPeriodOf(*unit, DayNotOver(obligation, today));
    do {
      period = CalendarPeriodOf(*unit, period.from - 1);
    } while (!IsAsked(obligation, period));
    return period;
  }
  std::optional<DayRange> newest;
  for (const DayRange& term : TermsOf(subject)) {
    if (IsAsked(obligation, term) && Closes(obligation, term) <= today) {
      newest = term;
    }
  }
  return newest;
}

DayNumber DueLedger::NextClose(const Obligation& obligation, Node subject,
                               DayNumber today) {
  if (const auto unit = ParseCalendarUnit(obligation.per)) {
    DayRange period = CalendarPeriodOf(*unit, DayNotOver(obligation, today));
    while (!IsAsked(obligation, period)) {
      period = CalendarPeriodOf(*unit, period.to);
    }
    return Closes(obligation, period);
  }
  for (const DayRange& term : TermsOf(subject)) {
    const DayNumber closes = Closes(obligation, term);
    if (IsAsked(obligation, term) && closes > today) return closes;
  }
  return kNever;
}

// Of the periods that begin after the newest one, all that are over before the
// first event since it began, and before the first day since on which it turns
// whether the subject is bound, are as that one is: without an event, and bound
// on all of their days or on none.
DayNumber DueLedger::NextTurn(const Obligation& obligation, Node subject,
                              DayNumber today) {
  const std::optional<DayRange> newest =
      NewestClosed(obligation, subject, today);
  if (!newest || !ParseCalendarUnit(obligation.per)) {
    return NextClose(obligation, subject, today);
  }
  const Rows events = EventsOf(obligation, subject);
  const auto event =
      std::partition_point(events.begin(), events.end(),
                           [&](auto row) { return DayOf(row) < newest->from; });
  DayNumber fact = event == events.end() ? kNever : DayOf(*event);
  if (fact > today) {
    fact = std::min(fact,
                    bound_.NextTurn(subject, obligation.subject, newest->from));
  }
  if (fact >= kAfterAllDays) return kNever;
  return NextClose(obligation, subject, std::max(today, fact));
}

}  // namespace zeren::internal
