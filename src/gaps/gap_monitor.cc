#include "zeren/gaps/gap_monitor.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "src/core/internal/days.h"
#include "src/gaps/internal/dependents.h"
#include "src/gaps/internal/evaluate.h"
#include "src/gaps/internal/fingerprint.h"
#include "src/gaps/internal/follow.h"
#include "src/gaps/internal/live_view.h"
#include "src/gaps/internal/locality.h"
#include "src/gaps/internal/report_order.h"
#include "src/measure/internal/live_forest.h"
#include "src/model/internal/apply_changes.h"
#include "src/model/internal/organization_rep.h"

namespace zeren {
namespace {

using internal::Followed;
using internal::LiveForest;
using internal::Touch;
using internal::Touched;
using Item = GapChanges::Item;

bool IsGlobal(const Check& check) {
  return check.scope().reach == Reach::kGlobal ||
         internal::LooksAtDocument(check);
}

}  // namespace

struct GapMonitor::Rep {
  Rep(const Snapshot& first, const RuleSet& bound, const Options& chosen)
      : rules(bound),
        options(chosen),
        live(first.organization(), internal::ToDayNumber(first.day())),
        view(live),
        units(live.live_day(), Hierarchy::kUnits, first.units().forest()),
        posts(live.live_day(), Hierarchy::kPosts, first.posts().forest()) {}

  const Organization& organization() const { return live.organization(); }
  void FindAll(const Snapshot& first);
  void Take(Organization next, std::span<const Touch> touches,
            GapChanges& changes);

  // Evaluates a rule at a focus again, and notes what became otherwise.
  void Evaluate(std::uint32_t rule, Node focus, GapChanges& changes);
  void EvaluateFollowed(std::uint32_t i, GapChanges& changes);
  void EvaluateGlobal(std::uint32_t rule, GapChanges& changes);
  void Replace(const Followed& at, std::vector<Detection> found,
               GapChanges& changes);
  void FollowNew(GapChanges& changes);
  void Sort(std::vector<Item>& items) const;

  // What was touched: nodes of which something changed, and those with others
  // above or below them.
  std::vector<Node> Moved(std::span<const Touch> touches);

  RuleSet rules;
  Options options;
  internal::LiveView live;
  CheckView view;
  LiveForest units;
  LiveForest posts;
  std::vector<std::uint32_t> local;
  std::vector<std::uint32_t> followed_rules;
  std::vector<std::uint32_t> global;
  // The evaluations of rules that are neither local nor global.
  std::vector<Followed> followed;
  std::array<std::uint32_t, kNodeKinds> counts = {};  // Nodes followed so far.
  internal::Dependents dependents;
  // What is found, where something is. Of a rule of global scope the focus is
  // the document.
  absl::flat_hash_map<Followed, std::vector<Detection>> gaps;
  std::size_t size = 0;
  std::size_t evaluated = 0;
};

void GapMonitor::Rep::FindAll(const Snapshot& first) {
  GapChanges ignored;
  const CheckView day(first);
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    const bool is_global = IsGlobal(*rules[rule].check);
    if (is_global) {
      if (!options.without_global) global.push_back(rule);
      continue;
    }
    if (!internal::IsLocal(rules[rule])) {
      followed_rules.push_back(rule);
      continue;
    }
    local.push_back(rule);
    for (Detection& detection : internal::EvaluateAll(day, rules[rule])) {
      const Followed at{rule, detection.focus};
      gaps[at].push_back(std::move(detection));
      ++size;
    }
  }
  FollowNew(ignored);
  for (const std::uint32_t rule : global) EvaluateGlobal(rule, ignored);
}

// Follows rules at nodes that are new.
void GapMonitor::Rep::FollowNew(GapChanges& changes) {
  for (std::size_t k = 0; k < kNodeKinds; ++k) {
    const auto kind = static_cast<NodeKind>(k);
    const std::uint32_t count = organization().count(kind);
    for (const std::uint32_t rule : followed_rules) {
      const std::vector<NodeKind> kinds = rules[rule].check->focus_kinds();
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) continue;
      for (std::uint32_t i = counts[k]; i < count; ++i) {
        followed.push_back({rule, Node(kind, i)});
        EvaluateFollowed(static_cast<std::uint32_t>(followed.size() - 1),
                         changes);
      }
    }
    counts[k] = count;
  }
}

void GapMonitor::Rep::EvaluateFollowed(std::uint32_t i, GapChanges& changes) {
  live.StartNoting();
  Evaluate(followed[i].rule, followed[i].focus, changes);
  live.StopNoting();
  std::vector<Node> nodes = live.noted();
  nodes.push_back(followed[i].focus);
  dependents.Set(i, std::move(nodes), live.noted_all());
}

void GapMonitor::Rep::Evaluate(std::uint32_t rule, Node focus,
                               GapChanges& changes) {
  ++evaluated;
  live.Restart();
  std::vector<Detection> found;
  internal::EvaluateAt(view, rules[rule], focus, found);
  Replace({rule, focus}, std::move(found), changes);
}

void GapMonitor::Rep::EvaluateGlobal(std::uint32_t rule, GapChanges& changes) {
  live.Restart();
  Replace({rule, Node()}, internal::EvaluateAll(view, rules[rule]), changes);
}

void GapMonitor::Rep::Replace(const Followed& at, std::vector<Detection> found,
                              GapChanges& changes) {
  const auto known = gaps.find(at);
  if (found.empty() && known == gaps.end()) return;
  // By key, as fingerprints are; several of one key are one gap.
  const auto tell = [&](const std::vector<Detection>& those,
                        const std::vector<Detection>& others,
                        std::vector<Item>& items) {
    absl::flat_hash_set<std::pair<Node, std::string>> seen;
    for (const Detection& other : others) seen.insert({other.focus, other.key});
    for (const Detection& one : those) {
      if (seen.insert({one.focus, one.key}).second) {
        items.push_back({at.rule, one});
      }
    }
  };
  static const std::vector<Detection> kNone;
  const std::vector<Detection>& before =
      known == gaps.end() ? kNone : known->second;
  tell(found, before, changes.added);
  tell(before, found, changes.removed);
  size += found.size();
  size -= before.size();
  if (found.empty()) {
    gaps.erase(known);
  } else {
    gaps[at] = std::move(found);
  }
}

std::vector<Node> GapMonitor::Rep::Moved(std::span<const Touch> touches) {
  std::vector<std::uint32_t> touched_units;
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kUnit) touched_units.push_back(touch.index);
  }
  const LiveForest::Moves unit_moves = units.Update(touched_units);
  const std::vector<std::uint32_t> looked_at =
      internal::PostsToLookAt(live.live_day(), units, touches, unit_moves);
  const LiveForest::Moves post_moves = posts.Update(looked_at);
  std::vector<Node> nodes;
  const auto append = [&](NodeKind kind, const LiveForest::Moves& moves) {
    for (const auto* list :
         {&moves.changed, &moves.moved, &moves.switched, &moves.recut}) {
      for (const std::uint32_t index : *list) nodes.emplace_back(kind, index);
    }
  };
  append(NodeKind::kUnit, unit_moves);
  append(NodeKind::kPost, post_moves);
  // Some posts are at the top because a cycle of units was cut, and then, still
  // at the top, because one of posts is.
  for (const std::uint32_t post : looked_at) {
    if (organization().rep().Exists(NodeKind::kPost, post) &&
        live.ends_at_cut(PostId{post})) {
      nodes.push_back(PostId{post});
    }
  }
  return nodes;
}

void GapMonitor::Rep::Take(Organization next, std::span<const Touch> touches,
                           GapChanges& changes) {
  evaluated = 0;
  std::vector<Node> nodes;
  internal::AppendChanged(live.live_day(), live.tasks().forest(), touches,
                          nodes);
  live.Take(std::move(next), touches);
  const std::vector<Node> moved = Moved(touches);
  internal::AppendChanged(live.live_day(), live.tasks().forest(), touches,
                          nodes);
  nodes.insert(nodes.end(), moved.begin(), moved.end());
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());

  absl::flat_hash_set<std::uint32_t> again;
  const auto take = [&](std::uint32_t i) { again.insert(i); };
  for (const Node node : nodes) dependents.ForEach(node, take);
  if (!touches.empty()) dependents.ForEachFar(take);
  std::vector<std::uint32_t> order(again.begin(), again.end());
  std::sort(order.begin(), order.end());
  for (const std::uint32_t i : order) EvaluateFollowed(i, changes);
  for (const std::uint32_t rule : local) {
    const std::vector<NodeKind> kinds = rules[rule].check->focus_kinds();
    for (const Node node : nodes) {
      if (std::find(kinds.begin(), kinds.end(), node.kind()) != kinds.end()) {
        Evaluate(rule, node, changes);
      }
    }
  }
  FollowNew(changes);
  for (const std::uint32_t rule : global) EvaluateGlobal(rule, changes);
  Sort(changes.added);
  Sort(changes.removed);
}

void GapMonitor::Rep::Sort(std::vector<Item>& items) const {
  std::vector<std::uint32_t> rank(rules.size());
  const std::vector<std::uint32_t> order = internal::ReportOrder(rules);
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  std::stable_sort(
      items.begin(), items.end(), [&](const Item& a, const Item& b) {
        if (a.rule != b.rule) return rank[a.rule] < rank[b.rule];
        if (a.detection.focus != b.detection.focus) {
          return organization().Before(a.detection.focus, b.detection.focus);
        }
        return internal::ComesBefore(a.detection, b.detection);
      });
}

GapMonitor::GapMonitor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
GapMonitor::GapMonitor(GapMonitor&&) noexcept = default;
GapMonitor& GapMonitor::operator=(GapMonitor&&) noexcept = default;
GapMonitor::~GapMonitor() = default;

absl::StatusOr<GapMonitor> GapMonitor::Make(const Snapshot& snapshot) {
  absl::StatusOr<RuleSet> rules =
      BindRules(snapshot.organization().profile(), CheckRegistry::BuiltIn());
  if (!rules.ok()) return rules.status();
  return Make(snapshot, *rules, {});
}

GapMonitor GapMonitor::Make(const Snapshot& snapshot, const RuleSet& rules,
                            const Options& options) {
  auto rep = std::make_unique<Rep>(snapshot, rules, options);
  rep->FindAll(snapshot);
  return GapMonitor(std::move(rep));
}

absl::StatusOr<GapChanges> GapMonitor::Apply(std::span<const Change> changes) {
  std::vector<Touch> touches;
  absl::StatusOr<Organization> next =
      internal::ApplyChanges(organization(), changes, &touches);
  if (!next.ok()) return next.status();
  std::sort(touches.begin(), touches.end());
  touches.erase(std::unique(touches.begin(), touches.end()), touches.end());
  GapChanges result;
  rep_->Take(*std::move(next), touches, result);
  return result;
}

const Organization& GapMonitor::organization() const {
  return rep_->live.organization();
}
absl::CivilDay GapMonitor::day() const {
  return internal::FromDayNumber(rep_->live.day());
}
const RuleSet& GapMonitor::rules() const { return rep_->rules; }
std::size_t GapMonitor::size() const { return rep_->size; }
std::size_t GapMonitor::evaluated() const { return rep_->evaluated; }

std::vector<GapChanges::Item> GapMonitor::gaps() const {
  std::vector<Item> items;
  items.reserve(rep_->size);
  for (const auto& [at, found] : rep_->gaps) {
    for (const Detection& detection : found) {
      items.push_back({at.rule, detection});
    }
  }
  rep_->Sort(items);
  return items;
}

Text GapMonitor::MessageOf(const GapChanges::Item& item) const {
  return internal::MessageOf(organization(), rules()[item.rule],
                             item.detection);
}

std::string GapMonitor::FingerprintOf(const GapChanges::Item& item) const {
  return internal::FingerprintOf(organization(), rules()[item.rule].rule,
                                 item.detection);
}

}  // namespace zeren
