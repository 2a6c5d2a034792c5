// Tasks that were to be taken down to every unit of a kind, and were not.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/cascade_parts.h"

namespace zeren::internal {
namespace {

// A value is read by people and kept for each gap; `zeren cascade` lists all.
constexpr std::size_t kMaxUnitsListed = 100;

// The units below one, of the kind, that have no part of the task.
std::vector<Node> UnitsWithoutPart(const CheckView& view, TaskId task,
                                   UnitId top, std::uint32_t kind) {
  absl::flat_hash_set<std::uint32_t> with_part;
  ForEachCascadePart(
      view, task, [&](TaskId, UnitId unit) { with_part.insert(Index(unit)); });
  const auto& kinds =
      view.organization().rep().table<UnitView>().Get<&UnitView::kind>();
  std::vector<Node> without;
  std::vector<UnitId> open = {top};
  while (!open.empty()) {
    const UnitId at = open.back();
    open.pop_back();
    for (const UnitId unit : view.children(at)) {
      open.push_back(unit);
      if (kinds[Index(unit)] == kind && !with_part.contains(Index(unit))) {
        without.push_back(unit);
      }
    }
  }
  return without;
}

void FindNotCascaded(const CheckView& view, Node focus, const Params&,
                     std::vector<Detection>& out) {
  const OrganizationRep& rep = view.organization().rep();
  const TaskId task = *focus.As<TaskId>();
  const std::uint32_t kind =
      rep.table<TaskView>().Get<&TaskView::cascade>()[focus.index()];
  if (kind == kNoIndex || !view.open(task)) return;
  const std::optional<UnitId> top = view.unit(task);
  if (!top) return;
  const std::vector<Node> without = UnitsWithoutPart(view, task, *top, kind);
  if (without.empty()) return;
  Value::List names = NamesInOrder(view.organization(), without);
  if (names.size() > kMaxUnitsListed) names.resize(kMaxUnitsListed);
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"unit_kind", rep.names.words[kind]},
                     {"lacking", static_cast<std::int64_t>(without.size())},
                     {"units", std::move(names)}}});
}

Text SayNotCascaded(const Organization& organization,
                    const Detection& detection, const Params&) {
  const std::int64_t lacking =
      IntegerIn(detection.value, "lacking").value_or(0);
  const std::string number = std::to_string(lacking);
  const auto count = static_cast<std::size_t>(lacking);
  const std::string_view kind = WordIn(detection.value, "unit_kind");
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " has not been taken down to ", number,
             lacking == 1 ? " unit" : " units", " of the kind ",
             InEnglish(organization, Vocabulary::kUnitKinds, kind),
             " below it: ",
             InEnglish(organization, detection.value, "units", count)),
      Concat(InChinese(organization, detection.focus), "尚未分解到", number,
             "个", InChinese(organization, Vocabulary::kUnitKinds, kind),
             "类下级单位：",
             InChinese(organization, detection.value, "units", count)));
}

}  // namespace

CheckSpec NotCascaded() {
  return {.name = "not_cascaded",
          .meaning = Say("an open task that is to be taken down to every unit "
                         "of a kind (`cascade`) has no part in one of them: no "
                         "task of that unit, below it and not cancelled",
                         "须逐级分解的未完成任务在某个所要求类别的下级单位"
                         "没有对应的子任务"),
          .focus_kinds = {NodeKind::kTask},
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kTasks, FactKind::kProgress},
                    .reach = Reach::kSubtree},
          .evaluate = FindNotCascaded,
          .message = SayNotCascaded};
}

}  // namespace zeren::internal
