#include "zeren/gaps/gap_diff.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace zeren {
namespace {

// A gap by what tells it from others.
struct KnownGap {
  std::string fingerprint;
  std::string value;
  std::size_t at;  // In the report.
};

std::vector<KnownGap> KnownGapsOf(const GapReport& report) {
  std::vector<KnownGap> known;
  const std::vector<Gap>& gaps = report.gaps();
  known.reserve(gaps.size());
  for (std::size_t at = 0; at < gaps.size(); ++at) {
    known.push_back(
        {report.FingerprintOf(gaps[at]), ToText(gaps[at].detection.value), at});
  }
  return known;
}

// Moves pairs of equal gaps, as `key` sees them, from both lists to `still`:
// the first with the first, the second with the second.
template <typename Key>
void Pair(std::vector<KnownGap>& before, std::vector<KnownGap>& after,
          const Key& key, std::vector<GapDiff::Still>& still) {
  const auto less = [&](const KnownGap& a, const KnownGap& b) {
    return std::tuple(key(a), a.at) < std::tuple(key(b), b.at);
  };
  std::sort(before.begin(), before.end(), less);
  std::sort(after.begin(), after.end(), less);
  std::vector<KnownGap> before_left;
  std::vector<KnownGap> after_left;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    if (j == after.size() ||
        (i < before.size() && key(before[i]) < key(after[j]))) {
      before_left.push_back(std::move(before[i++]));
    } else if (i == before.size() || key(after[j]) < key(before[i])) {
      after_left.push_back(std::move(after[j++]));
    } else {
      still.push_back({before[i++].at, after[j++].at});
    }
  }
  before = std::move(before_left);
  after = std::move(after_left);
}

}  // namespace

GapDiff CompareGaps(const GapReport& before, const GapReport& after) {
  std::vector<KnownGap> old_gaps = KnownGapsOf(before);
  std::vector<KnownGap> new_gaps = KnownGapsOf(after);
  GapDiff diff;
  Pair(
      old_gaps, new_gaps,
      [](const KnownGap& gap) { return std::tie(gap.fingerprint, gap.value); },
      diff.still);
  Pair(
      old_gaps, new_gaps,
      [](const KnownGap& gap) { return std::tie(gap.fingerprint); },
      diff.still);
  for (const KnownGap& gap : old_gaps) diff.gone.push_back(gap.at);
  for (const KnownGap& gap : new_gaps) diff.added.push_back(gap.at);
  std::sort(diff.gone.begin(), diff.gone.end());
  std::sort(diff.added.begin(), diff.added.end());
  std::sort(diff.still.begin(), diff.still.end(),
            [](const auto& a, const auto& b) { return a.after < b.after; });
  return diff;
}

}  // namespace zeren
