// Compares every way to roll up with the oracle, to the last bit: all
// combiners, policies, hierarchies, carriers and ways to treat what is missing,
// over several lines, cycles and dates.

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/effort.h"
#include "tests/support/oracle.h"
#include "tests/support/random_document.h"
#include "zeren/core/period.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

using ::zeren::testing::Oracle;
using Json = nlohmann::json;

// A number that only depends on a name and a seed.
std::uint64_t Mix(std::uint64_t seed, const std::string& name) {
  std::uint64_t hash = seed * 0x9e37'79b9'7f4a'7c15;
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100'0000'01b3;
  }
  return hash ^ (hash >> 29);
}

// What is asked, of the library and of the oracle.
struct Question {
  Oracle::FoldQuestion oracle;
  RollUpOptions options;
  Measure measure;
};

Question RandomQuestion(std::mt19937_64& bits, std::uint64_t seed) {
  const auto pick = [&](const std::vector<std::string>& list) {
    return list[bits() % list.size()];
  };
  Question question;
  Oracle::FoldQuestion& oracle = question.oracle;
  oracle.by = pick({"units", "units", "posts", "tasks"});
  oracle.carriers = oracle.by == "tasks" ? "tasks"
                    : oracle.by == "posts"
                        ? pick({"persons", "posts", "tasks"})
                        : pick({"persons", "persons", "memberships", "units",
                                "posts", "tasks"});
  oracle.missing = pick({"exclude", "zero", "propagate"});
  oracle.combiner = pick({"count", "distinct_count", "sum", "sum", "min", "max",
                          "weighted_mean", "weighted_mean", "ratio", "worst",
                          "any", "all", "histogram", "top"});
  if (oracle.by == "units") {
    oracle.lines =
        std::vector<std::vector<std::string>>{{"primary"},
                                              {"primary", "guidance"},
                                              {"audit", "guidance", "primary"},
                                              {"guidance"}}[bits() % 4];
    oracle.policy = pick({"distinct", "distinct", "primary_only", "split"});
  }
  oracle.edges = {-0.5, 0.0, 0.3};
  oracle.top = 1 + bits() % 3;
  // Fractions, zeros of both signs, whole numbers, and what is not known.
  const bool whole = bits() % 3 == 0;
  const bool on_scale = oracle.combiner == "worst";
  oracle.value = [=](const std::string& name) -> std::optional<double> {
    const std::uint64_t hash = Mix(seed, name);
    if (hash % 5 == 0) return std::nullopt;
    if (on_scale) return static_cast<double>(hash / 8 % 4);
    if (whole) return static_cast<double>(hash % 7) - 2;
    static constexpr std::array<double, 8> kValues = {0.1, 0.2,  0.3, 0.7,
                                                      0.0, -0.4, 1e9, 1e-9};
    return kValues[hash / 8 % kValues.size()];
  };
  oracle.weight = [=](const std::string& name) {
    static constexpr std::array<double, 4> kWeights = {0.0, 1.0, 0.3, 2.0};
    return kWeights[Mix(seed + 1, name) / 16 % kWeights.size()];
  };
  if (bits() % 4 == 0) {
    oracle.takes = [=](const std::string& name) {
      return Mix(seed + 2, name) % 3 != 0;
    };
  }

  RollUpOptions& options = question.options;
  options.by = *ParseHierarchy(oracle.by);
  options.missing = *ParseMissing(oracle.missing);
  options.lines = oracle.lines;
  options.policy = *ParseLinePolicy(oracle.policy);
  Measure& measure = question.measure;
  measure.name = "m";
  measure.combiner = *ParseCombiner(oracle.combiner);
  measure.whole = whole;
  measure.edges = oracle.edges;
  measure.scale = {"good", "fair", "poor", "bad"};
  measure.top = static_cast<std::uint32_t>(oracle.top);
  for (const Carrier carrier :
       {Carrier::kPerson, Carrier::kMembership, Carrier::kUnit, Carrier::kPost,
        Carrier::kTask}) {
    if (NameOf(carrier) == oracle.carriers) measure.carrier = carrier;
  }
  measure.hierarchies = {options.by};
  return question;
}

// Reads what the oracle is told.
class Told : public MeasureReader {
 public:
  Told(const Snapshot& snapshot, const Question& question)
      : snapshot_(snapshot), question_(question) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const std::string name = snapshot_.organization().NameOf(
          CarrierNode(snapshot_, question_.measure.carriers(), carriers[i]));
      const std::optional<double> value = question_.oracle.value(name);
      out.taken[i] = !question_.oracle.takes(name) ? Taken::kNot
                     : value                       ? Taken::kKnown
                                                   : Taken::kUnknown;
      out.values[i] = value.value_or(7);
      if (!out.weights.empty()) {
        out.weights[i] = question_.oracle.weight(name);
      }
    }
  }

 private:
  const Snapshot& snapshot_;
  const Question question_;
};

Json RowOf(const RollUp& roll_up, const RollUpValue& value) {
  const Organization& org = roll_up.snapshot().organization();
  Json top = Json::array();
  for (const TopEntry& entry : value.top) {
    top.push_back({org.NameOf(entry.node), entry.value});
  }
  return {{"value", value.number ? Json(*value.number) : Json()},
          {"known", value.known},
          {"unknown", value.unknown},
          {"classes", value.classes},
          {"top", top}};
}

// All rows, also of explanations put together again.
Json RowsOf(const RollUp& roll_up, bool explained) {
  Json rows = Json::object();
  for (const Node node : roll_up.nodes()) {
    const std::string name = roll_up.snapshot().organization().NameOf(node);
    rows[name] =
        RowOf(roll_up, explained ? roll_up.Recombine(roll_up.Explain(node))
                                 : roll_up.value(node));
  }
  return rows;
}

// Writes down whom it counts, in order: neither commutative nor idempotent nor
// invertible.
struct Order {
  using Value = std::vector<std::string>;
  static constexpr bool kIdempotent = false;
  static constexpr bool kInvertible = false;
  Value Identity() const { return {}; }
  void Combine(Value& into, const Value& from) const {
    into.insert(into.end(), from.begin(), from.end());
  }
};

// The same question about who is counted, by the caller's own combiner.
void CompareOrder(const Snapshot& snapshot, const Question& question,
                  const Json& expected) {
  const Organization& org = snapshot.organization();
  RollUpOptions options = question.options;
  options.missing = Missing::kExclude;
  const absl::StatusOr<Folded<Order>> folded = FoldUp(
      snapshot, question.measure.carriers(), Order(),
      [&](Node node) -> std::optional<Order::Value> {
        const std::string name = org.NameOf(node);
        if (!question.oracle.value(name)) return std::nullopt;
        return Order::Value{name};
      },
      options);
  ASSERT_TRUE(folded.ok()) << folded.status();
  for (const auto& [name, row] : expected.items()) {
    const Node node = *org.Find(name);
    const Json order = row.value("order", Json::array());
    const FoldedValue<Order> value = folded->value(node);
    ASSERT_EQ(Json(*value.value), order) << name;
    Order::Value explained;
    for (const FoldedPart<Order>& part : folded->Explain(node)) {
      Order().Combine(explained, *part.counted.value);
    }
    ASSERT_EQ(explained, *value.value) << name;
  }
}

// Gives most units lines of these kinds whose shares sum to 1.
void ShareLines(std::mt19937_64& bits, const std::vector<std::string>& kinds,
                Json& document) {
  if (!document.contains("units")) return;
  const Json units = document["units"];
  document["unit_lines"] = Json::array();
  for (Json& unit : document["units"]) {
    for (const char* field : {"parent", "valid_from", "valid_to"}) {
      unit.erase(field);
    }
    double rest = 1;
    Json lines = Json::array();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const Json& parent = units[bits() % units.size()]["id"];
      if (parent == unit["id"] || bits() % 8 == 0) continue;
      const double share =
          bits() % 5 == 0 ? 0 : rest / (bits() % 2 == 0 ? 2 : 4);
      rest -= share;
      lines.push_back({{"child", unit["id"]},
                       {"parent", parent},
                       {"kind", kinds[i]},
                       {"weight", share}});
    }
    if (lines.empty()) continue;
    lines.back()["weight"] = lines.back()["weight"].get<double>() + rest;
    for (const Json& line : lines) document["unit_lines"].push_back(line);
  }
}

TEST(OracleFoldTest, AgreesOnRandomQuestions) {
  std::vector<std::string> days = testing::RandomDocumentOptions().days;
  days.push_back("2024-04-15");
  int split = 0, walked = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments; ++seed) {
    std::mt19937_64 bits(seed);
    Json document = testing::RandomDocument(bits);
    Question question = RandomQuestion(bits, seed);
    if (question.oracle.policy == "split") {
      ShareLines(bits, question.oracle.lines, document);
    }
    const absl::StatusOr<Organization> organization =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(organization.ok()) << seed << ": " << organization.status();
    const std::string day = days[bits() % days.size()];
    const Snapshot snapshot = organization->AsOf(*ParseDay(day));
    const Oracle oracle(document, day);
    Json expected = oracle.Fold(question.oracle);

    question.measure.open = [&](const Snapshot& of) {
      return std::make_unique<Told>(of, question);
    };
    question.options.threads = 1 + static_cast<int>(seed % 3);
    const absl::StatusOr<RollUp> roll_up =
        ComputeRollUp(snapshot, question.measure, question.options);
    const std::string& combiner = question.oracle.combiner;
    const bool is_split = question.oracle.policy == "split";
    if (!roll_up.ok()) {
      // Lines of a kind that nobody has written are refused; so is what cannot
      // be split, and shares that do not sum to 1.
      const bool no_such_line =
          roll_up.status().code() == absl::StatusCode::kNotFound;
      const bool no_split =
          is_split &&
          (!expected["sums_to_one"].get<bool>() ||
           question.measure.carrier == Carrier::kPerson ||
           question.measure.carrier == Carrier::kTask || combiner == "min" ||
           combiner == "worst" || combiner == "max" || combiner == "any" ||
           combiner == "all" || combiner == "top");
      ASSERT_TRUE(no_such_line || no_split)
          << seed << ": " << roll_up.status() << document.dump(1);
      continue;
    }
    if (is_split) {
      for (const Node node : roll_up->nodes()) {
        for (const Contribution& part : roll_up->Explain(node)) {
          if (part.value.number && part.value != part.counted) ++split;
        }
      }
      ASSERT_TRUE(expected["sums_to_one"].get<bool>()) << seed;
    }
    for (auto& [name, row] : expected["rows"].items()) row.erase("order");
    const auto tell = [&](const Json& actual) {
      return Json::diff(expected["rows"], actual).dump(1) + "\nseed " +
             std::to_string(seed) + " on " + day + " " + question.oracle.by +
             " " + question.oracle.carriers + " " + combiner + " " +
             question.oracle.policy + " " + question.oracle.missing +
             Json(question.oracle.lines).dump() + "\n" + document.dump(1);
    };
    const Json actual = RowsOf(*roll_up, false);
    ASSERT_EQ(actual, expected["rows"]) << tell(actual);
    const Json explained = RowsOf(*roll_up, true);
    ASSERT_EQ(explained, actual) << tell(explained);
    ASSERT_EQ(roll_up->complete(), expected["complete"].get<bool>())
        << tell(actual);
    if (is_split || question.oracle.missing == "zero") continue;
    Oracle::FoldQuestion all = question.oracle;
    all.takes = [](const std::string&) { return true; };
    ++walked;
    CompareOrder(snapshot, question, oracle.Fold(all)["rows"]);
    ASSERT_FALSE(HasFatalFailure()) << tell(actual);
  }
  EXPECT_GT(split, static_cast<int>(testing::kRandomDocuments / 100));
  EXPECT_GT(walked, static_cast<int>(testing::kRandomDocuments / 4));
}

}  // namespace
}  // namespace zeren
