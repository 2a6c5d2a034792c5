// Records, validity and chains; structure, resolution, roll-ups and gaps have
// files of their own.

#include "tests/support/oracle.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace zeren::testing {
namespace {

// The arrays whose records are nodes.
constexpr const char* kNodeArrays[][2] = {
    {"units", "unit"},       {"posts", "post"},
    {"persons", "person"},   {"tasks", "task"},
    {"duties", "duty"},      {"events", "event"},
    {"findings", "finding"}, {"delegations", "delegation"}};

std::chrono::sys_days ParseDay(const std::string& day) {
  return std::chrono::sys_days(std::chrono::year(std::stoi(day.substr(0, 4))) /
                               std::stoi(day.substr(5, 2)) /
                               std::stoi(day.substr(8, 2)));
}

}  // namespace

Oracle::Oracle(Json document, std::string day)
    : document_(std::move(document)), day_(std::move(day)) {
  for (const auto& [array, kind] : kNodeArrays) {
    for (const Json& record : Rows(array)) {
      nodes_[Ref(kind, record, "id")] = &record;
    }
  }
  ReadPostKinds();
  // A membership or appointment whose unit, post or person is absent from the
  // document is not in force: only a post survives the absence of its unit.
  for (const Json& record : Rows("memberships")) {
    if (IsStated(record) && InForce(Ref("person", record, "person")) &&
        InForce(Ref("unit", record, "unit"))) {
      memberships_.push_back(&record);
    }
  }
  for (const Json& record : Rows("appointments")) {
    if (AppointmentInForceOn(record, day_)) appointments_.push_back(&record);
  }
  FindSuperiors();
  FindProgress();
}

// --- Reading records ---

// Null is the same as not written, everywhere but in `reports_to`.
const Oracle::Json* Oracle::Field(const Json& record,
                                  const std::string& field) {
  const auto it = record.find(field);
  return it == record.end() || it->is_null() ? nullptr : &*it;
}

std::string Oracle::Text(const Json& record, const std::string& field,
                         const std::string& otherwise) {
  const Json* value = Field(record, field);
  return value == nullptr ? otherwise : value->get<std::string>();
}

double Oracle::Number(const Json& record, const std::string& field,
                      double otherwise) {
  const Json* value = Field(record, field);
  return value == nullptr ? otherwise : value->get<double>();
}

std::string Oracle::Ref(const std::string& kind, const Json& record,
                        const std::string& field) {
  const Json* value = Field(record, field);
  return value == nullptr ? "" : kind + ":" + value->get<std::string>();
}

std::string Oracle::KindOf(const std::string& node) {
  return node.substr(0, node.find(':'));
}

bool Oracle::IsActing(const Json& appointment) {
  return Text(appointment, "mode", "regular") == "acting";
}

bool Oracle::IsUndisclosed(const Json& appointment) {
  const Json* value = Field(appointment, "undisclosed");
  return value != nullptr && value->get<bool>();
}

const Oracle::Json& Oracle::Rows(const std::string& array) const {
  static const Json* const kNone = new Json(Json::array());
  const Json* rows = Field(document_, array);
  return rows == nullptr ? *kNone : *rows;
}

const Oracle::Json& Oracle::Record(const std::string& node) const {
  return *nodes_.at(node);
}

bool Oracle::Exists(const std::string& node) const {
  return nodes_.contains(node);
}

std::vector<std::string> Oracle::Nodes(const std::string& kind) const {
  std::vector<std::string> nodes;
  for (const auto& [node, record] : nodes_) {
    if (KindOf(node) == kind) nodes.push_back(node);
  }
  return nodes;
}

// --- In force ---

// Days are written YYYY-MM-DD, so they compare as bytes; an unwritten start is
// before all of them. What has an unknown end is stated on no day.
bool Oracle::IsStatedOn(const Json& record, const std::string& day) {
  if (Text(record, "valid_from") > day) return false;
  const Json* end = Field(record, "valid_to");
  return end == nullptr || (*end != "unknown" && day < end->get<std::string>());
}

bool Oracle::IsStated(const Json& record) const {
  return IsStatedOn(record, day_);
}

bool Oracle::InForceOn(const std::string& node, const std::string& day) const {
  if (!Exists(node) || !IsStatedOn(Record(node), day)) return false;
  if (KindOf(node) != "post") return true;
  // A post whose unit is absent from the document stays in force, in no unit.
  const std::string unit = Ref("unit", Record(node), "unit");
  return !Exists(unit) || IsStatedOn(Record(unit), day);
}

bool Oracle::InForce(const std::string& node) const {
  return InForceOn(node, day_);
}

// An appointment needs its post and its person; who is undisclosed cannot be
// asked for.
bool Oracle::AppointmentInForceOn(const Json& record,
                                  const std::string& day) const {
  return IsStatedOn(record, day) &&
         InForceOn(Ref("post", record, "post"), day) &&
         (IsUndisclosed(record) ||
          InForceOn(Ref("person", record, "person"), day));
}

bool Oracle::IsPresent(const std::string& person) const {
  if (!InForce(person)) return false;
  for (const Json& record : Rows("absences")) {
    if (Ref("person", record, "person") == person && IsStated(record)) {
      return false;
    }
  }
  return true;
}

// Entries of an extending profile merge by id and field by field with those of
// `generic`, whose only post kind is `head`.
void Oracle::ReadPostKinds() {
  post_kinds_["head"].head = true;
  const Json* profile = Field(document_, "profile");
  if (profile == nullptr || !profile->is_object()) return;
  const Json* kinds = Field(*profile, "post_kinds");
  if (kinds == nullptr) return;
  for (const Json& entry : *kinds) {
    PostKind& kind = post_kinds_[Text(entry, "id")];
    if (const Json* head = Field(entry, "head")) kind.head = head->get<bool>();
    if (const Json* others = Field(entry, "deputizes_for")) {
      kind.deputizes_for = others->get<std::set<std::string>>();
    }
  }
}

// --- Days ---

std::int64_t Oracle::DaysBetween(const std::string& from,
                                 const std::string& to) {
  return (ParseDay(to) - ParseDay(from)).count();
}

std::string Oracle::DayBefore(const std::string& day) {
  const std::chrono::year_month_day date(ParseDay(day) - std::chrono::days(1));
  std::array<char, 32> text;
  std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

// --- Chains ---

Oracle::Json Oracle::Chain(const std::string& node) const {
  Json hops = Json::array();
  bool complete = true;
  std::string at = node;
  while (true) {
    const Up up = Ask(at);
    if (up.cut) complete = false;
    if (up.superior.empty()) break;
    at = up.superior;
    hops.push_back({{"node", at}, {"rule", up.rule}});
  }
  return {
      {"node", node}, {"as_of", day_}, {"complete", complete}, {"hops", hops}};
}

}  // namespace zeren::testing
