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
      view.snapshot().posts().direct_reports(*focus.As<PostId>()).size());
  if (!CrossedBy(reports, params, 0)) return;
  out.push_back(
      {.focus = focus, .value = BesideRange("reports", reports, params, 0)});
}

Text SaySpanOfControl(const Snapshot& snapshot, const Detection& detection,
                      const Params& params) {
  const std::int64_t reports =
      IntegerIn(detection.value, "reports").value_or(0);
  const CrossedBound crossed =
      CrossedBy(reports, params, 0).value_or(CrossedBound());
  const std::string bound = std::to_string(crossed.bound);
  return Say(Concat(std::to_string(reports),
                    reports == 1 ? " post reports to " : " posts report to ",
                    InEnglish(snapshot, detection.focus),
                    crossed.below ? ", fewer than " : ", more than ", bound),
             Concat(InChinese(snapshot, detection.focus), "有",
                    std::to_string(reports), "个直接下级岗位，",
                    crossed.below ? "少于" : "多于", bound, "个"));
}

// --------------------------------------------------------
// chain_divergence

// What the rule by units asks of a day.
struct UnitChain {
  const Snapshot& snapshot;

  std::optional<UnitId> unit(PostId post) const {
    return snapshot.posts().unit(post);
  }
  std::optional<PostId> head(UnitId unit) const {
    return snapshot.units().head(unit);
  }
  std::optional<UnitId> parent(UnitId unit) const {
    return snapshot.units().parent(unit);
  }
  std::optional<UnitId> nearest_headed(UnitId unit) const {
    return snapshot.units().nearest_headed(unit);
  }
  // Only matters where no superior is found, and then nothing is compared.
  bool top_cut(UnitId) const { return false; }
};

// RootPosts
//
// Which posts at the top are there because nobody is above them, and not
// because a cycle was cut or what is written above them cannot be.
class RootPosts {
 public:
  explicit RootPosts(const Snapshot& snapshot)
      : proper_(snapshot.organization().count(NodeKind::kPost), 0) {
    for (const std::uint32_t root : snapshot.posts().forest().roots()) {
      proper_[root] = !snapshot.posts().ends_at_cut(PostId{root}) &&
                      !IsBroken(snapshot, PostId{root});
    }
  }

  bool proper(std::uint32_t root) const { return proper_[root] != 0; }

 private:
  static bool IsBroken(const Snapshot& snapshot, PostId root) {
    bool written = false;
    bool nobody = false;
    ForEachStatedLine(snapshot, Node(root), [&](const StatedLine& line) {
      if (line.kind != kNoIndex) return;
      written = true;
      nobody = nobody || line.verdict == Verdict::kCandidate;
    });
    return written && !nobody;
  }

  std::vector<std::uint8_t> proper_;
};

void FindChainDivergence(const CheckView& view, Node focus, const Params&,
                         std::vector<Detection>& out) {
  static constexpr char kKey = 0;
  const Snapshot& snapshot = view.snapshot();
  const Posts& posts = snapshot.posts();
  const PostId post = *focus.As<PostId>();
  UnitChain by_units{snapshot};
  const std::uint32_t wanted = SuperiorByRule(by_units, post).post;
  if (wanted == kNoIndex || posts.forest().IsWithin(Index(post), wanted)) {
    return;
  }
  const RootPosts& roots = view.Shared<RootPosts>(
      &kKey, [&] { return std::make_shared<const RootPosts>(snapshot); });
  if (!roots.proper(posts.forest().root(Index(post)))) return;
  const Organization& organization = snapshot.organization();
  const std::optional<PostId> superior = posts.superior(post);
  Value by_posts;
  if (superior) by_posts = organization.NameOf(Node(*superior));
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"by_posts", std::move(by_posts)},
                     {"by_units", organization.NameOf(Node(PostId{wanted}))}}});
}

Text SayChainDivergence(const Snapshot& snapshot, const Detection& detection,
                        const Params&) {
  const std::string en = InEnglish(snapshot, detection.focus);
  const std::string zh = InChinese(snapshot, detection.focus);
  const Node wanted = NodeIn(snapshot, detection.value, "by_units");
  const Node superior = NodeIn(snapshot, detection.value, "by_posts");
  if (superior.kind() == NodeKind::kDocument) {
    return Say(Concat(en, " reports to nobody, but by its unit to ",
                      InEnglish(snapshot, wanted)),
               Concat(zh, "没有上级岗位，而按单位隶属其上级是",
                      InChinese(snapshot, wanted)));
  }
  return Say(
      Concat(en, " reports to ", InEnglish(snapshot, superior),
             ", a chain that never leads to ", InEnglish(snapshot, wanted),
             ", its superior by units"),
      Concat(zh, "的上级是", InChinese(snapshot, superior),
             "，沿此向上到不了按单位隶属的上级", InChinese(snapshot, wanted)));
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
                    .reach = Reach::kSubtree,
                    .reads_day = true},
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
                .reach = Reach::kChain,
                .reads_day = true},
      .evaluate = FindChainDivergence,
      .message = SayChainDivergence};
}

}  // namespace zeren::internal
