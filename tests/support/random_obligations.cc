#include "tests/support/random_obligations.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/support/random_condition.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;

template <typename T>
const T& OneOf(std::mt19937_64& bits, const std::vector<T>& list) {
  return list[bits() % list.size()];
}

std::string RandomDay(std::mt19937_64& bits) {
  const std::chrono::sys_days first{std::chrono::year{2023} / 11 / 1};
  const std::chrono::year_month_day date(
      first + std::chrono::days(static_cast<int>(bits() % 480)));
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", int{date.year()},
                unsigned{date.month()}, unsigned{date.day()});
  return text;
}

Json RandomEvent(std::mt19937_64& bits, const Strings& subjects) {
  Json event = {
      {"kind", OneOf(bits, Strings{"meeting", "meeting", "talk", "election"})},
      {"subject", OneOf(bits, subjects)},
      {"day", RandomDay(bits)}};
  for (const char* const count :
       {"due", "present", "voting_due", "voting_present", "in_favour"}) {
    if (bits() % 3 != 0) event[count] = bits() % 7;
  }
  return event;
}

void AddEvents(std::mt19937_64& bits, Json& document) {
  Strings subjects;
  for (const std::string kind : {"unit", "post", "person"}) {
    for (const Json& record : document.value(kind + "s", Json::array())) {
      subjects.push_back(kind + ":" + record["id"].get<std::string>());
    }
  }
  if (subjects.empty()) return;
  // Few subjects, so that one has several.
  const Strings few = {OneOf(bits, subjects), OneOf(bits, subjects),
                       OneOf(bits, subjects)};
  const std::size_t count = bits() % 60;
  for (std::size_t i = 0; i < count; ++i) {
    Json event = RandomEvent(bits, few);
    event["id"] = "extra-" + std::to_string(i);
    document["events"].push_back(event);
  }
}

Json RandomShare(std::mt19937_64& bits) {
  Json share = {{"of", OneOf(bits, Strings{"due", "present", "voting_due",
                                           "voting_present"})}};
  share[bits() % 2 == 0 ? "at_least" : "more_than"] =
      OneOf(bits, std::vector<Json>{{1, 2}, {2, 3}, {4, 5}, {1, 1}});
  return share;
}

Json RandomObligation(std::mt19937_64& bits) {
  const Strings periods = {"week",      "month", "quarter",
                           "half_year", "year",  "term"};
  Json one = {
      {"event", OneOf(bits, Strings{"meeting", "talk"})},
      {"every", {{"count", 1 + bits() % 3}, {"per", OneOf(bits, periods)}}},
      {"grace_days", OneOf(bits, std::vector<int>{0, 0, 1, 7, 40, 400})},
      {"partial", OneOf(bits, Strings{"skip", "prorate", "full"})}};
  if (bits() % 3 == 0) {
    one["subject"] =
        RandomCondition(bits, OneOf(bits, Strings{"unit", "post", "person"}));
  }
  if (bits() % 3 == 0) {
    one["months"] = OneOf(bits, std::vector<Json>{{2}, {10, 11, 12}, {1, 7}});
  }
  if (bits() % 2 == 0) one["quorum"]["present"] = RandomShare(bits);
  if (bits() % 2 == 0) one["quorum"]["in_favour"] = RandomShare(bits);
  return one;
}

}  // namespace

void AddObligations(std::mt19937_64& bits, Json& document) {
  AddEvents(bits, document);
  Json& profile = document["profile"];
  if (!profile.is_object()) profile = {{"id", "test"}, {"extends", "generic"}};
  for (int i = 0; i < 3; ++i) {
    Json one = RandomObligation(bits);
    one["id"] = "o" + std::to_string(i);
    profile["obligations"].push_back(one);
  }
  for (const char* const kind : {"office", "branch"}) {
    Json& kinds = profile["unit_kinds"];
    const auto known =
        std::find_if(kinds.begin(), kinds.end(),
                     [&](const Json& entry) { return entry["id"] == kind; });
    Json& entry =
        known == kinds.end() ? kinds.emplace_back(Json{{"id", kind}}) : *known;
    if (bits() % 3 != 0) {
      entry["term_years"] = OneOf(bits, std::vector<double>{0.25, 1, 2.5});
    }
  }
}

}  // namespace zeren::testing
