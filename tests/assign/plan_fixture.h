// plan_fixture.h -- small organisations with tasks to hand out.

#ifndef ZEREN_TESTS_ASSIGN_PLAN_FIXTURE_H_
#define ZEREN_TESTS_ASSIGN_PLAN_FIXTURE_H_

#include <optional>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "zeren/assign/plan.h"
#include "zeren/model/organization_builder.h"

namespace zeren {

// Describes an organisation line by line, then asks on 15 February 2026. There
// is a unit `whole`.
class PlanFixture : public ::testing::Test {
 protected:
  static constexpr absl::CivilDay kDay{2026, 2, 15};

  PlanFixture() { builder_.AddUnit({.id = "whole", .kind = "unit"}); }

  void AddUnit(std::string_view id, std::string_view parent,
               Until valid_to = {}) {
    builder_.AddUnit(
        {.id = id, .kind = "unit", .parent = parent, .valid_to = valid_to});
  }
  void AddPost(std::string_view id, std::string_view unit,
               std::string_view kind) {
    builder_.AddPost({.id = id, .unit = unit, .kind = kind});
  }
  // A person with a home.
  void AddPerson(std::string_view id, std::string_view unit,
                 PersonView person = {}) {
    person.id = id;
    builder_.AddPerson(person);
    builder_.AddMembership({.person = id, .unit = unit});
  }
  void AddTask(const TaskView& task) { builder_.AddTask(task); }
  // A task of March that needs one skill.
  void AddMarchTask(std::string_view id, std::string_view skill = "",
                    std::int64_t persons = 1) {
    TaskView task{.id = id,
                  .unit = "whole",
                  .start = absl::CivilDay(2026, 3, 1),
                  .due = absl::CivilDay(2026, 3, 31),
                  .persons = persons};
    if (!skill.empty()) task.requires_ = {skill};
    builder_.AddTask(task);
  }
  void Assign(std::string_view task, std::string_view to, Role role) {
    const std::string work = "task:" + std::string(task);
    builder_.AddAssignment(
        {.work = std::string_view(work), .role = role, .to = to});
  }

  // Builds at the first question; nothing can be added from then on.
  const Snapshot& Today() {
    if (!snapshot_) {
      absl::StatusOr<Organization> org = builder_.Build();
      EXPECT_TRUE(org.ok()) << org.status();
      snapshot_ = (org.ok() ? *org : Organization()).AsOf(kDay);
    }
    return *snapshot_;
  }
  TaskId Task(std::string_view id) {
    return *Today().organization().FindId<TaskId>(id);
  }
  PersonId Person(std::string_view id) {
    return *Today().organization().FindId<PersonId>(id);
  }
  UnitId Unit(std::string_view id) {
    return *Today().organization().FindId<UnitId>(id);
  }

  OrganizationBuilder builder_;

 private:
  std::optional<Snapshot> snapshot_;
};

}  // namespace zeren

#endif  // ZEREN_TESTS_ASSIGN_PLAN_FIXTURE_H_
