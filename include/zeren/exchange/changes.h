// changes.h -- reading and writing the changes document.
//
//   {"zeren_changes": 1, "changes": [
//     {"op": "end", "array": "appointments",
//      "match": {"person": "p-1", "post": "secretary"}, "on": "2026-12-01"},
//     {"op": "add", "array": "appointments",
//      "record": {"person": "p-9", "post": "secretary",
//                 "valid_from": "2026-12-01"}}]}
//
//   absl::StatusOr<std::vector<Change>> changes =
//       LoadChangesFile("succession.json");
//   absl::StatusOr<Organization> next = org.Apply(*changes);
//
// docs/format.md explains the fields.

#ifndef ZEREN_EXCHANGE_CHANGES_H_
#define ZEREN_EXCHANGE_CHANGES_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/model/change.h"

namespace zeren {

// Reads changes from JSON text in UTF-8. Fields may be in any order. In `match`
// and `fields` null stands for "not written", but for `reports_to`, where it is
// nobody. O(length).
//
// Errors: kInvalidArgument with a `Problem` for everything that is wrong, in
// the order of the text, each with its line and column. `source` names the text
// in messages.
absl::StatusOr<std::vector<Change>> LoadChanges(std::string_view json,
                                                std::string_view source = {});

// Reads changes from a file. Errors: also the code of the system's error if it
// cannot be read (kNotFound if there is none).
absl::StatusOr<std::vector<Change>> LoadChangesFile(const std::string& path);

// Returns the changes as JSON text, one a line. Loading it gives equal changes.
//
// Errors: kInvalidArgument for a change that JSON cannot say: one that looks
// for, or sets, a `reports_to` that is not written.
absl::StatusOr<std::string> WriteChanges(std::span<const Change> changes);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_CHANGES_H_
