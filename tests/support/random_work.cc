#include "tests/support/random_work.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "tests/support/random_document.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

class WorkDrawer {
 public:
  WorkDrawer(std::mt19937_64& bits, Json& document)
      : bits_(bits), document_(document), days_(RandomDocumentOptions().days) {}

  void Run() {
    AddLevels();
    AddDuties();
    AddTasks();
    AddDelegations();
    AddFindings();
  }

 private:
  std::size_t Below(std::size_t limit) {
    return static_cast<std::size_t>(bits_() % limit);
  }
  bool OneIn(std::size_t n) { return Below(n) == 0; }
  template <typename T>
  const T& Pick(const std::vector<T>& list) {
    return list[Below(list.size())];
  }

  // The names of some nodes of a kind of record; "ghost" where there is none.
  std::string Name(const std::string& array, const std::string& kind) {
    const auto records = document_.find(array);
    if (records == document_.end() || records->empty() || OneIn(30)) {
      return kind + ":ghost";
    }
    return kind + ":" +
           (*records)[Below(records->size())]["id"].get<std::string>();
  }
  std::string Person() { return Name("persons", "person"); }
  std::string Post() { return Name("posts", "post"); }
  std::string PersonOrPost() { return OneIn(2) ? Person() : Post(); }

  void AddLevels() {
    if (OneIn(3)) return;
    Json& profile = document_["profile"];
    if (!profile.is_object()) {
      profile = {{"id", "test"}, {"extends", "generic"}};
    }
    profile["unit_kinds"] = {{{"id", "office"}, {"level", Below(2)}}};
    if (OneIn(2)) {
      profile["unit_kinds"].push_back({{"id", "branch"}, {"level", 1}});
    }
  }

  void AddDuties() {
    int number = 0;
    for (std::size_t n = Below(5); n > 0; --n) {
      document_["duties"].push_back(
          {{"id", "extra " + std::to_string(++number)}});
    }
    if (!document_.contains("duties")) return;
    for (Json& duty : document_["duties"]) {
      if (!OneIn(4)) {
        duty["kind"] = Pick<std::string>({"principal", "line", "oversight"});
      }
      if (OneIn(2)) duty["bearer"] = OneIn(2) ? Post() : Name("units", "unit");
    }
  }

  void AddTasks() {
    int number = 0;
    for (std::size_t n = Below(3); n > 0; --n) {
      Json task = {{"id", "extra " + std::to_string(++number)},
                   {"unit", Name("units", "unit").substr(5)}};
      if (OneIn(2)) task["parent"] = Name("tasks", "task").substr(5);
      document_["tasks"].push_back(task);
    }
    if (!document_.contains("tasks")) return;
    for (Json& task : document_["tasks"]) {
      if (OneIn(2)) {
        task["cascade"] = Pick<std::string>({"office", "branch", "none"});
      }
      const std::string name = "task:" + task["id"].get<std::string>();
      if (OneIn(2)) {
        document_["assignments"].push_back(
            {{"work", name}, {"role", "oversight"}, {"to", PersonOrPost()}});
      }
      if (OneIn(2)) {
        document_["assignments"].push_back(
            {{"work", name}, {"role", "responsible"}, {"to", PersonOrPost()}});
      }
    }
  }

  // Between few, so that they follow one another.
  void AddDelegations() {
    std::vector<std::string> few;
    for (int i = 0; i < 4; ++i) few.push_back(PersonOrPost());
    for (int i = 0; i < static_cast<int>(Below(7)); ++i) {
      Json record = {{"id", "extra " + std::to_string(i)},
                     {"from", Pick(few)},
                     {"to", Pick(few)}};
      if (!OneIn(4)) record["may_redelegate"] = !OneIn(4);
      if (OneIn(2)) {
        for (std::size_t n = 1 + Below(2); n > 0; --n) {
          record["scope"].push_back(OneIn(3) ? Name("duties", "duty")
                                             : Name("tasks", "task"));
        }
      }
      if (OneIn(5)) record["valid_to"] = Pick(days_);
      document_["delegations"].push_back(record);
    }
    if (OneIn(3)) {
      document_["absences"].push_back(
          {{"person", Person().substr(7)}, {"valid_from", Pick(days_)}});
    }
  }

  void AddFindings() {
    int number = 0;
    for (std::size_t n = Below(4); n > 0; --n) {
      Json finding = {{"id", "extra " + std::to_string(++number)},
                      {"subject", Name("units", "unit")},
                      {"source", "audit"},
                      {"found", Pick(days_)}};
      if (!OneIn(3)) finding["owner"] = PersonOrPost();
      if (!OneIn(3)) finding["due"] = Pick(days_);
      // Few people, so that one does several steps.
      const std::vector<std::string> people = {Person().substr(7),
                                               Person().substr(7)};
      std::vector<Json> steps;
      for (std::size_t m = Below(7); m > 0; --m) {
        Json step = {{"state", Pick<std::string>(
                                   {"listed", "assigned", "in_progress",
                                    "reported", "verified", "verified",
                                    "closed", "closed", "closed", "reopened"})},
                     {"day", Pick(days_)}};
        if (!OneIn(4)) step["by"] = Pick(people);
        // The one who owns it, now and then.
        if (OneIn(4) && finding.contains("owner")) {
          const std::string owner = finding["owner"];
          if (owner.starts_with("person:")) step["by"] = owner.substr(7);
        }
        steps.push_back(step);
      }
      if (!OneIn(3)) {
        std::stable_sort(
            steps.begin(), steps.end(),
            [](const Json& a, const Json& b) { return a["day"] < b["day"]; });
      }
      if (!steps.empty()) finding["steps"] = steps;
      document_["findings"].push_back(finding);
    }
  }

  std::mt19937_64& bits_;
  Json& document_;
  const std::vector<std::string> days_;
};

}  // namespace

const std::vector<std::string>& WorkChecks() {
  static const auto* const checks = new std::vector<std::string>{
      "answerer_escalated", "delegation",         "dual_duty",
      "duty_bearer",        "duty_chain_broken",  "finding_overdue",
      "finding_unowned",    "finding_unverified", "future_answerer_missing",
      "not_cascaded",       "outside_chain",      "self_oversight",
      "task_at_risk",       "task_stalled"};
  return *checks;
}

void AddWork(std::mt19937_64& bits, Json& document) {
  WorkDrawer(bits, document).Run();
}

Json RandomWorkParams(std::mt19937_64& bits, const std::string& check) {
  const auto below = [&](std::size_t n) {
    return static_cast<std::size_t>(bits() % n);
  };
  const auto pick = [&](const auto& list) { return list[below(list.size())]; };
  const std::vector<std::string> kinds = {"principal", "line", "oversight"};
  const std::vector<int> leads = {0, 1, 30, 120, 121, 366, 1000};
  Json params = Json::object();
  if (check.find("answerer") != std::string::npos && below(2) == 0) {
    params["role"] = pick(std::vector<std::string>{"accountable", "responsible",
                                                   "oversight", "support"});
  }
  if (below(6) == 0 && check != "duty_bearer") return params;
  if (check == "answerer_escalated") params["max_hops"] = below(3);
  if (check == "future_answerer_missing") params["lead_days"] = pick(leads);
  if (check == "finding_overdue") params["warn_days"] = pick(leads);
  if (check == "task_stalled") params["days"] = pick(leads);
  if (check == "task_at_risk") {
    params["margin"] = pick(std::vector<double>{0, 0.1, 0.25, 0.5, 0.9});
  }
  if (check == "delegation") params["max_depth"] = 1 + below(4);
  if (check == "duty_bearer" || (check == "duty_chain_broken" && below(2))) {
    params["duty_kind"] = pick(kinds);
  }
  if (check == "dual_duty") {
    params["n"] = 1 + below(2);
    if (below(2) == 0) {
      params["duty_kinds"] = Json::array({kinds[below(2)], kinds[2]});
    }
    if (below(2) == 0) params["post_kind"] = "head";
  }
  return params;
}

}  // namespace zeren::testing
