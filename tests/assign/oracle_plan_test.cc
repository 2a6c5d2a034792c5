// Plans and candidates of random documents, against all plans there are,
// against Boost's flows, and against changes that the plans themselves propose.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/assign/plan_from_plain.h"
#include "tests/support/plan_validator.h"
#include "tests/support/random_document.h"
#include "tests/support/random_plan.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using ::testing::IsEmpty;
using testing::PlainPlan;
using testing::PlainProblem;
using testing::PlanValidator;
using testing::RandomPlan;

constexpr std::uint64_t kDocuments = testing::kRandomDocuments / 5;

Snapshot LoadOrDie(const std::string& text) {
  const absl::StatusOr<Organization> org = LoadDocument(text);
  EXPECT_TRUE(org.ok()) << org.status() << " " << text;
  return (org.ok() ? *org : Organization()).AsOf(*ParseDay(testing::kPlanDay));
}

AssignmentPlan PlanOrDie(const Snapshot& snapshot,
                         const PlainProblem& problem) {
  absl::StatusOr<AssignmentPlan> plan =
      PlanAssignments(snapshot, FromPlain(snapshot, problem));
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *std::move(plan) : AssignmentPlan();
}

// What must hold of any plan.
void CheckPlan(const Snapshot& snapshot, const PlanValidator& validator,
               const AssignmentPlan& plan) {
  const PlainPlan plain = ToPlain(snapshot, plan);
  EXPECT_THAT(validator.Violations(plain), IsEmpty());
  EXPECT_EQ(plan.cost, validator.Cost(plain));
  EXPECT_EQ(plan.filled, static_cast<std::int64_t>(plain.size()));
  std::int64_t cost = 0;
  for (const PlannedAssignment& a : plan.assignments) cost += a.cost.total();
  EXPECT_EQ(plan.cost, cost);
  std::int64_t missing = 0;
  for (const UnplacedTask& task : plan.unplaced) missing += task.missing;
  EXPECT_EQ(plan.places, plan.filled + missing);
  EXPECT_GE(plan.most_filled, plan.filled);
  EXPECT_LE(plan.least_cost, plan.cost);
  if (plan.optimal) {
    EXPECT_EQ(plan.most_filled, plan.filled);
    EXPECT_EQ(plan.least_cost, plan.cost);
  }
}

// Every candidate and every excluded person, as the validator has them.
void CheckCandidates(const Snapshot& snapshot, const RandomPlan& random,
                     std::map<std::string, int>& met) {
  for (const std::string& task : random.problem.tasks) {
    PlainProblem one = random.problem;
    one.tasks = {task};
    one.sets.clear();
    one.forbidden.clear();
    const PlanValidator validator(random.document, testing::kPlanDay, one);
    const CandidateOptions options = FromPlain(snapshot, one).candidates;
    const TaskId id = TaskNamed(snapshot, task);
    const auto list = Candidates(snapshot, id, options);
    ASSERT_TRUE(list.ok()) << list.status();
    std::map<std::string, std::string> found;
    const Organization& org = snapshot.organization();
    for (const Candidate& c : list->candidates) {
      const std::string person = org.NameOf(c.person);
      found[person] = "";
      EXPECT_EQ(c.cost.total(), validator.CostAlone(task, person));
    }
    for (const Excluded& e : list->excluded) {
      found[org.NameOf(e.person)] = NameOf(e.exclusion.reason);
      EXPECT_NE(Describe(snapshot, e.person, e.exclusion).In("en"), "");
    }
    std::map<std::string, std::string> expected;
    for (const std::string& person : validator.Scope(task)) {
      expected[person] = validator.WhyNot(task, person);
      ++met[expected[person]];
    }
    EXPECT_EQ(found, expected) << task;
    for (std::uint32_t i = 0; i < org.count(NodeKind::kPerson); ++i) {
      const auto why = WhyNotCandidate(snapshot, id, PersonId{i}, options);
      ASSERT_TRUE(why.ok()) << why.status();
      EXPECT_EQ(*why ? NameOf((*why)->reason) : "",
                validator.WhyNot(task, org.NameOf(PersonId{i})));
    }
  }
}

// The document after a change that a plan proposes.
Json Relaxed(const Snapshot& snapshot, Json document,
             const Relaxation& relaxation) {
  const std::string id(snapshot.organization().id(relaxation.person));
  for (Json& person : document["persons"]) {
    if (person["id"] != id) continue;
    if (relaxation.kind == RelaxationKind::kCapacity) {
      person["capacity"] = relaxation.capacity;
    } else {
      person["skills"].push_back(relaxation.skill);
    }
  }
  return document;
}

// Only some of the tasks: the others take no capacity and are in no set.
RandomPlan Alone(const RandomPlan& random,
                 const std::vector<std::string>& tasks) {
  RandomPlan alone = random;
  alone.problem.tasks = tasks;
  const auto left_out = [&](const std::string& task) {
    const std::vector<std::string>& planned = random.problem.tasks;
    return std::find(planned.begin(), planned.end(), task) != planned.end() &&
           std::find(tasks.begin(), tasks.end(), task) == tasks.end();
  };
  for (Json& task : alone.document["tasks"]) {
    if (left_out("task:" + task["id"].get<std::string>())) task["effort"] = 0;
  }
  for (PlainProblem::Set& set : alone.problem.sets) {
    std::erase_if(set.tasks, left_out);
  }
  return alone;
}

void CheckCuts(const Snapshot& snapshot, const RandomPlan& random,
               const AssignmentPlan& plan, std::map<std::string, int>& met) {
  for (const PlanCut& cut : plan.cuts) {
    ++met["cut"];
    EXPECT_LT(cut.room, cut.places);
    std::vector<std::string> tasks;
    for (const TaskId task : cut.tasks) {
      tasks.push_back(snapshot.organization().NameOf(task));
    }
    const auto [document, alone] = Alone(random, tasks);
    EXPECT_EQ(PlanOrDie(LoadOrDie(document.dump()), alone).filled, cut.room);
    for (const Relaxation& relaxation : cut.relaxations) {
      ++met[std::string(NameOf(relaxation.kind))];
      const Snapshot after =
          LoadOrDie(Relaxed(snapshot, random.document, relaxation).dump());
      const AssignmentPlan more = PlanOrDie(after, random.problem);
      EXPECT_GT(more.filled, plan.filled)
          << Describe(snapshot, relaxation).In("en");
      if (more.filled == plan.filled + 1) {
        EXPECT_LE(more.cost, plan.cost + relaxation.cost);
      }
    }
  }
  for (const UnplacedTask& task : plan.unplaced) {
    if (!task.cut) continue;
    const std::vector<TaskId>& tasks = plan.cuts[*task.cut].tasks;
    EXPECT_NE(std::find(tasks.begin(), tasks.end(), task.task), tasks.end());
  }
}

TEST(OraclePlan, FlowsAreAsGoodAsTheBestOfAllPlans) {
  std::map<std::string, int> met;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const RandomPlan random = testing::MakeRandomPlan(bits);
    const Snapshot snapshot = LoadOrDie(random.document.dump());
    const PlanValidator validator(random.document, testing::kPlanDay,
                                  random.problem);
    const AssignmentPlan plan = PlanOrDie(snapshot, random.problem);
    CheckPlan(snapshot, validator, plan);
    EXPECT_TRUE(plan.optimal);
    const PlanValidator::Best best = validator.TryAll();
    EXPECT_EQ(plan.filled, best.filled);
    EXPECT_EQ(plan.cost, best.cost);
    CheckCandidates(snapshot, random, met);
    CheckCuts(snapshot, random, plan, met);
    ++met[plan.unplaced.empty() ? "all placed" : "not all placed"];
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << random.document;
  }
  for (const char* what :
       {"", "not-in-force", "absent", "missing-skill", "incompatible-role",
        "oversight-line", "post-limit", "no-capacity", "cut", "capacity",
        "skill", "all placed", "not all placed"}) {
    EXPECT_GE(met[what], static_cast<int>(kDocuments / 100)) << what;
  }
}

TEST(OraclePlan, HardPlansAreAsGoodAsTheBestOfAllPlans) {
  int unproven = 0;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    const RandomPlan random = testing::MakeRandomPlan(bits, {.any_load = true});
    const Snapshot snapshot = LoadOrDie(random.document.dump());
    const PlanValidator validator(random.document, testing::kPlanDay,
                                  random.problem);
    const AssignmentPlan plan = PlanOrDie(snapshot, random.problem);
    CheckPlan(snapshot, validator, plan);
    const PlanValidator::Best best = validator.TryAll();
    EXPECT_LE(best.filled, plan.most_filled);
    EXPECT_TRUE(best.filled != plan.filled || best.cost >= plan.least_cost);
    unproven += plan.optimal ? 0 : 1;
    EXPECT_EQ(plan.filled, best.filled);
    EXPECT_EQ(plan.cost, best.cost);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << random.document;
  }
  EXPECT_EQ(unproven, 0);
}

// Every way in which three persons can have three skills, of which three tasks
// need one each, and room for one task or two.
TEST(OraclePlan, SmallPlansAreAsGoodAsTheBestOfAllPlans) {
  constexpr unsigned kStride = testing::kSmallOrganizationStride;
  for (unsigned bits = 0; bits < 1U << 12; bits += kStride) {
    Json document = {{"zeren", 1},
                     {"units", {{{"id", "u"}, {"kind", "unit"}}}}};
    PlainProblem problem;
    for (unsigned p = 0; p < 3; ++p) {
      const std::string id = "p" + std::to_string(p);
      Json skills = Json::array();
      for (unsigned s = 0; s < 3; ++s) {
        if ((bits >> (3 * p + s) & 1) != 0) {
          skills.push_back("s" + std::to_string(s));
        }
      }
      document["persons"].push_back({{"id", id},
                                     {"skills", skills},
                                     {"capacity", 1 + (bits >> (9 + p) & 1)}});
      document["memberships"].push_back({{"person", id}, {"unit", "u"}});
      const std::string task = "t" + std::to_string(p);
      document["tasks"].push_back({{"id", task},
                                   {"unit", "u"},
                                   {"requires", {"s" + std::to_string(p)}},
                                   {"persons", p == 0 ? 2 : 1}});
      problem.tasks.push_back("task:" + task);
    }
    const Snapshot snapshot = LoadOrDie(document.dump());
    const PlanValidator validator(document, testing::kPlanDay, problem);
    const AssignmentPlan plan = PlanOrDie(snapshot, problem);
    CheckPlan(snapshot, validator, plan);
    EXPECT_EQ((PlanValidator::Best{plan.filled, plan.cost}),
              validator.TryAll());
    std::map<std::string, int> met;
    CheckCuts(snapshot, {document, problem}, plan, met);
    ASSERT_FALSE(HasFailure()) << document;
  }
}

TEST(OraclePlan, LargerFlowsAreAsGoodAsBoosts) {
  for (std::uint64_t seed = 0; seed < kDocuments / 10; ++seed) {
    std::mt19937_64 bits(seed);
    const RandomPlan random = testing::MakeRandomPlan(
        bits, {.max_tasks = 40, .max_persons = 25, .sets = false});
    const Snapshot snapshot = LoadOrDie(random.document.dump());
    const PlanValidator validator(random.document, testing::kPlanDay,
                                  random.problem);
    const AssignmentPlan plan = PlanOrDie(snapshot, random.problem);
    CheckPlan(snapshot, validator, plan);
    EXPECT_TRUE(plan.optimal);
    const PlanValidator::Best best = validator.ByFlow();
    EXPECT_EQ(plan.filled, best.filled);
    EXPECT_EQ(plan.cost, best.cost);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << random.document;
  }
}

TEST(OraclePlan, TheOrderOfRecordsLeavesNoTrace) {
  for (std::uint64_t seed = 0; seed < kDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed);
    const RandomPlan random = testing::MakeRandomPlan(
        bits, {.max_tasks = 12, .max_persons = 8, .any_load = seed % 2 == 1});
    const Snapshot snapshot = LoadOrDie(random.document.dump());
    const Json written = Written(snapshot, PlanOrDie(snapshot, random.problem));
    // Dense ids follow the units of the canonical day, which another day
    // arranges in another way.
    Json shuffled = testing::ShuffleDocument(bits, random.document);
    shuffled["as_of"] = "2026-05-20";
    PlainProblem problem = random.problem;
    std::shuffle(problem.tasks.begin(), problem.tasks.end(), bits);
    const Snapshot other = LoadOrDie(shuffled.dump());
    EXPECT_EQ(Written(other, PlanOrDie(other, problem)), written)
        << "seed " << seed << ": " << random.document;
  }
}

TEST(OraclePlan, UnprovenPlansKeepTheirBounds) {
  int unproven = 0;
  for (std::uint64_t seed = 0; seed < kDocuments / 20; ++seed) {
    std::mt19937_64 bits(seed);
    const RandomPlan random = testing::MakeRandomPlan(
        bits, {.max_tasks = 30, .max_persons = 12, .any_load = true});
    const Snapshot snapshot = LoadOrDie(random.document.dump());
    const PlanValidator validator(random.document, testing::kPlanDay,
                                  random.problem);
    PlanProblem problem = FromPlain(snapshot, random.problem);
    problem.max_search = 0;
    const auto quick = PlanAssignments(snapshot, problem);
    problem.max_search = 200'000;
    const auto better = PlanAssignments(snapshot, problem);
    ASSERT_TRUE(quick.ok() && better.ok());
    CheckPlan(snapshot, validator, *quick);
    CheckPlan(snapshot, validator, *better);
    // Looking longer never ends in a worse plan, nor beyond the bounds.
    EXPECT_GE(better->filled, quick->filled);
    EXPECT_LE(better->filled, quick->most_filled);
    if (better->filled == quick->filled) {
      EXPECT_LE(better->cost, quick->cost);
      EXPECT_GE(better->cost, quick->least_cost);
    }
    unproven += quick->optimal ? 0 : 1;
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << random.document;
  }
  EXPECT_GT(unproven, 0);
}

}  // namespace
}  // namespace zeren
