// Compares what is due with an oracle that counts day by day, on random
// documents with random obligations.

#include "tests/support/oracle_obligations.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/support/random_condition.h"
#include "tests/support/random_document.h"
#include "tests/support/random_obligations.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/work/obligations.h"

namespace zeren {
namespace {

using ::zeren::testing::AddObligations;
using ::zeren::testing::AddTraits;
using ::zeren::testing::DueOracle;
using ::zeren::testing::RandomDocument;
using ::zeren::testing::RandomDocumentOptions;
using ::zeren::testing::ShuffledText;
using Json = nlohmann::json;
using Strings = std::vector<std::string>;

absl::CivilDay RandomDay(std::mt19937_64& bits) {
  return absl::CivilDay(2023, 11, 1) + static_cast<int>(bits() % 480);
}

Json InJson(const Organization& organization, const DueItem& item) {
  Json events = Json::array();
  for (const EventId event : item.events) {
    events.push_back(organization.id(event));
  }
  return {{"from", FormatDay(item.period.from)},
          {"to", FormatDay(item.period.to)},
          {"owed", item.owed},
          {"events", events},
          {"late", item.late},
          {"state", NameOf(item.state)}};
}

struct Seen {
  std::map<std::string, std::size_t> states;
  std::size_t beyond = 0;
};

// What is asked of one subject, and counted.
void ExpectSame(const Snapshot& snapshot, DueOracle& oracle,
                const Json& document, Node subject, const Period& period,
                const DueTallies& tallies, Seen& seen) {
  const Organization& organization = snapshot.organization();
  const std::string name = organization.NameOf(subject);
  const absl::StatusOr<DueList> due = DueOf(snapshot, subject, period);
  ASSERT_TRUE(due.ok()) << due.status();
  Json actual = Json::object();
  for (const DueItem& item : due->items) {
    const std::string id =
        organization.profile().obligations[item.obligation].id;
    actual[id].push_back(InJson(organization, item));
    ++seen.states[std::string(NameOf(item.state))];
  }
  Json expected = Json::object();
  DueTally tally;
  std::set<std::string> counted;
  for (const Json& obligation : document["profile"]["obligations"]) {
    for (const Json& one : oracle.Of(obligation, name)) {
      for (const std::string event : one["events"]) counted.insert(event);
      const absl::CivilDay from = *ParseDay(one["from"].get<std::string>());
      const absl::CivilDay to = *ParseDay(one["to"].get<std::string>());
      if (period.Overlaps({from, to})) {
        expected[obligation["id"].get<std::string>()].push_back(one);
      }
      if (!period.Contains(to - 1)) continue;
      const auto done = static_cast<std::int64_t>(one["events"].size());
      tally.late += one["late"].get<std::int64_t>();
      tally.met += done - one["late"].get<std::int64_t>();
      const bool closed =
          to + obligation["grace_days"].get<int>() <= snapshot.day();
      (closed ? tally.missed : tally.open) +=
          one["owed"].get<std::int64_t>() - done;
    }
  }
  ASSERT_EQ(actual, expected) << name << " " << FormatDay(period.from) << ".."
                              << FormatDay(period.to) << document.dump(1);
  ASSERT_EQ(tallies.of(subject), tally) << name << document.dump(1);
  // The rest of the events.
  Strings beyond;
  for (const EventId event : due->beyond) {
    beyond.push_back(std::string(organization.id(event)));
  }
  std::vector<std::pair<std::string, std::string>> others;
  for (const Json& event : document.value("events", Json::array())) {
    const std::string day = event["day"];
    if (event["subject"] == name && period.Contains(*ParseDay(day)) &&
        *ParseDay(day) <= snapshot.day() &&
        !counted.contains(event["id"].get<std::string>())) {
      others.emplace_back(day, event["id"]);
    }
  }
  std::sort(others.begin(), others.end());
  Strings left;
  for (const auto& [day, id] : others) left.push_back(id);
  ASSERT_EQ(beyond, left) << name << document.dump(1);
  seen.beyond += beyond.size();
}

TEST(OracleObligationsTest, AgreesOnRandomDocuments) {
  constexpr std::uint64_t kDocuments = testing::kRandomDocuments / 40;
  Seen seen;
  for (std::uint64_t seed = 0; seed < kDocuments; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    RandomDocumentOptions options;
    options.deep_chain = 0;
    Json document = RandomDocument(bits, options);
    AddTraits(bits, document);
    AddObligations(bits, document);
    const absl::StatusOr<Organization> organization =
        LoadDocument(ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << organization.status() << document.dump(1);
    const absl::CivilDay day = RandomDay(bits) + static_cast<int>(bits() % 200);
    const Snapshot snapshot = organization->AsOf(day);
    DueOracle oracle(document, FormatDay(day));
    const absl::CivilDay from = RandomDay(bits);
    const Period period = {from, from + 1 + static_cast<int>(bits() % 400)};
    const absl::StatusOr<DueTallies> tallies = CountDue(snapshot, period);
    ASSERT_TRUE(tallies.ok()) << tallies.status();
    for (const NodeKind kind :
         {NodeKind::kUnit, NodeKind::kPost, NodeKind::kPerson}) {
      for (std::uint32_t i = 0; i < organization->count(kind); ++i) {
        const Node subject(kind, i);
        if (!organization->Has(subject)) continue;
        ExpectSame(snapshot, oracle, document, subject, period, *tallies, seen);
        if (::testing::Test::HasFatalFailure()) return;
      }
    }
  }
  // So few as under the sanitizers need not have some of each.
  if (kDocuments < 100) return;
  for (const char* const state : {"met", "late", "missed", "open"}) {
    EXPECT_GT(seen.states[state], kDocuments / 20) << state;
  }
  EXPECT_GT(seen.beyond, kDocuments);
}

}  // namespace
}  // namespace zeren
