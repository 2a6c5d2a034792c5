// period.h -- civil days: half-open periods, ends that nobody knows, and values
// that change from day to day.
//
//   Period term{absl::CivilDay(2024, 3, 1), absl::CivilDay(2027, 3, 1)};
//   term.Contains(absl::CivilDay(2027, 3, 1));  // false: the first day after
//
// CASE STUDY: a transfer. Somebody leaves branch A for branch B "on 1 July".
// The membership in A has `valid_to` 1 July and that in B has `valid_from` 1
// July: on 30 June the person is in A, on 1 July in B, and on no day in both or
// in neither. Sources that write the last day instead (inclusive ends) are
// converted by adding a day.

#ifndef ZEREN_CORE_PERIOD_H_
#define ZEREN_CORE_PERIOD_H_

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"

namespace zeren {

// Period
//
// The days from `from`, inclusive, to `to`, exclusive. The default is all time.
struct Period {
  absl::CivilDay from = (absl::CivilDay::min)();
  absl::CivilDay to = (absl::CivilDay::max)();

  constexpr bool empty() const { return to <= from; }
  constexpr bool Contains(absl::CivilDay day) const {
    return from <= day && day < to;
  }
  constexpr bool Overlaps(const Period& other) const {
    return (std::max)(from, other.from) < (std::min)(to, other.to);
  }
  // Returns the days that are in both.
  constexpr Period Intersection(const Period& other) const {
    return {(std::max)(from, other.from), (std::min)(to, other.to)};
  }

  friend constexpr bool operator==(const Period&, const Period&) = default;
};

// The first day, and the first day after; nothing where there is no end of
// time.
inline std::optional<absl::CivilDay> WrittenStart(const Period& period) {
  if (period.from == (absl::CivilDay::min)()) return std::nullopt;
  return period.from;
}
inline std::optional<absl::CivilDay> WrittenEnd(const Period& period) {
  if (period.to == (absl::CivilDay::max)()) return std::nullopt;
  return period.to;
}

// Until
//
// How a fact's end is written: not at all (it still holds), as the first day on
// which it no longer holds, or as unknown: it has ended, nobody knows when. A
// fact with an unknown end is kept as history and holds on no day.
struct Until {
  std::optional<absl::CivilDay> day;
  bool unknown = false;

  Until() = default;
  Until(absl::CivilDay first_day_after) : day(first_day_after) {}
  static Until Unknown() {
    Until until;
    until.unknown = true;
    return until;
  }
  bool written() const { return unknown || day.has_value(); }

  friend bool operator==(const Until&, const Until&) = default;
};

// Parses and prints "YYYY-MM-DD", years 0001 to 9999. Nothing for text of
// another shape and for days that no calendar has (2024-02-30).
std::optional<absl::CivilDay> ParseDay(std::string_view text);
std::string FormatDay(absl::CivilDay day);

// Timeline
//
// A value for each day: a step function. Neighbouring steps always differ, so
// two timelines are equal if and only if they agree on each day. T needs
// `operator==`.
template <typename T>
class Timeline {
 public:
  struct Step {
    absl::CivilDay from;  // The value holds from here to the next step.
    T value;
    friend bool operator==(const Step&, const Step&) = default;
  };

  // The same value on each day of all time.
  explicit Timeline(T value = T()) {
    steps_.push_back({(absl::CivilDay::min)(), std::move(value)});
  }

  // Lets `value` hold from `day` on. O(1).
  //
  // REQUIRES: `day` is not before the last step.
  void Append(absl::CivilDay day, T value) {
    if (steps_.back().from == day) {
      steps_.back().value = std::move(value);
      const std::size_t n = steps_.size();
      if (n > 1 && steps_[n - 2].value == steps_[n - 1].value) {
        steps_.pop_back();
      }
    } else if (!(steps_.back().value == value)) {
      steps_.push_back({day, std::move(value)});
    }
  }

  // Returns the value on a day. O(log steps).
  const T& At(absl::CivilDay day) const {
    const auto after = std::upper_bound(
        steps_.begin() + 1, steps_.end(), day,
        [](absl::CivilDay d, const Step& step) { return d < step.from; });
    return (after - 1)->value;
  }

  // The steps in order of time; the first starts at the beginning of time.
  const std::vector<Step>& steps() const { return steps_; }

  friend bool operator==(const Timeline&, const Timeline&) = default;

 private:
  std::vector<Step> steps_;
};

}  // namespace zeren

#endif  // ZEREN_CORE_PERIOD_H_
