#include "zeren/gaps/baseline.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "zeren/core/period.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::ToAbsl;

// A name as baselines keep it: the order of languages means nothing.
Text SortedText(const TextView& text) {
  if (!text.multilingual()) return Text(std::string(text.plain()));
  std::vector<Text::Translation> translations;
  for (const auto& [language, string] : text.translations()) {
    translations.emplace_back(language, string);
  }
  std::sort(translations.begin(), translations.end());
  return Text(std::move(translations));
}

std::string NameForMessages(const Text& name) {
  const std::string_view text = name.In("en");
  return text.empty() ? "an organisation without a name"
                      : internal::Quoted(text);
}

auto OrderOf(const AcceptedGap& gap) {
  return std::tie(gap.rule, gap.focus, gap.key, gap.fingerprint);
}

// Whether the baseline speaks of nodes, and the document has none of them.
bool IsOfOtherNodes(const Baseline& baseline, const Organization& org) {
  bool of_nodes = false;
  for (const AcceptedGap& gap : baseline.accepted) {
    if (gap.focus == org.NameOf(Node())) continue;
    if (org.Find(gap.focus)) return false;
    of_nodes = true;
  }
  return of_nodes;
}

// What is left of an entry while gaps are matched with it.
struct Entry {
  std::size_t left = 0;   // Of the gaps that it accepts.
  std::size_t there = 0;  // Of these, those that are in the report.
  Severity severity = Severity::kViolation;
};

}  // namespace

std::string_view NameOf(BaselineState state) {
  switch (state) {
    case BaselineState::kNew:
      return "new";
    case BaselineState::kAccepted:
      return "accepted";
    case BaselineState::kWaived:
      break;
  }
  return "waived";
}

absl::StatusOr<Baseline> AcceptGaps(const GapReport& report,
                                    const AcceptOptions& options) {
  const Organization& org = report.snapshot().organization();
  Baseline baseline;
  baseline.organization = SortedText(org.name());
  baseline.taken = report.snapshot().day();
  baseline.owner = options.owner;
  baseline.expires = options.expires;
  if (baseline.ExpiredOn(baseline.taken)) {
    return absl::InvalidArgumentError(ToAbsl(Concat(
        "a baseline taken on ", FormatDay(baseline.taken), " cannot expire on ",
        FormatDay(*baseline.expires), "; name a later day")));
  }
  for (const Gap& gap : report.gaps()) {
    if (gap.waived()) continue;
    const Rule& rule = report.RuleOf(gap).rule;
    baseline.accepted.push_back({.fingerprint = report.FingerprintOf(gap),
                                 .rule = rule.id,
                                 .focus = org.NameOf(gap.detection.focus),
                                 .key = gap.detection.key,
                                 .severity = rule.severity});
  }
  std::vector<AcceptedGap>& all = baseline.accepted;
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return OrderOf(a) < OrderOf(b);
  });
  // Those that share a fingerprint become one entry.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (kept > 0 && all[kept - 1].fingerprint == all[i].fingerprint) {
      ++all[kept - 1].count;
      continue;
    }
    if (kept != i) all[kept] = std::move(all[i]);
    ++kept;
  }
  all.resize(kept);
  return baseline;
}

absl::StatusOr<BaselineComparison> CompareWithBaseline(
    const GapReport& report, const Baseline& baseline) {
  const Snapshot& snapshot = report.snapshot();
  const Text name = SortedText(snapshot.organization().name());
  if (SortedText(baseline.organization) != name) {
    return absl::InvalidArgumentError(ToAbsl(Concat(
        "the baseline is of ", NameForMessages(baseline.organization),
        ", the report of ", NameForMessages(name), "; accept the gaps anew")));
  }
  // What has no name is known by its nodes.
  if (name == Text() && IsOfOtherNodes(baseline, snapshot.organization())) {
    return absl::InvalidArgumentError(
        "the baseline is of another organisation: the document has none of the "
        "nodes that it names; accept the gaps anew");
  }
  BaselineComparison comparison;
  comparison.taken = baseline.taken;
  comparison.owner = baseline.owner;
  comparison.expires = baseline.expires;
  comparison.expired = baseline.ExpiredOn(snapshot.day());

  absl::flat_hash_map<std::string_view, Entry> entries;
  entries.reserve(baseline.accepted.size());
  for (const AcceptedGap& gap : baseline.accepted) {
    Entry& entry = entries[gap.fingerprint];
    entry.left += gap.count;
    entry.severity = std::max(entry.severity, gap.severity);
  }
  const std::vector<Gap>& gaps = report.gaps();
  comparison.states.reserve(gaps.size());
  comparison.lapsed.reserve(gaps.size());
  for (const Gap& gap : gaps) {
    BaselineState state =
        gap.waived() ? BaselineState::kWaived : BaselineState::kNew;
    bool lapsed = false;
    const Severity severity = report.RuleOf(gap).rule.severity;
    // Gaps of one fingerprint are waived all or none, as they share rule and
    // focus, so that waived ones take nothing from others.
    const auto found = entries.find(report.FingerprintOf(gap));
    if (found != entries.end() && found->second.left > 0) {
      Entry& entry = found->second;
      --entry.left;
      ++entry.there;
      // The greater value is the less severe one.
      const bool accepts = !gap.waived() && severity >= entry.severity;
      lapsed = accepts && comparison.expired;
      if (accepts && !lapsed) state = BaselineState::kAccepted;
    }
    if (state == BaselineState::kAccepted) ++comparison.accepted;
    if (state == BaselineState::kNew) {
      ++comparison.new_counts[static_cast<std::size_t>(severity)];
    }
    comparison.states.push_back(state);
    comparison.lapsed.push_back(lapsed);
  }
  for (const AcceptedGap& gap : baseline.accepted) {
    Entry& entry = entries.find(gap.fingerprint)->second;
    const std::size_t there = std::min(entry.there, gap.count);
    entry.there -= there;
    if (there == gap.count || !report.Covers(gap.rule, gap.focus)) continue;
    comparison.gone.push_back(gap);
    comparison.gone.back().count = gap.count - there;
  }
  return comparison;
}

}  // namespace zeren
