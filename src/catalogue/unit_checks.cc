// Units that nobody heads, units with nobody or with too few or too many in
// them, and units without what has to be below them.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/kinds.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/json_node.h"

namespace zeren::internal {
namespace {

ParamSpec UnitKindParam() {
  return WordParam("unit_kind", "unit_kinds",
                   Say("only units of this kind", "只检查这一类单位"));
}

// Of a check whose first parameter is the kind.
bool OfKind(const CheckView& view, UnitId unit, const Params& params) {
  return Admits(params, 0, KindWordOf(view, unit));
}

void FindHeadMissing(const CheckView& view, Node focus, const Params& params,
                     std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  if (view.head(unit)) return;
  if (!OfKind(view, unit, params)) return;
  out.push_back({.focus = focus});
}

Text SayHeadMissing(const Organization& organization,
                    const Detection& detection, const Params&) {
  return Say(
      Concat(InEnglish(organization, detection.focus), " has no head post"),
      Concat(InChinese(organization, detection.focus), "没有负责人岗位"));
}

void FindUnitEmpty(const CheckView& view, Node focus, const Params& params,
                   std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  if (view.HasMembers(unit) || !view.children(unit).empty()) return;
  const IdRange<PostId> posts = view.posts(unit);
  const bool vacant = std::all_of(posts.begin(), posts.end(), [&](PostId post) {
    return view.state(post) == PostState::kVacant;
  });
  if (!vacant || !OfKind(view, unit, params)) return;
  out.push_back({.focus = focus});
}

Text SayUnitEmpty(const Organization& organization, const Detection& detection,
                  const Params&) {
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " is empty: no members, no units below, and no post filled"),
      Concat(InChinese(organization, detection.focus),
             "是空的：没有成员，没有下级单位，岗位全部空缺"));
}

enum SizeParam : std::size_t { kSizeKind, kHeadCount, kSizeRange };

void FindUnitSize(const CheckView& view, Node focus, const Params& params,
                  std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  if (!OfKind(view, unit, params)) return;
  const std::int64_t members = view.HeadCount(unit, *params.word(kHeadCount));
  if (!CrossedBy(members, params, kSizeRange)) return;
  out.push_back({.focus = focus,
                 .value = BesideRange("members", members, params, kSizeRange)});
}

Text SayUnitSize(const Organization& organization, const Detection& detection,
                 const Params& params) {
  const std::int64_t members =
      IntegerIn(detection.value, "members").value_or(0);
  const CrossedBound crossed =
      CrossedBy(members, params, kSizeRange).value_or(CrossedBound());
  const std::string_view counted = *params.word(kHeadCount);
  const bool everybody = counted == "all";
  const std::string bound = std::to_string(crossed.bound);
  return Say(
      Concat(InEnglish(organization, detection.focus), " has ",
             std::to_string(members), members == 1 ? " member" : " members",
             everybody ? "" : Concat(" (", counted, ")"),
             crossed.below ? ", fewer than " : ", more than ", bound),
      Concat(InChinese(organization, detection.focus), "有",
             std::to_string(members), "名成员",
             everybody ? "" : Concat("（", counted, "）"),
             crossed.below ? "，少于" : "，多于", bound, "名"));
}

enum CoverageParam : std::size_t { kCoveredKind, kWhen, kRequires };

void FindCoverage(const CheckView& view, Node focus, const Params& params,
                  std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  if (!OfKind(view, unit, params)) return;
  const std::string_view required = *params.word(kRequires);
  const auto below = view.children(unit);
  if (std::any_of(below.begin(), below.end(), [&](UnitId child) {
        return KindWordOf(view, child) == required;
      })) {
    return;
  }
  if (!view.Matches(focus, params.condition(kWhen))) return;
  out.push_back(
      {.focus = focus, .value = Value::Record{{"requires", required}}});
}

Text SayCoverage(const Organization& organization, const Detection& detection,
                 const Params&) {
  const std::string_view required = WordIn(detection.value, "requires");
  return Say(
      Concat(InEnglish(organization, detection.focus), " has no unit of kind ",
             InEnglish(organization, Vocabulary::kUnitKinds, required),
             " directly below"),
      Concat(InChinese(organization, detection.focus), "没有",
             InChinese(organization, Vocabulary::kUnitKinds, required),
             "类的直接下级单位"));
}

}  // namespace

CheckSpec HeadMissing() {
  return {.name = "head_missing",
          .meaning = Say("a unit has no head post", "单位没有负责人岗位"),
          .focus_kinds = {NodeKind::kUnit},
          .params = {UnitKindParam()},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPosts},
                    .reach = Reach::kRow},
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
                // Which units are below rests on all lines of theirs.
                .reach = Reach::kSubtree},
      .evaluate = FindUnitEmpty,
      .message = SayUnitEmpty};
}

CheckSpec UnitSize() {
  ParamSpec count =
      WordParam("count", std::string(kHeadCounts),
                Say("which members are counted: a head count of the profile",
                    "计入哪些成员：配置中的一种人数口径"));
  count.default_value = "all";
  auto [min, max] =
      RangeParams("persons", Say("how many there are at least", "至少的人数"),
                  Say("how many there are at most", "至多的人数"));
  return {
      .name = "unit_size",
      .meaning = Say("a unit itself, without those below, has fewer members "
                     "than `min` or more than `max`; each person counts once",
                     "单位本身（不含下级）的成员人数少于下限或多于上限；"
                     "每人只计一次"),
      .focus_kinds = {NodeKind::kUnit},
      .params = {UnitKindParam(), std::move(count), std::move(min),
                 std::move(max)},
      .scope = {.reads = {FactKind::kUnits, FactKind::kPersons,
                          FactKind::kMemberships},
                .reach = Reach::kRow},
      .evaluate = FindUnitSize,
      .message = SayUnitSize};
}

CheckSpec Coverage() {
  ParamSpec required =
      WordParam("requires", "unit_kinds",
                Say("the kind of unit that has to be directly below",
                    "必须设立的直接下级单位的类别"));
  required.required = true;
  return {.name = "coverage",
          .meaning = Say("a unit that meets a condition has no unit of a "
                         "required kind directly below",
                         "符合条件的单位没有设立所要求的直接下级单位"),
          .focus_kinds = {NodeKind::kUnit},
          .params = {UnitKindParam(),
                     ConditionParam("when",
                                    Say("only units that meet this condition",
                                        "只检查符合此条件的单位")),
                     std::move(required)},
          // The condition may ask about members, what they hold, and posts.
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kPosts, FactKind::kPersons,
                              FactKind::kMemberships, FactKind::kAppointments},
                    .reach = Reach::kSubtree},
          .evaluate = FindCoverage,
          .message = SayCoverage};
}

}  // namespace zeren::internal
