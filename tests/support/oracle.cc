// Records, validity and resolution; structure, roll-ups and gaps have files of
// their own.

#include "tests/support/oracle.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <tuple>
#include <utility>

namespace zeren::testing {
namespace {

// The arrays whose records are nodes.
constexpr const char* kNodeArrays[][2] = {
    {"units", "unit"},       {"posts", "post"},
    {"persons", "person"},   {"tasks", "task"},
    {"duties", "duty"},      {"events", "event"},
    {"findings", "finding"}, {"delegations", "delegation"}};

// Appends what is not there yet, so that the first appearance counts.
void Merge(const std::vector<std::string>& from,
           std::vector<std::string>& into) {
  for (const std::string& item : from) {
    if (std::find(into.begin(), into.end(), item) == into.end()) {
      into.push_back(item);
    }
  }
}

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

// --- Who answers ---

// Of any role if `role` is empty; by written start, then reference bytes. An
// assignment needs its target: a dissolved unit or a departed person bears
// nothing.
std::vector<const Oracle::Json*> Oracle::AssignmentsInForce(
    const std::string& work, const std::string& role) const {
  std::vector<const Json*> found;
  for (const Json& record : Rows("assignments")) {
    if (Text(record, "work") == work &&
        (role.empty() || Text(record, "role") == role) && IsStated(record) &&
        InForce(Text(record, "to"))) {
      found.push_back(&record);
    }
  }
  const auto order = [](const Json* record) {
    return std::make_tuple(Text(*record, "valid_from"), Text(*record, "to"));
  };
  std::stable_sort(
      found.begin(), found.end(),
      [&](const Json* a, const Json* b) { return order(a) < order(b); });
  return found;
}

// "A post stands for all its present holders who are not acting; else, if
// undisclosed, for itself; else its acting holders; else the holders of a post
// that deputizes for it in the same unit." False: it has to be passed over.
bool Oracle::PostAnswers(const std::string& post, Answer& answer) const {
  const auto serve = [&](const std::string& at,
                         const std::set<std::string>& holders) {
    answer.persons.assign(holders.begin(), holders.end());
    answer.posts = {at};
    return true;
  };
  std::set<std::string> holders = PresentHolders(post, /*acting=*/false);
  if (!holders.empty()) return serve(post, holders);
  if (HasUndisclosedHolder(post)) {
    answer.undisclosed = true;
    return serve(post, {});
  }
  holders = PresentHolders(post, /*acting=*/true);
  if (!holders.empty()) return serve(post, holders);

  const std::string unit = Ref("unit", Record(post), "unit");
  if (!Exists(unit)) return false;  // In no unit, so no post is beside it.
  const std::string kind = Text(Record(post), "kind");
  for (const std::string& deputy : Nodes("post")) {
    if (deputy == post || !InForce(deputy) ||
        Ref("unit", Record(deputy), "unit") != unit) {
      continue;
    }
    const auto entry = post_kinds_.find(Text(Record(deputy), "kind"));
    if (entry == post_kinds_.end() ||
        !entry->second.deputizes_for.contains(kind)) {
      continue;
    }
    holders = PresentHolders(deputy, /*acting=*/false);
    if (holders.empty()) holders = PresentHolders(deputy, /*acting=*/true);
    if (!holders.empty()) return serve(deputy, holders);
  }
  return false;
}

// Goes from `target` up the chain until someone answers. Each step up from a
// unit, a post or an absent person is a hop; that a unit stands for its head
// post is none.
Oracle::Answer Oracle::Resolve(const std::string& target) const {
  Answer answer;
  std::string at = target;
  while (true) {
    const std::string kind = KindOf(at);
    if (kind == "unit" && !HeadPost(at).empty()) {
      at = HeadPost(at);
      continue;
    }
    if (kind == "post" && PostAnswers(at, answer)) return answer;
    if (kind == "person" && IsPresent(at)) {
      answer.persons = {at};
      return answer;
    }
    const Up up = Ask(at);
    if (up.cut) answer.complete = false;
    if (up.superior.empty()) return answer;  // Nobody: a proper result.
    at = up.superior;
    ++answer.hops;
  }
}

Oracle::Json Oracle::Who(const std::string& work,
                         const std::string& role) const {
  std::vector<std::string> targets;
  bool assigned = false;
  Answer all;
  // Nobody answers for a duty that is not in force. Tasks always are.
  if (InForce(work)) {
    // 1. The work's own assignments, else those of the nearest parent task.
    const bool is_task = KindOf(work) == "task";
    std::string at = work;
    while (true) {
      for (const Json* record : AssignmentsInForce(at, role)) {
        targets.push_back(Text(*record, "to"));
      }
      if (!targets.empty() || !is_task) break;
      const Up up = Ask(at);
      if (up.cut) all.complete = false;
      if (up.superior.empty()) break;
      at = up.superior;
    }
    assigned = !targets.empty();
    // 2. Nothing on the way up: two roles fall back to who stands behind the
    // work, if in force, as if the work were assigned there.
    if (!assigned && (role == "accountable" || role == "responsible")) {
      const std::string fallback = is_task ? Ref("unit", Record(work), "unit")
                                           : Text(Record(work), "bearer");
      if (InForce(fallback)) targets.push_back(fallback);
    }
  }
  for (const std::string& target : targets) {
    const Answer answer = Resolve(target);
    Merge(answer.persons, all.persons);
    Merge(answer.posts, all.posts);
    all.undisclosed = all.undisclosed || answer.undisclosed;
    all.complete = all.complete && answer.complete;
    all.hops = std::max(all.hops, answer.hops);
  }
  return {{"work", work},
          {"role", role},
          {"as_of", day_},
          {"persons", all.persons},
          {"posts", all.posts},
          {"assigned", assigned},
          {"undisclosed", all.undisclosed},
          {"hops", all.hops},
          {"complete", all.complete}};
}

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
