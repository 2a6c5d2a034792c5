#include "zeren/measure/monitor.h"

#include <algorithm>
#include <cassert>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "src/core/internal/days.h"
#include "src/measure/internal/live_roll_up.h"
#include "src/measure/internal/turns.h"
#include "src/model/internal/apply_changes.h"

namespace zeren {
namespace {

using internal::DayNumber;
using internal::LiveRollUp;
using internal::ToDayNumber;
using internal::Touch;

}  // namespace

bool CanFollow(const Measure& measure) {
  return measure.open.can_follow() && measure.carrier != Carrier::kListed &&
         // Which rows are whose memberships is not for ever.
         !(measure.combiner == Combiner::kTop &&
           measure.carrier == Carrier::kMembership);
}

struct Monitor::Rep {
  // Rolls up anew what cannot be followed. Nothing is kept yet.
  absl::StatusOr<std::vector<RollUp>> RollUpOthers(const Snapshot& of) const {
    return ComputeRollUps(of, others, options);
  }
  // After what cannot be followed: begins anew with a snapshot. If there is
  // something wrong with it, says what, and lets all be as it was.
  absl::Status Recover(const Snapshot& failed);

  std::vector<Measure> measures;
  RollUpOptions options;
  Organization organization;
  absl::CivilDay day;

  // By measure: whether it is followed, and its place among those.
  struct Place {
    bool followed;
    std::size_t index;
  };
  std::vector<Place> places;
  std::vector<Measure> followed;
  std::vector<Measure> others;

  std::unique_ptr<LiveRollUp> live;  // Null: nothing is followed.
  std::optional<Snapshot> snapshot;  // Where there are others.
  std::vector<RollUp> roll_ups;      // The others.
};

absl::Status Monitor::Rep::Recover(const Snapshot& failed) {
  absl::StatusOr<std::unique_ptr<LiveRollUp>> fresh =
      LiveRollUp::Make(failed, followed, options);
  absl::Status status = fresh.status();
  if (!fresh.ok()) {
    fresh = LiveRollUp::Make(organization.AsOf(day), followed, options);
  }
  // Only memory can be short for what there was before.
  if (!fresh.ok()) return fresh.status();
  live = *std::move(fresh);
  return status;
}

Monitor::Monitor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Monitor::Monitor(Monitor&&) noexcept = default;
Monitor& Monitor::operator=(Monitor&&) noexcept = default;
Monitor::~Monitor() = default;

absl::StatusOr<Monitor> Monitor::Make(const Snapshot& snapshot,
                                      std::span<const Measure> measures,
                                      const RollUpOptions& options) {
  try {
    auto rep = std::make_unique<Rep>();
    rep->measures.assign(measures.begin(), measures.end());
    rep->options = options;
    rep->organization = snapshot.organization();
    rep->day = snapshot.day();
    for (const Measure& measure : measures) {
      const bool follow = CanFollow(measure);
      std::vector<Measure>& list = follow ? rep->followed : rep->others;
      rep->places.push_back({follow, list.size()});
      list.push_back(measure);
    }
    if (!rep->followed.empty()) {
      auto live = LiveRollUp::Make(snapshot, rep->followed, options);
      if (!live.ok()) return live.status();
      rep->live = *std::move(live);
    }
    if (!rep->others.empty()) {
      auto roll_ups = rep->RollUpOthers(snapshot);
      if (!roll_ups.ok()) return roll_ups.status();
      rep->roll_ups = *std::move(roll_ups);
      rep->snapshot = snapshot;
    }
    return Monitor(std::move(rep));
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("monitor: out of memory");
  }
}

absl::Status Monitor::Apply(std::span<const Change> changes) {
  try {
    std::vector<Touch> touches;
    absl::StatusOr<Organization> next =
        internal::ApplyChanges(organization(), changes, &touches);
    if (!next.ok()) return next.status();
    std::optional<Snapshot> shown;
    std::vector<RollUp> roll_ups;
    if (rep_->snapshot) {
      absl::StatusOr<Snapshot> applied = rep_->snapshot->Apply(changes);
      if (!applied.ok()) return applied.status();
      auto computed = rep_->RollUpOthers(*applied);
      if (!computed.ok()) return computed.status();
      shown = *std::move(applied);
      roll_ups = *std::move(computed);
      // The same changes: rows and dense ids are the same.
      next = shown->organization();
    }
    if (rep_->live && !rep_->live->Take(*next, touches)) {
      absl::Status status = rep_->Recover(next->AsOf(day()));
      if (!status.ok()) return status;
    }
    rep_->organization = *std::move(next);
    rep_->snapshot = std::move(shown);
    rep_->roll_ups = std::move(roll_ups);
    return absl::OkStatus();
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("monitor: out of memory");
  }
}

absl::Status Monitor::MoveTo(absl::CivilDay day) {
  try {
    std::optional<Snapshot> shown;
    std::vector<RollUp> roll_ups;
    if (rep_->snapshot) {
      shown = organization().AsOf(day);
      auto computed = rep_->RollUpOthers(*shown);
      if (!computed.ok()) return computed.status();
      roll_ups = *std::move(computed);
    }
    if (rep_->live) {
      const DayNumber from = rep_->live->day();
      const DayNumber to = ToDayNumber(day);
      std::vector<Touch> touches;
      for (const internal::Turn& turn :
           internal::TurnsBetween(organization().rep(), rep_->options,
                                  std::min(from, to), std::max(from, to))) {
        touches.push_back(turn.touch);
      }
      if (!rep_->live->MoveTo(to, touches)) {
        absl::Status status = rep_->Recover(organization().AsOf(day));
        if (!status.ok()) return status;
      }
    }
    rep_->day = day;
    rep_->snapshot = std::move(shown);
    rep_->roll_ups = std::move(roll_ups);
    return absl::OkStatus();
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("monitor: out of memory");
  }
}

const Organization& Monitor::organization() const { return rep_->organization; }
absl::CivilDay Monitor::day() const { return rep_->day; }
std::span<const Measure> Monitor::measures() const { return rep_->measures; }

RollUpValue Monitor::value(std::size_t measure, Node node) const {
  assert(measure < rep_->places.size() && "a measure of the monitor");
  const Rep::Place& place = rep_->places[measure];
  return place.followed ? rep_->live->value(place.index, node)
                        : rep_->roll_ups[place.index].value(node);
}

bool Monitor::complete(std::size_t measure) const {
  assert(measure < rep_->places.size() && "a measure of the monitor");
  const Rep::Place& place = rep_->places[measure];
  return place.followed ? rep_->live->complete(place.index)
                        : rep_->roll_ups[place.index].complete();
}

Snapshot Monitor::snapshot() const {
  return rep_->snapshot ? *rep_->snapshot : organization().AsOf(day());
}

std::size_t Monitor::refolded() const {
  return rep_->live ? rep_->live->refolded() : 0;
}

}  // namespace zeren
