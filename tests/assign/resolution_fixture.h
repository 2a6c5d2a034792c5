// resolution_fixture.h -- small organisations, and questions who answers.

#ifndef ZEREN_TESTS_ASSIGN_RESOLUTION_FIXTURE_H_
#define ZEREN_TESTS_ASSIGN_RESOLUTION_FIXTURE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/assign/internal/answerability.h"
#include "zeren/assign/derivation.h"
#include "zeren/assign/resolution.h"
#include "zeren/model/organization_builder.h"

namespace zeren {

// Describes an organisation line by line, then asks. The profile is `generic`
// with one more kind of posts, `deputy`, which deputizes for `head`.
class ResolutionTest : public ::testing::Test {
 protected:
  static constexpr absl::CivilDay kDay{2024, 7, 1};

  ResolutionTest() {
    Profile profile = *BuiltInProfile("generic");
    profile.post_kinds.push_back({.id = "deputy", .deputizes_for = {"head"}});
    builder_.SetProfile(profile);
  }

  void AddUnit(std::string_view id, std::string_view parent = "") {
    builder_.AddUnit({.id = id, .kind = "unit", .parent = Optional(parent)});
  }
  void AddPost(std::string_view id, std::string_view unit,
               std::string_view kind = "head") {
    builder_.AddPost({.id = id, .unit = unit, .kind = kind});
  }
  // A post that reports to another one, or to nobody.
  void AddReport(std::string_view id, std::string_view superior = "") {
    PostView post = {.id = id, .unit = "absent-unit", .kind = "clerk"};
    if (!superior.empty()) post.reports_to = superior;
    builder_.AddPost(post);
  }
  // Persons are added as they are named.
  void AddPerson(std::string_view id) { builder_.AddPerson({.id = id}); }
  void AddHolder(std::string_view person, std::string_view post,
                 AppointmentMode mode = AppointmentMode::kRegular) {
    AddPerson(person);
    Appoint(person, post, mode);
  }
  void Appoint(std::string_view person, std::string_view post,
               AppointmentMode mode = AppointmentMode::kRegular) {
    builder_.AddAppointment({.person = person, .post = post, .mode = mode});
  }
  void AddUndisclosed(std::string_view post) {
    builder_.AddAppointment(
        {.person = std::nullopt, .post = post, .undisclosed = true});
  }
  void AddAbsence(std::string_view person) {
    builder_.AddAbsence({.person = person});
  }
  struct Delegating {
    bool may_redelegate = false;
    std::optional<std::vector<std::string>> scope = std::nullopt;
    std::optional<absl::CivilDay> from = std::nullopt;
    std::optional<absl::CivilDay> to = std::nullopt;
  };
  void Delegate(std::string_view id, std::string_view from, std::string_view to,
                const Delegating& how) {
    DelegationView delegation = {.id = id, .from = from, .to = to};
    delegation.may_redelegate = how.may_redelegate;
    delegation.valid_from = how.from;
    if (how.to) delegation.valid_to = *how.to;
    if (how.scope) {
      delegation.scope.emplace();
      for (const std::string& work : *how.scope) {
        delegation.scope->push_back(std::string_view(work));
      }
    }
    builder_.AddDelegation(delegation);
  }
  void Delegate(std::string_view id, std::string_view from,
                std::string_view to) {
    Delegate(id, from, to, Delegating{});
  }
  void AddTask(std::string_view id, std::string_view unit = "absent-unit",
               std::string_view parent = "") {
    builder_.AddTask({.id = id, .unit = unit, .parent = Optional(parent)});
  }
  void Assign(std::string_view work, std::string_view to,
              Role role = Role::kAccountable,
              std::optional<absl::CivilDay> from = std::nullopt) {
    builder_.AddAssignment(
        {.work = work, .role = role, .to = to, .valid_from = from});
  }

  // Builds at the first question; nothing can be added from then on.
  const Snapshot& Today() {
    if (!snapshot_) {
      absl::StatusOr<Organization> org = builder_.Build();
      EXPECT_TRUE(org.ok()) << org.status();
      snapshot_ = org->AsOf(kDay);
    }
    return *snapshot_;
  }
  Resolution Who(std::string_view work, Role role = Role::kAccountable) {
    const Node node = *Today().Find(work);
    Resolution who = ResolveResponsible(Today(), node, role);
    EXPECT_EQ(internal::Answerability(Today()).Answered(node, role),
              who.answered());
    const absl::Status verified = VerifyDerivation(Today(), who);
    EXPECT_TRUE(verified.ok()) << verified;
    return who;
  }

  std::string NameOf(Node node) { return Today().organization().NameOf(node); }
  template <typename Id>
  std::vector<std::string> NamesOf(const std::vector<Id>& ids) {
    std::vector<std::string> names;
    for (const Id id : ids) names.push_back(NameOf(id));
    return names;
  }
  // "task:t1 assignment post:a", step by step.
  std::vector<std::string> StepsOf(const Resolution& who) {
    std::vector<std::string> steps;
    for (const ResolutionStep& step : who.steps) {
      steps.push_back(NameOf(step.at) + " " +
                      std::string(zeren::NameOf(step.rule)) + " " +
                      NameOf(step.to));
    }
    return steps;
  }

  OrganizationBuilder builder_;

 private:
  static std::optional<std::string_view> Optional(std::string_view id) {
    return id.empty() ? std::nullopt : std::optional(id);
  }

  std::optional<Snapshot> snapshot_;
};

}  // namespace zeren

#endif  // ZEREN_TESTS_ASSIGN_RESOLUTION_FIXTURE_H_
