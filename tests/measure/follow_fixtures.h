// follow_fixtures.h -- random organisations and roll-ups, to be followed over
// time and over changes.

#ifndef ZEREN_TESTS_MEASURE_FOLLOW_FIXTURES_H_
#define ZEREN_TESTS_MEASURE_FOLLOW_FIXTURES_H_

#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "tests/support/random_condition.h"
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

// Gives what conditions can ask for to the records that changes add, and to
// the fields that they set.
inline void AddTraitsToChanges(std::mt19937_64& bits, nlohmann::json& changes) {
  for (nlohmann::json& change : changes["changes"]) {
    for (const char* part : {"record", "fields"}) {
      if (!change.contains(part)) continue;
      const std::string array = change["array"];
      nlohmann::json document = {{array, {change[part]}}};
      testing::AddTraits(bits, document);
      change[part] = document[array][0];
    }
  }
}

struct FollowQuestion {
  RollUpOptions options;
  std::vector<std::string> names;
  std::string text;  // For messages.
};

inline FollowQuestion RandomFollowQuestion(std::mt19937_64& bits) {
  const auto pick = [&](const auto& list) {
    return list[bits() % list.size()];
  };
  const auto condition = [&](const std::vector<std::string>& kinds) {
    const nlohmann::json json = testing::RandomCondition(bits, pick(kinds));
    const absl::StatusOr<Condition> parsed = ParseCondition(json.dump());
    EXPECT_TRUE(parsed.ok()) << parsed.status();
    return parsed.ok() ? *parsed : Condition();
  };
  FollowQuestion question;
  RollUpOptions& options = question.options;
  options.by =
      pick(std::vector{Hierarchy::kUnits, Hierarchy::kUnits, Hierarchy::kUnits,
                       Hierarchy::kPosts, Hierarchy::kTasks});
  options.missing =
      pick(std::vector{Missing::kExclude, Missing::kZero, Missing::kPropagate});
  options.threads = 1;
  if (options.by == Hierarchy::kUnits && bits() % 2 == 0) {
    options.lines =
        pick(std::vector<std::vector<std::string>>{{"primary"},
                                                   {"primary", "guidance"},
                                                   {"guidance"},
                                                   {"audit", "primary"}});
    options.policy =
        pick(std::vector{LinePolicy::kDistinct, LinePolicy::kDistinct,
                         LinePolicy::kSplit, LinePolicy::kPrimaryOnly});
  }
  if (bits() % 4 == 0) {
    options.where = condition({"person", "person", "post", "unit", "task"});
  }
  if (bits() % 4 == 0) {
    options.within = condition({std::string(NameOf(NodeKindOf(options.by)))});
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
  const bool split = options.policy == LinePolicy::kSplit;
  for (const char* carriers : {"persons", "units", "posts", "tasks"}) {
    for (const char* combiner :
         {"sum", "mean", "count", "min", "max", "any", "all", "top"}) {
      if (split && combiner == std::string("min")) break;
      question.names.push_back(std::string(combiner) + "(" + carriers + ".n)");
    }
  }
  // Each document is asked for some of them. Persons cannot be split where one
  // of them sits in several units.
  const bool persons = !split || bits() % 4 == 0;
  std::erase_if(question.names, [&](const std::string& name) {
    return bits() % 4 != 0 ||
           (!persons && (name.starts_with("members") ||
                         name.find("persons") != std::string::npos));
  });
  question.text = std::string(NameOf(options.by)) + " " +
                  std::string(NameOf(options.missing)) + " " +
                  std::string(NameOf(options.policy));
  for (const std::string& line : options.lines) question.text += " " + line;
  if (!options.where.empty()) question.text += " where";
  if (!options.within.empty()) question.text += " within";
  return question;
}

// Lets the lines that a question splits pass on all there is, as far as they
// are in force together: either the primary one, or one or two others.
inline void MakeSharesWhole(const FollowQuestion& question,
                            nlohmann::json& document) {
  const RollUpOptions& options = question.options;
  if (options.policy != LinePolicy::kSplit ||
      !document.contains("unit_lines")) {
    return;
  }
  const bool primary =
      options.lines.front() == "primary" || options.lines.back() == "primary";
  std::map<std::string, int> lines_of;
  nlohmann::json kept = nlohmann::json::array();
  for (nlohmann::json& line : document["unit_lines"]) {
    const std::string kind = line.value("kind", "primary");
    const std::string child = line["child"];
    line.erase("weight");
    if (kind != "primary") {
      if (primary) {
        line["weight"] = 0.0;
      } else if (++lines_of[child] > 2) {
        continue;
      }
    }
    kept.push_back(line);
  }
  if (primary) {
    // A unit that has no superior passes on nothing.
    for (nlohmann::json& unit : document["units"]) {
      if (!unit.contains("parent")) lines_of[unit["id"]] = 1;
    }
    nlohmann::json rest = nlohmann::json::array();
    for (const nlohmann::json& line : kept) {
      if (!lines_of.contains(line["child"]) || !line.contains("weight")) {
        rest.push_back(line);
      }
    }
    kept = rest;
  } else {
    std::map<std::string, int> seen;
    for (nlohmann::json& line : kept) {
      const std::string child = line["child"];
      if (line.value("kind", "primary") == "primary" || lines_of[child] < 2) {
        continue;
      }
      line["weight"] = seen[child]++ == 0 ? 0.25 : 0.75;
    }
  }
  document["unit_lines"] = kept;
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
// unit's id, which the person holds, and a task of the unit's id. Posts report,
// and tasks are parts, as units are below one another.
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
    PostView post{.id = id, .unit = id, .kind = "clerk", .fte = 0.1};
    TaskView task{.id = id, .unit = id};
    if (i > 0) {
      post.reports_to = std::string_view(parent);
      task.parent = parent;
    }
    builder.AddPost(post);
    builder.AddTask(task);
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
