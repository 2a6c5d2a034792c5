#include "tests/support/random_plan.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// Three months, of which tasks that are alike share one.
constexpr std::array<std::array<const char*, 2>, 3> kMonths = {
    {{"2026-03-01", "2026-03-31"},
     {"2026-04-01", "2026-04-30"},
     {"2026-05-01", "2026-05-31"}}};
constexpr std::array kDays = {"2026-02-15", "2026-03-01", "2026-03-20",
                              "2026-04-10", "2026-04-30", "2026-06-01"};

class RandomPlanMaker {
 public:
  RandomPlanMaker(std::mt19937_64& bits, const RandomPlanOptions& options)
      : bits_(bits), options_(options) {}

  RandomPlan Make() && {
    plan_.document = {{"zeren", 1}, {"as_of", kPlanDay}};
    AddProfile();
    AddUnits();
    AddPersons();
    AddPosts();
    AddTasks();
    AddAssignments();
    AddProblem();
    return std::move(plan_);
  }

 private:
  int Below(int bound) {
    return static_cast<int>(bits_() % static_cast<std::uint64_t>(bound));
  }
  bool Chance(int percent) { return Below(100) < percent; }
  std::string Id(const char* prefix, int number) {
    return prefix + std::to_string(number);
  }
  const char* Day() {
    return kDays[static_cast<std::size_t>(
        Below(static_cast<int>(kDays.size())))];
  }
  Json& Add(const char* array, Json record) {
    plan_.document[array].push_back(std::move(record));
    return plan_.document[array].back();
  }
  Json Skills(int percent) {
    Json skills = Json::array();
    for (const char* skill : {"finance", "law", "driving"}) {
      if (Chance(percent)) skills.push_back(skill);
    }
    return skills;
  }

  void AddProfile() {
    if (!Chance(30)) return;
    plan_.document["profile"] = {
        {"id", "own"},
        {"extends", "generic"},
        {"post_kinds", {{{"id", "clerk"}, {"max_per_person", 1}}}}};
  }

  void AddUnits() {
    units_ = 1 + Below(4);
    for (int i = 0; i < units_; ++i) {
      Json& unit = Add("units", {{"id", Id("u", i)}, {"kind", "unit"}});
      if (i > 0 && Chance(85)) unit["parent"] = Id("u", Below(i));
    }
  }
  std::string AnyUnit() { return Id("u", Below(units_)); }

  void AddPersons() {
    persons_ = 1 + Below(options_.max_persons);
    for (int i = 0; i < persons_; ++i) {
      Json& person =
          Add("persons", {{"id", Id("p", i)}, {"skills", Skills(60)}});
      constexpr std::array kCapacities = {0.5, 1.0, 2.0, 2.5, 3.0};
      if (Chance(70)) {
        person["capacity"] = kCapacities[static_cast<std::size_t>(Below(5))];
      }
      if (Chance(10)) person["valid_to"] = Day();
      if (Chance(92)) {
        Json& home =
            Add("memberships", {{"person", Id("p", i)}, {"unit", AnyUnit()}});
        if (Chance(20)) home["valid_to"] = Day();
        if (Chance(10)) home["home"] = false;
      }
      if (Chance(12)) {
        Json& absence = Add("absences", {{"person", Id("p", i)}});
        const int at = Below(5);
        absence["valid_from"] = kDays[static_cast<std::size_t>(at)];
        if (Chance(80)) {
          absence["valid_to"] = kDays[static_cast<std::size_t>(at) + 1];
        }
      }
    }
  }
  std::string AnyPerson() { return Id("p", Below(persons_)); }

  void AddPosts() {
    const int posts = Below(4);
    for (int i = 0; i < posts; ++i) {
      Add("posts", {{"id", Id("o", i)},
                    {"unit", AnyUnit()},
                    {"kind", Chance(50) ? "head" : "clerk"}});
      for (int holders = Below(3); holders > 0; --holders) {
        Json& held = Add("appointments",
                         {{"person", AnyPerson()}, {"post", Id("o", i)}});
        if (Chance(20)) held["valid_to"] = Day();
      }
    }
    posts_ = posts;
  }

  void AddTasks() {
    tasks_ = 1 + Below(options_.max_tasks);
    others_ = Below(3);
    const double effort = Chance(70) ? 1.0 : 0.5;
    for (int i = 0; i < tasks_; ++i) {
      Json& task = Add("tasks", {{"id", Id("t", i)}, {"unit", AnyUnit()}});
      if (Chance(60)) task["unit"] = "u0";
      task["requires"] = Skills(25);
      if (others_ > 0 && Chance(12)) task["parent"] = Id("x", Below(others_));
      if (options_.max_places > 1 && Chance(40)) {
        task["persons"] = 1 + Below(options_.max_places + 1);
      }
      if (options_.any_load) {
        AddAnyLoad(task);
      } else {
        AddLoad(task, effort);
      }
      plan_.problem.tasks.push_back("task:" + Id("t", i));
    }
    // Some are there already, and not for us to plan.
    for (int i = 0; i < others_; ++i) {
      Json& task = Add("tasks", {{"id", Id("x", i)}, {"unit", AnyUnit()}});
      AddAnyLoad(task);
      // What is cancelled cancels its parts, which nobody plans.
      if (Chance(10) && !HasParts(Id("x", i))) {
        task["cancelled"] = "2026-01-01";
      }
      if (Chance(15)) {
        Add("progress",
            {{"task", Id("x", i)}, {"day", "2026-02-01"}, {"done", 1}});
      }
    }
  }

  bool HasParts(const std::string& id) {
    for (const Json& task : plan_.document["tasks"]) {
      if (task.value("parent", "") == id) return true;
    }
    return false;
  }

  void AddLoad(Json& task, double effort) {
    const auto& month = kMonths[static_cast<std::size_t>(
        Chance(60) ? 0 : Below(static_cast<int>(kMonths.size())))];
    task["start"] = month[0];
    task["due"] = month[1];
    if (effort != 1 || Chance(20)) task["effort"] = effort;
  }

  void AddAnyLoad(Json& task) {
    constexpr std::array kEfforts = {0.0, 0.4, 0.5, 1.0, 1.5};
    if (Chance(70)) {
      task["effort"] = kEfforts[static_cast<std::size_t>(Below(5))];
    }
    const int at = Below(6);
    if (Chance(70)) task["start"] = kDays[static_cast<std::size_t>(at)];
    if (Chance(70)) {
      task["due"] = kDays[static_cast<std::size_t>(at + Below(6 - at))];
    }
  }

  void AddAssignments() {
    const auto assign = [&](const std::string& task, const char* role) {
      Json& row =
          Add("assignments", {{"work", "task:" + task}, {"role", role}});
      row["to"] = posts_ > 0 && Chance(30) ? "post:" + Id("o", Below(posts_))
                                           : "person:" + AnyPerson();
      if (Chance(15)) row["valid_to"] = Day();
      if (Chance(15)) row["valid_from"] = "2026-03-20";
      if (row.contains("valid_from") && row.contains("valid_to")) {
        row.erase("valid_to");
      }
    };
    for (int i = 0; i < tasks_; ++i) {
      if (Chance(25)) assign(Id("t", i), "responsible");
      if (Chance(15)) assign(Id("t", i), "oversight");
      if (Chance(10)) assign(Id("t", i), "accountable");
    }
    for (int i = 0; i < others_; ++i) {
      if (Chance(90)) assign(Id("x", i), "responsible");
      if (Chance(20)) assign(Id("x", i), "responsible");
    }
  }

  void AddProblem() {
    PlainProblem& problem = plan_.problem;
    if (Chance(40)) {
      problem.whole_organization = true;
    } else if (Chance(20)) {
      problem.scope = "unit:" + AnyUnit();
    }
    if (Chance(6)) problem.post_kinds = {"clerk"};
    if (Chance(10)) problem.incompatible_roles.push_back("accountable");
    if (Chance(25)) problem.max_tasks = Below(4);
    if (Chance(20)) problem.load = Below(3) * 37;
    if (Chance(20)) problem.change = 0;
    if (Chance(20)) problem.distance = 1 + Below(70);
    while (Chance(25)) {
      problem.forbidden.emplace_back("task:" + Id("t", Below(tasks_)),
                                     "person:" + AnyPerson());
    }
    while (options_.sets && Chance(40)) {
      PlainProblem::Set set;
      for (int i = 0; i < tasks_; ++i) {
        if (Chance(45)) set.tasks.push_back("task:" + Id("t", i));
      }
      for (int i = 0; i < others_; ++i) {
        if (Chance(30)) set.tasks.push_back("task:" + Id("x", i));
      }
      set.at_most = Chance(70) ? 1 : Below(3);
      problem.sets.push_back(std::move(set));
    }
  }

  std::mt19937_64& bits_;
  const RandomPlanOptions options_;
  RandomPlan plan_;
  int units_ = 0;
  int persons_ = 0;
  int posts_ = 0;
  int tasks_ = 0;
  int others_ = 0;
};

}  // namespace

RandomPlan MakeRandomPlan(std::mt19937_64& bits,
                          const RandomPlanOptions& options) {
  return RandomPlanMaker(bits, options).Make();
}

}  // namespace zeren::testing
