// snapshot_text.h -- the answers of a snapshot by external id, for tests.

#ifndef ZEREN_TESTS_GRAPH_SNAPSHOT_TEXT_H_
#define ZEREN_TESTS_GRAPH_SNAPSHOT_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zeren/graph/snapshot.h"

namespace zeren::testing {

// The id of an optional node, "none" if there is none.
template <typename Id>
std::string IdOf(const Snapshot& snapshot, const std::optional<Id>& id) {
  return id ? std::string(snapshot.organization().id(*id)) : "none";
}

// REQUIRES: the document has it.
template <typename Id>
Id Get(const Snapshot& snapshot, std::string_view id) {
  return snapshot.organization().FindId<Id>(id).value();
}

template <typename Range>
std::vector<std::string> IdsOf(const Snapshot& snapshot, const Range& range) {
  std::vector<std::string> ids;
  for (const auto id : range) ids.emplace_back(snapshot.organization().id(id));
  return ids;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_GRAPH_SNAPSHOT_TEXT_H_
