#include "zeren/graph/units.h"

#include <unordered_map>
#include <utility>

#include "src/graph/internal/snapshot_rep.h"
#include "src/model/internal/superior_choice.h"

namespace zeren::internal {

// The primary parent: of all stated primary lines whose parent is another unit
// in force, the one with the latest written start, then the smaller id.
// `parent` on the unit itself is such a line over the unit's own validity.
void SnapshotBuilder::LinkUnits() {
  const std::uint32_t count = org_.count(NodeKind::kUnit);
  const Table<UnitView>& units = org_.table<UnitView>();
  std::vector<std::uint8_t> in_force(count);
  for (std::uint32_t unit = 0; unit < count; ++unit) {
    in_force[unit] = units.Written(unit).Contains(day_);
  }
  const auto less = ById<NodeKind::kUnit>();
  SuperiorChoice choice(count);
  const auto offer = [&](std::uint32_t child, std::uint32_t parent,
                         DayNumber start) {
    if (child < count && parent < count && child != parent && in_force[child] &&
        in_force[parent]) {
      choice.Offer(child, parent, start, less);
    }
  };
  const auto& parents = units.Get<&UnitView::parent>();
  for (std::uint32_t unit = 0; unit < count; ++unit) {
    offer(unit, parents[unit], units.Written(unit).from);
  }
  const Table<UnitLineView>& lines = org_.table<UnitLineView>();
  const std::uint32_t primary = org_.names.words.Find("primary");
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    const std::uint32_t kind = lines.Get<&UnitLineView::kind>()[row];
    const DayRange written = lines.Written(row);
    if ((kind == kNoIndex || kind == primary) && written.Contains(day_)) {
      offer(lines.Get<&UnitLineView::child>()[row],
            lines.Get<&UnitLineView::parent>()[row], written.from);
    }
  }
  Units& table = structure_->units;
  table.forest_ = Forest(std::move(choice.superiors()), in_force, less);
  if (table.forest_.cycles().empty()) return;
  under_cut_.assign(count, 0);
  for (const std::uint32_t unit : table.forest_.pre_order()) {
    const std::uint32_t parent = table.forest_.parent(unit);
    under_cut_[unit] =
        parent == kNoIndex ? table.forest_.is_cut(unit) : under_cut_[parent];
  }
}

void SnapshotBuilder::RankUnits() {
  std::unordered_map<std::uint32_t, std::int32_t> level_of_kind;
  for (const UnitKind& kind : org_.profile.unit_kinds) {
    const std::uint32_t word = org_.names.words.Find(kind.id);
    if (kind.level && word != kNoIndex) {
      level_of_kind[word] = static_cast<std::int32_t>(*kind.level);
    }
  }
  const std::uint32_t count = org_.count(NodeKind::kUnit);
  const auto& kinds = org_.table<UnitView>().Get<&UnitView::kind>();
  std::vector<std::int32_t>& levels = structure_->units.levels_;
  levels.assign(count, -1);
  if (level_of_kind.empty()) return;
  for (std::uint32_t unit = 0; unit < count; ++unit) {
    const auto found = level_of_kind.find(kinds[unit]);
    if (found != level_of_kind.end()) levels[unit] = found->second;
  }
}

}  // namespace zeren::internal
