#include "zeren/model/condition.h"

#include <new>

#include "src/model/internal/condition_json.h"
#include "src/model/internal/json_node.h"
#include "src/model/internal/json_text.h"
#include "src/model/internal/listed_words.h"
#include "zeren/model/profile.h"

namespace zeren {

using internal::JsonNode;
using internal::OrderedJson;
using internal::Reading;

bool Condition::empty() const {
  return kinds.empty() && standings.empty() && levels.empty() && !count &&
         !has && !attribute && !age && all.empty() && !any && none.empty();
}

namespace {

// Of an open profile, or none, any word will do.
absl::StatusOr<Condition> Parse(std::string_view json, const Profile* profile) {
  try {
    Reading reading;
    std::optional<Condition> condition;
    const std::optional<OrderedJson> tree =
        internal::ParseJsonText(json, reading.problems);
    if (tree) {
      condition = internal::ReadCondition(
          JsonNode{.layers = {&*tree}, .pointer = {}, .name = "the condition"},
          reading);
    }
    if (profile != nullptr && !profile->open) {
      internal::CheckListedWords(*profile, reading);
    }
    if (!reading.problems.empty()) {
      return reading.problems.ToStatus("condition");
    }
    return *std::move(condition);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("condition: out of memory");
  }
}

}  // namespace

absl::StatusOr<Condition> ParseCondition(std::string_view json) {
  return Parse(json, nullptr);
}

absl::StatusOr<Condition> ParseCondition(std::string_view json,
                                         const Profile& profile) {
  return Parse(json, &profile);
}

}  // namespace zeren
