#include "zeren/gaps/gap_measure.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace zeren {
namespace {

// Counts each gap.
class EachGap : public MeasureReader {
 public:
  void Read(std::span<const std::uint32_t>, const Readings&) const override {}
};

}  // namespace

Measure GapMeasure(const GapReport& report, Severity severity) {
  std::vector<Node> foci;
  for (const Gap& gap : report.gaps()) {
    if (!gap.waived() && report.RuleOf(gap).rule.severity == severity) {
      foci.push_back(gap.detection.focus);
    }
  }
  using Translations = std::vector<Text::Translation>;
  return {
      .name = "gaps." + std::string(NameOf(severity)),
      .title = Text(Translations{
          {"en", "gaps (" + std::string(NameOf(severity)) + ")"},
          {"zh", "缺口数（" + std::string(NameOf(severity)) + "）"}}),
      .meaning =
          Text(Translations{{"en", "Gaps of a severity that are not waived"},
                            {"zh", "该级别中未豁免的缺口"}}),
      .unit = "gaps",
      .carrier = Carrier::kListed,
      .listed = std::make_shared<const std::vector<Node>>(std::move(foci)),
      .combiner = Combiner::kCount,
      .more_is_better = false,
      .hierarchies = {Hierarchy::kUnits, Hierarchy::kPosts, Hierarchy::kTasks},
      .open = [](const Snapshot&)
          -> absl::StatusOr<std::unique_ptr<MeasureReader>> {
        return std::make_unique<EachGap>();
      }};
}

}  // namespace zeren
