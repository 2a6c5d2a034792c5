// follow_fixtures.h -- random organisations and roll-ups, to be followed over
// time and over changes.

#ifndef ZEREN_TESTS_MEASURE_FOLLOW_FIXTURES_H_
#define ZEREN_TESTS_MEASURE_FOLLOW_FIXTURES_H_

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/measure/roll_up.h"
#include "zeren/model/organization_builder.h"

namespace zeren {

// All that the days of the documents change shows in it.
inline constexpr Period kRandomDays = {absl::CivilDay(2024, 2, 26),
                                       absl::CivilDay(2024, 3, 19)};

// Days so near to one another that each day between them can be looked at.
inline testing::RandomDocumentOptions FollowedDocumentOptions() {
  testing::RandomDocumentOptions options;
  options.days = {"2024-02-27", "2024-02-29", "2024-03-01",
                  "2024-03-04", "2024-03-09", "2024-03-16"};
  options.deep_length = 12;
  return options;
}

// An attribute of the name "n", mostly a number.
inline void AddNumber(std::mt19937_64& bits, nlohmann::json& record) {
  static const std::vector<nlohmann::json> values = {0.1, 0.2, 0.7,    -0.4,
                                                     1e9, 3,   "none", 0.3};
  if (bits() % 4 == 0) return;
  record["attributes"]["n"] = values[bits() % values.size()];
}
inline bool HasAttributes(const std::string& array) {
  return array == "units" || array == "persons" || array == "posts" ||
         array == "tasks";
}
// Gives such attributes to the records of a document, or of changes.
inline void AddNumbers(std::mt19937_64& bits, nlohmann::json& document) {
  for (auto& [array, records] : document.items()) {
    if (!HasAttributes(array)) continue;
    for (nlohmann::json& record : records) AddNumber(bits, record);
  }
  if (!document.contains("changes")) return;
  for (nlohmann::json& change : document["changes"]) {
    if (!HasAttributes(change["array"])) continue;
    for (const char* field : {"record", "fields"}) {
      if (change.contains(field)) AddNumber(bits, change[field]);
    }
  }
}

struct FollowQuestion {
  RollUpOptions options;
  std::vector<std::string> names;
  std::string text;  // For messages.
};

inline FollowQuestion RandomFollowQuestion(std::mt19937_64& bits) {
  FollowQuestion question;
  RollUpOptions& options = question.options;
  options.by =
      std::vector{Hierarchy::kUnits, Hierarchy::kUnits, Hierarchy::kUnits,
                  Hierarchy::kPosts, Hierarchy::kTasks}[bits() % 5];
  options.missing = std::vector{Missing::kExclude, Missing::kZero,
                                Missing::kPropagate}[bits() % 3];
  options.threads = 1;
  if (options.by == Hierarchy::kUnits && bits() % 5 == 0) {
    options.lines = {"primary", "guidance"};
    if (bits() % 2 == 0) options.policy = LinePolicy::kPrimaryOnly;
  }
  if (bits() % 12 == 0) options.where.kinds = {"head", "member"};
  if (bits() % 12 == 0) options.where.age = Condition::Age{.min = 44};
  if (bits() % 12 == 0 && options.by == Hierarchy::kUnits) {
    options.within.count = Condition::Count{.of = "all", .min = 1};
  }
  question.names = {"members",
                    "memberships",
                    "posts",
                    "fte",
                    "vacancies",
                    "open_seats",
                    "task_progress",
                    "effort",
                    "tasks.cancelled",
                    "tasks.done",
                    "tasks.overdue",
                    "tasks.at_risk",
                    "tasks.in_progress",
                    "tasks.not_started",
                    "members.all",
                    "members.full"};
  for (const char* carriers : {"persons", "units", "posts", "tasks"}) {
    for (const char* combiner :
         {"sum", "mean", "min", "max", "count", "any", "all", "top"}) {
      question.names.push_back(std::string(combiner) + "(" + carriers + ".n)");
    }
  }
  // Each document is asked for some of them.
  std::erase_if(question.names,
                [&](const std::string&) { return bits() % 4 != 0; });
  question.text = std::string(NameOf(options.by)) + " " +
                  std::string(NameOf(options.missing)) + " " +
                  std::to_string(options.lines.size()) + " lines" +
                  (options.where.empty() ? "" : " where") +
                  (options.within.empty() ? "" : " within");
  return question;
}

// The measures of a question that the organisation has.
inline std::vector<Measure> MeasuresOf(const Snapshot& snapshot,
                                       const FollowQuestion& question) {
  std::vector<Measure> measures;
  for (const std::string& name : question.names) {
    const absl::StatusOr<Measure> found =
        MeasureRegistry::BuiltIn().Find(snapshot, name);
    if (!found.ok()) continue;
    for (const Hierarchy hierarchy : found->hierarchies) {
      if (hierarchy == question.options.by) measures.push_back(*found);
    }
  }
  return measures;
}

// A school of 10,000 units, each of which has up to ten below it; unit i is
// below unit (i - 1) / 10. Each has a person, "p<unit>", and a post of the
// unit's id, which the person holds.
inline constexpr int kManyUnits = 10'000;
inline std::string UnitIdOf(int i) { return "u" + std::to_string(i); }
inline Organization BigSchool() {
  OrganizationBuilder builder;
  for (int i = 0; i < kManyUnits; ++i) {
    const std::string id = UnitIdOf(i);
    const std::string person = "p" + id;
    const std::string parent = UnitIdOf((i - 1) / 10);
    UnitView unit{.id = id, .kind = "branch"};
    if (i > 0) unit.parent = parent;
    builder.AddUnit(unit);
    builder.AddPost({.id = id, .unit = id, .kind = "clerk", .fte = 0.1});
    builder.AddPerson({.id = person});
    builder.AddMembership({.person = person, .unit = id});
    builder.AddAppointment({.person = person, .post = id});
  }
  const absl::StatusOr<Organization> org = builder.Build();
  EXPECT_TRUE(org.ok()) << org.status();
  return org.ok() ? *org : Organization();
}

inline std::string TextOf(const RollUpValue& value) {
  std::string text = value.number ? std::to_string(*value.number) : "none";
  return text + " of " + std::to_string(value.known) + " known, " +
         std::to_string(value.unknown) + " unknown";
}

// Whether values are the same to the last bit.
inline ::testing::AssertionResult IsSame(const RollUpValue& value,
                                         const RollUpValue& fresh) {
  if (value == fresh && (!value.number || std::signbit(*value.number) ==
                                              std::signbit(*fresh.number))) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure()
         << TextOf(value) << ", fresh: " << TextOf(fresh);
}

}  // namespace zeren

#endif  // ZEREN_TESTS_MEASURE_FOLLOW_FIXTURES_H_
