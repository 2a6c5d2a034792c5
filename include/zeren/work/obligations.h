// obligations.h -- what is due again and again, and what was done about it.
//
// A profile's obligations say which events have to happen how often, and to
// whom: a general meeting of each branch once a quarter, a board meeting once a
// month. Events of the document meet them:
//
//   absl::StatusOr<DueList> year = DueOf(today, *today.Find("unit:branch-1"),
//                                        {jan_1, jan_1_next_year});
//   for (const DueItem& item : year->items) {
//     if (item.state == DueState::kMissed) {
//       std::cout << today.organization().profile()
//                        .obligations[item.obligation].id
//                 << ' ' << FormatDay(item.period.from) << '\n';
//     }
//   }
//
// CASE STUDY: a meeting held late. The branch has 10 days of grace. December's
// meeting is held on 4 January: it lies in January, but December still lacks
// one, so it counts for December, as late. January's has yet to come. Every
// event counts once for an obligation, for the earliest period that it is in
// time for, or in its days of grace, and that lacks one.

#ifndef ZEREN_WORK_OBLIGATIONS_H_
#define ZEREN_WORK_OBLIGATIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// How something that is owed for a period stands on the day of a snapshot.
enum class DueState : std::uint8_t {
  kMet,     // As many events as are owed, all within the period.
  kLate,    // The same, some of them only in the days of grace.
  kMissed,  // Too few, and the days of grace are over.
  kOpen,    // Too few, and there is time left; or the period is yet to come.
};
std::string_view NameOf(DueState state);  // "met", "late", "missed", "open"

// What one subject owes by one obligation for one period of the calendar, or
// one term of office.
struct DueItem {
  std::uint32_t obligation = 0;  // Of `Profile::obligations`.
  Node subject;
  Period period;
  // The first day on which an event no longer counts: the end of the period,
  // and its days of grace.
  absl::CivilDay closes;
  std::int64_t owed = 0;  // Events; at least 1.
  // Those that count, in order of day and id: at most as many as are owed, and
  // up to the day of the snapshot.
  std::vector<EventId> events;
  std::size_t late = 0;  // How many of these are in the days of grace.
  DueState state = DueState::kOpen;

  std::int64_t lacking() const {
    return owed - static_cast<std::int64_t>(events.size());
  }

  friend bool operator==(const DueItem&, const DueItem&) = default;
};

struct DueOptions {
  // Behaviour: only these obligations, by id. DEFAULT: all.
  std::vector<std::string> obligations = {};
};

struct DueList {
  // By the order of the obligations in the profile, then by period.
  std::vector<DueItem> items;
  // Events of the subject within the days that were asked for, up to that of
  // the snapshot, that count for none of the obligations: held beyond what is
  // owed, or of a kind that none asks for. By day and id.
  std::vector<EventId> beyond;
};

// Returns what a unit, post or person owes for all periods that have a day in
// `period`, and the events that meet it.
//
// A subject owes it while it is in force and meets the obligation's `subject`.
// If that is so on some days of a period only, `partial` says how much is owed:
// nothing (`skip`), all of it (`full`), or the part of these days, rounded,
// halves up (`prorate`). Periods that have no day in one of the obligation's
// months ask for nothing. A `term` begins with each `election` of the subject,
// or with its own start before the first, and ends with the next, or after the
// `term_years` of its kind.
//
// What is there in an event (a quorum, a month) makes no difference here: see
// the checks `quorum` and `obligation_off_window`.
//
// O(events, facts of the subject, periods). Errors: kInvalidArgument for a
// subject of another kind, for an obligation that the profile does not have,
// with the nearest name, and for a period without a first or a last day, or
// without any.
absl::StatusOr<DueList> DueOf(const Snapshot& snapshot, Node subject,
                              const Period& period,
                              const DueOptions& options = {});

// What is owed, counted in events.
struct DueTally {
  std::int64_t met = 0;     // Done within the period.
  std::int64_t late = 0;    // Done in the days of grace.
  std::int64_t missed = 0;  // Not done, and the days of grace are over.
  std::int64_t open = 0;    // Not done, and there is time left.

  std::int64_t due() const { return met + late + missed + open; }
  DueTally& operator+=(const DueTally& other) {
    met += other.met;
    late += other.late;
    missed += other.missed;
    open += other.open;
    return *this;
  }

  friend bool operator==(const DueTally&, const DueTally&) = default;
};

// What every unit, post and person owes, counted, by kind and dense id.
struct DueTallies {
  std::array<std::vector<DueTally>, 3> by_kind;  // Units, posts, persons.

  const DueTally& of(Node subject) const {
    return by_kind[static_cast<std::size_t>(subject.kind())][subject.index()];
  }
};

// Counts what is owed for all periods that end within `period`: whose last day
// is one of its days. So each counts in one month, quarter or year only, and
// those of a year add up to it. O(events log events + subjects * periods), and
// for obligations whose subjects change the facts of these. Errors: those of
// `DueOf`.
absl::StatusOr<DueTallies> CountDue(const Snapshot& snapshot,
                                    const Period& period,
                                    const DueOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_WORK_OBLIGATIONS_H_
