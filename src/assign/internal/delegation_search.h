// delegation_search.h -- who stands in for a post or an absent person, by
// delegation.
//
// Delegations are followed depth first, each list in its order: the first
// delegate who is present counts, or the first post that somebody holds. A
// delegate who is absent, or a post that nobody fills, passes on only what came
// by a delegation that may be passed on. A post passes on by its own
// delegations, then by those of its absent holders.

#ifndef ZEREN_ASSIGN_INTERNAL_DELEGATION_SEARCH_H_
#define ZEREN_ASSIGN_INTERNAL_DELEGATION_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/holding.h"
#include "src/assign/internal/snapshot_day.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/work.h"

namespace zeren::internal {

// DelegationSearchOn
//
// Works on a `SnapshotDay` or on a `HistoryDay&`. What a search finds out about
// the posts and persons on its way is remembered for the next one, so that all
// searches together take time linear in the delegations. Only where delegations
// lead to somebody and also go round in a circle does each search look at the
// circle again.
//
// Thread-safety: none. Lifetime: as that of `Day`.
template <typename Day>
class DelegationSearchOn {
 public:
  // Delegations with a list count if it covers `work`; without `work` none of
  // them does.
  explicit DelegationSearchOn(Day day, std::optional<Node> work = std::nullopt);

  struct Outcome {
    // A present person, or a post that stands for itself. None: nobody.
    std::optional<Node> end;
    // False if a delegation that may be passed on came back to where its way
    // had been, or if whether a list covers the task hangs on a cut cycle.
    bool complete = true;
  };
  // Searches from a post that nobody present holds, or an absent person. If
  // somebody is found, appends the way to `steps`, if these are given.
  Outcome Find(Node from, std::vector<ResolutionStep>* steps = nullptr);

 private:
  // A delegation, or the line from a post to an absent holder.
  struct Edge {
    ResolutionRule rule;
    Node to;
    bool passes_on;  // Whether `to` may pass on what comes this way.
  };
  // A node on the way that is being looked at.
  struct Frame {
    Node node;
    std::size_t next = 0;   // The edge to look at next.
    bool complete = true;   // As in `Outcome`, so far.
    bool relative = false;  // A circle was met: another start may do otherwise.
    ResolutionStep step;    // Along the edge looked at last.
  };
  enum class State : std::uint8_t { kOnWay, kDead, kLeads };
  struct Mark {
    State state = State::kOnWay;
    bool complete = true;
    bool relative = false;
    ResolutionStep step;  // The first one, if it leads to somebody.
  };

  bool Search();
  std::optional<Edge> NextEdge(Frame& frame);
  bool Answers(Node node);
  void Open(Node node);
  void CloseDead();
  void KeepWay();
  void KeepDead();
  Node AppendWay(std::vector<ResolutionStep>* steps);
  Outcome Known(Node from, const Mark& mark,
                std::vector<ResolutionStep>* steps);
  Node Follow(Node from, std::vector<ResolutionStep>* steps);

  Day day_;
  const std::optional<Node> work_;
  // Whether the task lies below a cut, above which a listed one might be.
  bool below_cut_ = false;
  absl::flat_hash_map<Node, Mark> marks_;
  std::vector<Frame> frames_;
  // Those found dead in this search while a circle was open.
  std::vector<Node> relative_;
};

// ---- Implementation

template <typename Day>
DelegationSearchOn<Day>::DelegationSearchOn(Day day, std::optional<Node> work)
    : day_(day), work_(work) {
  const std::optional<TaskId> task = work ? work->As<TaskId>() : std::nullopt;
  below_cut_ = task && day_.top_cut(*task);
}

template <typename Day>
typename DelegationSearchOn<Day>::Outcome DelegationSearchOn<Day>::Find(
    Node from, std::vector<ResolutionStep>* steps) {
  Frame first{.node = from};
  if (!NextEdge(first)) return {std::nullopt, first.complete};
  if (const auto mark = marks_.find(from); mark != marks_.end()) {
    return Known(from, mark->second, steps);
  }
  Open(from);
  Outcome outcome;
  if (Search()) {
    outcome.end = AppendWay(steps);
    for (const Frame& frame : frames_) {
      outcome.complete = outcome.complete && frame.complete;
    }
    KeepWay();
  } else {
    outcome.complete = marks_.find(from)->second.complete;
    KeepDead();
  }
  frames_.clear();
  return outcome;
}

// Whether somebody is found. The way to them lies in the steps of the frames
// then, and goes on from the last of these by what is known.
template <typename Day>
bool DelegationSearchOn<Day>::Search() {
  while (!frames_.empty()) {
    Frame& top = frames_.back();
    const std::optional<Edge> edge = NextEdge(top);
    if (!edge) {
      CloseDead();
      continue;
    }
    top.step = {top.node, edge->rule, edge->to};
    if (Answers(edge->to)) return true;
    if (!edge->passes_on) continue;
    const auto mark = marks_.find(edge->to);
    if (mark == marks_.end()) {
      Open(edge->to);
      continue;
    }
    if (mark->second.state == State::kOnWay) {
      top.complete = false;
      top.relative = true;
      continue;
    }
    top.complete = top.complete && mark->second.complete;
    if (mark->second.state == State::kLeads) return true;
    top.relative = top.relative || mark->second.relative;
  }
  return false;
}

template <typename Day>
std::optional<typename DelegationSearchOn<Day>::Edge>
DelegationSearchOn<Day>::NextEdge(Frame& frame) {
  const Node from = frame.node;
  const std::optional<PostId> post = from.As<PostId>();
  const std::span<const Delegate> delegates =
      post ? day_.delegations(*post) : day_.delegations(PersonId{from.index()});
  while (frame.next < delegates.size()) {
    const Delegate& delegate = delegates[frame.next++];
    if (!delegate.scoped || (work_ && day_.Covers(delegate, *work_))) {
      return Edge{ResolutionRule::kDelegate, delegate.to,
                  delegate.may_redelegate};
    }
    if (below_cut_) frame.complete = false;
  }
  if (!post) return std::nullopt;
  // Once for those who hold the post in their own right, once for the others.
  const std::span<const Holder> holders = day_.holders(*post);
  while (frame.next < delegates.size() + 2 * holders.size()) {
    const std::size_t i = frame.next++ - delegates.size();
    const bool acting = i >= holders.size();
    const Holder& holder = holders[acting ? i - holders.size() : i];
    const std::optional<PersonId> person = holder.person();
    if (!person || holder.present || holder.acting() != acting ||
        day_.delegations(*person).empty()) {
      continue;
    }
    return Edge{ResolutionRule::kAbsentHolder, *person, true};
  }
  return std::nullopt;
}

template <typename Day>
bool DelegationSearchOn<Day>::Answers(Node node) {
  if (const auto post = node.As<PostId>()) {
    return StandsItself(day_.state(*post));
  }
  return day_.present(PersonId{node.index()});
}

template <typename Day>
void DelegationSearchOn<Day>::Open(Node node) {
  marks_.try_emplace(node);
  frames_.push_back({.node = node});
}

template <typename Day>
void DelegationSearchOn<Day>::CloseDead() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  Mark& mark = marks_.find(frame.node)->second;
  mark.state = State::kDead;
  mark.complete = frame.complete;
  mark.relative = frame.relative;
  if (frame.relative) relative_.push_back(frame.node);
  if (frames_.empty()) return;
  Frame& below = frames_.back();
  below.complete = below.complete && frame.complete;
  below.relative = below.relative || frame.relative;
}

// Keeps what holds from any start: the end of the way, up to the last node from
// which a circle was met. There, and for those found dead because of a circle,
// another start may do otherwise.
template <typename Day>
void DelegationSearchOn<Day>::KeepWay() {
  bool complete = true;
  while (!frames_.empty() && !frames_.back().relative) {
    const Frame& top = frames_.back();
    // The last one may go on by what is known, which `Search` has added.
    complete = complete && top.complete;
    Mark& mark = marks_.find(top.node)->second;
    mark.state = State::kLeads;
    mark.complete = complete;
    mark.step = top.step;
    frames_.pop_back();
  }
  for (const Frame& frame : frames_) marks_.erase(frame.node);
  for (const Node node : relative_) marks_.erase(node);
  relative_.clear();
}

// Nobody is found: none of those looked at leads to anybody, from any start.
template <typename Day>
void DelegationSearchOn<Day>::KeepDead() {
  for (const Node node : relative_) marks_.find(node)->second.relative = false;
  relative_.clear();
}

// Returns where the way in the frames ends.
template <typename Day>
Node DelegationSearchOn<Day>::AppendWay(std::vector<ResolutionStep>* steps) {
  if (steps != nullptr) {
    for (const Frame& frame : frames_) steps->push_back(frame.step);
  }
  return Follow(frames_.back().step.to, steps);
}

template <typename Day>
typename DelegationSearchOn<Day>::Outcome DelegationSearchOn<Day>::Known(
    Node from, const Mark& mark, std::vector<ResolutionStep>* steps) {
  if (mark.state == State::kDead) return {std::nullopt, mark.complete};
  return {Follow(from, steps), mark.complete};
}

// Follows what is known to where it ends.
template <typename Day>
Node DelegationSearchOn<Day>::Follow(Node from,
                                     std::vector<ResolutionStep>* steps) {
  Node at = from;
  while (!Answers(at)) {
    const ResolutionStep& step = marks_.find(at)->second.step;
    if (steps != nullptr) steps->push_back(step);
    at = step.to;
  }
  return at;
}

using DelegationSearch = DelegationSearchOn<SnapshotDay>;

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_DELEGATION_SEARCH_H_
