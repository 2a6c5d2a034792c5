// plan_validator.h -- whether a plan keeps every condition, and what it costs.
//
// Reads the document as plain JSON and judges a plan sentence by sentence, as
// docs/decisions.md has it; it shares no code with the library. For small
// problems it also finds the best plan, by trying all.
//
// Example:
//
//   PlanValidator validator(document, "2026-03-01", problem);
//   EXPECT_THAT(validator.Violations(plan), IsEmpty());
//   EXPECT_EQ(validator.Cost(plan), cost);
//   EXPECT_EQ(validator.TryAll().filled, plan.size());

#ifndef ZEREN_TESTS_SUPPORT_PLAN_VALIDATOR_H_
#define ZEREN_TESTS_SUPPORT_PLAN_VALIDATOR_H_

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {

// A problem in plain words; nodes are named by reference.
struct PlainProblem {
  struct Set {
    std::vector<std::string> tasks;
    int at_most = 1;
  };

  std::vector<std::string> tasks;
  std::string scope;  // Empty: the task's unit.
  bool whole_organization = false;
  std::vector<std::string> post_kinds;
  std::vector<std::string> incompatible_roles = {"oversight"};
  std::int64_t distance = 10;
  std::int64_t load = 100;
  std::int64_t change = 50;
  std::int64_t surplus = 1;
  std::int64_t term_end = 20;
  int term_days = 90;
  std::vector<Set> sets;
  std::vector<std::pair<std::string, std::string>> forbidden;
  std::optional<int> max_tasks;
};

// Task and person.
using PlainPlan = std::vector<std::pair<std::string, std::string>>;

class PlanValidator {
 public:
  using Json = nlohmann::json;

  PlanValidator(const Json& document, const std::string& day,
                PlainProblem problem);

  // Why a person is no candidate for a task, by the name of the reason; empty
  // for a candidate.
  std::string WhyNot(const std::string& task, const std::string& person) const;
  // Everybody in scope.
  std::vector<std::string> Scope(const std::string& task) const;
  // What it costs, pairs with what is not planned included.
  std::int64_t CostAlone(const std::string& task,
                         const std::string& person) const;

  // Every condition that a plan breaks.
  std::vector<std::string> Violations(const PlainPlan& plan) const;
  std::int64_t Cost(const PlainPlan& plan) const;

  struct Best {
    std::int64_t filled = 0;
    std::int64_t cost = 0;
    friend bool operator==(const Best&, const Best&) = default;
  };
  // Tries every plan. For up to about six tasks and persons.
  Best TryAll() const;
  // By Boost's flows. REQUIRES: tasks of the same days have the same effort,
  // above 0, and others share no day; there are no exclusion sets.
  Best ByFlow() const;

  int places(const std::string& task) const;

 private:
  // First and last day as written; "" and "9999-12-31" stand for unbounded.
  struct Days {
    std::string from;
    std::string last;
  };
  struct Bearing {
    std::string task;
    std::string person;
    Days days;
    std::int64_t effort = 0;
  };
  struct Search;

  const Json& Record(const std::string& node) const;
  const Json& Rows(const std::string& array) const;
  static std::string Text(const Json& record, const std::string& field);
  Days DaysOf(const std::string& task) const;
  std::int64_t EffortOf(const std::string& task) const;
  static std::int64_t Thousandths(double units);
  std::set<std::string> Skills(const std::string& node,
                               const std::string& field) const;
  std::vector<std::pair<std::string, Days>> Bearers(
      const std::string& task) const;
  void FindBearings();
  bool IsDone(const std::string& task) const;
  bool IsCancelled(const std::string& task) const;
  bool HasLiveChildren(const std::string& task) const;
  std::string Home(const std::string& person) const;
  std::vector<std::string> Posts(const std::string& person) const;
  std::string UnitOfPost(const std::string& post) const;
  bool InScope(const std::string& task, const std::string& person) const;
  bool FailsPosts(const std::string& person) const;
  bool HasConflict(const std::string& task, const std::string& person,
                   std::string& why) const;
  int HeldOfSet(const PlainProblem::Set& set, const std::string& person) const;
  std::int64_t Capacity(const std::string& person) const;
  std::int64_t Peak(const std::string& person, const PlainPlan& plan,
                    const Days& days) const;
  std::int64_t Pair(const std::string& a, const std::string& b) const;
  std::int64_t Steps(const std::string& from, const std::string& to) const;
  std::string TermEnd(const std::string& person) const;
  static bool Overlap(const Days& a, const Days& b);
  static std::string Plus(const std::string& day, int days);

  Json document_;
  std::string day_;
  PlainProblem problem_;
  Oracle oracle_;
  std::map<std::string, Json> records_;
  std::vector<Bearing> bearings_;  // Of tasks that are not planned.
};

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_PLAN_VALIDATOR_H_
