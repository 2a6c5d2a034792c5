// The checks of structure that the profile `generic` does not have, one
// sentence of the semantics each.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <set>
#include <string>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// Whether a number lies outside a range; what is not written bounds nothing.
bool IsOutside(std::size_t number, const Json& params) {
  return (params.contains("min") && number < params["min"]) ||
         (params.contains("max") && number > params["max"]);
}

Json BesideRange(const std::string& name, std::size_t number,
                 const Json& params) {
  return {{name, number},
          {"min", params.value("min", Json())},
          {"max", params.value("max", Json())}};
}

// So many years later in whole months, at least one, on the same day of the
// month; where that month has no such day, on the first of the next.
std::string YearsLater(const std::string& day, double years) {
  const auto months =
      std::chrono::months(std::max(1, static_cast<int>(years * 12 + 0.5)));
  const auto month = std::chrono::year(std::stoi(day.substr(0, 4))) /
                         std::stoi(day.substr(5, 2)) +
                     months;
  std::chrono::year_month_day date = month / std::stoi(day.substr(8, 2));
  if (!date.ok()) date = (month + std::chrono::months(1)) / std::chrono::day(1);
  std::array<char, 32> text;
  std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

}  // namespace

Json Oracle::Found(const std::string& check, const Json& params) const {
  const bool of_posts = check == "term_expired" || check == "span_of_control" ||
                        check == "chain_divergence";
  const bool of_units = !of_posts || check == "term_expired";
  std::vector<std::string> nodes;
  if (of_posts) nodes = Nodes("post");
  if (of_units) {
    for (const std::string& unit : Nodes("unit")) nodes.push_back(unit);
  }
  Json found = Json::array();
  for (const std::string& node : nodes) {
    if (!InForce(node)) continue;
    const Json value = check == "wrong_parent_kind" ? WrongParentKind(node)
                       : check == "level_skipped"   ? LevelSkipped(node)
                       : check == "unit_size"       ? UnitSize(node, params)
                       : check == "term_expired"    ? TermExpired(node, params)
                       : check == "span_of_control"
                           ? SpanOfControl(node, params)
                       : check == "coverage" ? Coverage(node, params)
                                             : ChainDivergence(node);
    if (!value.is_null()) found.push_back({{"focus", node}, {"value", value}});
  }
  return found;
}

// --- What the profile says of kinds ---

// The parent is of a kind that is not allowed; a profile that lists none allows
// all.
Json Oracle::WrongParentKind(const std::string& unit) const {
  const std::string parent = Superior(unit);
  const Json* kind = ProfileEntry("unit_kinds", Text(Record(unit), "kind"));
  if (parent.empty() || kind == nullptr) return nullptr;
  const Json allowed = kind->value("parents", Json::array());
  const std::string above = Text(Record(parent), "kind");
  if (allowed.empty() ||
      std::find(allowed.begin(), allowed.end(), above) != allowed.end()) {
    return nullptr;
  }
  return {{"parent", parent}, {"parent_kind", above}, {"allowed", allowed}};
}

// The level is more than the parent's plus one, both being known.
Json Oracle::LevelSkipped(const std::string& unit) const {
  const std::string parent = Superior(unit);
  if (parent.empty()) return nullptr;
  const auto level = [&](const std::string& node) {
    const Json* kind = ProfileEntry("unit_kinds", Text(Record(node), "kind"));
    return kind == nullptr ? Json() : kind->value("level", Json());
  };
  const Json own = level(unit), above = level(parent);
  if (own.is_null() || above.is_null() || own <= above.get<int>() + 1) {
    return nullptr;
  }
  return {{"level", own}, {"parent", parent}, {"parent_level", above}};
}

// --- Units ---

// A head count of the unit itself; a person with two memberships is one.
Json Oracle::UnitSize(const std::string& unit, const Json& params) const {
  const std::string kind = Text(Record(unit), "kind");
  if (params.value("unit_kind", kind) != kind) return nullptr;
  std::set<std::string> persons;
  for (const Json* record : memberships_) {
    if (Ref("unit", *record, "unit") == unit &&
        CountsAs(*record, params.value("count", "all"))) {
      persons.insert(Ref("person", *record, "person"));
    }
  }
  if (!IsOutside(persons.size(), params)) return nullptr;
  return BesideRange("members", persons.size(), params);
}

// A unit that meets the condition has no child of the kind.
Json Oracle::Coverage(const std::string& unit, const Json& params) const {
  const std::string kind = Text(Record(unit), "kind");
  if (params.value("unit_kind", kind) != kind) return nullptr;
  if (params.contains("when") && !Meets(unit, params["when"])) return nullptr;
  for (const std::string& child : Children(unit)) {
    if (Text(Record(child), "kind") == params["requires"]) return nullptr;
  }
  return {{"requires", params["requires"]}};
}

// --- Terms ---

// The day of the newest election up to today; without one, the first day of a
// unit, and of a post the earliest one of those who hold it and are not acting.
// Empty if no such day is written.
std::string Oracle::TermStart(const std::string& node) const {
  std::string elected;
  for (const Json& event : Rows("events")) {
    const std::string day = Text(event, "day");
    if (Text(event, "kind") == "election" && Text(event, "subject") == node &&
        day <= day_) {
      elected = std::max(elected, day);
    }
  }
  if (!elected.empty()) return elected;
  if (KindOf(node) == "unit") return Text(Record(node), "valid_from");
  std::string first;
  for (const Json* record : appointments_) {
    const std::string day = Text(*record, "valid_from");
    if (Ref("post", *record, "post") != node || IsActing(*record) ||
        day.empty()) {
      continue;
    }
    if (first.empty() || day < first) first = day;
  }
  return first;
}

// The term has ended, or ends within the lead.
Json Oracle::TermExpired(const std::string& node, const Json& params) const {
  const Json* kind =
      ProfileEntry(KindOf(node) + "_kinds", Text(Record(node), "kind"));
  const std::string start = TermStart(node);
  if (kind == nullptr || !kind->contains("term_years") || start.empty()) {
    return nullptr;
  }
  const std::string end = YearsLater(start, (*kind)["term_years"]);
  const std::int64_t days = DaysBetween(end, day_);
  if (days + params.value("lead_days", 0) < 0) return nullptr;
  return {{"from", start}, {"to", end}, {"days", days}};
}

// --- Posts ---

Json Oracle::SpanOfControl(const std::string& post, const Json& params) const {
  const std::size_t reports = DirectReports(post).size();
  if (!IsOutside(reports, params)) return nullptr;
  return BesideRange("reports", reports, params);
}

// The superior by units is not on the chain of posts. A chain that was cut, or
// that ends where what is written cannot be, says nothing.
Json Oracle::ChainDivergence(const std::string& post) const {
  const std::string wanted = SuperiorByUnits(post).superior;
  if (wanted.empty()) return nullptr;
  std::string last = post;
  while (!Superior(last).empty()) {
    last = Superior(last);
    if (last == wanted) return nullptr;
  }
  if (Ask(last).cut) return nullptr;
  bool written = false, nobody = false;
  for (const Line& line : StatedLines(last)) {
    if (line.kind != "primary") continue;
    written = true;
    if (line.superior == kNobody) nobody = true;
  }
  if (written && !nobody) return nullptr;
  const std::string superior = Superior(post);
  return {{"by_posts", superior.empty() ? Json() : Json(superior)},
          {"by_units", wanted}};
}

}  // namespace zeren::testing
