// The checks of responsibility, tasks and findings that the profile `generic`
// does not need for its gaps of work, one sentence of the semantics each.

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// All days that stand anywhere in a document.
std::set<std::string> DaysIn(const Json& document) {
  std::set<std::string> days;
  std::vector<const Json*> open = {&document};
  while (!open.empty()) {
    const Json& at = *open.back();
    open.pop_back();
    if (at.is_structured()) {
      for (const Json& item : at) open.push_back(&item);
    } else if (at.is_string()) {
      const std::string text = at;
      if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        days.insert(text);
      }
    }
  }
  return days;
}

}  // namespace

Json Oracle::FoundOfWork(const std::string& check, const Json& params) const {
  std::vector<std::string> kinds = {"task"};
  if (check == "answerer_escalated" || check == "future_answerer_missing") {
    kinds = {"duty", "task"};
  } else if (check == "duty_chain_broken") {
    kinds = {"duty"};
  } else if (check == "duty_bearer") {
    kinds = {"unit"};
  } else if (check == "dual_duty") {
    kinds = {"post"};
  } else if (check == "delegation") {
    kinds = {"delegation"};
  } else if (check.starts_with("finding")) {
    kinds = {"finding"};
  }
  Json found = Json::array();
  for (const std::string& kind : kinds) {
    for (const std::string& node : Nodes(kind)) {
      if (!InForce(node)) continue;
      // These find several things at one focus.
      if (check == "delegation" || check == "self_oversight") {
        const Json all = check == "delegation" ? Delegation(node, params)
                                               : SelfOversight(node);
        for (const auto& [key, value] : all.items()) {
          found.push_back({{"focus", node}, {"key", key}, {"value", value}});
        }
        continue;
      }
      const Json value =
          check == "answerer_escalated" ? AnswererEscalated(node, params)
          : check == "future_answerer_missing"
              ? FutureAnswererMissing(node, params)
          : check == "duty_chain_broken"  ? DutyChainBroken(node, params)
          : check == "duty_bearer"        ? DutyBearer(node, params)
          : check == "dual_duty"          ? DualDuty(node, params)
          : check == "not_cascaded"       ? NotCascaded(node)
          : check == "outside_chain"      ? OutsideChain(node)
          : check == "task_at_risk"       ? TaskAtRisk(node, params)
          : check == "task_stalled"       ? TaskStalled(node, params)
          : check == "finding_unowned"    ? FindingUnowned(node)
          : check == "finding_overdue"    ? FindingOverdue(node, params)
          : check == "finding_unverified" ? FindingUnverified(node)
                                          : Json("no such check");
      if (!value.is_null()) {
        found.push_back({{"focus", node}, {"value", value}});
      }
    }
  }
  return found;
}

// --- Who answers ---

// Somebody answers, after more steps up than are in order.
Json Oracle::AnswererEscalated(const std::string& work,
                               const Json& params) const {
  if (KindOf(work) == "task" && !IsOpen(work)) return nullptr;
  const Json who = Who(work, params.value("role", "accountable"));
  if (who["hops"] <= params.value("max_hops", 0)) return nullptr;
  std::set<std::string> answerers = who["persons"];
  for (const std::string post : who["posts"]) {
    if (PostState(post) == "undisclosed") answerers.insert(post);
  }
  if (answerers.empty()) return nullptr;
  return {{"hops", who["hops"]}, {"answerers", answerers}};
}

// Whether somebody should answer today and nobody does, neither as accountable
// nor as responsible, or not in the one role that is asked for. A name that is
// withheld answers.
bool Oracle::IsMissing(const std::string& work, const Json& params) const {
  if (KindOf(work) == "task" ? !IsOpen(work) : !InForce(work)) return false;
  std::set<std::string> roles = {"accountable", "responsible"};
  if (params.contains("role")) roles = {params["role"]};
  return std::all_of(roles.begin(), roles.end(), [&](const std::string& role) {
    const Json who = Who(work, role);
    return who["persons"].empty() && who["undisclosed"] == false;
  });
}

// Not today, but on a day within the lead. Answers change on days that the
// document writes, and on no others.
Json Oracle::FutureAnswererMissing(const std::string& work,
                                   const Json& params) const {
  if (IsMissing(work, params)) return nullptr;
  for (const std::string& day : DaysIn(document_)) {
    if (day <= day_ || DaysBetween(day_, day) > params.value("lead_days", 90)) {
      continue;
    }
    std::unique_ptr<Oracle>& then = ahead_[day];
    if (then == nullptr) then = std::make_unique<Oracle>(document_, day);
    if (then->IsMissing(work, params)) return {{"from", day}};
  }
  return nullptr;
}

// --- Duties ---

std::string Oracle::UnitOfBearer(const std::string& bearer) const {
  if (!InForce(bearer)) return "";
  if (KindOf(bearer) == "unit") return bearer;
  const std::string unit = Ref("unit", Record(bearer), "unit");
  return Exists(unit) ? unit : "";
}

// No superior duty in force, below the top level.
Json Oracle::DutyChainBroken(const std::string& duty,
                             const Json& params) const {
  const std::string kind = Text(Record(duty), "kind");
  if (params.value("duty_kind", kind) != kind) return nullptr;
  const std::string unit = UnitOfBearer(Text(Record(duty), "bearer"));
  if (!Superior(duty).empty() || unit.empty()) return nullptr;
  const Json* entry = ProfileEntry("unit_kinds", Text(Record(unit), "kind"));
  const bool below_top = entry != nullptr && entry->contains("level")
                             ? (*entry)["level"] > 0
                             : !Superior(unit).empty();
  if (!below_top) return nullptr;
  const std::string written = Ref("duty", Record(duty), "superior");
  return {{"unit", unit},
          {"superior", written.empty() ? Json() : Json(written)}};
}

bool Oracle::BearsDuty(const std::string& bearer,
                       const std::string& kind) const {
  for (const std::string& duty : Nodes("duty")) {
    if (InForce(duty) && InForce(bearer) &&
        Text(Record(duty), "bearer") == bearer &&
        Text(Record(duty), "kind") == kind) {
      return true;
    }
  }
  return false;
}

// Not borne by exactly one head post; the unit stands for its head.
Json Oracle::DutyBearer(const std::string& unit, const Json& params) const {
  const std::string kind = params["duty_kind"];
  std::set<std::string> bearers;
  for (const std::string& post : Nodes("post")) {
    if (!InForce(post)) continue;
    const auto entry = post_kinds_.find(Text(Record(post), "kind"));
    const bool of_head_kind = entry != post_kinds_.end() &&
                              entry->second.head &&
                              Ref("unit", Record(post), "unit") == unit;
    const bool is_head = HeadPost(unit) == post;
    if ((of_head_kind || is_head) && BearsDuty(post, kind)) {
      bearers.insert(post);
    }
    if (is_head && BearsDuty(unit, kind)) bearers.insert(post);
  }
  if (bearers.size() == 1) return nullptr;
  return {{"duty_kind", kind}, {"bearers", bearers}};
}

// Bears duties of fewer kinds than it should.
Json Oracle::DualDuty(const std::string& post, const Json& params) const {
  const std::string post_kind = Text(Record(post), "kind");
  if (params.value("post_kind", post_kind) != post_kind) return nullptr;
  std::set<std::string> kinds;
  for (const std::string& duty : Nodes("duty")) {
    const std::string bearer = Text(Record(duty), "bearer");
    const std::string kind = Text(Record(duty), "kind");
    if (!InForce(duty) || !InForce(bearer) || kind.empty()) continue;
    if (bearer != post &&
        (KindOf(bearer) != "unit" || HeadPost(bearer) != post)) {
      continue;
    }
    if (params.contains("duty_kinds")) {
      const Json& asked = params["duty_kinds"];
      if (std::find(asked.begin(), asked.end(), kind) == asked.end()) continue;
    }
    kinds.insert(kind);
  }
  const std::size_t n = params.value("n", 2);
  if (kinds.size() >= n) return nullptr;
  return {{"kinds", kinds}, {"n", n}};
}

// --- Tasks ---

// A unit of the kind, below the task's, of which no task is anywhere below the
// task and not cancelled.
Json Oracle::NotCascaded(const std::string& task) const {
  const std::string kind = Text(Record(task), "cascade");
  const std::string top = Ref("unit", Record(task), "unit");
  if (kind.empty() || !IsOpen(task) || !InForce(top)) return nullptr;
  std::set<std::string> lacking;
  for (const std::string& unit : Nodes("unit")) {
    if (unit == top || !InForce(unit) || !IsWithin(unit, top) ||
        Text(Record(unit), "kind") != kind) {
      continue;
    }
    bool has_part = false;
    for (const std::string& part : Nodes("task")) {
      if (part == task || IsCancelled(part) ||
          Ref("unit", Record(part), "unit") != unit) {
        continue;
      }
      for (std::string at = part; !at.empty(); at = Superior(at)) {
        has_part = has_part || at == task;
      }
    }
    if (!has_part) lacking.insert(unit);
  }
  if (lacking.empty()) return nullptr;
  return {{"unit_kind", kind}, {"lacking", lacking.size()}, {"units", lacking}};
}

// A person sits in the unit by which the superior is found; without a
// membership, wherever he or she holds a post.
std::set<std::string> Oracle::UnitsOfAssignee(
    const std::string& assignee) const {
  std::set<std::string> units;
  if (KindOf(assignee) != "person") {
    const std::string unit = UnitOfBearer(assignee);
    if (!unit.empty()) units.insert(unit);
    return units;
  }
  const Json* best = nullptr;
  const auto is_home = [](const Json& record) {
    return record.value("home", Json(true)) != false;
  };
  for (const Json* record : memberships_) {
    if (Ref("person", *record, "person") != assignee) continue;
    if (best != nullptr) {
      if (is_home(*best) && !is_home(*record)) continue;
      if (is_home(*best) == is_home(*record)) {
        const std::string a = Text(*record, "valid_from");
        const std::string b = Text(*best, "valid_from");
        if (a < b) continue;
        if (a == b && Text(*record, "unit") >= Text(*best, "unit")) continue;
      }
    }
    best = record;
  }
  if (best != nullptr) return {Ref("unit", *best, "unit")};
  for (const Json* record : appointments_) {
    if (Ref("person", *record, "person") != assignee) continue;
    const std::string unit = UnitOfBearer(Ref("post", *record, "post"));
    if (!unit.empty()) units.insert(unit);
  }
  return units;
}

Json Oracle::OutsideChain(const std::string& task) const {
  const std::string top = Ref("unit", Record(task), "unit");
  if (!IsOpen(task) || !InForce(top)) return nullptr;
  std::set<std::string> outside;
  for (const char* role : {"accountable", "responsible", "support"}) {
    for (const Json* record : AssignmentsInForce(task, role)) {
      const std::string to = Text(*record, "to");
      const std::set<std::string> units = UnitsOfAssignee(to);
      if (!units.empty() &&
          std::none_of(units.begin(), units.end(), [&](const std::string& u) {
            return IsWithin(u, top);
          })) {
        outside.insert(to);
      }
    }
  }
  if (outside.empty()) return nullptr;
  return {{"unit", top}, {"assignees", outside}};
}

// By name of the overseer: who oversees it and does it too, or answers to who
// does, seen from the post or person as which the work is overseen.
Json Oracle::SelfOversight(const std::string& task) const {
  Json found = Json::object();
  if (!IsOpen(task)) return found;
  // Who answers, and as what.
  const auto answering = [&](const std::string& role) {
    std::set<std::pair<std::string, std::string>> pairs;
    for (const std::string& target : AskedFor(task, role).targets) {
      const Answer answer = Resolve(target, task);
      if (answer.undisclosed) {
        pairs.insert({answer.posts.front(), answer.posts.front()});
      }
      for (const std::string& person : answer.persons) {
        pairs.insert(
            {person, answer.posts.empty() ? person : answer.posts.front()});
      }
    }
    return pairs;
  };
  const auto overseers = answering("oversight");
  if (overseers.empty()) return found;
  std::set<std::string> doers;
  for (const char* role : {"accountable", "responsible"}) {
    for (const auto& [who, seat] : answering(role)) doers.insert(who);
  }
  std::map<std::string, std::set<std::string>> above;  // By overseer.
  for (const auto& [overseer, seat] : overseers) {
    above[overseer];
    for (std::string at = Superior(seat); !at.empty(); at = Superior(at)) {
      for (const std::string& doer : doers) {
        if (doer == at || (KindOf(doer) == "person" && Holds(doer, at))) {
          above[overseer].insert(doer);
        }
      }
    }
  }
  for (const auto& [overseer, superiors] : above) {
    const bool same = doers.contains(overseer);
    if (!same && superiors.empty()) continue;
    found[overseer] = {
        {"overseer", overseer},
        {"answers_to", same ? Json() : Json(*superiors.begin())}};
  }
  return found;
}

// Neither done nor overdue nor cancelled, and behind time.
Json Oracle::TaskAtRisk(const std::string& task, const Json& params) const {
  const std::string start = Text(Record(task), "start");
  const std::string due = Text(Record(task), "due");
  const double progress = progress_.at(task);
  if (IsCancelled(task) || progress == 1 || start.empty() || due.empty() ||
      due < day_ || day_ < start) {
    return nullptr;
  }
  const std::int64_t used = DaysBetween(start, day_);
  const std::int64_t all = DaysBetween(start, due) + 1;
  const double share = static_cast<double>(used) / static_cast<double>(all);
  if (share - progress <= params.value("margin", 0.2) + 1e-9) return nullptr;
  return {{"days_used", used}, {"days", all}, {"progress", progress}};
}

// Nothing heard since the start or the newest entry.
Json Oracle::TaskStalled(const std::string& task, const Json& params) const {
  if (!IsOpen(task) || !IsLeaf(task)) return nullptr;
  std::string last = Text(Record(task), "start");
  for (const Json& entry : Rows("progress")) {
    if (Ref("task", entry, "task") == task && Text(entry, "day") <= day_ &&
        Text(entry, "state", "reported") != "rejected") {
      last = std::max(last, Text(entry, "day"));
    }
  }
  if (last.empty()) return {{"days", nullptr}};
  const std::int64_t days = DaysBetween(last, day_);
  if (days < params.value("days", 30)) return nullptr;
  return {{"days", days}};
}

// --- Findings ---

// The steps up to the day, in the order in which they were taken.
std::vector<Json> Oracle::StepsOf(const std::string& finding) const {
  std::vector<Json> steps;
  const Json* written = Field(Record(finding), "steps");
  if (written == nullptr) return steps;
  for (const Json& step : *written) {
    if (Text(step, "day") <= day_) steps.push_back(step);
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Json& a, const Json& b) {
                     return Text(a, "day") < Text(b, "day");
                   });
  return steps;
}

bool Oracle::IsOpenFinding(const std::string& finding) const {
  const std::vector<Json> steps = StepsOf(finding);
  return Text(Record(finding), "found") <= day_ &&
         (steps.empty() || steps.back()["state"] != "closed");
}

Json Oracle::FindingUnowned(const std::string& finding) const {
  const std::string owner = Text(Record(finding), "owner");
  if (!IsOpenFinding(finding) || InForce(owner)) return nullptr;
  return {{"owner", owner.empty() ? Json() : Json(owner)}};
}

// Past due, or among the last days in time.
Json Oracle::FindingOverdue(const std::string& finding,
                            const Json& params) const {
  const std::string due = Text(Record(finding), "due");
  if (!IsOpenFinding(finding) || due.empty()) return nullptr;
  const std::int64_t days = DaysBetween(due, day_);
  if (days <= -params.value("warn_days", 0)) return nullptr;
  return {{"days", days}};
}

// Closed, and nobody but the owner and who reported it has verified it.
Json Oracle::FindingUnverified(const std::string& finding) const {
  std::vector<Json> steps = StepsOf(finding);
  if (Text(Record(finding), "found") > day_ || steps.empty() ||
      steps.back()["state"] != "closed") {
    return nullptr;
  }
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (steps[i]["state"] != "reopened") continue;
    steps.erase(steps.begin(),
                steps.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    break;
  }
  const std::string owner = Text(Record(finding), "owner");
  std::set<std::string> verifiers;
  for (const Json& step : steps) {
    const std::string by = Ref("person", step, "by");
    if (step["state"] != "verified" || by.empty()) continue;
    bool own = by == owner;
    for (const Json& other : steps) {
      if (other["state"] == "reported" && Ref("person", other, "by") == by) {
        own = true;
      }
    }
    for (const Json& record : Rows("appointments")) {
      if (Ref("person", record, "person") == by &&
          Ref("post", record, "post") == owner &&
          AppointmentInForceOn(record, step["day"])) {
        own = true;
      }
    }
    if (!own) return nullptr;
    verifiers.insert(by);
  }
  return {{"verified_by", verifiers}};
}

}  // namespace zeren::testing
