// Who answers for the repositories of the Rust project, against the assignments
// as its document writes them (../shared/data/README.md).

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/assign/derivation.h"
#include "zeren/assign/resolution.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

class RustTeamTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* data = std::getenv("ZEREN_DATA");
    const std::filesystem::path root =
        data ? std::filesystem::path(data)
             : std::filesystem::path(ZEREN_SOURCE_DIR) / ".." / "shared" /
                   "data";
    const std::string path = (root / "native" / "rust-team.json").string();
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "there is no " << path
                   << "; set ZEREN_DATA to the folder that has native/";
    }
    document_ = Json::parse(std::ifstream(path));
    const absl::StatusOr<Organization> org = LoadDocumentFile(path);
    ASSERT_TRUE(org.ok()) << org.status();
    snapshot_ = org->AsOf(*org->as_of());
  }

  std::string NameOf(Node node) const {
    return snapshot_->organization().NameOf(node);
  }

  Json document_;
  std::optional<Snapshot> snapshot_;
};

TEST_F(RustTeamTest, DerivationsStartFromWhomTheAssignmentsName) {
  std::map<std::pair<std::string, std::string>, Names> named;
  for (const Json& assignment : document_["assignments"]) {
    named[{assignment["work"], assignment["role"]}].insert(assignment["to"]);
  }
  std::size_t duties = 0;
  for (const Json& duty : document_["duties"]) {
    const std::string name = "duty:" + duty["id"].get<std::string>();
    const Node work = *snapshot_->Find(name);
    if (!snapshot_->InForce(work)) continue;
    ++duties;
    for (std::size_t i = 0; i < kRoles; ++i) {
      const Role role = static_cast<Role>(i);
      const Resolution who = ResolveResponsible(*snapshot_, work, role);
      Names starts;
      for (const ResolutionStep& step : who.steps) {
        if (step.rule == ResolutionRule::kAssignment) {
          EXPECT_EQ(step.at, work);
          starts.insert(NameOf(step.to));
        }
      }
      EXPECT_EQ(starts, (named[{name, std::string(zeren::NameOf(role))}]))
          << name << " " << zeren::NameOf(role);
      EXPECT_TRUE(VerifyDerivation(*snapshot_, who).ok()) << name;
    }
  }
  EXPECT_EQ(duties, 187u);  // The others are archived, at an unknown date.
}

TEST_F(RustTeamTest, ResponsibilitiesAreTheAnswersTurnedRound) {
  const Organization& org = snapshot_->organization();
  std::map<std::string, Names> answers;
  for (std::uint32_t i = 0; i < org.count(NodeKind::kDuty); ++i) {
    for (std::size_t r = 0; r < kRoles; ++r) {
      const Role role = static_cast<Role>(r);
      const Resolution who = ResolveResponsible(*snapshot_, DutyId{i}, role);
      const std::string what =
          NameOf(who.work) + " " + std::string(zeren::NameOf(role));
      for (const PersonId person : who.persons) {
        answers[NameOf(person)].insert(what);
      }
      for (const PostId post : who.posts) answers[NameOf(post)].insert(what);
    }
  }
  EXPECT_GT(answers.size(), 50u);
  const auto check = [&](Node node) {
    const auto all = ResponsibilitiesOf(*snapshot_, node);
    ASSERT_TRUE(all.ok()) << all.status();
    std::vector<std::string> listed;
    for (const Responsibility& one : all->work) {
      listed.push_back(NameOf(one.work) + " " +
                       std::string(zeren::NameOf(one.role)));
    }
    EXPECT_THAT(listed,
                ::testing::UnorderedElementsAreArray(answers[NameOf(node)]));
    EXPECT_TRUE(std::is_sorted(all->work.begin(), all->work.end(),
                               [&](const auto& a, const auto& b) {
                                 return org.Before(a.work, b.work);
                               }));
  };
  for (std::uint32_t i = 0; i < org.count(NodeKind::kPerson); ++i) {
    check(PersonId{i});
  }
  for (std::uint32_t i = 0; i < org.count(NodeKind::kPost); ++i) {
    check(PostId{i});
  }
}

}  // namespace
}  // namespace zeren
