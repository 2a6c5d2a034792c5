// Units that stand where units of their kind must not stand, and units without
// the posts that their kind has to have.

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
  const UnitId unit = *focus.As<UnitId>();
  const std::optional<UnitId> parent = view.parent(unit);
  if (!parent) return;
  // A kind of which the profile says nothing may stand anywhere.
  const UnitKind* const kind = UnitKindOf(view, unit);
  if (kind == nullptr || kind->parents.empty()) return;
  const std::string_view above = KindWordOf(view, *parent);
  if (std::find(kind->parents.begin(), kind->parents.end(), above) !=
      kind->parents.end()) {
    return;
  }
  const Organization& organization = view.organization();
  out.push_back(
      {.focus = focus,
       .value = Value::Record{{"parent", organization.NameOf(Node(*parent))},
                              {"parent_kind", above},
                              {"allowed", Value::List(kind->parents.begin(),
                                                      kind->parents.end())}}});
}

Text SayWrongParentKind(const Organization& organization,
                        const Detection& detection, const Params&) {
  const Node parent = NodeIn(organization, detection.value, "parent");
  const std::string_view kind = WordIn(detection.value, "parent_kind");
  return Say(Concat(InEnglish(organization, detection.focus), " is below ",
                    InEnglish(organization, parent), " of kind ",
                    InEnglish(organization, Vocabulary::kUnitKinds, kind),
                    "; kinds allowed there: ",
                    InEnglish(organization, Vocabulary::kUnitKinds,
                              detection.value, "allowed")),
             Concat(InChinese(organization, detection.focus), "的上级",
                    InChinese(organization, parent), "属于",
                    InChinese(organization, Vocabulary::kUnitKinds, kind),
                    "类；允许的类别：",
                    InChinese(organization, Vocabulary::kUnitKinds,
                              detection.value, "allowed")));
}

void FindLevelSkipped(const CheckView& view, Node focus, const Params&,
                      std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  const std::optional<UnitId> parent = view.parent(unit);
  const std::optional<std::int32_t> level = view.level(unit);
  if (!parent || !level) return;
  const std::optional<std::int32_t> above = view.level(*parent);
  if (!above || *level - 1 <= *above) return;
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"level", *level},
                     {"parent", view.organization().NameOf(Node(*parent))},
                     {"parent_level", *above}}});
}

Text SayLevelSkipped(const Organization& organization,
                     const Detection& detection, const Params&) {
  const Node parent = NodeIn(organization, detection.value, "parent");
  const std::string level =
      std::to_string(IntegerIn(detection.value, "level").value_or(0));
  const std::string above =
      std::to_string(IntegerIn(detection.value, "parent_level").value_or(0));
  return Say(Concat(InEnglish(organization, detection.focus), " of level ",
                    level, " is directly below ",
                    InEnglish(organization, parent), " of level ", above),
             Concat(InChinese(organization, detection.focus), "（层级", level,
                    "）直接隶属于", InChinese(organization, parent), "（层级",
                    above, "），中间缺级"));
}

// --------------------------------------------------------
// mandatory_post

std::int64_t CountPostsOfKind(const CheckView& view, UnitId unit,
                              std::string_view kind) {
  const OrganizationRep& rep = view.organization().rep();
  const auto& kinds = rep.table<PostView>().Get<&PostView::kind>();
  const std::uint32_t word = rep.names.words.Find(kind);
  std::int64_t count = 0;
  for (const PostId post : view.posts(unit)) {
    count += kinds[Index(post)] == word ? 1 : 0;
  }
  return count;
}

void FindMandatoryPost(const CheckView& view, Node focus, const Params&,
                       std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  const UnitKind* const kind = UnitKindOf(view, unit);
  if (kind == nullptr) return;
  for (const PostRule& rule : kind->posts) {
    const std::int64_t posts = CountPostsOfKind(view, unit, rule.kind);
    const bool kept =
        (!rule.min || posts >= *rule.min) && (!rule.max || posts <= *rule.max);
    if (kept || !view.Matches(focus, rule.when)) continue;
    out.push_back({.focus = focus,
                   .key = rule.kind,
                   .value = Value::Record{
                       {"post_kind", rule.kind},
                       {"posts", posts},
                       {"min", rule.min ? Value(*rule.min) : Value()},
                       {"max", rule.max ? Value(*rule.max) : Value()}}});
  }
}

Text SayMandatoryPost(const Organization& organization,
                      const Detection& detection, const Params&) {
  const std::int64_t posts = IntegerIn(detection.value, "posts").value_or(0);
  const std::optional<std::int64_t> min = IntegerIn(detection.value, "min");
  const std::string_view kind = WordIn(detection.value, "post_kind");
  const std::string zh = InChinese(organization, Vocabulary::kPostKinds, kind);
  const bool below = min && posts < *min;
  const std::string bound = std::to_string(
      below ? *min : IntegerIn(detection.value, "max").value_or(0));
  const std::string count = std::to_string(posts);
  return Say(
      Concat(InEnglish(organization, detection.focus), " has ",
             posts == 0 ? "no" : count, posts == 1 ? " post" : " posts",
             " of kind ", InEnglish(organization, Vocabulary::kPostKinds, kind),
             "; units of its kind ",
             below ? "need at least " : "may have at most ", bound),
      Concat(InChinese(organization, detection.focus),
             posts == 0 ? Concat("没有", zh, "类岗位")
                        : Concat("有", count, "个", zh, "类岗位"),
             "；该类单位", below ? "至少应有" : "至多只能有", bound, "个"));
}

// What is above decides whether a circle was cut at the unit.
Scope ScopeOfKinds() {
  return {.reads = {FactKind::kUnits, FactKind::kUnitLines},
          .reach = Reach::kChain};
}

}  // namespace

CheckSpec MandatoryPost() {
  return {.name = "mandatory_post",
          .meaning = Say("a unit has fewer or more posts in force of a kind "
                         "than the profile asks in the `posts` of its kind",
                         "单位的某类岗位少于或多于配置对其类别的要求"),
          .focus_kinds = {NodeKind::kUnit},
          // `when` may ask about members, what they hold, and units below.
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kPosts, FactKind::kPersons,
                              FactKind::kMemberships, FactKind::kAppointments},
                    .reach = Reach::kSubtree},
          .evaluate = FindMandatoryPost,
          .message = SayMandatoryPost};
}

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
