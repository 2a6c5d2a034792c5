// What random changes of random documents do, by the library and by comparing
// two documents that are each loaded afresh: the one before, and the one that
// plain JSON becomes. Only names are compared, so that no id is shared.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "tests/gaps/random_case.h"
#include "tests/support/effort.h"
#include "tests/support/random_changes.h"
#include "tests/support/random_document.h"
#include "zeren/advise/what_if.h"
#include "zeren/assign/resolution.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/compare.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

using Json = nlohmann::json;
using Lines = std::vector<std::string>;

const std::vector<Role> kAsked = {Role::kAccountable, Role::kResponsible,
                                  Role::kSupport};

// ------------------------------------------------------- The naive comparison

// What one document says, by names.
struct Said {
  std::multiset<std::string> gaps;            // Fingerprints.
  std::map<std::string, std::string> waived;  // Of those that are there once.
  std::array<std::size_t, 3> counts;
  std::map<std::string, std::string> answers;  // By "task:t accountable".
  std::map<std::string, double> weights;       // By work.
  std::set<std::string> unanswered;
  std::map<std::string, std::size_t> spans;
  // By measure and node.
  std::map<std::pair<std::string, std::string>, std::optional<double>> values;
  bool complete = true;
};

std::string Joined(std::set<std::string> names) {
  std::string text;
  for (const std::string& name : names) text += " " + name;
  return text;
}

void SayGaps(const Snapshot& today, Said& said) {
  const absl::StatusOr<GapReport> report = FindGaps(today);
  ASSERT_TRUE(report.ok()) << report.status();
  std::set<std::string> twice;
  for (const Gap& gap : report->gaps()) {
    const std::string fingerprint = report->FingerprintOf(gap);
    if (said.gaps.contains(fingerprint)) twice.insert(fingerprint);
    said.gaps.insert(fingerprint);
    said.waived[fingerprint] = gap.waived() ? report->WaivedBy(gap) + ": " +
                                                  report->WaiverReasonOf(gap)
                                            : "";
  }
  for (const std::string& fingerprint : twice) said.waived.erase(fingerprint);
  for (std::size_t i = 0; i < 3; ++i) {
    said.counts[i] = report->count(static_cast<Severity>(i));
  }
  said.complete = said.complete && report->complete();
}

void SayAnswers(const Snapshot& today, const Json& document, Said& said) {
  const Organization& org = today.organization();
  const TaskStates states(today);
  for (const auto& [array, kind] :
       {std::pair("tasks", "task:"), std::pair("duties", "duty:")}) {
    if (!document.contains(array)) continue;
    for (const Json& record : document[array]) {
      const std::string name = kind + record["id"].get<std::string>();
      const Node work = *today.Find(name);
      if (const auto task = work.As<TaskId>()) {
        if (!states.open(*task)) continue;
        said.weights[name] =
            record.contains("effort") && !record["effort"].is_null()
                ? record["effort"].get<double>()
                : 1;
      } else {
        if (!today.InForce(work)) continue;
        said.weights[name] = 1;
      }
      for (const Role role : kAsked) {
        const Resolution who = ResolveResponsible(today, work, role);
        std::set<std::string> names;
        for (const PersonId id : who.persons) names.insert(org.NameOf(id));
        for (const PostId id : who.posts) names.insert(org.NameOf(id));
        if (who.undisclosed) names.insert("withheld");
        const std::string key = name + " " + std::string(NameOf(role));
        said.answers[key] = Joined(names);
        if (!who.answered()) said.unanswered.insert(key);
        said.complete = said.complete && who.complete;
      }
    }
  }
}

void SayStructure(const Snapshot& today, Said& said) {
  const Organization& org = today.organization();
  for (std::uint32_t i = 0; i < today.posts().count(); ++i) {
    std::size_t reports = 0;
    for (std::uint32_t j = 0; j < today.posts().count(); ++j) {
      if (today.posts().in_force(PostId{j}) &&
          today.posts().superior(PostId{j}) == PostId{i}) {
        ++reports;
      }
    }
    if (reports > 0) said.spans[org.NameOf(PostId{i})] = reports;
  }
  for (const std::string& measure : WhatIfOptions().measures) {
    const absl::StatusOr<RollUp> roll_up = ComputeRollUp(today, measure);
    ASSERT_TRUE(roll_up.ok()) << roll_up.status();
    for (const Node node : roll_up->nodes()) {
      said.values[{measure, org.NameOf(node)}] = roll_up->value(node).number;
    }
    said.complete = said.complete && roll_up->complete();
  }
}

Said Ask(const Snapshot& today, const Json& document) {
  Said said;
  SayGaps(today, said);
  SayAnswers(today, document, said);
  SayStructure(today, said);
  return said;
}

template <typename Map>
std::string Get(const Map& map, const typename Map::key_type& key) {
  const auto at = map.find(key);
  return at == map.end() ? "none" : ":" + at->second;
}

// "answer task:t accountable: person:p -> none" and so on, in any order.
std::set<std::string> Differences(const Said& before, const Said& after) {
  std::set<std::string> lines;
  std::set<std::string> keys;
  const auto gather = [&](const auto& a, const auto& b) {
    keys.clear();
    for (const auto& [key, value] : a) keys.insert(key);
    for (const auto& [key, value] : b) keys.insert(key);
  };
  gather(before.answers, after.answers);
  for (const std::string& key : keys) {
    const std::string was = Get(before.answers, key);
    const std::string is = Get(after.answers, key);
    if (was != is) lines.insert("answer " + key + was + " -> " + is);
  }
  gather(before.spans, after.spans);
  for (const std::string& key : keys) {
    const auto of = [&](const Said& said) {
      const auto at = said.spans.find(key);
      return at == said.spans.end() ? 0 : at->second;
    };
    if (of(before) == of(after)) continue;
    lines.insert("span " + key + " " + std::to_string(of(before)) + " -> " +
                 std::to_string(of(after)));
  }
  return lines;
}

// The measures of which a node that is not there has no number.
bool IsMean(const std::string& measure) { return measure == "task_progress"; }

std::string TextOf(const std::optional<double>& number) {
  return number ? std::to_string(*number) : "-";
}

std::set<std::string> ValueDifferences(const Said& before, const Said& after) {
  std::set<std::pair<std::string, std::string>> keys;
  for (const auto& [key, value] : before.values) keys.insert(key);
  for (const auto& [key, value] : after.values) keys.insert(key);
  std::set<std::string> lines;
  for (const auto& key : keys) {
    const auto of = [&](const Said& said) -> std::optional<double> {
      const auto at = said.values.find(key);
      if (at != said.values.end()) return at->second;
      if (IsMean(key.first)) return std::nullopt;
      return 0;
    };
    const std::optional<double> was = of(before);
    const std::optional<double> is = of(after);
    if (was == is) continue;
    std::string line =
        key.first + " " + key.second + " " + TextOf(was) + " -> " + TextOf(is);
    if (was && is) line += " by " + TextOf(*is - *was);
    lines.insert(line);
  }
  return lines;
}

// ------------------------------------------------------------ What we compare

std::string NameOf(const WhatIfResult& result, Node node) {
  return result.after.organization().NameOf(node);
}

std::string TextOf(const WhatIfResult& result,
                   const std::optional<WorkAnswer>& answer) {
  if (!answer) return "none";
  std::set<std::string> names;
  for (const PersonId id : answer->persons) names.insert(NameOf(result, id));
  for (const PostId id : answer->posts) names.insert(NameOf(result, id));
  if (answer->undisclosed) names.insert("withheld");
  return ":" + Joined(names);
}

std::set<std::string> Told(const WhatIfResult& result) {
  std::set<std::string> lines;
  for (const AnswerMove& move : result.answers.rows) {
    const std::string key =
        NameOf(result, move.work) + " " + std::string(NameOf(move.role));
    lines.insert("answer " + key + TextOf(result, move.before) + " -> " +
                 TextOf(result, move.after));
  }
  for (const SpanMove& move : result.spans.rows) {
    lines.insert("span " + NameOf(result, move.post) + " " +
                 std::to_string(move.before.value_or(0)) + " -> " +
                 std::to_string(move.after.value_or(0)));
  }
  return lines;
}

std::set<std::string> ToldValues(const WhatIfResult& result) {
  std::set<std::string> lines;
  for (const MeasureMoves& moves : result.roll_ups) {
    const auto of = [&](const std::optional<RollUpValue>& value) {
      if (value) return value->number;
      return IsMean(moves.measure.name) ? std::nullopt
                                        : std::optional<double>(0);
    };
    for (const ValueMove& move : moves.nodes.rows) {
      std::string line = moves.measure.name + " " + NameOf(result, move.node) +
                         " " + TextOf(of(move.before)) + " -> " +
                         TextOf(of(move.after));
      if (move.change) line += " by " + TextOf(move.change);
      lines.insert(line);
    }
  }
  return lines;
}

void CompareGapLists(const WhatIfResult& result, const Said& before,
                     const Said& after) {
  std::multiset<std::string> added;
  std::multiset<std::string> removed;
  std::set_difference(after.gaps.begin(), after.gaps.end(), before.gaps.begin(),
                      before.gaps.end(), std::inserter(added, added.end()));
  std::set_difference(before.gaps.begin(), before.gaps.end(),
                      after.gaps.begin(), after.gaps.end(),
                      std::inserter(removed, removed.end()));
  const WhatIfGaps& gaps = result.gaps;
  const auto fingerprints = [](const GapReport& report,
                               const std::vector<std::size_t>& places) {
    std::multiset<std::string> all;
    for (const std::size_t at : places) {
      all.insert(report.FingerprintOf(report.gaps()[at]));
    }
    return all;
  };
  EXPECT_EQ(fingerprints(gaps.after, gaps.added.rows), added);
  EXPECT_EQ(fingerprints(gaps.before, gaps.removed.rows), removed);
  EXPECT_TRUE(std::is_sorted(gaps.added.rows.begin(), gaps.added.rows.end()));
  EXPECT_TRUE(
      std::is_sorted(gaps.removed.rows.begin(), gaps.removed.rows.end()));

  std::set<std::string> waivers;
  for (const auto& [fingerprint, waived] : after.waived) {
    const auto was = before.waived.find(fingerprint);
    if (was != before.waived.end() && was->second != waived) {
      waivers.insert(fingerprint);
    }
  }
  std::set<std::string> told;
  for (const GapDiff::Still& still : gaps.waivers.rows) {
    const std::string fingerprint =
        gaps.after.FingerprintOf(gaps.after.gaps()[still.after]);
    if (before.waived.contains(fingerprint) &&
        after.waived.contains(fingerprint)) {
      told.insert(fingerprint);
    }
  }
  EXPECT_EQ(told, waivers);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(after.counts[i] + gaps.closed[i],
              before.counts[i] + gaps.opened[i]);
  }
}

// The lists are in the order that the header promises.
void CheckOrder(const WhatIfResult& result, const Said& before,
                const Said& after) {
  std::vector<std::tuple<bool, double, std::string, Role>> answers;
  std::size_t unanswered = 0;
  for (const AnswerMove& move : result.answers.rows) {
    const std::string work = NameOf(result, move.work);
    const std::string key = work + " " + std::string(NameOf(move.role));
    const bool nobody = after.unanswered.contains(key);
    const auto weight = after.weights.find(work);
    const double expected = weight != after.weights.end()
                                ? weight->second
                                : before.weights.at(work);
    EXPECT_EQ(move.weight, expected) << work;
    EXPECT_EQ(move.unanswered(), nobody) << key;
    unanswered += nobody ? 1 : 0;
    answers.emplace_back(!nobody, -move.weight, work, move.role);
  }
  EXPECT_TRUE(std::is_sorted(answers.begin(), answers.end()));
  EXPECT_EQ(result.unanswered, unanswered);
  std::vector<std::tuple<std::int64_t, std::string>> spans;
  for (const SpanMove& move : result.spans.rows) {
    spans.emplace_back(-std::abs(move.change()), NameOf(result, move.post));
  }
  EXPECT_TRUE(std::is_sorted(spans.begin(), spans.end()));
  for (const MeasureMoves& moves : result.roll_ups) {
    double last = 0;
    bool first = true;
    for (const ValueMove& move : moves.nodes.rows) {
      const double size = move.change ? std::abs(*move.change) : -1;
      EXPECT_TRUE(first || size <= last);
      first = false;
      last = size;
    }
  }
}

// Lists cut to `top` rows are the beginnings of those that are not.
void CheckTop(const WhatIfResult& all, const WhatIfResult& cut,
              std::size_t top) {
  const auto expect = [&](const auto& whole, const auto& part) {
    EXPECT_EQ(part.total(), whole.total());
    ASSERT_EQ(part.rows.size(), std::min(top, whole.rows.size()));
    EXPECT_TRUE(
        std::equal(part.rows.begin(), part.rows.end(), whole.rows.begin()));
  };
  expect(all.gaps.added, cut.gaps.added);
  expect(all.gaps.removed, cut.gaps.removed);
  expect(all.gaps.waivers, cut.gaps.waivers);
  expect(all.answers, cut.answers);
  expect(all.spans, cut.spans);
  for (std::size_t i = 0; i < all.roll_ups.size(); ++i) {
    expect(all.roll_ups[i].nodes, cut.roll_ups[i].nodes);
  }
  EXPECT_EQ(cut.gaps.opened, all.gaps.opened);
  EXPECT_EQ(cut.unanswered, all.unanswered);
  EXPECT_EQ(cut.complete, all.complete);
}

// Adds the approval of a gap that there is to the changes, if its rule may be
// waived.
void AddApproval(std::mt19937_64& bits, const Snapshot& today, Json& changes) {
  const absl::StatusOr<GapReport> report = FindGaps(today);
  ASSERT_TRUE(report.ok()) << report.status();
  if (report->gaps().empty()) return;
  const Gap& gap = report->gaps()[bits() % report->gaps().size()];
  const Rule& rule = report->RuleOf(gap).rule;
  if (!rule.waivable || gap.detection.focus.kind() == NodeKind::kDocument) {
    return;
  }
  changes["changes"].push_back(
      {{"op", "add"},
       {"array", "approvals"},
       {"record",
        {{"rule", rule.id},
         {"focus", today.organization().NameOf(gap.detection.focus)},
         {"by", "unit:by"},
         {"reason", "random"}}}});
}

TEST(WhatIfRandomTest, AgreesWithDocumentsThatAreLoadedAfresh) {
  constexpr std::uint64_t kDocuments = testing::kFollowedDocuments / 40;
  std::map<std::string, std::size_t> met;
  std::size_t applied = 0;
  for (std::uint64_t seed = 0; seed < kDocuments && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 bits(seed);
    const testing::RuledDocument tried = testing::RandomCase(bits);
    const absl::CivilDay day =
        absl::CivilDay(2023, 12, 1) + static_cast<int>(bits() % 500);
    const Snapshot today = tried.organization.AsOf(day);
    std::optional<Said> before;
    for (int round = 0; round < 4 && !HasFailure(); ++round) {
      Json written = testing::RandomChanges(bits, tried.document,
                                            1 + static_cast<int>(bits() % 4));
      if (round == 3) AddApproval(bits, today, written);
      const absl::StatusOr<std::vector<Change>> changes =
          LoadChanges(written.dump());
      if (!changes.ok()) continue;
      const absl::StatusOr<WhatIfResult> result =
          WhatIf(today, *changes, {.roles = kAsked});
      if (!result.ok()) continue;
      const std::optional<Json> document =
          testing::ApplyChanges(tried.document, written);
      ASSERT_TRUE(document.has_value()) << written.dump(1);
      const absl::StatusOr<Organization> loaded =
          LoadDocument(testing::ShuffledText(bits, *document));
      ASSERT_TRUE(loaded.ok()) << loaded.status();
      ++applied;
      if (!before) before = Ask(today, tried.document);
      const Said after = Ask(loaded->AsOf(day), *document);
      CompareGapLists(*result, *before, after);
      EXPECT_EQ(Told(*result), Differences(*before, after));
      EXPECT_EQ(ToldValues(*result), ValueDifferences(*before, after));
      EXPECT_EQ(result->complete, before->complete && after.complete);
      CheckOrder(*result, *before, after);
      const std::size_t top = bits() % 3;
      const absl::StatusOr<WhatIfResult> cut =
          WhatIf(today, *changes, {.roles = kAsked, .top = top});
      ASSERT_TRUE(cut.ok()) << cut.status();
      CheckTop(*result, *cut, top);
      ASSERT_FALSE(HasFailure()) << FormatDay(day) << " round " << round << "\n"
                                 << written.dump(1) << "\n"
                                 << tried.document.dump(1);
      met["gaps"] += !result->gaps.added.empty() ? 1 : 0;
      met["gaps removed"] += !result->gaps.removed.empty() ? 1 : 0;
      met["waivers"] += !result->gaps.waivers.empty() ? 1 : 0;
      met["answers"] += !result->answers.empty() ? 1 : 0;
      met["unanswered"] += result->unanswered > 0 ? 1 : 0;
      met["spans"] += !result->spans.empty() ? 1 : 0;
      met["values"] += !ToldValues(*result).empty() ? 1 : 0;
      met["nothing"] += result->empty() ? 1 : 0;
      met["incomplete"] += result->complete ? 0 : 1;
    }
  }
  EXPECT_GT(applied, kDocuments);
  for (const char* const what :
       {"gaps", "gaps removed", "answers", "unanswered", "spans", "values",
        "nothing", "incomplete", "waivers"}) {
    EXPECT_GE(met[what], kDocuments / 50) << what;
  }
}

}  // namespace
}  // namespace zeren
