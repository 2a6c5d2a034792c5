#include "zeren/gaps/gaps.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::zeren::testing::BuildOrDie;
using ::zeren::testing::DeepChainOrDie;
using ::zeren::testing::kDay;
using ::zeren::testing::SnapshotOrDie;

GapReport ReportOrDie(const Snapshot& snapshot) {
  const absl::StatusOr<GapReport> report = FindGaps(snapshot);
  EXPECT_TRUE(report.ok()) << report.status();
  return *report;
}

// The gaps as "severity rule focus key".
std::vector<std::string> Listed(const GapReport& report) {
  std::vector<std::string> list;
  for (const Gap& gap : report.gaps()) {
    const BoundRule& rule = report.RuleOf(gap);
    list.push_back(
        std::string(NameOf(rule.rule.severity)) + " " + rule.rule.id + " " +
        report.snapshot().organization().NameOf(gap.detection.focus) +
        (gap.detection.key.empty() ? "" : " " + gap.detection.key));
  }
  return list;
}

// The only gap of a rule.
Gap GapOf(const GapReport& report, std::string_view rule) {
  std::vector<Gap> found;
  for (const Gap& gap : report.gaps()) {
    if (report.RuleOf(gap).rule.id == rule) found.push_back(gap);
  }
  EXPECT_THAT(found, SizeIs(1)) << rule;
  return found.empty() ? Gap() : found[0];
}

std::vector<std::string> PathOf(const GapReport& report, const Gap& gap) {
  std::vector<std::string> path;
  for (const Node node : report.PathOf(gap)) {
    path.push_back(report.snapshot().organization().NameOf(node));
  }
  EXPECT_EQ(path.size(), report.PathLengthOf(gap));
  return path;
}

// A rule of one's own, in the organisation's profile or beside it.
Rule RuleOn(std::string id, std::string check,
            Severity severity = Severity::kViolation) {
  Rule rule;
  rule.id = std::move(id);
  rule.check = std::move(check);
  rule.severity = severity;
  return rule;
}

RuleSet Bound(std::vector<Rule> rules) {
  Profile profile;
  profile.rules = std::move(rules);
  const absl::StatusOr<RuleSet> bound =
      BindRules(profile, CheckRegistry::BuiltIn());
  EXPECT_TRUE(bound.ok()) << bound.status();
  return *bound;
}

// School, committee below it, branch below that; each with a vacant head.
Records School() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "committee", .kind = "committee", .parent = "school"},
                   {.id = "branch", .kind = "branch", .parent = "committee"}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "chair", .unit = "committee", .kind = "head"},
                   {.id = "secretary", .unit = "branch", .kind = "head"}};
  return records;
}

TEST(GapsTest, DocumentationExample) {
  const Snapshot today = SnapshotOrDie(School());
  std::string out;
  absl::StatusOr<GapReport> report = FindGaps(today);
  if (!report->conforms()) {
    for (const Gap& gap : report->gaps()) {
      out.append(report->MessageOf(gap).In("en")).append("\n");
    }
  }
  EXPECT_THAT(out, HasSubstr("post:secretary is vacant"));
}

TEST(GapsTest, ReportsNothingOfAnEmptyOrganisation) {
  const GapReport report = ReportOrDie(Organization().AsOf(kDay));
  EXPECT_THAT(report.gaps(), IsEmpty());
  EXPECT_TRUE(report.conforms());
  EXPECT_TRUE(report.complete());
}

TEST(GapsTest, ListsBySeverityRuleFocusAndKey) {
  Records records = School();
  records.units.push_back({.id = "zoo", .kind = "unit", .parent = "zoo"});
  records.persons = {{.id = "ann"}, {.id = "Bob"}, {.id = "bob"}};
  records.memberships = {
      {.person = "ann", .unit = "ghost-2"},
      {.person = "ann", .unit = "ghost-1"},
      {.person = "ann", .unit = "branch", .home = false},
  };
  EXPECT_THAT(Listed(ReportOrDie(SnapshotOrDie(records))),
              ElementsAre("violation dangling-reference person:ann ghost-1",
                          "violation dangling-reference person:ann ghost-2",
                          "violation post-vacant post:chair",
                          "violation post-vacant post:rector",
                          "violation post-vacant post:secretary",
                          "warning head-missing unit:zoo",
                          "warning unit-empty unit:zoo",
                          "warning unplaced-person person:Bob",
                          "warning unplaced-person person:bob",
                          "info self-parent unit:zoo"));
}

TEST(GapsTest, ListsGapsOfOneKeyByFieldThenKind) {
  Records records = School();
  records.units[0].head = "ghost";
  records.units[0].parent = "ghost";
  records.unit_lines = {{.child = "school", .parent = "ghost"}};
  const GapReport report = FindGaps(SnapshotOrDie(records),
                                    Bound({RuleOn("r", "dangling_reference")}));
  std::vector<std::string> fields;
  for (const Gap& gap : report.gaps()) {
    fields.push_back(*gap.detection.value.Find("field")->AsString());
  }
  EXPECT_THAT(fields,
              ElementsAre("unit_lines.parent", "units.head", "units.parent"));
}

TEST(GapsTest, DoesNotDependOnTheOrderOfRecordsOrRules) {
  Records records = School();
  records.persons = {{.id = "ann"}, {.id = "bob"}};
  const std::vector<std::string> expected =
      Listed(ReportOrDie(SnapshotOrDie(records)));
  std::reverse(records.units.begin(), records.units.end());
  std::reverse(records.posts.begin(), records.posts.end());
  std::reverse(records.persons.begin(), records.persons.end());
  EXPECT_EQ(Listed(ReportOrDie(SnapshotOrDie(records))), expected);

  RuleSet rules = Bound({RuleOn("a", "post_vacant"), RuleOn("b", "unit_empty"),
                         RuleOn("c", "head_missing")});
  const std::vector<std::string> of_rules =
      Listed(FindGaps(SnapshotOrDie(records), rules));
  std::reverse(rules.begin(), rules.end());
  EXPECT_EQ(Listed(FindGaps(SnapshotOrDie(records), rules)), of_rules);
}

TEST(GapsTest, CountsBySeverity) {
  Records records = School();
  records.units.push_back({.id = "zoo", .kind = "unit", .parent = "zoo"});
  const GapReport report = ReportOrDie(SnapshotOrDie(records));
  EXPECT_EQ(report.count(Severity::kViolation), 3u);
  EXPECT_EQ(report.count(Severity::kWarning), 3u);
  EXPECT_EQ(report.count(Severity::kInfo), 1u);
  EXPECT_FALSE(report.conforms());
}

TEST(GapsTest, ConformsWithWarnings) {
  Records records;
  records.units = {{.id = "a", .kind = "unit"}};
  const GapReport report = ReportOrDie(SnapshotOrDie(records));
  EXPECT_EQ(report.count(Severity::kWarning), 2u);
  EXPECT_TRUE(report.conforms());
}

TEST(GapsTest, SaysWhatTheRuleSaysIfItSaysSomething) {
  Rule rule = RuleOn("r", "post_vacant");
  rule.message = Text("fill it");
  const GapReport report = FindGaps(SnapshotOrDie(School()), Bound({rule}));
  EXPECT_EQ(report.MessageOf(report.gaps()[0]), Text("fill it"));
}

TEST(GapsTest, AnEmptyMessageOfARuleIsNone) {
  const Snapshot snapshot = SnapshotOrDie(School());
  Rule rule = RuleOn("r", "post_vacant");
  const GapReport plain = FindGaps(snapshot, Bound({rule}));
  for (const Text& message : {Text(""), Text(std::vector<Text::Translation>{
                                            {"en", "fill it"}, {"zh", ""}})}) {
    rule.message = message;
    const GapReport report = FindGaps(snapshot, Bound({rule}));
    EXPECT_EQ(report.MessageOf(report.gaps()[0]),
              plain.MessageOf(plain.gaps()[0]));
  }
}

TEST(GapsTest, RefusesAProfileWhoseRulesDoNotBind) {
  OrganizationBuilder builder;
  Profile profile;
  profile.rules = {RuleOn("r", "no_such_check")};
  builder.SetProfile(profile);
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const absl::Status status = FindGaps(org->AsOf(kDay)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no_such_check"));
}

// ------------------------------------------------------------------------
// where

TEST(GapsTest, LooksOnlyWhereTheRuleSays) {
  Rule some = RuleOn("some", "post_vacant");
  some.where.kinds = {"clerk"};
  Rule others = RuleOn("others", "head_missing");
  others.where.kinds = {"hall", "yard"};
  Records records = School();
  records.units.push_back({.id = "hall", .kind = "hall"});
  records.posts.push_back({.id = "clerk", .unit = "hall", .kind = "clerk"});
  EXPECT_THAT(
      Listed(FindGaps(SnapshotOrDie(records), Bound({some, others}))),
      ElementsAre("violation others unit:hall", "violation some post:clerk"));
}

// ------------------------------------------------------------------------
// paths

TEST(GapsTest, PathOfAUnitIsItsAncestors) {
  Records records = School();
  records.units.push_back({.id = "group", .kind = "group", .parent = "branch"});
  const GapReport report = ReportOrDie(SnapshotOrDie(records));
  EXPECT_THAT(PathOf(report, GapOf(report, "head-missing")),
              ElementsAre("unit:branch", "unit:committee", "unit:school"));
}

TEST(GapsTest, PathOfAPostIsItsSuperiors) {
  Records records = School();
  records.persons = {{.id = "ann"}};
  records.appointments = {{.person = "ann", .post = "rector"},
                          {.person = "ann", .post = "chair"}};
  const GapReport report = ReportOrDie(SnapshotOrDie(records));
  EXPECT_THAT(PathOf(report, GapOf(report, "post-vacant")),
              ElementsAre("post:chair", "post:rector"));
}

TEST(GapsTest, PathOfAPersonIsTheHomeUnitAndItsAncestors) {
  Records records = School();
  records.persons = {{.id = "ann"}, {.id = "bob"}};
  records.memberships = {
      {.person = "ann", .unit = "committee"},
      {.person = "ann", .unit = "school", .home = false},
      {.person = "ann", .unit = "ghost"},
      {.person = "bob", .unit = "branch", .home = false},
      {.person = "bob", .unit = "branch", .standing = "full", .home = false}};
  records.memberships[3].standing = "half";
  const GapReport report = ReportOrDie(SnapshotOrDie(records));
  EXPECT_THAT(PathOf(report, GapOf(report, "dangling-reference")),
              ElementsAre("unit:committee", "unit:school"));
  // Without a home, of any membership.
  EXPECT_THAT(PathOf(report, GapOf(report, "membership-overlap")),
              ElementsAre("unit:branch", "unit:committee", "unit:school"));
}

TEST(GapsTest, PathOfWorkIsItsUnitAndItsAncestors) {
  Records records = School();
  records.posts.push_back({.id = "lost", .unit = "ghost", .kind = "clerk"});
  records.tasks = {{.id = "t", .unit = "committee"},
                   {.id = "u", .unit = "ghost"}};
  records.duties = {{.id = "d", .bearer = "unit:school"},
                    {.id = "e", .bearer = "post:secretary"},
                    {.id = "f", .bearer = "post:lost"},
                    {.id = "g"}};
  const GapReport report = FindGaps(SnapshotOrDie(records),
                                    Bound({RuleOn("r", "answerer_missing")}));
  ASSERT_THAT(Listed(report),
              ElementsAre("violation r duty:d", "violation r duty:e",
                          "violation r duty:f", "violation r duty:g",
                          "violation r task:t", "violation r task:u"));
  EXPECT_THAT(PathOf(report, report.gaps()[0]), ElementsAre("unit:school"));
  EXPECT_THAT(PathOf(report, report.gaps()[1]),
              ElementsAre("unit:branch", "unit:committee", "unit:school"));
  EXPECT_THAT(PathOf(report, report.gaps()[2]), IsEmpty());
  EXPECT_THAT(PathOf(report, report.gaps()[3]), IsEmpty());
  EXPECT_THAT(PathOf(report, report.gaps()[4]),
              ElementsAre("unit:committee", "unit:school"));
  EXPECT_THAT(PathOf(report, report.gaps()[5]), IsEmpty());
}

TEST(GapsTest, PathOfWhatWasDoneIsThatOfItsSubject) {
  Records records = School();
  records.persons = {{.id = "ann"}};
  records.memberships = {{.person = "ann", .unit = "school"}};
  records.events = {{.id = "e",
                     .kind = "k",
                     .subject = "unit:branch",
                     .day = kDay,
                     .participants = {"ghost"}}};
  const auto finding = [](const char* id, const char* subject) {
    return FindingRecord{.id = id,
                         .subject = subject,
                         .source = "audit",
                         .found = kDay,
                         .owner = "post:ghost"};
  };
  records.findings = {finding("about-event", "event:e"),
                      finding("about-finding", "finding:about-event"),
                      finding("circle-1", "finding:circle-2"),
                      finding("circle-2", "finding:circle-1"),
                      finding("of-post", "delegation:d")};
  records.delegations = {{.id = "d",
                          .from = "post:secretary",
                          .to = "person:ann",
                          .set_by = "ghost"}};
  const GapReport report = FindGaps(SnapshotOrDie(records),
                                    Bound({RuleOn("r", "dangling_reference")}));
  std::vector<std::vector<std::string>> paths;
  for (const Gap& gap : report.gaps()) paths.push_back(PathOf(report, gap));
  ASSERT_THAT(
      Listed(report),
      ElementsAre("violation r delegation:d ghost", "violation r event:e ghost",
                  "violation r finding:about-event ghost",
                  "violation r finding:about-finding ghost",
                  "violation r finding:circle-1 ghost",
                  "violation r finding:circle-2 ghost",
                  "violation r finding:of-post ghost"));
  const auto units = ElementsAre("unit:committee", "unit:school");
  const auto posts = ElementsAre("post:chair", "post:rector");
  EXPECT_THAT(paths, ElementsAre(posts, units, units, units, IsEmpty(),
                                 IsEmpty(), posts));
}

// -----------------------------------------------------------------
// fingerprints

TEST(GapsTest, FingerprintsAreThoseOfTheFormat) {
  Records records = School();
  records.persons = {{.id = "ann"}};
  records.memberships = {{.person = "ann", .unit = "ghost"},
                         {.person = "ann", .unit = "school"}};
  records.appointments = {{.person = "ann", .post = "rector"},
                          {.person = "ann", .post = "chair"}};
  const GapReport report = ReportOrDie(SnapshotOrDie(records));
  // printf 'post-vacant\npost:secretary\n' | sha256sum
  EXPECT_EQ(report.FingerprintOf(GapOf(report, "post-vacant")),
            "1c1d6b730b59405ec37d69d8a09eb93e");
  // printf 'dangling-reference\nperson:ann\nghost' | sha256sum
  EXPECT_EQ(report.FingerprintOf(GapOf(report, "dangling-reference")),
            "094b1c1e7cee9adcbbbdb8f367165a41");
}

TEST(GapsTest, FingerprintsOutliveTheDay) {
  Records records = School();
  records.posts[0].valid_from = absl::CivilDay(2020, 1, 1);
  const Organization org = BuildOrDie(records);
  const GapReport before = ReportOrDie(org.AsOf(kDay - 1));
  const GapReport after = ReportOrDie(org.AsOf(kDay));
  ASSERT_EQ(before.gaps().size(), after.gaps().size());
  std::set<std::string> all;
  for (std::size_t i = 0; i < before.gaps().size(); ++i) {
    EXPECT_EQ(before.FingerprintOf(before.gaps()[i]),
              after.FingerprintOf(after.gaps()[i]));
    all.insert(after.FingerprintOf(after.gaps()[i]));
  }
  EXPECT_EQ(all.size(), after.gaps().size());
}

// ----------------------------------------------------------------------
// waivers

Rule Waivable(std::string id, std::string check) {
  Rule rule = RuleOn(std::move(id), std::move(check));
  rule.waivable = true;
  return rule;
}

ApprovalRecord Approval(const char* rule, const char* focus) {
  ApprovalRecord approval;
  approval.rule = rule;
  approval.focus = focus;
  approval.reason = "agreed";
  return approval;
}

TEST(GapsTest, AnApprovalWaivesTheGapsOfItsRuleAtItsFocus) {
  Records records = School();
  records.approvals = {Approval("r", "post:chair"),
                       Approval("other", "post:rector")};
  records.approvals[0].by = "unit:school";
  const GapReport report =
      FindGaps(SnapshotOrDie(records), Bound({Waivable("r", "post_vacant")}));
  ASSERT_THAT(report.gaps(), SizeIs(3));
  EXPECT_TRUE(report.gaps()[0].waived());
  EXPECT_EQ(report.WaivedBy(report.gaps()[0]), "unit:school");
  EXPECT_FALSE(report.gaps()[1].waived());
  EXPECT_EQ(report.WaivedBy(report.gaps()[1]), "");
  EXPECT_EQ(report.count(Severity::kViolation), 2u);
  EXPECT_FALSE(report.conforms());
}

TEST(GapsTest, ConformsIfEveryViolationIsWaived) {
  Records records = School();
  records.approvals = {Approval("r", "post:chair"),
                       Approval("r", "post:rector"),
                       Approval("r", "post:secretary")};
  const GapReport report =
      FindGaps(SnapshotOrDie(records), Bound({Waivable("r", "post_vacant")}));
  EXPECT_THAT(report.gaps(), SizeIs(3));
  EXPECT_EQ(report.WaivedBy(report.gaps()[0]), "document");
  EXPECT_TRUE(report.conforms());
}

TEST(GapsTest, ARuleThatIsNotWaivableIsNotWaived) {
  Records records = School();
  records.approvals = {Approval("r", "post:chair")};
  const GapReport report =
      FindGaps(SnapshotOrDie(records), Bound({RuleOn("r", "post_vacant")}));
  EXPECT_EQ(report.count(Severity::kViolation), 3u);
}

// What the problems say.
std::vector<std::string> TextsOf(const std::vector<Problem>& problems) {
  std::vector<std::string> texts;
  for (const Problem& problem : problems) texts.push_back(ToText(problem));
  return texts;
}

TEST(GapsTest, NamesApprovalsThatCanWaiveNothing) {
  Records records = School();
  records.approvals = {
      Approval("vacant", "post:chair"), Approval("vacnt", "post:rector"),
      Approval("vacnt", "post:chair"),  Approval("cycle", "unit:school"),
      Approval("zzz", "person:ghost"),  Approval("vacnt", "post:chair")};
  records.approvals[5].reason = "once more";
  const Organization org = BuildOrDie(records);
  const RuleSet rules = Bound(
      {Waivable("vacant", "post_vacant"), RuleOn("cycle", "reporting_cycle")});
  EXPECT_THAT(
      TextsOf(IdleApprovals(org, rules, kDay)),
      ::testing::ElementsAre(
          "the approval of \"cycle\" at unit:school waives nothing: an "
          "approval cannot waive this rule; leave it out",
          "the approval of \"vacnt\" at post:chair waives nothing: there is "
          "no such rule; did you mean \"vacant\"?",
          "the approval of \"vacnt\" at post:rector waives nothing: there is "
          "no such rule; did you mean \"vacant\"?",
          "the approval of \"zzz\" at person:ghost waives nothing: there is "
          "no such rule; name a rule of the profile"));
}

TEST(GapsTest, ApprovalsThatAreOverOrOfRulesThatAreOffAreNotNamed) {
  Records records = School();
  records.approvals = {Approval("vacnt", "post:chair")};
  records.approvals[0].valid_to = kDay + 1;
  const Organization org = BuildOrDie(records);
  EXPECT_THAT(IdleApprovals(org, {}, kDay), SizeIs(1));
  EXPECT_THAT(IdleApprovals(org, {}, kDay - 100), SizeIs(1));
  EXPECT_THAT(IdleApprovals(org, {}, kDay + 1), SizeIs(0));

  records.approvals = {Approval("post-vacant", "post:chair")};
  EXPECT_THAT(IdleApprovals(BuildOrDie(records), {}, kDay), SizeIs(0));
}

TEST(GapsTest, AnApprovalWaivesOnlyWhileItIsStated) {
  Records records = School();
  records.approvals = {Approval("r", "post:chair")};
  records.approvals[0].valid_from = kDay;
  records.approvals[0].valid_to = kDay + 1;
  const Organization org = BuildOrDie(records);
  const RuleSet rules = Bound({Waivable("r", "post_vacant")});
  const auto open = [&](absl::CivilDay day) {
    return FindGaps(org.AsOf(day), rules).count(Severity::kViolation);
  };
  EXPECT_EQ(open(kDay - 1), 3u);
  EXPECT_EQ(open(kDay), 2u);
  EXPECT_EQ(open(kDay + 1), 3u);
}

TEST(GapsTest, OfSeveralApprovalsTheFirstByGiverAndReasonCounts) {
  Records records = School();
  records.persons = {{.id = "z"}, {.id = "a"}};
  records.memberships = {{.person = "z", .unit = "branch"},
                         {.person = "a", .unit = "school"}};
  records.approvals = {Approval("r", "post:chair"), Approval("r", "post:chair"),
                       Approval("r", "post:chair")};
  records.approvals[0].by = "person:z";
  records.approvals[1].by = "person:a";
  records.approvals[1].reason = "second";
  records.approvals[2].by = "person:a";
  records.approvals[2].reason = "first";
  const Snapshot snapshot = SnapshotOrDie(records);
  const GapReport report =
      FindGaps(snapshot, Bound({Waivable("r", "post_vacant")}));
  ASSERT_TRUE(report.gaps()[0].waived());
  EXPECT_EQ(report.WaivedBy(report.gaps()[0]), "person:a");
  EXPECT_EQ(snapshot.organization()
                .rows<ApprovalView>()[report.gaps()[0].waiver]
                .reason,
            "first");
}

// -------------------------------------------------------------------
// complete()

TEST(GapsTest, IsIncompleteWhereACycleOfAnyKindWasCut) {
  const auto complete = [](const Records& records) {
    return FindGaps(SnapshotOrDie(records), {}).complete();
  };
  EXPECT_TRUE(complete(School()));
  Records units = School();
  units.units[0].parent = "branch";
  EXPECT_FALSE(complete(units));
  Records posts = School();
  posts.posts[0].reports_to = "secretary";
  EXPECT_FALSE(complete(posts));
  Records tasks = School();
  tasks.tasks = {{.id = "a", .unit = "school", .parent = "b"},
                 {.id = "b", .unit = "school", .parent = "a"}};
  EXPECT_FALSE(complete(tasks));
  Records duties = School();
  duties.duties = {{.id = "a", .superior = "b"}, {.id = "b", .superior = "a"}};
  EXPECT_FALSE(complete(duties));
}

TEST(GapsTest, IsIncompleteWhereRecordsWereLeftOut) {
  OrganizationBuilder builder({.lenient = true});
  builder.AddUnit({.id = "", .kind = "unit"});
  const absl::StatusOr<Organization> org = builder.Build();
  ASSERT_TRUE(org.ok()) << org.status();
  const GapReport report = ReportOrDie(org->AsOf(kDay));
  EXPECT_FALSE(report.complete());
  EXPECT_EQ(GapOf(report, "bad-record").detection.focus, Node());
  EXPECT_THAT(report.PathOf(GapOf(report, "bad-record")), IsEmpty());
}

// ------------------------------------------------------------------------
// scale

TEST(GapsTest, TakesAChainOfAMillionLevels) {
  constexpr int kLevels = testing::kManyLevels;
  const GapReport report = ReportOrDie(DeepChainOrDie(kLevels));
  // Every unit lacks a head, the lowest is empty.
  EXPECT_EQ(report.count(Severity::kWarning), kLevels + 1u);
  const Gap& lowest = report.gaps()[kLevels - 1];
  EXPECT_EQ(report.MessageOf(lowest).In("en"),
            "unit:" + testing::DeepId(kLevels - 1) + " has no head post");
  EXPECT_EQ(report.PathLengthOf(lowest), kLevels - 1u);
  EXPECT_THAT(report.PathOf(lowest), SizeIs(kLevels - 1));
  std::size_t entries = 0;
  for (const Gap& gap : report.gaps()) entries += report.PathLengthOf(gap);
  EXPECT_GT(entries, std::size_t{kLevels} * kLevels / 10);
}

}  // namespace
}  // namespace zeren
