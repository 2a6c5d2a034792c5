// random_plan.h -- small documents of tasks and people, and problems of handing
// the tasks out.

#ifndef ZEREN_TESTS_SUPPORT_RANDOM_PLAN_H_
#define ZEREN_TESTS_SUPPORT_RANDOM_PLAN_H_

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "tests/support/plan_validator.h"

namespace zeren::testing {

struct RandomPlanOptions {
  int max_tasks = 6;
  int max_persons = 6;
  // Tasks of any days and efforts; else such that a flow is exact.
  bool any_load = false;
  // Exclusion sets.
  bool sets = true;
  // Places of a task, at most.
  int max_places = 2;
};

struct RandomPlan {
  nlohmann::json document;
  PlainProblem problem;
};

// The day on which the problem is asked.
inline constexpr char kPlanDay[] = "2026-03-01";

// ENSURES: the same bits give the same plan on every platform.
RandomPlan MakeRandomPlan(std::mt19937_64& bits,
                          const RandomPlanOptions& options = {});

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_RANDOM_PLAN_H_
