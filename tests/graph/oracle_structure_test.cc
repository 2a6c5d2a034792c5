// The structure of one day against the oracle, which shares no code with it.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/exchange/document.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"

namespace zeren {
namespace {

using nlohmann::json;
using testing::Oracle;

std::string NameOf(const Snapshot& snapshot, const std::optional<Node>& node) {
  return node ? snapshot.organization().NameOf(*node) : "";
}

// Compares every answer about structure. Names are built once a node, and
// nothing is compared that the two do not both know.
class Comparison {
 public:
  Comparison(const Snapshot& snapshot, const Oracle& oracle)
      : snapshot_(snapshot), oracle_(oracle) {}

  void Run() {
    for (const char* kind : {"unit", "post", "person", "task", "duty"}) {
      for (const std::string& name : oracle_.Nodes(kind)) {
        const std::optional<Node> node = snapshot_.Find(name);
        ASSERT_TRUE(node) << name;
        CompareNode(name, *node);
      }
    }
    const std::vector<std::string> units = oracle_.Nodes("unit");
    for (const std::string& a : units) {
      for (const std::string& b : units) CompareUnits(a, b);
    }
    CompareOrder(snapshot_.units().forest(), NodeKind::kUnit);
    CompareOrder(snapshot_.posts().forest(), NodeKind::kPost);
  }

 private:
  void CompareNode(const std::string& name, Node node) {
    ASSERT_EQ(snapshot_.InForce(node), oracle_.InForce(name)) << name;
    const std::optional<ChainHop> hop = SuperiorOf(snapshot_, node);
    ASSERT_EQ(NameOf(snapshot_, hop ? std::optional(hop->node) : std::nullopt),
              oracle_.Superior(name))
        << name;
    CompareChain(name, node);
    if (const auto unit = node.As<UnitId>()) {
      ASSERT_EQ(NameOf(snapshot_, Optional(snapshot_.units().head(*unit))),
                oracle_.HeadPost(name))
          << name;
      CompareDepth(name, snapshot_.units().forest(), Index(*unit));
    }
    if (const auto post = node.As<PostId>()) {
      ASSERT_EQ(zeren::NameOf(snapshot_.posts().state(*post)),
                oracle_.PostState(name))
          << name;
      CompareDepth(name, snapshot_.posts().forest(), Index(*post));
      std::vector<std::string> reports;
      for (const PostId report : snapshot_.posts().direct_reports(*post)) {
        reports.push_back(snapshot_.organization().NameOf(report));
      }
      ASSERT_EQ(reports, oracle_.DirectReports(name)) << name;
      ComparePersonsUnder(name, *post);
    }
  }

  void CompareChain(const std::string& name, Node node) {
    const absl::StatusOr<Chain> chain = ChainOf(snapshot_, node);
    if (!oracle_.InForce(name)) {
      ASSERT_EQ(chain.status().code(), absl::StatusCode::kFailedPrecondition);
      return;
    }
    ASSERT_TRUE(chain.ok()) << chain.status();
    const json expected = oracle_.Chain(name);
    json hops = json::array();
    for (const ChainHop& hop : chain->hops) {
      hops.push_back({{"node", snapshot_.organization().NameOf(hop.node)},
                      {"rule", zeren::NameOf(hop.rule)}});
    }
    ASSERT_EQ(hops, expected["hops"]) << name;
    ASSERT_EQ(chain->complete, expected["complete"].get<bool>()) << name;
  }

  void CompareDepth(const std::string& name, const Forest& forest,
                    std::uint32_t index) {
    const std::optional<int> depth = oracle_.Depth(name);
    ASSERT_EQ(forest.Contains(index), depth.has_value()) << name;
    if (depth) {
      ASSERT_EQ(forest.depth(index), static_cast<std::uint32_t>(*depth))
          << name;
    }
  }

  void ComparePersonsUnder(const std::string& name, PostId post) {
    std::vector<std::string> expected;
    for (const std::string& person : oracle_.Nodes("person")) {
      if (oracle_.Superior(person) == name) expected.push_back(person);
    }
    std::vector<std::string> persons;
    for (const PersonId person : PersonsUnder(snapshot_, post)) {
      persons.push_back(snapshot_.organization().NameOf(person));
    }
    ASSERT_EQ(persons, expected) << name;
  }

  void CompareUnits(const std::string& a, const std::string& b) {
    const UnitId x = *snapshot_.Find(a)->As<UnitId>();
    const UnitId y = *snapshot_.Find(b)->As<UnitId>();
    const Units& units = snapshot_.units();
    if (units.in_force(x) && units.in_force(y)) {
      ASSERT_EQ(units.IsWithin(x, y), oracle_.IsWithin(a, b)) << a << " " << b;
    }
    ASSERT_EQ(
        NameOf(snapshot_, Optional(LowestCommonSuperior(snapshot_, x, y))),
        oracle_.LowestCommonSuperior(a, b))
        << a << " " << b;
  }

  // Siblings and roots come by id, whatever the dense ids.
  void CompareOrder(const Forest& forest, NodeKind kind) {
    const auto in_order = [&](std::span<const std::uint32_t> nodes) {
      return std::is_sorted(nodes.begin(), nodes.end(), [&](auto a, auto b) {
        return snapshot_.organization().Before(Node(kind, a), Node(kind, b));
      });
    };
    ASSERT_TRUE(in_order(forest.roots()));
    for (const std::uint32_t node : forest.pre_order()) {
      ASSERT_TRUE(in_order(forest.children(node)));
    }
  }

  template <typename Id>
  static std::optional<Node> Optional(const std::optional<Id>& id) {
    return id ? std::optional<Node>(*id) : std::nullopt;
  }

  const Snapshot& snapshot_;
  const Oracle& oracle_;
};

void CompareOn(const Organization& organization, const json& document,
               const std::string& day) {
  SCOPED_TRACE(day);
  const Snapshot snapshot = organization.AsOf(*ParseDay(day));
  const Oracle oracle(document, day);
  Comparison(snapshot, oracle).Run();
}

// How many random documents to try; a long run may ask for more.
int Trials() {
  const char* trials = std::getenv("ZEREN_TRIALS");
  return trials == nullptr ? static_cast<int>(testing::kRandomDocuments)
                           : std::atoi(trials);
}

TEST(OracleStructureTest, AgreesOnRandomDocuments) {
  const std::vector<std::string> days = testing::RandomDocumentOptions().days;
  for (int trial = 0; trial < Trials(); ++trial) {
    SCOPED_TRACE(trial);
    std::mt19937_64 bits(static_cast<std::uint64_t>(trial));
    const json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    // One of the days in the document, and one beside it.
    const std::string& day = days[bits() % days.size()];
    CompareOn(*organization, document, day);
    CompareOn(*organization, document, FormatDay(*ParseDay(day) - 1));
    if (HasFailure()) FAIL() << document.dump(1);
  }
}

TEST(OracleStructureTest, AgreesOnShuffledDocuments) {
  std::mt19937_64 bits(20261122);
  for (int trial = 0; trial < Trials() / 20; ++trial) {
    SCOPED_TRACE(trial);
    const json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> organization =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << organization.status();
    CompareOn(*organization, document, "2024-03-01");
    if (HasFailure()) FAIL() << document.dump(1);
  }
}

TEST(OracleStructureTest, AgreesOnSmallOrganisations) {
  std::size_t visited = 0;
  testing::ForEachSmallOrganization([&](const json& document) {
    ++visited;
    if (HasFailure()) return;
    const absl::StatusOr<Organization> organization =
        LoadDocument(document.dump());
    ASSERT_TRUE(organization.ok()) << organization.status();
    CompareOn(*organization, document, "2024-06-30");
    if (HasFailure()) ADD_FAILURE() << document.dump(1);
  });
  EXPECT_GT(visited, 100'000 / testing::kSmallOrganizationStride);
}

}  // namespace
}  // namespace zeren
