// What a cascade proposes against what is lacking, on random documents.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/advise/applied.h"
#include "tests/support/random_document.h"
#include "zeren/advise/cascade.h"
#include "zeren/exchange/document.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

using ::testing::IsEmpty;

// The units of the kind below the task's unit without a part that is not
// cancelled, found by walking up from every unit and every task.
std::set<std::string> Lacking(const Snapshot& today, TaskId top,
                              std::string_view kind) {
  const Organization& org = today.organization();
  const TaskStates states(today);
  const UnitId home = today.work().unit(top).value();
  std::set<std::string> covered;
  for (std::uint32_t i = 0; i < org.count(NodeKind::kTask); ++i) {
    const TaskId task{i};
    const auto unit = today.work().unit(task);
    if (!unit || states.state(task) == TaskState::kCancelled) continue;
    for (auto at = today.work().parent(task); at;
         at = today.work().parent(*at)) {
      if (*at == top) covered.emplace(org.id(*unit));
    }
  }
  std::set<std::string> lacking;
  for (std::uint32_t i = 0; i < org.count(NodeKind::kUnit); ++i) {
    const UnitId unit{i};
    if (!today.InForce(unit) || org.row(unit).kind != kind) continue;
    for (auto at = today.units().parent(unit); at;
         at = today.units().parent(*at)) {
      if (*at == home && !covered.contains(std::string(org.id(unit)))) {
        lacking.emplace(org.id(unit));
      }
    }
  }
  return lacking;
}

// The document with the changes in it.
nlohmann::json Applied(nlohmann::json document, const Cascade& cascade) {
  const Records added = Applied(Records(), cascade);
  for (const TaskRecord& task : added.tasks) {
    nlohmann::json json = {
        {"id", task.id}, {"unit", task.unit}, {"parent", *task.parent}};
    if (task.start) json["start"] = FormatDay(*task.start);
    if (task.due) json["due"] = FormatDay(*task.due);
    document["tasks"].push_back(json);
  }
  for (const AssignmentRecord& assignment : added.assignments) {
    document["assignments"].push_back(
        {{"work", assignment.work.Text()},
         {"role", NameOf(assignment.role)},
         {"to", assignment.to.Text()},
         {"valid_from", FormatDay(*assignment.valid_from)}});
  }
  return document;
}

TEST(CascadeBruteForce, ProposesWhatIsLackingAndNothingTwice) {
  const testing::RandomDocumentOptions random;
  std::size_t proposed = 0;
  std::size_t between = 0;
  std::size_t covered = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 10; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const nlohmann::json document = testing::RandomDocument(bits, random);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    const absl::CivilDay day =
        *ParseDay(random.days[seed % random.days.size()]);
    const Snapshot today = org->AsOf(day);
    for (std::uint32_t i = 0; i < org->count(NodeKind::kTask); ++i) {
      const TaskId task{i};
      const bool flat = seed % 2 == 0;
      const absl::StatusOr<Cascade> cascade =
          CascadeTask(today, task, "branch", {.flat = flat});
      if (!cascade.ok()) continue;
      std::set<std::string> asked;
      for (const CascadePart& part : cascade->parts) {
        if (!part.between) asked.emplace(org->id(part.unit));
        EXPECT_EQ(part.head, today.units().head(part.unit));
        EXPECT_FALSE(flat && part.between);
        between += part.between ? 1 : 0;
      }
      EXPECT_EQ(asked, Lacking(today, task, "branch"));
      proposed += asked.size();
      covered += cascade->covered.size();

      const absl::StatusOr<Organization> next =
          LoadDocument(Applied(document, *cascade).dump());
      ASSERT_TRUE(next.ok()) << next.status();
      const Snapshot after = next->AsOf(day);
      const TaskId same = *next->FindId<TaskId>(org->id(task));
      EXPECT_THAT(Lacking(after, same, "branch"), IsEmpty());
      for (const bool again : {false, true}) {
        EXPECT_THAT(
            CascadeTask(after, same, "branch", {.flat = again})->changes,
            IsEmpty());
      }
      // Level by level: the parent is the task of the unit directly above.
      for (const CascadePart& part : cascade->parts) {
        const TaskId added = *next->FindId<TaskId>(part.task);
        const auto parent = after.work().parent(added);
        ASSERT_TRUE(parent.has_value());
        EXPECT_EQ(next->id(*parent), part.parent);
        if (flat) continue;
        const UnitId unit = *after.work().unit(added);
        EXPECT_EQ(after.work().unit(*parent), after.units().parent(unit));
      }
    }
    ASSERT_FALSE(HasFailure()) << document;
  }
  EXPECT_GE(proposed, testing::kRandomDocuments / 20);
  EXPECT_GE(between, testing::kRandomDocuments / 100);
  EXPECT_GE(covered, testing::kRandomDocuments / 200);
}

}  // namespace
}  // namespace zeren
