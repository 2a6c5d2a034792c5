// random_changes.h -- changes of a document, and what they leave of it.
//
// Changes are written as JSON, and applied to plain JSON record by record, as
// docs/format.md says, so that the library has something to be compared with.

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_CHANGES_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_CHANGES_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>

namespace zeren::testing {

// Returns a changes document for `document`: records of another random document
// are added, and its own are ended, set and removed. Some of the changes cannot
// be applied: their id is taken, or no record matches, or several do.
//
// ENSURES: the same bits give the same changes on every platform.
nlohmann::json RandomChanges(std::mt19937_64& bits,
                             const nlohmann::json& document, int count);

// Returns the document after the changes; nothing if one of them cannot be
// applied because of its id or match. Whether the records that come out are
// records is for the loader to say.
std::optional<nlohmann::json> ApplyChanges(nlohmann::json document,
                                           const nlohmann::json& changes);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_CHANGES_H_
