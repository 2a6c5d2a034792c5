// baseline_json.h -- reading and writing baselines.
//
//   {"zeren_baseline":1,"organization":"Party school","taken":"2026-11-22",
//    "owner":"post:secretary","expires":"2027-06-01","accepted":[
//   {"fingerprint":"6f1c...","rule":"post-vacant","focus":"post:b1-secretary",
//    "severity":"violation"}
//   ]}
//
//   absl::Status kept = WriteBaselineFile(*AcceptGaps(report), "known.json");
//   absl::StatusOr<Baseline> known = LoadBaselineFile("known.json");
//
// docs/format.md explains the fields.

#ifndef ZEREN_EXCHANGE_BASELINE_JSON_H_
#define ZEREN_EXCHANGE_BASELINE_JSON_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zeren/gaps/baseline.h"

namespace zeren {

// Reads a baseline from JSON text in UTF-8. Fields may be in any order; null is
// the same as not written. The accepted gaps come sorted, as `Baseline` has
// them, whatever their order in the text. O(n log n).
//
// Errors: kInvalidArgument with a `Problem` for everything that is wrong, in
// the order of the text, each with its line and column. `source` names the text
// in messages.
absl::StatusOr<Baseline> LoadBaseline(std::string_view json,
                                      std::string_view source = {});

// Reads a baseline from a file. Errors: also the code of the system's error if
// it cannot be read (kNotFound if there is none).
absl::StatusOr<Baseline> LoadBaselineFile(const std::string& path);

// Returns the baseline as JSON text, an accepted gap a line, so that versions
// can be compared line by line. Loading it gives an equal baseline.
std::string WriteBaseline(const Baseline& baseline);

// Writes that text to a file, over what was there. Errors: the code of the
// system's error; the file may then be incomplete.
absl::Status WriteBaselineFile(const Baseline& baseline,
                               const std::string& path);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_BASELINE_JSON_H_
