// Posts to which too few or too many report, and posts whose superiors are
// others than those of their units.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/stated_lines.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/graph/internal/superior_rules.h"

namespace zeren::internal {
namespace {

// --------------------------------------------------------
// span_of_control

void FindSpanOfControl(const CheckView& view, Node focus, const Params& params,
                       std::vector<Detection>& out) {
  const auto reports = static_cast<std::int64_t>(
      view.direct_reports(*focus.As<PostId>()).size());
  if (!CrossedBy(reports, params, 0)) return;
  out.push_back(
      {.focus = focus, .value = BesideRange("reports", reports, params, 0)});
}

Text SaySpanOfControl(const Organization& organization,
                      const Detection& detection, const Params& params) {
  const std::int64_t reports =
      IntegerIn(detection.value, "reports").value_or(0);
  const CrossedBound crossed =
      CrossedBy(reports, params, 0).value_or(CrossedBound());
  const std::string bound = std::to_string(crossed.bound);
  return Say(Concat(std::to_string(reports),
                    reports == 1 ? " post reports to " : " posts report to ",
                    InEnglish(organization, detection.focus),
                    crossed.below ? ", fewer than " : ", more than ", bound),
             Concat(InChinese(organization, detection.focus), "有",
                    std::to_string(reports), "个直接下级岗位，",
                    crossed.below ? "少于" : "多于", bound, "个"));
}

// --------------------------------------------------------
// chain_divergence

// What the rule by units asks of a day.
struct UnitChain {
  const CheckView& view;

  std::optional<UnitId> unit(PostId post) const { return view.unit(post); }
  std::optional<PostId> head(UnitId unit) const { return view.head(unit); }
  std::optional<UnitId> parent(UnitId unit) const { return view.parent(unit); }
  std::optional<UnitId> nearest_headed(UnitId unit) const {
    return view.nearest_headed(unit);
  }
  // Only matters where no superior is found, and then nothing is compared.
  bool top_cut(UnitId) const { return false; }
};

// Whether a post at the top is there because nobody is above it, and not
// because a cycle was cut or what is written above it cannot be.
bool IsProperRoot(const CheckView& view, PostId root) {
  if (view.ends_at_cut(root)) return false;
  bool written = false;
  bool nobody = false;
  ForEachStatedLine(view, root, [&](const StatedLine& line) {
    if (line.kind != kNoIndex) return;
    written = true;
    nobody = nobody || line.verdict == Verdict::kCandidate;
  });
  return !written || nobody;
}

void FindChainDivergence(const CheckView& view, Node focus, const Params&,
                         std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  UnitChain by_units{view};
  const std::uint32_t wanted = SuperiorByRule(by_units, post).post;
  if (wanted == kNoIndex || view.IsWithin(post, PostId{wanted}) ||
      !IsProperRoot(view, view.root(post))) {
    return;
  }
  const Organization& organization = view.organization();
  const std::optional<PostId> superior = view.superior(post);
  Value by_posts;
  if (superior) by_posts = organization.NameOf(Node(*superior));
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"by_posts", std::move(by_posts)},
                     {"by_units", organization.NameOf(Node(PostId{wanted}))}}});
}

Text SayChainDivergence(const Organization& organization,
                        const Detection& detection, const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const Node wanted = NodeIn(organization, detection.value, "by_units");
  const Node superior = NodeIn(organization, detection.value, "by_posts");
  if (superior.kind() == NodeKind::kDocument) {
    return Say(Concat(en, " reports to nobody, but by its unit to ",
                      InEnglish(organization, wanted)),
               Concat(zh, "没有上级岗位，而按单位隶属其上级是",
                      InChinese(organization, wanted)));
  }
  return Say(Concat(en, " reports to ", InEnglish(organization, superior),
                    ", a chain that never leads to ",
                    InEnglish(organization, wanted), ", its superior by units"),
             Concat(zh, "的上级是", InChinese(organization, superior),
                    "，沿此向上到不了按单位隶属的上级",
                    InChinese(organization, wanted)));
}

}  // namespace

CheckSpec SpanOfControl() {
  auto [min, max] =
      RangeParams("posts", Say("how many report to it at least", "至少的个数"),
                  Say("how many report to it at most", "至多的个数"));
  return {.name = "span_of_control",
          .meaning = Say("fewer posts than `min` or more than `max` report to "
                         "a post directly",
                         "直接下级岗位的个数少于下限或多于上限"),
          .focus_kinds = {NodeKind::kPost},
          .params = {std::move(min), std::move(max)},
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kPosts, FactKind::kReportingLines},
                    .reach = Reach::kSubtree},
          .evaluate = FindSpanOfControl,
          .message = SaySpanOfControl};
}

CheckSpec ChainDivergence() {
  return {
      .name = "chain_divergence",
      .meaning = Say("the post above a post by units, the head of its unit or "
                     "of one above, is not among its superiors by reporting "
                     "lines",
                     "按单位隶属的上级岗位不在该岗位的上级链上"),
      .focus_kinds = {NodeKind::kPost},
      .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                          FactKind::kPosts, FactKind::kReportingLines},
                .reach = Reach::kChain},
      .evaluate = FindChainDivergence,
      .message = SayChainDivergence};
}

}  // namespace zeren::internal
