// Duties that serve nothing above, that no head bears, and posts that bear too
// few.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/kinds.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// The duties that each unit or post is written to bear.
class DutiesOfBearers {
 public:
  explicit DutiesOfBearers(const OrganizationRep& rep) {
    const auto& bearers = rep.table<DutyView>().Get<&DutyView::bearer>();
    for (std::uint32_t duty = 0; duty < rep.count(NodeKind::kDuty); ++duty) {
      if (!rep.Exists(NodeKind::kDuty, duty)) continue;
      const Node bearer = bearers[duty];
      if (bearer.kind() != NodeKind::kDocument) {
        duties_[bearer].push_back(duty);
      }
    }
  }

  // In no order that means anything.
  std::span<const std::uint32_t> Of(Node bearer) const {
    const auto found = duties_.find(bearer);
    if (found == duties_.end()) return {};
    return found->second;
  }

 private:
  absl::flat_hash_map<Node, std::vector<std::uint32_t>> duties_;
};

// The kind that is written on a duty; empty if none is.
std::string_view KindOfDuty(const OrganizationRep& rep, std::uint32_t duty) {
  const std::uint32_t kind = rep.table<DutyView>().Get<&DutyView::kind>()[duty];
  return kind == kNoIndex ? std::string_view() : rep.names.words[kind];
}

const DutiesOfBearers& DutiesByBearer(const CheckView& view) {
  static constexpr char kKey = 0;
  return view.SharedByDays<DutiesOfBearers>(&kKey, [&] {
    return std::make_shared<const DutiesOfBearers>(view.organization().rep());
  });
}

// Calls `visit(kind)` for each duty in force of a unit or post in force.
template <typename Visit>
void ForEachDutyBorne(const CheckView& view, Node bearer, const Visit& visit) {
  const OrganizationRep& rep = view.organization().rep();
  for (const std::uint32_t duty : DutiesByBearer(view).Of(bearer)) {
    if (view.InForce(DutyId{duty})) visit(KindOfDuty(rep, duty));
  }
}

bool BearsKind(const CheckView& view, Node bearer, std::string_view kind) {
  bool bears = false;
  ForEachDutyBorne(view, bearer, [&](std::string_view borne) {
    bears = bears || borne == kind;
  });
  return bears;
}

// -----------------------------------------------------------
// duty_chain_broken

// Below the top by the level of its kind; where the profile gives none, by
// having a unit above.
bool IsBelowTop(const CheckView& view, UnitId unit) {
  if (const std::optional<std::int32_t> level = view.level(unit)) {
    return *level > 0;
  }
  return view.parent(unit).has_value();
}

void FindDutyChainBroken(const CheckView& view, Node focus,
                         const Params& params, std::vector<Detection>& out) {
  const Organization& organization = view.organization();
  const OrganizationRep& rep = organization.rep();
  const DutyId duty = *focus.As<DutyId>();
  if (!Admits(params, 0, KindOfDuty(rep, focus.index())) ||
      view.superior(duty)) {
    return;
  }
  const std::optional<UnitId> unit = view.UnitOf(focus);
  if (!unit || !IsBelowTop(view, *unit)) return;
  Value written;
  const std::uint32_t superior =
      rep.table<DutyView>().Get<&DutyView::superior>()[focus.index()];
  if (superior != kNoIndex) {
    written = organization.NameOf(DutyId{superior});
  }
  out.push_back({.focus = focus,
                 .value = Value::Record{{"unit", organization.NameOf(*unit)},
                                        {"superior", std::move(written)}}});
}

Text SayDutyChainBroken(const Organization& organization,
                        const Detection& detection, const Params&) {
  const Node unit = NodeIn(organization, detection.value, "unit");
  const std::string en = Concat(InEnglish(organization, detection.focus),
                                " of ", InEnglish(organization, unit));
  const std::string zh = Concat(InChinese(organization, unit), "的",
                                InChinese(organization, detection.focus));
  const std::string_view superior = WordIn(detection.value, "superior");
  if (superior.empty()) {
    return Say(Concat(en, " serves no duty of the level above"),
               Concat(zh, "没有对应的上一级职责"));
  }
  return Say(
      Concat(en, " serves ", superior, ", which is no duty in force above it"),
      Concat(zh, "对应的上级职责", superior, "当日无效"));
}

// ----------------------------------------------------------------
// duty_bearer

// The head, and all posts of a head kind: a unit that has two of them and does
// not say which is its head has none.
std::vector<PostId> HeadPostsOf(const CheckView& view, UnitId unit) {
  std::vector<PostId> heads;
  const std::optional<PostId> head = view.head(unit);
  if (head) heads.push_back(*head);
  for (const PostId post : view.posts(unit)) {
    const PostKind* const kind = PostKindOf(view, post);
    if (post != head && kind != nullptr && kind->head) heads.push_back(post);
  }
  return heads;
}

void FindDutyBearer(const CheckView& view, Node focus, const Params& params,
                    std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  const std::string_view kind = *params.word(0);
  const std::optional<PostId> head = view.head(unit);
  const bool unit_bears = BearsKind(view, focus, kind);
  std::vector<Node> bearers;
  for (const PostId post : HeadPostsOf(view, unit)) {
    if ((unit_bears && post == head) || BearsKind(view, post, kind)) {
      bearers.push_back(post);
    }
  }
  if (bearers.size() == 1) return;
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"duty_kind", kind},
                     {"bearers", NamesInOrder(view.organization(), bearers)}}});
}

Text SayDutyBearer(const Organization& organization, const Detection& detection,
                   const Params&) {
  const std::string_view kind = WordIn(detection.value, "duty_kind");
  const std::string en = InEnglish(organization, detection.value, "bearers");
  const std::string en_kind =
      InEnglish(organization, Vocabulary::kDutyKinds, kind);
  const std::string zh_kind =
      InChinese(organization, Vocabulary::kDutyKinds, kind);
  if (en.empty()) {
    return Say(
        Concat("no head post of ", InEnglish(organization, detection.focus),
               " bears the duty ", en_kind),
        Concat(InChinese(organization, detection.focus), "没有负责人岗位承担",
               zh_kind, "职责"));
  }
  return Say(Concat("more than one head post of ",
                    InEnglish(organization, detection.focus),
                    " bears the duty ", en_kind, ": ", en),
             Concat(InChinese(organization, detection.focus),
                    "有不止一个负责人岗位", "承担", zh_kind, "职责：",
                    InChinese(organization, detection.value, "bearers")));
}

// ------------------------------------------------------------------
// dual_duty

enum DualParam : std::size_t { kDualPostKind, kDualDutyKinds, kDualCount };

// The units that write a post as their head, wherever it sits.
class UnitsByWrittenHead {
 public:
  explicit UnitsByWrittenHead(const OrganizationRep& rep) {
    const auto& heads = rep.table<UnitView>().Get<&UnitView::head>();
    for (std::uint32_t unit = 0; unit < rep.count(NodeKind::kUnit); ++unit) {
      if (heads[unit] != kNoIndex && rep.Exists(NodeKind::kUnit, unit)) {
        units_[heads[unit]].push_back(unit);
      }
    }
  }

  std::span<const std::uint32_t> Of(PostId post) const {
    const auto found = units_.find(Index(post));
    if (found == units_.end()) return {};
    return found->second;
  }

 private:
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> units_;
};

const UnitsByWrittenHead& UnitsByHead(const CheckView& view) {
  static constexpr char kKey = 0;
  return view.SharedByDays<UnitsByWrittenHead>(&kKey, [&] {
    return std::make_shared<const UnitsByWrittenHead>(
        view.organization().rep());
  });
}

// Calls `visit(unit)` for each unit whose head the post is.
template <typename Visit>
void ForEachUnitHeaded(const CheckView& view, PostId post, const Visit& visit) {
  const std::optional<UnitId> own = view.unit(post);
  if (own && view.head(*own) == post) visit(*own);
  for (const std::uint32_t unit : UnitsByHead(view).Of(post)) {
    if (UnitId{unit} != own && view.head(UnitId{unit}) == post) {
      visit(UnitId{unit});
    }
  }
}

void FindDualDuty(const CheckView& view, Node focus, const Params& params,
                  std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  const OrganizationRep& rep = view.organization().rep();
  const std::uint32_t post_kind =
      rep.table<PostView>().Get<&PostView::kind>()[focus.index()];
  if (!Admits(params, kDualPostKind, rep.names.words[post_kind])) return;
  const std::vector<std::string_view> asked = params.words(kDualDutyKinds);
  std::vector<std::string_view> kinds;
  const auto add = [&](std::string_view kind) {
    const bool counts = asked.empty() ? !kind.empty()
                                      : std::find(asked.begin(), asked.end(),
                                                  kind) != asked.end();
    if (counts) kinds.push_back(kind);
  };
  ForEachDutyBorne(view, focus, add);
  // A unit that bears a duty stands for its head.
  ForEachUnitHeaded(view, post,
                    [&](UnitId unit) { ForEachDutyBorne(view, unit, add); });
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  if (static_cast<std::int64_t>(kinds.size()) >= params.integer(kDualCount)) {
    return;
  }
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"kinds", Value::List(kinds.begin(), kinds.end())},
                     {"n", params.integer(kDualCount)}}});
}

Text SayDualDuty(const Organization& organization, const Detection& detection,
                 const Params& params) {
  const std::string n = std::to_string(params.integer(kDualCount));
  const std::string en =
      InEnglish(organization, Vocabulary::kDutyKinds, detection.value, "kinds");
  const std::string zh =
      InChinese(organization, Vocabulary::kDutyKinds, detection.value, "kinds");
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " should bear duties of ", n, " kinds at least, and bears ",
             en.empty() ? "none" : en),
      Concat(InChinese(organization, detection.focus), "应承担至少", n,
             "类职责，", en.empty() ? "而未承担任何一类" : "而只承担", zh));
}

Scope ScopeOfDuties(Reach reach) {
  return {.reads = {FactKind::kUnits, FactKind::kUnitLines, FactKind::kPosts,
                    FactKind::kDuties},
          .reach = reach};
}

}  // namespace

CheckSpec DutyChainBroken() {
  return {
      .name = "duty_chain_broken",
      .meaning = Say("a duty of a unit below the top level, or of a post "
                     "there, serves no duty in force above it",
                     "最高层级以下单位或其岗位的职责没有对应的有效上级职责"),
      .focus_kinds = {NodeKind::kDuty},
      .params = {WordParam(
          "duty_kind", "duty_kinds",
          Say("only duties of this kind", "只检查这一类职责"))},
      .scope = ScopeOfDuties(Reach::kChain),
      .evaluate = FindDutyChainBroken,
      .message = SayDutyChainBroken};
}

CheckSpec DutyBearer() {
  ParamSpec kind = WordParam("duty_kind", "duty_kinds",
                             Say("the kind of duty that exactly one head post "
                                 "has to bear",
                                 "须由一个负责人岗位承担的职责类别"));
  kind.required = true;
  return {.name = "duty_bearer",
          .meaning = Say("not exactly one head post of a unit bears a kind of "
                         "duty; a unit that bears it stands for its head",
                         "某类职责不是恰由单位的一个负责人岗位承担；"
                         "由单位承担的视为由其负责人承担"),
          .focus_kinds = {NodeKind::kUnit},
          .params = {std::move(kind)},
          .scope = ScopeOfDuties(Reach::kSubtree),
          .evaluate = FindDutyBearer,
          .message = SayDutyBearer};
}

CheckSpec DualDuty() {
  ParamSpec count;
  count.name = "n";
  count.unit = "kinds";
  count.default_value = 2;
  count.min = 1;
  count.meaning = Say("of how many kinds at least", "至少承担的类别数");
  return {
      .name = "dual_duty",
      .meaning = Say("a post bears duties of fewer than `n` kinds, itself "
                     "or as the head of a unit that bears them",
                     "岗位本身或作为单位负责人承担的职责少于规定的类别数"),
      .focus_kinds = {NodeKind::kPost},
      .params = {WordParam("post_kind", "post_kinds",
                           Say("only posts of this kind", "只检查这一类岗位")),
                 WordsParam("duty_kinds", "duty_kinds", 1,
                            Say("the kinds that count; if not set, all",
                                "计入的职责类别；不写则为全部")),
                 std::move(count)},
      .scope = ScopeOfDuties(Reach::kGlobal),
      .evaluate = FindDualDuty,
      .message = SayDualDuty};
}

}  // namespace zeren::internal
