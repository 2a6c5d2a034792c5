// Compares what pulls values down with the oracle: over all hierarchies, lines,
// policies, carriers and combiners, and of some carriers only.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/measure/fold_questions.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_condition.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using ::zeren::testing::Oracle;
using Json = nlohmann::json;
using Pulls = std::vector<Oracle::Pull>;
using Lines = std::set<std::pair<std::string, std::string>>;

// Shares are multiplied and added in different orders, so that pulls of split
// lines agree but for rounding, as large as that of what they are a difference
// of. All others are computed alike, and agree to the last bit.
constexpr double kRounding = 1e-9;

// What pulls a node or all roots down, in order, is what the oracle says. Where
// `rounded`, places whose pulls differ by rounding only may change places.
void ExpectPulls(const RollUp& roll_up, const std::vector<Pull>& actual,
                 const Pulls& expected, std::size_t k, bool rounded) {
  const Organization& org = roll_up.snapshot().organization();
  if (!rounded) {
    ASSERT_EQ(actual.size(), std::min(k, expected.size()));
    for (std::size_t i = 0; i < actual.size(); ++i) {
      ASSERT_EQ(org.NameOf(actual[i].node), expected[i].node) << i;
      ASSERT_EQ(actual[i].pull, expected[i].pull) << expected[i].node;
      ASSERT_EQ(RowOf(roll_up, actual[i].value), expected[i].value)
          << expected[i].node;
    }
    return;
  }
  std::map<std::string, Oracle::Pull> by_node;
  std::size_t sure = 0;  // So many are no trace of rounding.
  for (const Oracle::Pull& pull : expected) {
    by_node[pull.node] = pull;
    if (pull.pull > kRounding * pull.size) ++sure;
  }
  ASSERT_GE(actual.size(), std::min(k, sure));
  ASSERT_LE(actual.size(), k);
  for (std::size_t i = 0; i < actual.size(); ++i) {
    const std::string name = org.NameOf(actual[i].node);
    ASSERT_GT(actual[i].pull, 0) << name;
    if (i > 0) {
      ASSERT_TRUE(actual[i - 1].pull > actual[i].pull ||
                  (actual[i - 1].pull == actual[i].pull &&
                   org.Before(actual[i - 1].node, actual[i].node)))
          << name;
    }
    if (!by_node.contains(name)) continue;  // Rounded up from nothing: below.
    const Oracle::Pull& pull = by_node[name];
    ASSERT_NEAR(actual[i].pull, pull.pull, kRounding * pull.size) << name;
    ASSERT_EQ(RowOf(roll_up, actual[i].value), pull.value) << name;
    by_node.erase(name);
  }
  if (k == 0) return;
  // Nobody stronger was left out.
  for (const auto& [name, pull] : by_node) {
    const double last = actual.size() < k ? 0 : actual.back().pull;
    ASSERT_LE(pull.pull, last + kRounding * (pull.size + last)) << name;
  }
}

// The way down goes by lines only.
void ExpectPaths(const RollUp& roll_up, const std::vector<Pull>& pulls,
                 const std::set<std::string>& tops, const Lines& lines) {
  const Organization& org = roll_up.snapshot().organization();
  for (const Pull& pull : pulls) {
    ASSERT_FALSE(pull.path.empty());
    ASSERT_TRUE(tops.contains(org.NameOf(pull.path.front())));
    ASSERT_EQ(pull.path.back(), pull.node);
    for (std::size_t i = 1; i < pull.path.size(); ++i) {
      ASSERT_TRUE(lines.contains(
          {org.NameOf(pull.path[i - 1]), org.NameOf(pull.path[i])}))
          << org.NameOf(pull.node);
    }
  }
}

// The outline has each node once: roots by id, and below each node those that
// come first below it.
void ExpectOutline(const RollUp& roll_up, const Lines& lines) {
  const Organization& org = roll_up.snapshot().organization();
  std::map<std::string, int> above;
  for (const auto& [upper, lower] : lines) ++above[lower];
  ASSERT_EQ(roll_up.is_forest(),
            std::none_of(above.begin(), above.end(),
                         [](const auto& node) { return node.second > 1; }));
  std::vector<std::string> way, roots;
  std::set<std::string> found;
  std::map<std::string, std::string> last_below;
  for (const OutlineRow& row : roll_up.Outline(std::nullopt)) {
    const std::string name = org.NameOf(row.node);
    ASSERT_TRUE(found.insert(name).second) << name;
    ASSERT_LE(row.depth, way.size()) << name;
    way.resize(row.depth);
    if (way.empty()) {
      ASSERT_FALSE(above.contains(name)) << name;
      roots.push_back(name);
    } else {
      ASSERT_TRUE(lines.contains({way.back(), name})) << name;
      ASSERT_LT(last_below[way.back()], name);
      last_below[way.back()] = name;
    }
    way.push_back(name);
  }
  ASSERT_EQ(found.size(), roll_up.nodes().size());
  ASSERT_TRUE(std::is_sorted(roots.begin(), roots.end()));
}

TEST(OracleWorstTest, AgreesOnRandomQuestions) {
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  // Nodes that something pulls down, by what is asked.
  std::map<std::string, int> pulled;
  int several = 0, equal = 0, cut_short = 0, joined = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = testing::RandomDocument(bits);
    Question question = RandomQuestion(bits, seed);
    const bool split = question.oracle.policy == "split";
    if (split) ShareLines(bits, question.oracle.lines, document);
    // Conditions have a test of their own.
    if (bits() % 3 == 0) {
      testing::AddTraits(bits, document);
      AskForSome(bits, question);
    }
    question.measure.more_is_better = bits() % 2 == 0;
    const std::size_t k = bits() % 4 == 0 ? bits() % 4 : 100;
    const absl::StatusOr<Organization> organization =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    const std::string day = days[bits() % days.size()];
    const Snapshot snapshot = organization->AsOf(*ParseDay(day));
    const Oracle oracle(document, day);
    question.measure.open = [&](const Snapshot& of) {
      return std::make_unique<Told>(of, question);
    };
    const absl::StatusOr<RollUp> roll_up =
        ComputeRollUp(snapshot, question.measure, question.options);
    if (!roll_up.ok()) continue;  // Why, is tested with the values.

    const Oracle::FoldQuestion asked = WithConditions(question, oracle);
    const std::string& combiner = asked.combiner;
    const bool has_worse = combiner != "histogram" && combiner != "top";
    std::map<std::string, Pulls> worst;
    if (has_worse) {
      worst = oracle.Worst(asked, question.measure.more_is_better);
    }
    const Lines lines = oracle.Lines(asked);
    ExpectOutline(*roll_up, lines);
    ASSERT_FALSE(HasFatalFailure())
        << TextOf(question, seed, day) << document.dump(1);
    std::set<std::string> roots;
    for (const Node node : roll_up->nodes()) {
      const std::string name = organization->NameOf(node);
      if (std::none_of(lines.begin(), lines.end(),
                       [&](const auto& line) { return line.second == name; })) {
        roots.insert(name);
      }
      const std::vector<Pull> pulls = roll_up->Worst(node, k);
      const auto tell = [&] {
        return name + " k " + std::to_string(k) +
               (question.measure.more_is_better ? " more" : " less") +
               " is better" + TextOf(question, seed, day) + document.dump(1);
      };
      ExpectPulls(*roll_up, pulls, worst[name], k, split);
      ASSERT_FALSE(HasFatalFailure()) << tell();
      ExpectPaths(*roll_up, pulls, {name}, lines);
      ASSERT_FALSE(HasFatalFailure()) << tell();

      if (pulls.empty()) continue;
      ++pulled[combiner];
      ++pulled["over " + asked.by];
      ++pulled[asked.policy];
      ++pulled["missing " + asked.missing];
      if (!question.where.empty()) ++pulled["where"];
      if (!question.within.empty()) ++pulled["within"];
      if (pulls.size() > 1) ++several;
      if (worst[name].size() > k) ++cut_short;
      for (std::size_t i = 1; i < pulls.size(); ++i) {
        if (pulls[i].pull == pulls[i - 1].pull) ++equal;
      }
    }
    const std::vector<Pull> places = WorstPlaces(*roll_up, std::nullopt, k);
    ExpectPulls(*roll_up, places, worst[""], k, split);
    ExpectPaths(*roll_up, places, roots, lines);
    ASSERT_FALSE(HasFatalFailure())
        << "all roots" << TextOf(question, seed, day) << document.dump(1);
    if (places.size() > 1 && roots.size() > 1 && !lines.empty()) ++joined;
  }
  const int enough = static_cast<int>(testing::kRandomDocuments / 100);
  for (const char* what : {"count",
                           "distinct_count",
                           "sum",
                           "min",
                           "max",
                           "weighted_mean",
                           "ratio",
                           "worst",
                           "any",
                           "all",
                           "over units",
                           "over posts",
                           "over tasks",
                           "distinct",
                           "primary_only",
                           "split",
                           "missing exclude",
                           "missing zero",
                           "missing propagate",
                           "where",
                           "within"}) {
    EXPECT_GT(pulled[what], enough) << what;
  }
  EXPECT_GT(several, enough);
  EXPECT_GT(equal, enough);
  EXPECT_GT(cut_short, enough);
  EXPECT_GT(joined, enough);
}

}  // namespace
}  // namespace zeren
