// Which nodes meet a condition.

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <set>
#include <string>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

bool IsOneOf(const std::string& word, std::initializer_list<const char*> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// One value or a list of them.
Json ListOf(const Json& asked) {
  return asked.is_array() ? asked : Json::array({asked});
}

bool Contains(const Json& list, const Json& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Both bounds belong to it.
bool IsBounded(double number, const Json& asked) {
  return (!asked.contains("min") || number >= asked["min"].get<double>()) &&
         (!asked.contains("max") || number <= asked["max"].get<double>());
}

// The same day so many years later; 1 March where there is no 29 February.
std::string YearsLater(const std::string& day, int years) {
  const int year = std::stoi(day.substr(0, 4)) + years;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  std::array<char, 16> text;
  std::snprintf(text.data(), text.size(), "%04d", year);
  const std::string rest = day.substr(4);
  return text.data() + (rest == "-02-29" && !leap ? "-03-01" : rest);
}

// A value that is written; null is none.
bool AttributeMeets(const Json* value, const Json& asked) {
  if (asked.contains("present") && asked["present"] != (value != nullptr)) {
    return false;
  }
  if (asked.contains("equals") &&
      (value == nullptr || *value != asked["equals"])) {
    return false;
  }
  if (asked.contains("in") &&
      (value == nullptr || !Contains(asked["in"], *value))) {
    return false;
  }
  if (!asked.contains("min") && !asked.contains("max")) return true;
  return value != nullptr && value->is_number() &&
         IsBounded(value->get<double>(), asked);
}

}  // namespace

// Everything that is written must hold. Recursive, as conditions nest only as
// deep as the format lets them.
bool Oracle::Meets(const std::string& node, const Json& condition) const {
  if (!Exists(node)) return false;
  for (const auto& [part, asked] : condition.items()) {
    if (!MeetsPart(node, part, asked)) return false;
  }
  return true;
}

// What is asked of a node of another kind than those named does not hold.
bool Oracle::MeetsPart(const std::string& node, const std::string& part,
                       const Json& asked) const {
  const std::string kind = KindOf(node);
  const Json list = ListOf(asked);
  const auto meets = [&](const Json& other) { return Meets(node, other); };
  if (part == "all") return std::all_of(list.begin(), list.end(), meets);
  if (part == "any") return std::any_of(list.begin(), list.end(), meets);
  if (part == "not") return std::none_of(list.begin(), list.end(), meets);
  if (part == "has") return HasAsked(node, asked);
  if (part == "kind") {
    return IsOneOf(kind, {"unit", "post", "duty", "event"}) &&
           Contains(list, Text(Record(node), "kind"));
  }
  if (part == "standing") {
    for (const Json* record : memberships_) {
      if (Ref("person", *record, "person") == node &&
          Contains(list, Text(*record, "standing"))) {
        return true;
      }
    }
    return false;
  }
  if (part == "level") {
    const Json* entry =
        kind == "unit" ? ProfileEntry("unit_kinds", Text(Record(node), "kind"))
                       : nullptr;
    const Json* level = entry == nullptr ? nullptr : Field(*entry, "level");
    return level != nullptr && Contains(list, *level);
  }
  if (part == "count") {
    // A person with several memberships is one.
    std::set<std::string> persons;
    for (const Json* record : memberships_) {
      if (Ref("unit", *record, "unit") == node &&
          CountsAs(*record, Text(asked, "of", "all"))) {
        persons.insert(Ref("person", *record, "person"));
      }
    }
    return kind == "unit" &&
           IsBounded(static_cast<double>(persons.size()), asked);
  }
  if (part == "attribute") {
    if (!IsOneOf(kind, {"unit", "post", "person", "task"})) return false;
    const Json* attributes = Field(Record(node), "attributes");
    return AttributeMeets(
        attributes == nullptr ? nullptr : Field(*attributes, asked["name"]),
        asked);
  }
  if (part == "age") {
    const std::optional<int> age = kind == "person" ? Age(node) : std::nullopt;
    return age && IsBounded(*age, asked);
  }
  return false;
}

// A unit: a post in force, a unit directly below, a member; a person: a post
// that is held.
bool Oracle::HasAsked(const std::string& node, const Json& asked) const {
  const bool is_person = KindOf(node) == "person";
  if (!is_person && KindOf(node) != "unit") return false;
  if (asked.contains("post_kind")) {
    bool found = false;
    for (const std::string& post : Nodes("post")) {
      const bool has = is_person ? Holds(node, post)
                                 : InForce(post) && Ref("unit", Record(post),
                                                        "unit") == node;
      if (has && Text(Record(post), "kind") == asked["post_kind"]) found = true;
    }
    if (!found) return false;
  }
  if (asked.contains("unit_kind")) {
    const std::vector<std::string> below =
        is_person ? std::vector<std::string>() : Children(node);
    if (std::none_of(below.begin(), below.end(), [&](const auto& unit) {
          return Text(Record(unit), "kind") == asked["unit_kind"];
        })) {
      return false;
    }
  }
  if (!asked.contains("member")) return true;
  for (const Json* record : memberships_) {
    if (Ref("unit", *record, "unit") == node &&
        Meets(Ref("person", *record, "person"), asked["member"])) {
      return true;
    }
  }
  return false;
}

// The head counts of a standing are those that the profile writes, and its own
// id. What the profile does not list is counted by `all`.
bool Oracle::CountsAs(const Json& membership,
                      const std::string& head_count) const {
  const Json* entry = ProfileEntry("standings", Text(membership, "standing"));
  if (entry == nullptr) return head_count == "all";
  const Json* counts = Field(*entry, "counts_as");
  return Text(*entry, "id") == head_count ||
         (counts != nullptr && Contains(*counts, head_count));
}

// An entry of an inline profile. `generic`, which it extends, has none of these
// kinds.
const Oracle::Json* Oracle::ProfileEntry(const std::string& array,
                                         const std::string& id) const {
  const Json* profile = Field(document_, "profile");
  if (profile == nullptr || !profile->is_object()) return nullptr;
  const Json* entries = Field(*profile, array);
  if (entries == nullptr) return nullptr;
  for (const Json& entry : *entries) {
    if (Text(entry, "id") == id) return &entry;
  }
  return nullptr;
}

// Whole years, counted one by one. Who is not born has no age.
std::optional<int> Oracle::Age(const std::string& person) const {
  const std::string birth = Text(Record(person), "birth_date");
  if (birth.empty() || birth > day_) return std::nullopt;
  int years = 0;
  while (YearsLater(birth, years + 1) <= day_) ++years;
  return years;
}

}  // namespace zeren::testing
