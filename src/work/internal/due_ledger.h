// due_ledger.h -- what subjects owe by obligations, and what they did.

#ifndef ZEREN_WORK_INTERNAL_DUE_LEDGER_H_
#define ZEREN_WORK_INTERNAL_DUE_LEDGER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "src/core/internal/days.h"
#include "src/work/internal/bound_days.h"
#include "zeren/core/node.h"
#include "zeren/model/organization.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

// What is owed for one period.
struct Due {
  DayRange days;
  std::int64_t owed = 0;
  std::vector<std::uint32_t> events;  // Rows that count, at most `owed`.
  std::size_t late = 0;               // Those of them after the period.

  friend bool operator==(const Due&, const Due&) = default;
};

// SubjectEvents
//
// All events by subject, kind, day and id.
class SubjectEvents {
 public:
  // O(events log events).
  explicit SubjectEvents(const Organization& organization);

  // The rows of one subject; of one kind, the number of its word.
  std::span<const std::uint32_t> of(Node subject) const;
  std::span<const std::uint32_t> of(Node subject, std::uint32_t kind) const;

 private:
  const Organization& organization_;
  std::vector<std::uint32_t> rows_;
};

// DueLedger
//
// Thread-safety: none, as it remembers what it found out. Lifetime: keeps
// references to all that it is made of.
class DueLedger {
 public:
  DueLedger(const Organization& organization, const SubjectEvents& events)
      : organization_(organization), events_(events), bound_(organization) {}

  // What a subject owes by an obligation for the periods that have a day in
  // `days`, in order, and the events up to `today` that count. Periods for
  // which nothing is owed are left out.
  std::vector<Due> Of(const Obligation& obligation, Node subject,
                      const DayRange& days, DayNumber today);

  // The newest period, of those with a day in the months asked for, of which
  // the days of grace are over on a day; nothing before the first term.
  std::optional<DayRange> NewestClosed(const Obligation& obligation,
                                       Node subject, DayNumber today);
  // A later day before which it is the same for each day's newest period
  // whether it was missed; `kNever` if it stays so. After the last event of a
  // subject that is bound for good, all periods are missed: no close of one
  // need be looked at.
  DayNumber NextTurn(const Obligation& obligation, Node subject,
                     DayNumber today);

 private:
  // The terms of office of a unit or post, in order, as days are known now.
  std::vector<DayRange> TermsOf(Node subject) const;
  // The periods, one after another, that have a day in `days`.
  std::vector<DayRange> PeriodsOf(const Obligation& obligation, Node subject,
                                  const DayRange& days) const;
  // The same, and before them those by which it is decided for which of all the
  // events count.
  std::vector<DayRange> PeriodsToCount(const Obligation& obligation,
                                       Node subject, const DayRange& days,
                                       std::span<const std::uint32_t> events);
  DayNumber DayOf(std::uint32_t event) const;
  std::span<const std::uint32_t> EventsOf(const Obligation& obligation,
                                          Node subject) const;
  // The first later day on which `NewestClosed` is another one; `kNever` if
  // there is none.
  DayNumber NextClose(const Obligation& obligation, Node subject,
                      DayNumber today);

  const Organization& organization_;
  const SubjectEvents& events_;
  BoundDays bound_;
};

// The first day on which an event no longer counts for a period.
DayNumber Closes(const Obligation& obligation, const DayRange& days);

}  // namespace zeren::internal

#endif  // ZEREN_WORK_INTERNAL_DUE_LEDGER_H_
