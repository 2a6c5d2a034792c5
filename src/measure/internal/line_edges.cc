#include "src/measure/internal/line_edges.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"

namespace zeren::internal {
namespace {

constexpr std::string_view kPrimary = "primary";
constexpr double kShareRounding = 1e-9;

// Of the line by which the parent was chosen; `parent` on the unit itself has
// none, which is 1.
double WeightOfPrimary(const OrganizationRep& org, DayNumber day,
                       std::uint32_t unit, std::uint32_t parent) {
  const Table<UnitLineView>& lines = org.table<UnitLineView>();
  double weight = 1;
  // Rows of a unit are by start, so that the last one counts.
  for (std::uint32_t row = org.lines_of_unit.begin(unit);
       row < org.lines_of_unit.end(unit); ++row) {
    const std::uint32_t kind = lines.Get<&UnitLineView::kind>()[row];
    if (lines.Get<&UnitLineView::parent>()[row] != parent ||
        (kind != kNoIndex && org.names.words[kind] != kPrimary) ||
        !lines.Written(row).Contains(day)) {
      continue;
    }
    weight = NumberCodec::Decode(lines.Get<&UnitLineView::weight>()[row])
                 .value_or(1);
  }
  return weight;
}

// Lines of one pair are one edge. Weights are added in order of size, so that
// the order of records leaves no trace.
void MergeLines(std::vector<LineEdge>& lines) {
  std::sort(
      lines.begin(), lines.end(), [](const LineEdge& a, const LineEdge& b) {
        return a.parent != b.parent ? a.parent < b.parent : a.weight < b.weight;
      });
  std::size_t kept = 0;
  for (const LineEdge& line : std::vector(lines)) {
    if (kept > 0 && lines[kept - 1].parent == line.parent) {
      lines[kept - 1].weight += line.weight;
    } else {
      lines[kept++] = {line.parent, 0 + line.weight};
    }
  }
  lines.resize(kept);
}

}  // namespace

bool FollowsPrimaryForest(const RollUpOptions& options) {
  return options.policy == LinePolicy::kPrimaryOnly ||
         (options.policy == LinePolicy::kDistinct &&
          options.lines == std::vector<std::string>{std::string(kPrimary)});
}

absl::StatusOr<LineKinds> FindLineKinds(const OrganizationRep& org,
                                        const std::vector<std::string>& kinds) {
  const auto& kind_of = org.table<UnitLineView>().Get<&UnitLineView::kind>();
  const std::size_t rows = org.table<UnitLineView>().size();
  LineKinds found;
  for (const std::string& kind : kinds) {
    if (kind == kPrimary) {
      found.primary = true;
      continue;
    }
    const std::uint32_t word = org.names.words.Find(kind);
    if (word != kNoIndex) found.words.push_back(word);
    const std::vector<VocabularyEntry>& known = org.profile.line_kinds;
    if (std::any_of(known.begin(), known.end(),
                    [&](const auto& entry) { return entry.id == kind; })) {
      continue;
    }
    bool used = false;
    for (std::uint32_t row = 0; row < rows && !used; ++row) {
      used = word != kNoIndex && kind_of[row] == word;
    }
    if (used) continue;
    std::vector<std::string_view> names = {kPrimary};
    for (const VocabularyEntry& entry : known) names.push_back(entry.id);
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (kind_of[row] != kNoIndex) {
        names.push_back(org.names.words[kind_of[row]]);
      }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return absl::NotFoundError(
        ToAbsl(Concat("there are no unit lines of kind ", Quoted(kind),
                      NearestOrAll(kind, names))));
  }
  return found;
}

std::vector<LineEdge> LinesUp(
    const OrganizationRep& org, DayNumber day, const LineKinds& kinds,
    std::uint32_t unit, std::uint32_t parent,
    const std::function<bool(std::uint32_t unit)>& in_force) {
  std::vector<LineEdge> up;
  if (kinds.primary && parent != kNoIndex) {
    up.push_back({parent, WeightOfPrimary(org, day, unit, parent)});
  }
  const Table<UnitLineView>& lines = org.table<UnitLineView>();
  for (std::uint32_t row = org.lines_of_unit.begin(unit);
       row < org.lines_of_unit.end(unit); ++row) {
    const std::uint32_t kind = lines.Get<&UnitLineView::kind>()[row];
    const std::uint32_t above = lines.Get<&UnitLineView::parent>()[row];
    if (std::find(kinds.words.begin(), kinds.words.end(), kind) ==
            kinds.words.end() ||
        above == unit || !lines.Written(row).Contains(day) ||
        !in_force(above)) {
      continue;
    }
    up.push_back(
        {above, NumberCodec::Decode(lines.Get<&UnitLineView::weight>()[row])
                    .value_or(1)});
  }
  MergeLines(up);
  return up;
}

double SumOfShares(std::span<const LineEdge> lines) {
  double sum = 0;
  for (const LineEdge& line : lines) sum += line.weight;
  return sum;
}

bool IsWhole(double sum_of_shares) {
  return std::abs(sum_of_shares - 1) <= kShareRounding;
}

}  // namespace zeren::internal
