// Gaps of real organisations, against findings that were counted from the
// sources independently (../shared/data/README.md).

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

using Foci = std::vector<std::string>;

std::string PathOf(std::string_view document) {
  const char* data = std::getenv("ZEREN_DATA");
  const std::filesystem::path root =
      data ? std::filesystem::path(data)
           : std::filesystem::path(ZEREN_SOURCE_DIR) / ".." / "shared" / "data";
  return (root / "native" / (std::string(document) + ".json")).string();
}

// The foci of a document's gaps on its own day, by check.
class RealDataGapsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string path = PathOf("oracle-hr");
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "there is no " << path
                   << "; set ZEREN_DATA to the folder that has native/";
    }
  }

  void Find(std::string_view document) {
    const absl::StatusOr<Organization> org = LoadDocumentFile(PathOf(document));
    ASSERT_TRUE(org.ok()) << org.status();
    const Snapshot snapshot = org->AsOf(*org->as_of());
    units_ = snapshot.units().forest().size();
    posts_ = snapshot.posts().forest().size();
    const absl::StatusOr<GapReport> report = FindGaps(snapshot);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_TRUE(report->complete());
    for (const Gap& gap : report->gaps()) {
      foci_[report->RuleOf(gap).rule.check].push_back(
          org->NameOf(gap.detection.focus));
      values_[report->RuleOf(gap).rule.check].push_back(
          ToText(gap.detection.value));
    }
  }
  std::map<std::string, std::size_t> Counts() const {
    std::map<std::string, std::size_t> counts;
    for (const auto& [check, foci] : foci_) counts[check] = foci.size();
    return counts;
  }

  std::size_t units_ = 0;
  std::size_t posts_ = 0;
  std::map<std::string, Foci> foci_;
  std::map<std::string, std::vector<std::string>> values_;
};

TEST_F(RealDataGapsTest, OracleHr) {
  Find("oracle-hr");
  EXPECT_EQ(units_, 28u);
  EXPECT_EQ(posts_, 134u);
  EXPECT_THAT(Counts(),
              ElementsAre(Pair("head_missing", 1), Pair("post_vacant", 16),
                          Pair("unit_empty", 16)));
  EXPECT_THAT(foci_["post_vacant"], Each(StartsWith("post:h")));
  EXPECT_THAT(foci_["head_missing"], ElementsAre("unit:co"));
}

TEST_F(RealDataGapsTest, RustTeam) {
  Find("rust-team");
  EXPECT_EQ(units_, 165u);
  EXPECT_EQ(posts_, 123u);
  EXPECT_THAT(
      Counts(),
      ElementsAre(Pair("answerer_missing", 14), Pair("dangling_reference", 2),
                  Pair("head_missing", 42), Pair("post_vacant", 37),
                  Pair("unit_empty", 10), Pair("unplaced_person", 9),
                  Pair("work_unassigned", 3)));
  EXPECT_THAT(
      foci_["work_unassigned"],
      ElementsAre("duty:rust-lang/effects-initiative", "duty:rust-lang/gll",
                  "duty:rust-lang/rustc-reading-club"));
  EXPECT_THAT(foci_["dangling_reference"],
              ElementsAre("person:Kobzol", "person:quad"));
  EXPECT_THAT(
      values_["dangling_reference"],
      ElementsAre(
          R"({"field":"appointments.post","kind":"post","id":"infra-bors-admins:lead","nearest":null})",
          R"({"field":"appointments.post","kind":"post","id":"expect-test:lead","nearest":null})"));
  Foci answerer_missing;
  for (const char* name :
       {"arewewebyet", "bors-kindergarten", "effects-initiative", "gll",
        "leadership-council", "moderation-team", "project-group-template",
        "promote-release", "rfcs", "rust-mode", "rust.vim",
        "rustc-reading-club", "team", "wg-security-response"}) {
    answerer_missing.push_back(std::string("duty:rust-lang/") + name);
  }
  EXPECT_EQ(foci_["answerer_missing"], answerer_missing);
}

TEST_F(RealDataGapsTest, UsCongress) {
  Find("us-congress");
  EXPECT_EQ(units_, 233u);
  EXPECT_EQ(posts_, 460u);
  EXPECT_THAT(Counts(),
              ElementsAre(Pair("head_missing", 3), Pair("post_overfilled", 1),
                          Pair("post_vacant", 17), Pair("unit_empty", 2),
                          Pair("unplaced_person", 3)));
  std::set<std::string> chairs;
  for (const std::string& post : foci_["post_vacant"]) {
    if (post.ends_with(":chair")) chairs.insert(post);
  }
  EXPECT_THAT(chairs, ElementsAre("post:HSED14:chair", "post:HSSM23:chair",
                                  "post:SSCM39:chair", "post:SSJU27:chair"));
  EXPECT_THAT(foci_["unit_empty"], ElementsAre("unit:SSCM39", "unit:SSJU27"));
  EXPECT_THAT(foci_["head_missing"],
              UnorderedElementsAre("unit:house", "unit:joint", "unit:senate"));
  EXPECT_THAT(foci_["post_overfilled"], ElementsAre("post:SCNC:chair"));
}

TEST_F(RealDataGapsTest, UkDepartmentForTransportInMarch) {
  Find("uk-dft-2011-03-31");
  EXPECT_EQ(units_, 32u);
  EXPECT_EQ(posts_, 619u);
  EXPECT_THAT(Counts(), ElementsAre(Pair("head_missing", 32)));
}

TEST_F(RealDataGapsTest, UkDepartmentForTransportInSeptember) {
  Find("uk-dft-2011-09-30");
  EXPECT_EQ(units_, 34u);
  EXPECT_EQ(posts_, 624u);
  EXPECT_THAT(Counts(),
              ElementsAre(Pair("head_missing", 34), Pair("post_vacant", 6)));
  EXPECT_THAT(foci_["post_vacant"],
              UnorderedElementsAre("post:49", "post:51", "post:52", "post:79",
                                   "post:118", "post:137"));
}

TEST_F(RealDataGapsTest, UkForeignOfficeInMarch) {
  Find("uk-fco-2011-03-31");
  EXPECT_EQ(units_, 36u);
  EXPECT_EQ(posts_, 337u);
  EXPECT_THAT(Counts(), ElementsAre(Pair("head_missing", 36),
                                    Pair("post_overfilled", 1)));
  EXPECT_THAT(foci_["post_overfilled"], ElementsAre("post:13201"));
}

TEST_F(RealDataGapsTest, UkForeignOfficeInSeptember) {
  Find("uk-fco-2011-09-30");
  EXPECT_EQ(units_, 39u);
  EXPECT_EQ(posts_, 356u);
  EXPECT_THAT(Counts(),
              ElementsAre(Pair("head_missing", 39), Pair("post_overfilled", 2),
                          Pair("post_vacant", 3), Pair("unit_empty", 1)));
  EXPECT_THAT(foci_["post_vacant"],
              ElementsAre("post:11400", "post:13000", "post:13700"));
  EXPECT_THAT(foci_["post_overfilled"],
              ElementsAre("post:13308", "post:14100"));
}

TEST_F(RealDataGapsTest, UkGeffryeMuseum) {
  Find("uk-geffrye-2011-09-30");
  EXPECT_EQ(units_, 8u);
  EXPECT_EQ(posts_, 22u);
  EXPECT_THAT(Counts(), ElementsAre(Pair("head_missing", 8)));
}

}  // namespace
}  // namespace zeren
