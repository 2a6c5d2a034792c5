// profile_json.h -- profiles from JSON: what they extend, and what they say.

#ifndef ZEREN_MODEL_INTERNAL_PROFILE_JSON_H_
#define ZEREN_MODEL_INTERNAL_PROFILE_JSON_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "src/model/internal/json_node.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

// The profiles that others may extend: ids and JSON texts.
using ProfileTexts = std::vector<std::pair<std::string_view, std::string_view>>;

// Parses a profile and reads it together with those that it extends, out of
// `known`. Errors: as `ParseProfile`. `source` is the compact text.
absl::StatusOr<Profile> ReadProfileText(std::string_view json,
                                        const ProfileTexts& known);

// What `ReadProfileText` puts together; each reads one entry.
std::optional<UnitKind> ReadUnitKind(const JsonNode& node, Reading& reading);
std::optional<PostKind> ReadPostKind(const JsonNode& node, Reading& reading);
std::optional<Standing> ReadStanding(const JsonNode& node, Reading& reading);
std::optional<VocabularyEntry> ReadVocabularyEntry(const JsonNode& node,
                                                   Reading& reading);
// "week" ... "year", "term".
std::optional<std::string> ReadCalendarPeriod(const JsonNode& node,
                                              Reading& reading);
std::optional<Obligation> ReadObligation(const JsonNode& node,
                                         Reading& reading);
std::optional<TrainingRequirement> ReadTraining(const JsonNode& node,
                                                Reading& reading);
std::optional<std::vector<PipelineStage>> ReadPipeline(const JsonNode& node,
                                                       Reading& reading);
std::optional<AppraisalScheme> ReadAppraisal(const JsonNode& node,
                                             Reading& reading);
std::optional<Rule> ReadRule(const JsonNode& node, Reading& reading);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_PROFILE_JSON_H_
