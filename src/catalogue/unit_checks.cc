// Units that nobody heads, and units in which there is nobody.

#include <algorithm>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

ParamSpec UnitKindParam() {
  return WordParam("unit_kind", "unit_kinds",
                   Say("only units of this kind", "只检查这一类单位"));
}

bool OfKind(const Snapshot& snapshot, UnitId unit, const Params& params) {
  const OrganizationRep& rep = snapshot.organization().rep();
  const std::uint32_t kind =
      rep.table<UnitView>().Get<&UnitView::kind>()[Index(unit)];
  return Admits(params, 0, rep.names.words[kind]);
}

void FindHeadMissing(const CheckView& view, Node focus, const Params& params,
                     std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  if (view.snapshot().units().head(unit)) return;
  if (!OfKind(view.snapshot(), unit, params)) return;
  out.push_back({.focus = focus});
}

Text SayHeadMissing(const Snapshot& snapshot, const Detection& detection,
                    const Params&) {
  return Say(Concat(InEnglish(snapshot, detection.focus), " has no head post"),
             Concat(InChinese(snapshot, detection.focus), "没有负责人岗位"));
}

void FindUnitEmpty(const CheckView& view, Node focus, const Params& params,
                   std::vector<Detection>& out) {
  const Snapshot& snapshot = view.snapshot();
  const Units& units = snapshot.units();
  const UnitId unit = *focus.As<UnitId>();
  if (!units.member_rows(unit).empty() || !units.children(unit).empty()) return;
  const IdRange<PostId> posts = units.posts(unit);
  const bool vacant = std::all_of(posts.begin(), posts.end(), [&](PostId post) {
    return snapshot.posts().state(post) == PostState::kVacant;
  });
  if (!vacant || !OfKind(snapshot, unit, params)) return;
  out.push_back({.focus = focus});
}

Text SayUnitEmpty(const Snapshot& snapshot, const Detection& detection,
                  const Params&) {
  return Say(
      Concat(InEnglish(snapshot, detection.focus),
             " is empty: no members, no units below, and no post filled"),
      Concat(InChinese(snapshot, detection.focus),
             "是空的：没有成员，没有下级单位，岗位全部空缺"));
}

}  // namespace

CheckSpec HeadMissing() {
  return {.name = "head_missing",
          .meaning = Say("a unit has no head post", "单位没有负责人岗位"),
          .focus_kinds = {NodeKind::kUnit},
          .params = {UnitKindParam()},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPosts},
                    .reach = Reach::kRow,
                    .reads_day = true},
          .evaluate = FindHeadMissing,
          .message = SayHeadMissing};
}

CheckSpec UnitEmpty() {
  return {
      .name = "unit_empty",
      .meaning = Say("a unit has no members and no units below, and all its "
                     "posts are vacant",
                     "单位没有成员，没有下级单位，岗位全部空缺"),
      .focus_kinds = {NodeKind::kUnit},
      .params = {UnitKindParam()},
      .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                          FactKind::kPosts, FactKind::kPersons,
                          FactKind::kMemberships, FactKind::kAppointments},
                .reach = Reach::kRow,
                .reads_day = true},
      .evaluate = FindUnitEmpty,
      .message = SayUnitEmpty};
}

}  // namespace zeren::internal
