// result_json.h -- results as JSON, for programs.
//
//   std::cout << WriteJson(*FindGaps(today));
//   // {"zeren_report":1,"as_of":"2026-11-22", ... ,"gaps":[
//   // {"rule":"post-vacant","check":"post_vacant", ... },
//   // ...
//   // ]}
//
// docs/format.md, "Results", explains every field. Each gap, step, hop or row
// has a line of its own, the text ends with a line feed, and the same result
// gives the same bytes. Bytes that are not UTF-8 become U+FFFD; texts in
// several languages have these in byte order.

#ifndef ZEREN_EXCHANGE_RESULT_JSON_H_
#define ZEREN_EXCHANGE_RESULT_JSON_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "zeren/assign/matrix.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/roll_up.h"

namespace zeren {

// Paths with more entries than this in all are left out of a report.
inline constexpr std::size_t kMaxPathEntries = 1'000'000;

// Writes a report. Where its paths would have more than `kMaxPathEntries`
// entries in all, each is null and `paths_complete` false, as otherwise a deep
// hierarchy would give a report of the size of its square. O(gaps).
std::string WriteJson(const GapReport& report);

// Writes who answers, with every step. O(derivation).
//
// REQUIRES: the resolution is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const Resolution& resolution);

// Writes a chain. O(length).
//
// REQUIRES: the chain is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot, const Chain& chain);

// Writes a matrix: its columns, and its rows with all marks. O(marks + rows +
// holders of the columns).
//
// REQUIRES: the matrix is one of `snapshot`.
std::string WriteJson(const Snapshot& snapshot,
                      const ResponsibilityMatrix& matrix);

// Writes roll-ups side by side, with a row for each node in force, in order of
// id; of `within` and the nodes below it, if that is given. O(n log n).
//
// REQUIRES: there is a roll-up, and all are of one snapshot and hierarchy;
// `within` is a node of that hierarchy in force.
std::string WriteJson(const std::vector<RollUp>& roll_ups,
                      std::optional<Node> within = std::nullopt);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_RESULT_JSON_H_
