// What somebody answers for with everything below, sentence by sentence.

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {

// One person or post that is asked about.
class Oracle::StatementOf {
 public:
  // `own`: the work that whoever is asked about is accountable for.
  // `all_answered`: whether who answers is complete for all work.
  StatementOf(const Oracle& oracle, std::string asked,
              std::set<std::string> own, bool all_answered)
      : oracle_(oracle),
        asked_(std::move(asked)),
        own_(std::move(own)),
        all_answered_(all_answered) {
    if (KindOf(asked_) == "post") {
      own_posts_ = {asked_};
    } else {
      for (const Json* record : oracle_.appointments_) {
        if (Ref("person", *record, "person") == asked_) {
          own_posts_.insert(Ref("post", *record, "post"));
        }
      }
    }
    for (const std::string& unit : oracle_.Nodes("unit")) {
      if (HasUnit(unit)) units_.insert(unit);
    }
    for (const std::string& post : oracle_.Nodes("post")) {
      if (!oracle_.InForce(post) || own_posts_.contains(post)) continue;
      if (Reports(post) || Sits(post)) below_.insert(post);
    }
  }

  Json Make() const {
    Json problems = Json::array();
    AddLate("overdue", problems);
    AddLate("at_risk", problems);
    AddVacancies(problems);
    AddUnanswered(problems);
    Json duties = Json::array();
    int duties_below = 0;
    for (const std::string& duty : oracle_.Nodes("duty")) {
      if (!DutyHere(duty)) continue;
      if (own_.contains(duty)) {
        duties.push_back(duty);
      } else {
        ++duties_below;
      }
    }
    Json top = Json::array();
    for (const std::string& unit : units_) {
      if (!units_.contains(oracle_.Superior(unit))) top.push_back(unit);
    }
    return {
        {"node", asked_},
        {"as_of", oracle_.day_},
        {"complete", Complete()},
        {"chains_complete", true},
        {"absent", KindOf(asked_) == "person" && !oracle_.IsPresent(asked_)},
        {"posts", Posts(own_posts_, /*as_asked=*/true)},
        {"direct_reports", Posts(DirectReports(), /*as_asked=*/false)},
        {"units", {{"count", units_.size()}, {"top", top}}},
        {"posts_below", PostsBelow()},
        {"people", People()},
        {"tasks",
         {{"own", Tally(true, false)},
          {"below", Tally(false, true)},
          {"all", Tally(true, true)}}},
        {"duties", duties},
        {"duties_below", duties_below},
        {"problems", problems}};
  }

 private:
  // ---- Posts and units

  // Whether a post is an own post, or reports to one.
  bool LeadsHere(const std::string& post) const {
    for (std::string at = post; !at.empty(); at = oracle_.Superior(at)) {
      if (own_posts_.contains(at)) return true;
    }
    return false;
  }
  bool Reports(const std::string& post) const {
    return !own_posts_.contains(post) && LeadsHere(post);
  }
  bool HasUnit(const std::string& unit) const {
    if (!oracle_.InForce(unit)) return false;
    for (std::string at = unit; !at.empty(); at = oracle_.Superior(at)) {
      const std::string head = oracle_.HeadPost(at);
      if (!head.empty() && LeadsHere(head)) return true;
    }
    return false;
  }
  // Whether an own post is below a post that is not here itself.
  bool IsAbove(const std::string& post) const {
    if (LeadsHere(post)) return false;
    for (const std::string& own : own_posts_) {
      for (std::string at = own; !at.empty(); at = oracle_.Superior(at)) {
        if (at == post) return true;
      }
    }
    return false;
  }
  bool Sits(const std::string& post) const {
    return !LeadsHere(post) && !IsAbove(post) &&
           units_.contains(Ref("unit", Record(post), "unit"));
  }

  const Json& Record(const std::string& node) const {
    return oracle_.Record(node);
  }

  std::set<std::string> DirectReports() const {
    std::set<std::string> reports;
    for (const std::string& post : below_) {
      if (own_posts_.contains(oracle_.Superior(post))) reports.insert(post);
    }
    return reports;
  }

  Json Posts(const std::set<std::string>& posts, bool as_asked) const {
    Json list = Json::array();
    for (const std::string& post : posts) {
      bool acting = as_asked && KindOf(asked_) == "person";
      for (const Json* record : oracle_.appointments_) {
        if (Ref("person", *record, "person") == asked_ &&
            Ref("post", *record, "post") == post && !IsActing(*record)) {
          acting = false;
        }
      }
      list.push_back({{"post", post},
                      {"state", oracle_.PostState(post)},
                      {"acting", acting}});
    }
    return list;
  }

  Json PostsBelow() const {
    Json json = {{"count", below_.size()},
                 {"occupied", 0},
                 {"undisclosed", 0},
                 {"acting", 0},
                 {"absent", 0},
                 {"vacant", 0}};
    for (const std::string& post : below_) {
      Json& count = json[oracle_.PostState(post)];
      count = count.get<int>() + 1;
    }
    return json;
  }

  std::size_t People() const {
    std::set<std::string> people;
    for (const Json* record : oracle_.memberships_) {
      if (units_.contains(Ref("unit", *record, "unit"))) {
        people.insert(Ref("person", *record, "person"));
      }
    }
    for (const Json* record : oracle_.appointments_) {
      if (below_.contains(Ref("post", *record, "post")) &&
          !IsUndisclosed(*record)) {
        people.insert(Ref("person", *record, "person"));
      }
    }
    people.erase(asked_);
    for (const Json* record : oracle_.appointments_) {
      if (Ref("post", *record, "post") == asked_ && !IsUndisclosed(*record)) {
        people.erase(Ref("person", *record, "person"));
      }
    }
    return people.size();
  }

  // ---- Work

  bool IsPutHere(const std::string& target) const {
    const std::string kind = KindOf(target);
    if (kind == "unit") return units_.contains(target);
    if (kind == "post") {
      return own_posts_.contains(target) || below_.contains(target);
    }
    if (target == asked_) return true;
    for (const Json* record : oracle_.appointments_) {
      if (Ref("person", *record, "person") == target &&
          (Ref("post", *record, "post") == asked_ ||
           IsAbove(Ref("post", *record, "post")))) {
        return false;
      }
    }
    return LeadsHere(oracle_.Ask(target).superior);
  }

  // The first of those here whom the accountable assignments of the work itself
  // name; empty if none does.
  std::string FirstHere(const std::string& work) const {
    for (const Json* record : oracle_.AssignmentsInForce(work, "accountable")) {
      if (IsPutHere(Text(*record, "to"))) return Text(*record, "to");
    }
    return "";
  }

  // The nearest task with accountable assignments in force, itself included.
  std::string NearestAssigned(const std::string& task) const {
    std::string at = task;
    while (!at.empty() &&
           oracle_.AssignmentsInForce(at, "accountable").empty()) {
      at = oracle_.Superior(at);
    }
    return at;
  }
  bool IsAssignedHere(const std::string& task) const {
    const std::string nearest = NearestAssigned(task);
    return !nearest.empty() && !FirstHere(nearest).empty();
  }
  std::string UnitOfTask(const std::string& task) const {
    const std::string unit = Ref("unit", Record(task), "unit");
    return oracle_.InForce(unit) ? unit : "";
  }
  bool TaskHere(const std::string& task) const {
    for (std::string at = task; !at.empty(); at = oracle_.Superior(at)) {
      if (own_.contains(at) || IsAssignedHere(at) ||
          units_.contains(UnitOfTask(at))) {
        return true;
      }
    }
    return false;
  }
  std::string Bearer(const std::string& duty) const {
    const std::string bearer = Text(Record(duty), "bearer");
    return oracle_.InForce(bearer) ? bearer : "";
  }
  bool DutyHere(const std::string& duty) const {
    if (!oracle_.InForce(duty)) return false;
    return own_.contains(duty) || !FirstHere(duty).empty() ||
           (!Bearer(duty).empty() && IsPutHere(Bearer(duty)));
  }

  std::string StateOf(const std::string& task) const {
    const double progress = oracle_.progress_.at(task);
    const std::string start = Text(Record(task), "start");
    const std::string due = Text(Record(task), "due");
    if (oracle_.IsCancelled(task)) return "cancelled";
    if (progress >= 1) return "done";
    if (!due.empty() && due < oracle_.day_) return "overdue";
    if (!start.empty() && !due.empty() && start <= oracle_.day_) {
      const double used =
          static_cast<double>(DaysBetween(start, oracle_.day_)) /
          static_cast<double>(DaysBetween(start, due) + 1);
      if (used - progress > 0.2 + 1e-9) return "at_risk";
    }
    return progress > 0 ? "in_progress" : "not_started";
  }

  Json Tally(bool of_own, bool of_others) const {
    std::map<std::string, int> counts = {
        {"cancelled", 0},   {"done", 0},        {"overdue", 0}, {"at_risk", 0},
        {"in_progress", 0}, {"not_started", 0}, {"planned", 0}, {"count", 0}};
    int known = 0, unknown = 0;
    double weighted = 0, weight = 0, sum = 0;
    for (const std::string& task : oracle_.Nodes("task")) {
      if (!TaskHere(task) || !oracle_.IsLeaf(task)) continue;
      if (!(own_.contains(task) ? of_own : of_others)) continue;
      ++counts["count"];
      if (!oracle_.IsStarted(task)) {
        ++counts["planned"];
        continue;
      }
      ++counts[StateOf(task)];
      if (oracle_.IsCancelled(task)) continue;
      const std::optional<double> done = oracle_.ReportedProgress(task);
      if (!done) {
        ++unknown;
        continue;
      }
      ++known;
      const double own_weight = Number(Record(task), "weight", 1);
      weighted += own_weight * *done;
      weight += own_weight;
      sum += *done;
    }
    Json json = counts;
    json["progress"] = {
        {"value", nullptr}, {"known", known}, {"unknown", unknown}};
    if (known > 0) {
      json["progress"]["value"] = weight > 0 ? weighted / weight : sum / known;
    }
    return json;
  }

  // ---- Problems

  struct Step {
    std::string node;
    std::string rule;
  };

  Step UpFromTask(const std::string& task) const {
    if (IsAssignedHere(task)) {
      if (NearestAssigned(task) != task) {
        return {oracle_.Superior(task), "parent"};
      }
      return {FirstHere(task), "assignment"};
    }
    if (units_.contains(UnitOfTask(task))) return {UnitOfTask(task), "unit"};
    if (own_.contains(task)) return {asked_, "answers"};
    return {oracle_.Superior(task), "parent"};
  }

  Step Up(const std::string& node) const {
    const std::string kind = KindOf(node);
    if (kind == "task") return UpFromTask(node);
    if (kind == "duty") {
      if (!FirstHere(node).empty()) return {FirstHere(node), "assignment"};
      if (!Bearer(node).empty() && IsPutHere(Bearer(node))) {
        return {Bearer(node), "bearer"};
      }
      return {asked_, "answers"};
    }
    if (kind == "unit") {
      const std::string head = oracle_.HeadPost(node);
      if (!head.empty() && LeadsHere(head)) return {head, "unit-head"};
      return {oracle_.Superior(node), "parent"};
    }
    if (own_posts_.contains(node)) return {asked_, "holder"};
    if (kind == "post" && !LeadsHere(node)) {
      return {Ref("unit", Record(node), "unit"), "unit"};
    }
    return {oracle_.Ask(node).superior, oracle_.Ask(node).rule};
  }

  Json Chain(const std::string& from) const {
    Json chain = Json::array();
    for (std::string at = from; at != asked_;) {
      const Step step = Up(at);
      chain.push_back({{"node", step.node}, {"rule", step.rule}});
      at = step.node;
    }
    return chain;
  }

  Json Problem(const std::string& problem, const std::string& node,
               const std::string& unit) const {
    return {{"problem", problem},
            {"node", node},
            {"unit", oracle_.InForce(unit) ? Json(unit) : Json()},
            {"since", nullptr},
            {"due", nullptr},
            {"days_late", nullptr},
            {"progress", nullptr},
            {"leaf", nullptr},
            {"own", nullptr},
            {"persons", nullptr},
            {"posts", nullptr},
            {"undisclosed", nullptr},
            {"chain", Chain(node)}};
  }

  // What is latest comes first; `DaysBetween` goes below 0 for what is not due.
  void AddLate(const std::string& state, Json& problems) const {
    std::vector<std::string> tasks;
    for (const std::string& task : oracle_.Nodes("task")) {
      if (TaskHere(task) && oracle_.IsOpen(task) && StateOf(task) == state) {
        tasks.push_back(task);
      }
    }
    const auto due = [&](const std::string& task) {
      return Text(Record(task), "due");
    };
    std::stable_sort(tasks.begin(), tasks.end(),
                     [&](const std::string& a, const std::string& b) {
                       return due(a) < due(b);
                     });
    for (const std::string& task : tasks) {
      const Json who = oracle_.Who(task, "accountable");
      Json problem = Problem(state, task, UnitOfTask(task));
      problem["due"] = due(task);
      problem["days_late"] = DaysBetween(due(task), oracle_.day_);
      const bool leaf = oracle_.IsLeaf(task);
      if (!leaf || oracle_.ReportedProgress(task)) {
        problem["progress"] = oracle_.progress_.at(task);
      }
      problem["leaf"] = leaf;
      problem["own"] = own_.contains(task);
      for (const char* field : {"persons", "posts", "undisclosed"}) {
        problem[field] = who[field];
      }
      problems.push_back(problem);
    }
  }

  void AddVacancies(Json& problems) const {
    for (const std::string& post : below_) {
      if (oracle_.PostState(post) != "vacant") continue;
      Json problem =
          Problem("vacancy", post, Ref("unit", Record(post), "unit"));
      const Json days = oracle_.VacantDays(post);
      if (!days.is_null()) {
        std::string since = oracle_.day_;
        for (int i = 0; i < days.get<int>(); ++i) since = DayBefore(since);
        problem["since"] = since;
      }
      problems.push_back(problem);
    }
  }

  void AddUnanswered(Json& problems) const {
    const auto judge = [&](const std::string& work, const std::string& unit) {
      const Json who = oracle_.Who(work, "accountable");
      if (who["persons"].empty() && !who["undisclosed"].get<bool>()) {
        problems.push_back(Problem("unanswered", work, unit));
      }
    };
    for (const std::string& duty : oracle_.Nodes("duty")) {
      if (!DutyHere(duty)) continue;
      std::string unit = Bearer(duty);
      if (KindOf(unit) == "post") unit = Ref("unit", Record(unit), "unit");
      judge(duty, unit);
    }
    for (const std::string& task : oracle_.Nodes("task")) {
      if (TaskHere(task) && oracle_.IsOpen(task)) {
        judge(task, UnitOfTask(task));
      }
    }
  }

  bool Complete() const {
    if (!all_answered_ || oracle_.HasCutCycle("task")) return false;
    std::set<std::string> asked = own_posts_;
    asked.insert(units_.begin(), units_.end());
    return std::all_of(asked.begin(), asked.end(),
                       [&](const std::string& node) {
                         return oracle_.Chain(node)["complete"].get<bool>();
                       });
  }

  const Oracle& oracle_;
  const std::string asked_;
  const std::set<std::string> own_;
  const bool all_answered_;
  std::set<std::string> own_posts_;
  std::set<std::string> units_;
  std::set<std::string> below_;
};

std::map<std::string, Oracle::Json> Oracle::Statements() const {
  bool complete = true;
  for (const char* const kind : {"task", "duty"}) {
    for (const std::string& work : Nodes(kind)) {
      complete = complete && Who(work, "accountable")["complete"].get<bool>();
    }
  }
  const std::map<std::string, Json> responsibilities = Responsibilities();
  std::map<std::string, Json> statements;
  for (const char* const kind : {"post", "person"}) {
    for (const std::string& node : Nodes(kind)) {
      if (!InForce(node)) continue;
      std::set<std::string> own;
      const auto of = responsibilities.find(node);
      if (of != responsibilities.end()) {
        for (const Json& one : of->second) {
          if (one["role"] == "accountable") own.insert(one["work"]);
        }
      }
      statements[node] = StatementOf(*this, node, own, complete).Make();
    }
  }
  return statements;
}

}  // namespace zeren::testing
