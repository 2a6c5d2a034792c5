#include "tests/support/plan_validator.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace zeren::testing {
namespace {

constexpr char kForever[] = "9999-12-31";

bool Contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

PlanValidator::PlanValidator(const Json& document, const std::string& day,
                             PlainProblem problem)
    : document_(document),
      day_(day),
      problem_(std::move(problem)),
      oracle_(document, day) {
  for (const auto& [array, kind] :
       {std::pair("units", "unit:"), std::pair("posts", "post:"),
        std::pair("persons", "person:"), std::pair("tasks", "task:")}) {
    for (const Json& row : Rows(array)) {
      records_[kind + row["id"].get<std::string>()] = row;
    }
  }
  FindBearings();
}

// --- The document ---

const PlanValidator::Json& PlanValidator::Rows(const std::string& array) const {
  static const Json* const kNone = new Json(Json::array());
  const auto rows = document_.find(array);
  return rows == document_.end() ? *kNone : *rows;
}

const PlanValidator::Json& PlanValidator::Record(
    const std::string& node) const {
  return records_.at(node);
}

std::string PlanValidator::Text(const Json& record, const std::string& field) {
  const auto value = record.find(field);
  return value == record.end() || value->is_null() ? ""
                                                   : value->get<std::string>();
}

std::string PlanValidator::Plus(const std::string& day, int days) {
  if (day == kForever) return day;
  const std::chrono::year_month_day later(
      std::chrono::sys_days(std::chrono::year(std::stoi(day.substr(0, 4))) /
                            std::stoi(day.substr(5, 2)) /
                            std::stoi(day.substr(8, 2))) +
      std::chrono::days(days));
  char text[16];
  std::snprintf(
      text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(later.year()),
      static_cast<unsigned>(later.month()), static_cast<unsigned>(later.day()));
  return text;
}

std::int64_t PlanValidator::Thousandths(double units) {
  return std::llround(units * 1000);
}

int PlanValidator::places(const std::string& task) const {
  return Record(task).value("persons", 1);
}

PlanValidator::Days PlanValidator::DaysOf(const std::string& task) const {
  const std::string due = Text(Record(task), "due");
  return {std::max(Text(Record(task), "start"), day_),
          due.empty() ? kForever : std::max(due, day_)};
}

std::int64_t PlanValidator::EffortOf(const std::string& task) const {
  return Thousandths(Record(task).value("effort", 1.0));
}

std::set<std::string> PlanValidator::Skills(const std::string& node,
                                            const std::string& field) const {
  const std::vector<std::string> skills =
      Record(node).value(field, std::vector<std::string>());
  return {skills.begin(), skills.end()};
}

bool PlanValidator::Overlap(const Days& a, const Days& b) {
  return a.from <= b.last && b.from <= a.last;
}

// --- Who bears what ---

bool PlanValidator::IsCancelled(const std::string& task) const {
  std::string at = task;
  for (std::size_t i = 0; i <= records_.size(); ++i) {
    const std::string cancelled = Text(Record(at), "cancelled");
    if (!cancelled.empty() && cancelled <= day_) return true;
    at = oracle_.Superior(at);
    if (at.empty()) return false;
  }
  return false;
}

// Only leaves are ever asked.
bool PlanValidator::IsDone(const std::string& task) const {
  std::string newest;
  double done = 0;
  for (const Json& row : Rows("progress")) {
    if ("task:" + Text(row, "task") != task || Text(row, "day") > day_ ||
        Text(row, "state") == "rejected") {
      continue;
    }
    const double share = row["done"].get<double>();
    done = Text(row, "day") > newest    ? share
           : Text(row, "day") == newest ? std::min(done, share)
                                        : done;
    newest = std::max(newest, Text(row, "day"));
  }
  return done >= 1;
}

bool PlanValidator::HasLiveChildren(const std::string& task) const {
  for (const Json& row : Rows("tasks")) {
    const std::string child = "task:" + Text(row, "id");
    if (oracle_.Superior(child) == task && !IsCancelled(child)) return true;
  }
  return false;
}

std::vector<std::pair<std::string, PlanValidator::Days>> PlanValidator::Bearers(
    const std::string& task) const {
  // The task whose assignments count: itself if it has any, of any day, else
  // the nearest one above with one in force.
  const auto rows_of = [&](const std::string& at) {
    std::vector<const Json*> rows;
    for (const Json& row : Rows("assignments")) {
      if (Text(row, "work") == at && Text(row, "role") == "responsible") {
        rows.push_back(&row);
      }
    }
    return rows;
  };
  const auto counts = [&](const Json& row) {
    return oracle_.InForce(Text(row, "to"));
  };
  const auto today = [&](const Json& row) {
    const std::string to = Text(row, "valid_to");
    return Text(row, "valid_from") <= day_ &&
           (to.empty() || (to != "unknown" && day_ < to));
  };
  std::string at = task;
  std::vector<const Json*> rows = rows_of(at);
  while (rows.empty()) {
    at = oracle_.Superior(at);
    if (at.empty()) return {};
    for (const Json* row : rows_of(at)) {
      if (counts(*row) && today(*row)) rows = rows_of(at);
    }
  }
  std::vector<std::pair<std::string, Days>> bearers;
  for (const Json* row : rows) {
    if (!counts(*row)) continue;
    std::string to = Text(*row, "to");
    if (to.starts_with("post:")) {
      std::set<std::string> holders;
      for (const Json& held : Rows("appointments")) {
        if ("post:" + Text(held, "post") != to) continue;
        const std::string person = "person:" + Text(held, "person");
        if (Contains(Posts(person), to)) holders.insert(person);
      }
      to = holders.size() == 1 ? *holders.begin() : "";
    }
    if (!to.starts_with("person:")) continue;
    const std::string end = Text(*row, "valid_to");
    if (end == "unknown") continue;
    bearers.push_back(
        {to,
         {Text(*row, "valid_from"), end.empty() ? kForever : Plus(end, -1)}});
  }
  // Two of one person count as one while both hold.
  std::sort(bearers.begin(), bearers.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first, a.second.from) <
           std::pair(b.first, b.second.from);
  });
  for (std::size_t i = 1; i < bearers.size();) {
    auto& before = bearers[i - 1];
    const auto& [person, days] = bearers[i];
    if (person == before.first && days.from <= Plus(before.second.last, 1)) {
      before.second.last = std::max(before.second.last, days.last);
      bearers.erase(bearers.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return bearers;
}

void PlanValidator::FindBearings() {
  for (const Json& row : Rows("tasks")) {
    const std::string task = "task:" + Text(row, "id");
    if (Contains(problem_.tasks, task) || IsCancelled(task) ||
        HasLiveChildren(task) || IsDone(task)) {
      continue;
    }
    const Days days = DaysOf(task);
    for (const auto& [person, when] : Bearers(task)) {
      const Days both{std::max(days.from, when.from),
                      std::min(days.last, when.last)};
      if (both.from > both.last) continue;
      bearings_.push_back({task, person, both, EffortOf(task)});
    }
  }
}

// --- Conditions ---

std::string PlanValidator::Home(const std::string& person) const {
  std::string start;
  std::string unit;
  for (const Json& row : Rows("memberships")) {
    const std::string to = Text(row, "valid_to");
    if ("person:" + Text(row, "person") != person || !row.value("home", true) ||
        Text(row, "valid_from") > day_ || to == "unknown" ||
        (!to.empty() && to <= day_) || !oracle_.InForce(person) ||
        !oracle_.InForce("unit:" + Text(row, "unit"))) {
      continue;
    }
    const std::string from = Text(row, "valid_from");
    const std::string in = "unit:" + Text(row, "unit");
    if (unit.empty() || from > start || (from == start && in < unit)) {
      unit = in;
      start = from;
    }
  }
  return unit;
}

std::vector<std::string> PlanValidator::Posts(const std::string& person) const {
  std::set<std::string> posts;
  for (const Json& row : Rows("appointments")) {
    const std::string to = Text(row, "valid_to");
    if ("person:" + Text(row, "person") == person &&
        Text(row, "valid_from") <= day_ && to != "unknown" &&
        (to.empty() || day_ < to) && oracle_.InForce(person) &&
        oracle_.InForce("post:" + Text(row, "post"))) {
      posts.insert("post:" + Text(row, "post"));
    }
  }
  return {posts.begin(), posts.end()};
}

std::string PlanValidator::UnitOfPost(const std::string& post) const {
  const std::string unit = "unit:" + Text(Record(post), "unit");
  return oracle_.InForce(unit) ? unit : "";
}

bool PlanValidator::InScope(const std::string& task,
                            const std::string& person) const {
  std::string top = problem_.scope;
  if (top.empty()) top = "unit:" + Text(Record(task), "unit");
  const auto within = [&](const std::string& unit) {
    if (unit.empty()) return false;
    if (problem_.whole_organization) return true;
    return oracle_.InForce(top) && oracle_.IsWithin(unit, top);
  };
  if (problem_.post_kinds.empty() && within(Home(person))) return true;
  for (const std::string& post : Posts(person)) {
    if ((problem_.post_kinds.empty() ||
         Contains(problem_.post_kinds, Text(Record(post), "kind"))) &&
        within(UnitOfPost(post))) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> PlanValidator::Scope(const std::string& task) const {
  std::vector<std::string> scope;
  for (const std::string& person : oracle_.Nodes("person")) {
    if (InScope(task, person)) scope.push_back(person);
  }
  return scope;
}

bool PlanValidator::FailsPosts(const std::string& person) const {
  std::map<std::string, int> held;
  for (const std::string& post : Posts(person)) {
    ++held[Text(Record(post), "kind")];
  }
  const auto profile = document_.find("profile");
  if (profile == document_.end() || !profile->is_object()) return false;
  for (const Json& kind : (*profile)["post_kinds"]) {
    if (kind.contains("max_per_person") &&
        held[Text(kind, "id")] > kind["max_per_person"].get<int>()) {
      return true;
    }
  }
  return false;
}

bool PlanValidator::HasConflict(const std::string& task,
                                const std::string& person,
                                std::string& why) const {
  for (const std::string& role : problem_.incompatible_roles) {
    const Json who = oracle_.Who(task, role);
    // Only by an assignment; a fallback is nobody's conflict.
    if (!who["assigned"].get<bool>()) continue;
    const std::vector<std::string> persons = who["persons"];
    if (Contains(persons, person)) {
      why = "incompatible-role";
      return true;
    }
    if (role != "oversight") continue;
    std::vector<std::string> overseers = who["posts"];
    overseers.insert(overseers.end(), persons.begin(), persons.end());
    for (const std::string& overseer : overseers) {
      const std::string superior = oracle_.Superior(overseer);
      if (superior.empty() || !Contains(Posts(person), superior)) continue;
      why = "oversight-line";
      return true;
    }
  }
  return false;
}

int PlanValidator::HeldOfSet(const PlainProblem::Set& set,
                             const std::string& person) const {
  int held = 0;
  const std::set<std::string> tasks(set.tasks.begin(), set.tasks.end());
  for (const std::string& task : tasks) {
    if (Contains(problem_.tasks, task)) continue;
    const std::string cancelled = Text(Record(task), "cancelled");
    if (!cancelled.empty() && cancelled <= day_) continue;
    bool bears = false;
    for (const auto& [bearer, days] : Bearers(task)) {
      bears = bears || (bearer == person && days.last >= day_);
    }
    held += bears ? 1 : 0;
  }
  return held;
}

std::int64_t PlanValidator::Capacity(const std::string& person) const {
  return Thousandths(Record(person).value("capacity", 1.0));
}

// Load on the heaviest day; it rises only where something begins.
std::int64_t PlanValidator::Peak(const std::string& person,
                                 const PlainPlan& plan,
                                 const Days& days) const {
  std::vector<Bearing> all;
  for (const Bearing& b : bearings_) {
    if (b.person == person) all.push_back(b);
  }
  for (const auto& [task, who] : plan) {
    if (who == person) {
      all.push_back({task, who, DaysOf(task), EffortOf(task)});
    }
  }
  std::int64_t peak = 0;
  std::vector<std::string> starts = {days.from};
  for (const Bearing& b : all) starts.push_back(b.days.from);
  for (const std::string& start : starts) {
    if (start < days.from || start > days.last) continue;
    std::int64_t load = 0;
    for (const Bearing& b : all) {
      if (b.days.from <= start && start <= b.days.last) load += b.effort;
    }
    peak = std::max(peak, load);
  }
  return peak;
}

std::string PlanValidator::WhyNot(const std::string& task,
                                  const std::string& person) const {
  if (!InScope(task, person)) return "out-of-scope";
  const Days days = DaysOf(task);
  const Json& record = Record(person);
  const std::string end = Text(record, "valid_to");
  if (Text(record, "valid_from") > days.from || end == "unknown" ||
      (!end.empty() && end <= days.last)) {
    return "not-in-force";
  }
  for (const Json& row : Rows("absences")) {
    const std::string to = Text(row, "valid_to");
    if ("person:" + Text(row, "person") == person && to != "unknown" &&
        Text(row, "valid_from") <= days.last &&
        (to.empty() || to > days.from)) {
      return "absent";
    }
  }
  const std::set<std::string> skills = Skills(person, "skills");
  for (const std::string& skill : Skills(task, "requires")) {
    if (!skills.contains(skill)) return "missing-skill";
  }
  std::string why;
  if (HasConflict(task, person, why)) return why;
  if (FailsPosts(person)) return "post-limit";
  for (const auto& pair : problem_.forbidden) {
    if (pair == std::pair(task, person)) return "forbidden";
  }
  for (const PlainProblem::Set& set : problem_.sets) {
    if (Contains(set.tasks, task) && HeldOfSet(set, person) >= set.at_most) {
      return "exclusion-set";
    }
  }
  if (Peak(person, {}, days) + EffortOf(task) > Capacity(person)) {
    return "no-capacity";
  }
  return "";
}

std::vector<std::string> PlanValidator::Violations(
    const PlainPlan& plan) const {
  std::vector<std::string> violations;
  std::map<std::string, std::set<std::string>> persons;
  std::map<std::string, int> given;
  for (const auto& [task, person] : plan) {
    const std::string why = WhyNot(task, person);
    if (!why.empty()) violations.push_back(task + " " + person + " " + why);
    if (!Contains(problem_.tasks, task))
      violations.push_back(task + " unasked");
    if (!persons[task].insert(person).second) {
      violations.push_back(task + " " + person + " twice");
    }
    if (static_cast<int>(persons[task].size()) > places(task)) {
      violations.push_back(task + " has too many");
    }
    if (problem_.max_tasks && ++given[person] > *problem_.max_tasks) {
      violations.push_back(person + " is given too many");
    }
    if (Peak(person, plan, DaysOf(task)) > Capacity(person)) {
      violations.push_back(person + " is overloaded");
    }
    for (const PlainProblem::Set& set : problem_.sets) {
      int held = HeldOfSet(set, person);
      for (const auto& [other, who] : plan) {
        held += who == person && Contains(set.tasks, other) ? 1 : 0;
      }
      if (Contains(set.tasks, task) && held > set.at_most) {
        violations.push_back(person + " bears too many of a set");
      }
    }
  }
  return violations;
}

// --- Costs ---

std::int64_t PlanValidator::Steps(const std::string& from,
                                  const std::string& to) const {
  if (from.empty() || !oracle_.InForce(to)) return 0;
  const int both = *oracle_.Depth(from) + *oracle_.Depth(to);
  const std::string common = oracle_.LowestCommonSuperior(from, to);
  return common.empty() ? both + 2 : both - 2 * *oracle_.Depth(common);
}

std::string PlanValidator::TermEnd(const std::string& person) const {
  std::string end = kForever;
  const auto offer = [&](const std::string& day) {
    if (!day.empty() && day != "unknown") end = std::min(end, day);
  };
  for (const Json& row : Rows("memberships")) {
    const std::string to = Text(row, "valid_to");
    const std::string unit = "unit:" + Text(row, "unit");
    if ("person:" + Text(row, "person") != person || !row.value("home", true) ||
        Text(row, "valid_from") > day_ || to == "unknown" ||
        (!to.empty() && to <= day_) || !oracle_.InForce(unit)) {
      continue;
    }
    offer(to);
    offer(Text(Record(unit), "valid_to"));
    offer(Text(Record(person), "valid_to"));
  }
  for (const Json& row : Rows("appointments")) {
    const std::string to = Text(row, "valid_to");
    const std::string post = "post:" + Text(row, "post");
    if ("person:" + Text(row, "person") != person ||
        Text(row, "valid_from") > day_ || to == "unknown" ||
        (!to.empty() && to <= day_) || !oracle_.InForce(post)) {
      continue;
    }
    offer(to);
    offer(Text(Record(post), "valid_to"));
    const std::string unit = UnitOfPost(post);
    if (!unit.empty()) offer(Text(Record(unit), "valid_to"));
    offer(Text(Record(person), "valid_to"));
  }
  return end;
}

std::int64_t PlanValidator::Pair(const std::string& a,
                                 const std::string& b) const {
  if (!Overlap(DaysOf(a), DaysOf(b))) return 0;
  return (problem_.load * EffortOf(a) * EffortOf(b) + 500'000) / 1'000'000;
}

std::int64_t PlanValidator::CostAlone(const std::string& task,
                                      const std::string& person) const {
  std::string from = Home(person);
  for (const std::string& post : Posts(person)) {
    if (from.empty()) from = UnitOfPost(post);
  }
  std::int64_t cost =
      problem_.distance * Steps(from, "unit:" + Text(Record(task), "unit"));
  bool bears = false;
  for (const auto& [bearer, days] : Bearers(task)) {
    bears =
        bears || (bearer == person && days.from <= day_ && day_ <= days.last);
  }
  if (!bears) cost += problem_.change;
  cost += problem_.surplus *
          static_cast<std::int64_t>(Skills(person, "skills").size() -
                                    Skills(task, "requires").size());
  const std::string end = TermEnd(person);
  const Days days = DaysOf(task);
  if (end != kForever && (days.last == kForever ||
                          end <= Plus(days.last, problem_.term_days + 1))) {
    cost += problem_.term_end;
  }
  for (const Bearing& b : bearings_) {
    if (b.person != person || !Overlap(b.days, days)) continue;
    cost += (problem_.load * b.effort * EffortOf(task) + 500'000) / 1'000'000;
  }
  return cost;
}

std::int64_t PlanValidator::Cost(const PlainPlan& plan) const {
  std::int64_t cost = 0;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    cost += CostAlone(plan[i].first, plan[i].second);
    for (std::size_t k = 0; k < i; ++k) {
      if (plan[k].second != plan[i].second) continue;
      cost += Pair(plan[i].first, plan[k].first);
    }
  }
  return cost;
}

}  // namespace zeren::testing
