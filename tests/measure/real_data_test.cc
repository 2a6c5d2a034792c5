// Roll-ups of real organisations, against values that were counted from the
// sources independently (../shared/data/README.md).

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/exchange/document.h"
#include "zeren/graph/chain.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;

std::string PathOf(std::string_view document) {
  const char* data = std::getenv("ZEREN_DATA");
  const std::filesystem::path root =
      data ? std::filesystem::path(data)
           : std::filesystem::path(ZEREN_SOURCE_DIR) / ".." / "shared" / "data";
  return (root / "native" / (std::string(document) + ".json")).string();
}

class RealDataTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = PathOf("rust-team");
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "there is no " << path
                   << "; set ZEREN_DATA to the folder that has native/";
    }
  }
};

// The document on its own day.
Snapshot Load(std::string_view document) {
  const absl::StatusOr<Organization> org = LoadDocumentFile(PathOf(document));
  EXPECT_TRUE(org.ok()) << org.status();
  return org.ok() ? org->AsOf(*org->as_of())
                  : Organization().AsOf(absl::CivilDay());
}

double ValueAt(const Snapshot& snapshot, std::string_view measure,
               std::string_view node, const RollUpOptions& options = {}) {
  const absl::StatusOr<RollUp> roll_up =
      ComputeRollUp(snapshot, measure, options);
  EXPECT_TRUE(roll_up.ok()) << roll_up.status();
  EXPECT_TRUE(roll_up->complete());
  return roll_up->value(*snapshot.Find(node)).number.value_or(-1);
}

std::uint32_t UnitsBelow(const Snapshot& snapshot, std::string_view id) {
  const std::optional<UnitId> unit = snapshot.organization().FindId<UnitId>(id);
  return unit ? snapshot.units().forest().subtree_size(Index(*unit)) : 0;
}

RollUpOptions Posts(const std::vector<std::string>& kinds) {
  RollUpOptions options;
  options.by = Hierarchy::kPosts;
  options.where.kinds = kinds;
  return options;
}

TEST_F(RealDataTest, RustCompilerTeamAndBelow) {
  const Snapshot rust = Load("rust-team");
  EXPECT_EQ(UnitsBelow(rust, "compiler"), 27);
  EXPECT_EQ(ValueAt(rust, "members", "unit:compiler"), 106);
}

TEST_F(RealDataTest, ChambersOfCongress) {
  const Snapshot congress = Load("us-congress");
  const auto of = [&](const std::string& chamber) {
    const std::string unit = "unit:" + chamber;
    return std::vector<double>{
        static_cast<double>(UnitsBelow(congress, chamber)),
        ValueAt(congress, "members", unit), ValueAt(congress, "posts", unit),
        ValueAt(congress, "vacancies", unit)};
  };
  EXPECT_THAT(of("house"), ElementsAre(133, 434, 264, 5));
  EXPECT_THAT(of("senate"), ElementsAre(94, 100, 186, 8));
  EXPECT_THAT(of("joint"), ElementsAre(6, 53, 10, 4));
}

TEST_F(RealDataTest, FullTimeEquivalentsOfTheDepartmentForTransport) {
  // The sources give hundredths, whose sums are rounded in the last bits.
  const auto fte = [](const Snapshot& snapshot,
                      const std::vector<std::string>& kinds) {
    return ValueAt(snapshot, "fte", "post:1", Posts(kinds));
  };
  const Snapshot march = Load("uk-dft-2011-03-31");
  EXPECT_NEAR(fte(march, {"junior"}), 1880.86, 1e-9);
  EXPECT_NEAR(fte(march, {}), 1996.12, 1e-9);
  const Snapshot september = Load("uk-dft-2011-09-30");
  EXPECT_NEAR(fte(september, {"junior"}), 1901.86, 1e-9);
  EXPECT_NEAR(fte(september, {}), 2014.11, 1e-9);
}

TEST_F(RealDataTest, JuniorsOfTheForeignOffice) {
  const Snapshot office = Load("uk-fco-2011-09-30");
  // The only top post: others that report to nobody have nobody below them.
  const Forest& posts = office.posts().forest();
  std::vector<std::uint32_t> tops;
  for (const std::uint32_t root : posts.roots()) {
    if (posts.subtree_size(root) > 1) tops.push_back(root);
  }
  ASSERT_EQ(tops.size(), 1u);
  const std::string top = office.organization().NameOf(PostId{tops[0]});
  EXPECT_NEAR(ValueAt(office, "fte", top, Posts({"junior"})), 5306.0, 1e-9);
}

// Id to superior's id, of the senior posts.
std::map<std::string, std::string> SeniorPosts(const Snapshot& snapshot) {
  const Organization& org = snapshot.organization();
  std::map<std::string, std::string> superiors;
  for (const std::uint32_t post : snapshot.posts().forest().pre_order()) {
    if (org.row(PostId{post}).kind != "senior") continue;
    const std::optional<ChainHop> hop = SuperiorOf(snapshot, PostId{post});
    superiors[std::string(org.id(PostId{post}))] =
        hop ? std::string(org.id(hop->node)) : std::string();
  }
  return superiors;
}

TEST_F(RealDataTest, SeniorPostsThatChangedFromMarchToSeptember) {
  const std::map<std::string, std::string> march =
      SeniorPosts(Load("uk-dft-2011-03-31"));
  const std::map<std::string, std::string> september =
      SeniorPosts(Load("uk-dft-2011-09-30"));
  int kept = 0, moved = 0;
  for (const auto& [post, superior] : september) {
    const auto before = march.find(post);
    if (before == march.end()) continue;
    ++kept;
    if (before->second != superior) ++moved;
  }
  EXPECT_EQ(kept, 113);
  EXPECT_EQ(september.size() - static_cast<std::size_t>(kept), 1u);
  EXPECT_EQ(march.size() - static_cast<std::size_t>(kept), 4u);
  EXPECT_EQ(moved, 2);
}

// The values of a parent are those of its parts, in every document.
TEST_F(RealDataTest, EveryValueIsExplained) {
  for (const char* document :
       {"oracle-hr", "rust-team", "us-congress", "uk-dft-2011-03-31",
        "uk-dft-2011-09-30", "uk-fco-2011-03-31", "uk-fco-2011-09-30",
        "uk-geffrye-2011-09-30"}) {
    const Snapshot snapshot = Load(document);
    for (const Measure& measure : MeasureRegistry::BuiltIn().measures()) {
      for (const Hierarchy by : measure.hierarchies) {
        const absl::StatusOr<RollUp> roll_up =
            ComputeRollUp(snapshot, measure, {.by = by});
        ASSERT_TRUE(roll_up.ok()) << roll_up.status();
        for (const Node node : roll_up->nodes()) {
          EXPECT_EQ(roll_up->Recombine(roll_up->Explain(node)),
                    roll_up->value(node))
              << document << " " << measure.name << " "
              << snapshot.organization().NameOf(node);
        }
      }
    }
  }
}

}  // namespace
}  // namespace zeren
