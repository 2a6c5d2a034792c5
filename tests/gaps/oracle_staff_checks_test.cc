// Compares what the checks of posts and people find with the oracle, each with
// random parameters, and with what they find when they follow the days.

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "src/core/internal/days.h"
#include "src/gaps/internal/live_view.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "tests/support/random_staff.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::zeren::testing::AddStaff;
using ::zeren::testing::ForEachSmallOrganization;
using ::zeren::testing::Oracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::RandomStaffParams;
using ::zeren::testing::ShuffledText;
using ::zeren::testing::StaffChecks;
using Json = nlohmann::json;

// How many gaps a check found, and at how many foci it found none.
struct Tally {
  std::size_t found = 0;
  std::size_t passed = 0;
};
using Tallies = std::map<std::string, Tally>;

// Writes one rule for each check into the document's profile, by the name of
// the check.
Json AddRules(std::mt19937_64& bits, Json& document) {
  Json& profile = document["profile"];
  if (!profile.is_object()) profile = {{"id", "test"}, {"extends", "generic"}};
  Json rules = Json::array();
  for (const std::string& check : StaffChecks()) {
    rules.push_back({{"id", check},
                     {"check", check},
                     {"params", RandomStaffParams(bits, check)}});
  }
  profile["rules"] = rules;
  return rules;
}

Json InJson(const Organization& organization, const Detection& detection) {
  return {{"focus", organization.NameOf(detection.focus)},
          {"key", detection.key},
          {"value", Json::parse(ToText(detection.value))}};
}

Json FoundBy(const BoundRule& rule, const Snapshot& snapshot) {
  Json found = Json::array();
  const GapReport report = FindGaps(snapshot, {rule});
  for (const Gap& gap : report.gaps()) {
    found.push_back(InJson(snapshot.organization(), gap.detection));
  }
  return found;
}

// The nodes in force that a check looks at.
std::vector<Node> FociOf(const Check& check, const Snapshot& snapshot) {
  std::vector<Node> foci;
  for (const NodeKind kind : check.focus_kinds()) {
    for (std::uint32_t i = 0; i < snapshot.organization().count(kind); ++i) {
      if (snapshot.InForce(Node(kind, i))) foci.emplace_back(kind, i);
    }
  }
  return foci;
}

// Whether the library and the oracle agree on a day.
::testing::AssertionResult Agrees(const Organization& organization,
                                  const RuleSet& rules, const Json& document,
                                  const Json& written, const std::string& day,
                                  Tallies& tallies) {
  const Snapshot snapshot = organization.AsOf(*ParseDay(day));
  const Oracle oracle(document, day);
  for (const BoundRule& rule : rules) {
    for (const Json& one : written) {
      if (one["id"] != rule.rule.id) continue;
      Json expected = oracle.FoundAmongStaff(rule.rule.check, one["params"]);
      const Json actual = FoundBy(rule, snapshot);
      if (actual != expected) {
        return ::testing::AssertionFailure()
               << rule.rule.check << " " << one["params"] << " on " << day
               << "\n"
               << Json::diff(expected, actual).dump(1) << "\nof "
               << document.dump(1);
      }
      Tally& tally = tallies[rule.rule.check];
      tally.found += actual.size();
      std::size_t passed = FociOf(*rule.check, snapshot).size();
      tally.passed += passed - std::min(passed, actual.size());
    }
  }
  return ::testing::AssertionSuccess();
}

// The gaps without their values, such as ages, which time changes as it goes
// by.
std::vector<Json> GapsIn(const Organization& organization,
                         const std::vector<Detection>& detections) {
  std::vector<Json> found;
  for (const Detection& detection : detections) {
    found.push_back(InJson(organization, detection));
    found.back().erase("value");
  }
  return found;
}

// Whether a view that follows the days finds on each what a snapshot of it
// shows, and tells in time when it will find something else.
::testing::AssertionResult Follows(const Organization& organization,
                                   const RuleSet& rules,
                                   std::vector<internal::DayNumber> days,
                                   std::mt19937_64& bits) {
  std::sort(days.begin(), days.end());
  internal::LiveView live(organization, days.front());
  const CheckView view(live);
  for (const internal::DayNumber day : days) {
    live.MoveTo(day);
    const Snapshot snapshot = organization.AsOf(internal::FromDayNumber(day));
    const CheckView whole(snapshot);
    for (const BoundRule& rule : rules) {
      for (const Node focus : FociOf(*rule.check, snapshot)) {
        std::vector<Detection> expected, actual;
        rule.check->Evaluate(whole, focus, rule.params, expected);
        live.Restart();
        rule.check->Evaluate(view, focus, rule.params, actual);
        const auto fail = [&] {
          return ::testing::AssertionFailure()
                 << rule.rule.check << " of " << organization.NameOf(focus)
                 << " on " << FormatDay(internal::FromDayNumber(day)) << ": ";
        };
        const auto texts = [&](const std::vector<Detection>& detections) {
          std::vector<Json> all;
          for (const Detection& one : detections) {
            all.push_back(InJson(organization, one));
          }
          return Json(all).dump();
        };
        if (texts(actual) != texts(expected)) {
          return fail() << texts(actual) << " and not " << texts(expected);
        }
        // Up to that day all is as today, while the focus is there.
        const internal::DayNumber until = live.until();
        if (until <= day + 1) continue;
        const std::int64_t room =
            std::min<std::int64_t>(until, day + std::int64_t{1000}) - day - 1;
        const auto later = static_cast<internal::DayNumber>(
            day + 1 +
            (bits() % 2 == 0 ? room - 1
                             : static_cast<std::int64_t>(
                                   bits() % static_cast<std::uint64_t>(room))));
        const Snapshot then = organization.AsOf(internal::FromDayNumber(later));
        if (!then.InForce(focus)) continue;
        std::vector<Detection> found;
        rule.check->Evaluate(CheckView(then), focus, rule.params, found);
        if (GapsIn(organization, found) != GapsIn(organization, expected)) {
          return fail() << texts(expected) << ", but already " << texts(found)
                        << " on " << FormatDay(internal::FromDayNumber(later))
                        << ", before "
                        << FormatDay(internal::FromDayNumber(until));
        }
      }
    }
  }
  return ::testing::AssertionSuccess();
}

// Each check has to have something to find, and something to pass by.
void ExpectBothOften(const Tallies& tallies, std::size_t often) {
  EXPECT_EQ(tallies.size(), StaffChecks().size());
  for (const auto& [check, tally] : tallies) {
    EXPECT_GT(tally.found, often) << check;
    EXPECT_GT(tally.passed, often) << check;
    ::testing::Test::RecordProperty(check + " found",
                                    std::to_string(tally.found));
    ::testing::Test::RecordProperty(check + " passed",
                                    std::to_string(tally.passed));
  }
}

// The ways in which up to four units can stand, each with staff by chance. One
// of 41, which is a multiple of no number of choices.
TEST(OracleStaffChecksTest, AgreesOnSmallOrganisations) {
  std::size_t visited = 0;
  Tallies tallies;
  ForEachSmallOrganization([&](const Json& small) {
    if (::testing::Test::HasFatalFailure()) return;
    if (visited++ % 41 != 0 || !small.contains("posts")) return;
    std::mt19937_64 bits(visited);
    Json document = small;
    for (Json& post : document["posts"]) {
      if (bits() % 2 == 0) post["kind"] = "clerk";
    }
    AddStaff(bits, document);
    const Json written = AddRules(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    const absl::StatusOr<RuleSet> rules =
        BindRules(organization->profile(), CheckRegistry::BuiltIn());
    ASSERT_TRUE(rules.ok()) << rules.status();
    ASSERT_TRUE(Agrees(*organization, *rules, document, written, "2024-06-01",
                       tallies));
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
  ExpectBothOften(tallies, 100 / testing::kSmallOrganizationStride);
}

TEST(OracleStaffChecksTest, AgreesOnRandomDocuments) {
  std::vector<std::string> days = RandomDocumentOptions().days;
  for (const char* day : {"2023-06-30", "2024-04-15", "2025-02-28"}) {
    days.emplace_back(day);
  }
  Tallies tallies;
  constexpr std::uint64_t kDocuments = testing::kRandomDocuments;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = RandomDocument(bits);
    AddStaff(bits, document);
    const Json written = AddRules(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    const absl::StatusOr<RuleSet> rules =
        BindRules(organization->profile(), CheckRegistry::BuiltIn());
    ASSERT_TRUE(rules.ok()) << rules.status();
    ASSERT_TRUE(Agrees(*organization, *rules, document, written,
                       days[bits() % days.size()], tallies))
        << "seed " << seed;
    // Slower, and just as telling.
    if (seed % 16 != 0) continue;
    std::vector<internal::DayNumber> followed;
    for (int n = 0; n < 3; ++n) {
      followed.push_back(
          internal::ToDayNumber(*ParseDay(days[bits() % days.size()])) +
          static_cast<internal::DayNumber>(bits() % 3) - 1);
    }
    ASSERT_TRUE(Follows(*organization, *rules, followed, bits))
        << "seed " << seed << "\n"
        << written.dump(1) << document.dump(1);
  }
  ExpectBothOften(tallies, kDocuments / 25);
}

}  // namespace
}  // namespace zeren
