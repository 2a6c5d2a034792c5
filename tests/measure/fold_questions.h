// fold_questions.h -- random questions about roll-ups, put to the library and
// to the oracle.

#ifndef ZEREN_TESTS_MEASURE_FOLD_QUESTIONS_H_
#define ZEREN_TESTS_MEASURE_FOLD_QUESTIONS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "tests/support/oracle.h"
#include "tests/support/random_condition.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/roll_up.h"

namespace zeren {

// A number that only depends on a name and a seed.
inline std::uint64_t Mix(std::uint64_t seed, const std::string& name) {
  std::uint64_t hash = seed * 0x9e37'79b9'7f4a'7c15;
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100'0000'01b3;
  }
  return hash ^ (hash >> 29);
}

// What is asked, of the library and of the oracle.
struct Question {
  testing::Oracle::FoldQuestion oracle;
  RollUpOptions options;
  Measure measure;
  // The conditions of the options, as JSON has them.
  nlohmann::json where = nlohmann::json::object();
  nlohmann::json within = nlohmann::json::object();
};

inline Question RandomQuestion(std::mt19937_64& bits, std::uint64_t seed) {
  const auto pick = [&](const std::vector<std::string>& list) {
    return list[bits() % list.size()];
  };
  Question question;
  testing::Oracle::FoldQuestion& oracle = question.oracle;
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

inline Condition ConditionOrDie(const nlohmann::json& json) {
  const absl::StatusOr<Condition> condition = ParseCondition(json.dump());
  EXPECT_TRUE(condition.ok()) << condition.status() << json.dump(1);
  return condition.ok() ? *condition : Condition();
}

// Asks, mostly, for some carriers and for what sits in some nodes only.
inline void AskForSome(std::mt19937_64& bits, Question& question) {
  const std::string& by = question.oracle.by;
  const std::string& carriers = question.oracle.carriers;
  if (bits() % 4 != 0) {
    // Conditions on memberships are about their persons.
    question.where = testing::RandomCondition(
        bits, carriers == "memberships"
                  ? "person"
                  : carriers.substr(0, carriers.size() - 1));
  }
  if (bits() % 4 != 0) {
    question.within =
        testing::RandomCondition(bits, by.substr(0, by.size() - 1));
  }
  question.options.where = ConditionOrDie(question.where);
  question.options.within = ConditionOrDie(question.within);
}

// The question with its conditions, to the oracle: carriers that fail `where`
// take no part, as the measure may say of others. Both arguments must outlive
// it.
inline testing::Oracle::FoldQuestion WithConditions(
    const Question& question, const testing::Oracle& oracle) {
  testing::Oracle::FoldQuestion asked = question.oracle;
  asked.takes = [&](const std::string& name) {
    return oracle.Meets(name, question.where) && question.oracle.takes(name);
  };
  asked.keeps = [&](const std::string& name) {
    return oracle.Meets(name, question.within);
  };
  return asked;
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

inline nlohmann::json RowOf(const RollUp& roll_up, const RollUpValue& value) {
  const Organization& org = roll_up.snapshot().organization();
  nlohmann::json top = nlohmann::json::array();
  for (const TopEntry& entry : value.top) {
    top.push_back({org.NameOf(entry.node), entry.value});
  }
  return {{"value",
           value.number ? nlohmann::json(*value.number) : nlohmann::json()},
          {"known", value.known},
          {"unknown", value.unknown},
          {"classes", value.classes},
          {"top", top}};
}

// Whether a question may be refused: lines of a kind that nobody has written
// are; so is what cannot be split, and shares that do not sum to 1.
inline bool MayBeRefused(const Question& question, const absl::Status& status,
                         bool sums_to_one) {
  if (status.code() == absl::StatusCode::kNotFound) return true;
  const std::string& combiner = question.oracle.combiner;
  return question.oracle.policy == "split" &&
         (!sums_to_one || question.measure.carrier == Carrier::kPerson ||
          question.measure.carrier == Carrier::kTask || combiner == "min" ||
          combiner == "worst" || combiner == "max" || combiner == "any" ||
          combiner == "all" || combiner == "top");
}

// All rows, also of explanations put together again.
inline nlohmann::json RowsOf(const RollUp& roll_up, bool explained) {
  nlohmann::json rows = nlohmann::json::object();
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
inline void CompareOrder(const Snapshot& snapshot, const Question& question,
                         const nlohmann::json& expected) {
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
    const nlohmann::json order = row.value("order", nlohmann::json::array());
    const FoldedValue<Order> value = folded->value(node);
    ASSERT_EQ(nlohmann::json(*value.value), order) << name;
    Order::Value explained;
    for (const FoldedPart<Order>& part : folded->Explain(node)) {
      Order().Combine(explained, *part.counted.value);
    }
    ASSERT_EQ(explained, *value.value) << name;
  }
}

// What was asked, for messages.
inline std::string TextOf(const Question& question, std::uint64_t seed,
                          const std::string& day) {
  return "\nseed " + std::to_string(seed) + " on " + day + " " +
         question.oracle.by + " " + question.oracle.carriers + " " +
         question.oracle.combiner + " " + question.oracle.policy + " " +
         question.oracle.missing +
         nlohmann::json(question.oracle.lines).dump() + " where " +
         question.where.dump() + " within " + question.within.dump() + "\n";
}

// Gives most units lines of these kinds whose shares sum to 1.
inline void ShareLines(std::mt19937_64& bits,
                       const std::vector<std::string>& kinds,
                       nlohmann::json& document) {
  if (!document.contains("units")) return;
  const nlohmann::json units = document["units"];
  document["unit_lines"] = nlohmann::json::array();
  for (nlohmann::json& unit : document["units"]) {
    for (const char* field : {"parent", "valid_from", "valid_to"}) {
      unit.erase(field);
    }
    double rest = 1;
    nlohmann::json lines = nlohmann::json::array();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const nlohmann::json& parent = units[bits() % units.size()]["id"];
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
    for (const nlohmann::json& line : lines) {
      document["unit_lines"].push_back(line);
    }
  }
}

}  // namespace zeren

#endif  // ZEREN_TESTS_MEASURE_FOLD_QUESTIONS_H_
