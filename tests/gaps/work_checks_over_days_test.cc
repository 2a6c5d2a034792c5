// Follows the checks of work by a live view over the days: what it says of one
// day has to hold as long as it says that it does.

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "src/gaps/internal/live_view.h"
#include "tests/support/random_document.h"
#include "tests/support/random_work.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gaps.h"

namespace zeren {
namespace {

using ::zeren::internal::DayNumber;
using ::zeren::internal::FromDayNumber;
using ::zeren::internal::kNever;
using ::zeren::internal::LiveView;
using ::zeren::internal::ToDayNumber;
using ::zeren::testing::AddWork;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::RandomWorkParams;
using ::zeren::testing::WorkChecks;
using Json = nlohmann::json;

// What is found at a focus: the value but for its days that go by.
std::string TextOf(const Detection& detection) {
  Json value = Json::parse(ToText(detection.value));
  for (const char* counted : {"days", "days_used"}) {
    if (value.is_object() && value.contains(counted) &&
        value[counted].is_number()) {
      value[counted] = "some";
    }
  }
  return detection.key + " " + value.dump();
}

// By focus, what a snapshot of the day finds; by a view of its own.
std::map<Node, std::multiset<std::string>> FoundOn(
    const Organization& organization, const BoundRule& rule, DayNumber day) {
  std::map<Node, std::multiset<std::string>> found;
  const GapReport report =
      FindGaps(organization.AsOf(FromDayNumber(day)), {rule});
  for (const Gap& gap : report.gaps()) {
    found[gap.detection.focus].insert(TextOf(gap.detection));
  }
  return found;
}

// Days to try: around those of the documents and of what is counted from them.
std::vector<DayNumber> DaysToTry() {
  std::set<DayNumber> days;
  for (const std::string& day : RandomDocumentOptions().days) {
    const DayNumber at = ToDayNumber(*ParseDay(day));
    for (const int lead : {0, 1, 30, 120, 121, 366}) {
      for (const int offset : {-1, 0, 1}) {
        days.insert(at + lead + offset);
        days.insert(at - lead + offset);
      }
    }
  }
  return {days.begin(), days.end()};
}

TEST(WorkChecksOverDaysTest, AnswersHoldAsLongAsTheViewSays) {
  const std::vector<DayNumber> days = DaysToTry();
  std::map<std::string, std::size_t> turned;  // By check.
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 10; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = RandomDocument(bits);
    AddWork(bits, document);
    const std::string check = WorkChecks()[seed % WorkChecks().size()];
    Json& profile = document["profile"];
    if (!profile.is_object()) {
      profile = {{"id", "test"}, {"extends", "generic"}};
    }
    profile["rules"] = {{{"id", "rule"},
                         {"check", check},
                         {"params", RandomWorkParams(bits, check)}}};
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    RuleSet rules =
        *BindRules(organization->profile(), CheckRegistry::BuiltIn());
    std::erase_if(rules,
                  [](const BoundRule& r) { return r.rule.id != "rule"; });
    ASSERT_EQ(rules.size(), 1u);
    const BoundRule& rule = rules[0];

    LiveView live(*organization, days.front());
    const CheckView view(live);
    std::map<Node, std::pair<DayNumber, std::multiset<std::string>>> said;
    for (const DayNumber day : days) {
      if (bits() % 3 == 0) continue;
      live.MoveTo(day);
      const auto expected = FoundOn(*organization, rule, day);
      for (const NodeKind kind : rule.check->focus_kinds()) {
        for (std::uint32_t i = 0; i < organization->count(kind); ++i) {
          const Node focus(kind, i);
          const auto found = expected.find(focus);
          const std::multiset<std::string> right =
              found == expected.end() ? std::multiset<std::string>()
                                      : found->second;
          auto& [until, texts] = said[focus];
          if (day < until) {
            // Still holds, as it was said.
            ASSERT_EQ(texts, right)
                << check << " at " << organization->NameOf(focus) << " on "
                << FormatDay(FromDayNumber(day)) << ", seed " << seed << "\n"
                << document.dump(1);
            continue;
          }
          live.Restart();
          std::vector<Detection> detections;
          if (view.InForce(focus)) {
            rule.check->Evaluate(view, focus, rule.params, detections);
          }
          std::multiset<std::string> now;
          for (const Detection& detection : detections) {
            now.insert(TextOf(detection));
          }
          ASSERT_EQ(now, right)
              << check << " at " << organization->NameOf(focus) << " on "
              << FormatDay(FromDayNumber(day)) << ", seed " << seed << "\n"
              << document.dump(1);
          if (now != texts) ++turned[check];
          texts = now;
          until = live.until();
          ASSERT_GT(until, day);
        }
      }
    }
  }
  for (const std::string& check : WorkChecks()) {
    EXPECT_GE(turned[check], testing::kRandomDocuments / 1000) << check;
  }
}

}  // namespace
}  // namespace zeren
