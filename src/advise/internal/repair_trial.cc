#include "src/advise/internal/repair_trial.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace zeren::internal {
namespace {

// Whether a check is evaluated anew as a whole at every change.
bool LooksEverywhere(const Check& check) {
  const std::vector<NodeKind> kinds = check.focus_kinds();
  return check.scope().reach == Reach::kGlobal ||
         std::find(kinds.begin(), kinds.end(), NodeKind::kDocument) !=
             kinds.end();
}

std::vector<Change> ForwardChanges(const std::vector<RecordEdit>& edits) {
  std::vector<Change> changes;
  changes.reserve(edits.size());
  for (const RecordEdit& edit : edits) changes.push_back(edit.change);
  return changes;
}

void SortFingerprints(std::vector<std::string>& strings) {
  std::sort(strings.begin(), strings.end());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

}  // namespace

RepairTrial::RepairTrial(const GapReport& report)
    : snapshot_(report.snapshot()) {
  for (const BoundRule& rule : report.rules()) {
    (LooksEverywhere(*rule.check) ? global_ : near_).rules.push_back(rule);
  }
}

RepairTrial::Counts RepairTrial::CountsOf(const GapMonitor& monitor) {
  Counts counts;
  for (const GapChanges::Item& item : monitor.gaps()) {
    ++counts[monitor.FingerprintOf(item)];
  }
  return counts;
}

void RepairTrial::Prepare(Side& side) const {
  if (side.monitor) return;
  side.monitor = GapMonitor::Make(snapshot_, side.rules, {});
  side.size = side.monitor->size();
  Counts counts = CountsOf(*side.monitor);
  side.counts.reset();
  if (counts.size() < side.size) side.counts = std::move(counts);
}

void RepairTrial::NoteAdded(const GapMonitor& monitor,
                            const GapChanges::Item& item, Severity severity,
                            TrialResult& result) {
  result.adds.push_back(monitor.FingerprintOf(item));
  if (monitor.rules()[item.rule].rule.severity > severity) return;
  if (++result.grave == 1) result.first_grave = monitor.MessageOf(item);
}

void RepairTrial::JudgeByCounts(const GapMonitor& monitor, const Counts& before,
                                Severity severity, TrialResult& result) {
  const Counts after = CountsOf(monitor);
  absl::flat_hash_set<std::string> seen;
  // In the order of reports.
  for (const GapChanges::Item& item : monitor.gaps()) {
    const std::string fingerprint = monitor.FingerprintOf(item);
    const std::size_t now = after.at(fingerprint);
    const auto then = before.find(fingerprint);
    const std::size_t old_count = then == before.end() ? 0 : then->second;
    if (now > old_count && seen.insert(fingerprint).second) {
      NoteAdded(monitor, item, severity, result);
    }
  }
  for (const auto& [fingerprint, count] : before) {
    if (!after.contains(fingerprint)) result.mends.push_back(fingerprint);
  }
}

// The monitor that cannot be brought back is made again.
void RepairTrial::Undo(Side& side, const std::vector<RecordEdit>& edits,
                       const GapChanges& done) const {
  std::vector<Change> changes;
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    changes.push_back(edit->undo);
  }
  const absl::StatusOr<GapChanges> undone = side.monitor->Apply(changes);
  const bool back = undone.ok() && side.monitor->size() == side.size &&
                    undone->added.size() == done.removed.size() &&
                    undone->removed.size() == done.added.size();
  if (!back) side.monitor.reset();
}

bool RepairTrial::TryOn(Side& side, const std::vector<RecordEdit>& edits,
                        const std::string& fingerprint, Severity severity,
                        TrialResult& result) const {
  if (side.rules.empty()) return true;
  Prepare(side);
  const absl::StatusOr<GapChanges> done =
      side.monitor->Apply(ForwardChanges(edits));
  if (!done.ok()) {
    result.applied = false;
    return false;
  }
  // A monitor does not tell of a gap that only comes to be there more often. If
  // no fingerprint was shared before, the numbers show it.
  if (!side.counts && side.monitor->size() + done->removed.size() !=
                          side.size + done->added.size()) {
    Undo(side, edits, *done);
    Prepare(side);
    side.counts = CountsOf(*side.monitor);
    return TryOn(side, edits, fingerprint, severity, result);
  }
  if (side.counts) {
    JudgeByCounts(*side.monitor, *side.counts, severity, result);
  } else {
    for (const GapChanges::Item& item : done->added) {
      NoteAdded(*side.monitor, item, severity, result);
    }
    for (const GapChanges::Item& item : done->removed) {
      result.mends.push_back(side.monitor->FingerprintOf(item));
    }
  }
  result.mended = std::find(result.mends.begin(), result.mends.end(),
                            fingerprint) != result.mends.end();
  Undo(side, edits, *done);
  return result.grave == 0;
}

TrialResult RepairTrial::Try(const std::vector<RecordEdit>& edits,
                             const std::string& fingerprint,
                             const BoundRule& rule) {
  TrialResult result;
  result.applied = true;
  const Severity severity = rule.rule.severity;
  const bool near = !LooksEverywhere(*rule.check);
  if (TryOn(near_, edits, fingerprint, severity, result) &&
      (result.mended || !near)) {
    TryOn(global_, edits, fingerprint, severity, result);
  }
  SortFingerprints(result.mends);
  SortFingerprints(result.adds);
  return result;
}

}  // namespace zeren::internal
