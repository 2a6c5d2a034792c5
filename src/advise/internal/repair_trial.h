// repair_trial.h -- what changes do to the gaps of a day, tried and undone.

#ifndef ZEREN_ADVISE_INTERNAL_REPAIR_TRIAL_H_
#define ZEREN_ADVISE_INTERNAL_REPAIR_TRIAL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/advise/internal/record_edits.h"
#include "zeren/core/text.h"
#include "zeren/gaps/gap_monitor.h"
#include "zeren/gaps/gaps.h"

namespace zeren::internal {

struct TrialResult {
  bool applied = false;
  bool mended = false;  // No gap of the fingerprint is left.
  // Gaps that come and are as severe as the gap or more, and the first of them.
  std::size_t grave = 0;
  Text first_grave;
  std::vector<std::string> mends;  // Fingerprints, rising.
  std::vector<std::string> adds;

  bool good() const { return applied && mended && grave == 0; }
};

// RepairTrial
//
// Keeps the gaps of a day in monitors, so that a try takes time for what it
// changes. Rules of global scope have a monitor of their own, and are asked
// last, because they look at everything each time.
class RepairTrial {
 public:
  explicit RepairTrial(const GapReport& report);

  // Tries edits for a gap of a rule. Where they do not do, the lists of gaps
  // may be incomplete.
  TrialResult Try(const std::vector<RecordEdit>& edits,
                  const std::string& fingerprint, const BoundRule& rule);

 private:
  // The numbers of gaps by fingerprint.
  using Counts = absl::flat_hash_map<std::string, std::size_t>;

  // The gaps of some rules, and how they were before any change.
  struct Side {
    RuleSet rules;
    std::optional<GapMonitor> monitor;  // Made when it is needed.
    std::size_t size = 0;
    // Where fingerprints are shared, or come to be, gaps have to be counted.
    std::optional<Counts> counts;
  };

  void Prepare(Side& side) const;
  void Undo(Side& side, const std::vector<RecordEdit>& edits,
            const GapChanges& done) const;
  // Tries the edits on one side; whether they may still do.
  bool TryOn(Side& side, const std::vector<RecordEdit>& edits,
             const std::string& fingerprint, Severity severity,
             TrialResult& result) const;
  static Counts CountsOf(const GapMonitor& monitor);
  static void NoteAdded(const GapMonitor& monitor, const GapChanges::Item& item,
                        Severity severity, TrialResult& result);
  static void JudgeByCounts(const GapMonitor& monitor, const Counts& before,
                            Severity severity, TrialResult& result);

  Snapshot snapshot_;
  Side near_;
  Side global_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_REPAIR_TRIAL_H_
