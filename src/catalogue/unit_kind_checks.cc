// Units that stand where units of their kind must not stand.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/kinds.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

void FindWrongParentKind(const CheckView& view, Node focus, const Params&,
                         std::vector<Detection>& out) {
  const Snapshot& snapshot = view.snapshot();
  const UnitId unit = *focus.As<UnitId>();
  const std::optional<UnitId> parent = snapshot.units().parent(unit);
  if (!parent) return;
  // A kind of which the profile says nothing may stand anywhere.
  const UnitKind* const kind = UnitKindOf(view, unit);
  if (kind == nullptr || kind->parents.empty()) return;
  const std::string_view above = KindWordOf(snapshot, *parent);
  if (std::find(kind->parents.begin(), kind->parents.end(), above) !=
      kind->parents.end()) {
    return;
  }
  const Organization& organization = snapshot.organization();
  out.push_back(
      {.focus = focus,
       .value = Value::Record{{"parent", organization.NameOf(Node(*parent))},
                              {"parent_kind", above},
                              {"allowed", Value::List(kind->parents.begin(),
                                                      kind->parents.end())}}});
}

Text SayWrongParentKind(const Snapshot& snapshot, const Detection& detection,
                        const Params&) {
  const Node parent = NodeIn(snapshot, detection.value, "parent");
  const std::string_view kind = WordIn(detection.value, "parent_kind");
  return Say(
      Concat(InEnglish(snapshot, detection.focus), " is below ",
             InEnglish(snapshot, parent), " of kind \"", kind,
             "\"; kinds allowed there: ",
             InEnglish(snapshot, detection.value, "allowed")),
      Concat(InChinese(snapshot, detection.focus), "的上级",
             InChinese(snapshot, parent), "属于“", kind, "”类；允许的类别：",
             InChinese(snapshot, detection.value, "allowed")));
}

void FindLevelSkipped(const CheckView& view, Node focus, const Params&,
                      std::vector<Detection>& out) {
  const Snapshot& snapshot = view.snapshot();
  const Units& units = snapshot.units();
  const UnitId unit = *focus.As<UnitId>();
  const std::optional<UnitId> parent = units.parent(unit);
  const std::optional<std::int32_t> level = units.level(unit);
  if (!parent || !level) return;
  const std::optional<std::int32_t> above = units.level(*parent);
  if (!above || *level - 1 <= *above) return;
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"level", *level},
                     {"parent", snapshot.organization().NameOf(Node(*parent))},
                     {"parent_level", *above}}});
}

Text SayLevelSkipped(const Snapshot& snapshot, const Detection& detection,
                     const Params&) {
  const Node parent = NodeIn(snapshot, detection.value, "parent");
  const std::string level =
      std::to_string(IntegerIn(detection.value, "level").value_or(0));
  const std::string above =
      std::to_string(IntegerIn(detection.value, "parent_level").value_or(0));
  return Say(Concat(InEnglish(snapshot, detection.focus), " of level ", level,
                    " is directly below ", InEnglish(snapshot, parent),
                    " of level ", above),
             Concat(InChinese(snapshot, detection.focus), "（层级", level,
                    "）直接隶属于", InChinese(snapshot, parent), "（层级",
                    above, "），中间缺级"));
}

// What is above decides whether a circle was cut at the unit.
Scope ScopeOfKinds() {
  return {.reads = {FactKind::kUnits, FactKind::kUnitLines},
          .reach = Reach::kChain,
          .reads_day = true};
}

}  // namespace

CheckSpec WrongParentKind() {
  return {.name = "wrong_parent_kind",
          .meaning = Say("a unit is directly below one of a kind that the "
                         "profile does not list in the `parents` of its kind",
                         "单位的上级不属于配置为其类别列出的上级类别"),
          .focus_kinds = {NodeKind::kUnit},
          .scope = ScopeOfKinds(),
          .evaluate = FindWrongParentKind,
          .message = SayWrongParentKind};
}

CheckSpec LevelSkipped() {
  return {.name = "level_skipped",
          .meaning = Say("the level of a unit's kind is more than one below "
                         "that of the unit directly above",
                         "单位的层级比直接上级低一级以上"),
          .focus_kinds = {NodeKind::kUnit},
          .scope = ScopeOfKinds(),
          .evaluate = FindLevelSkipped,
          .message = SayLevelSkipped};
}

}  // namespace zeren::internal
