#include "src/assign/internal/delegation_proof.h"

#include <cstddef>
#include <span>

#include "src/core/internal/absl_strings.h"

namespace zeren::internal {

DelegationProof::DelegationProof(const Snapshot& snapshot, Node work)
    : snapshot_(snapshot), work_(work) {
  const Work& all = snapshot.work();
  const auto task = work.As<TaskId>();
  if (task && all.has_scoped_delegations() &&
      all.tasks().Contains(Index(*task))) {
    TaskId top = *task;
    while (const auto parent = all.parent(top)) top = *parent;
    below_cut_ = all.tasks().is_cut(Index(top));
  }
}

std::string DelegationProof::JudgeWay(const std::vector<ResolutionStep>& way) {
  const Organization& org = snapshot_.organization();
  Begin();
  for (std::size_t i = 0; i < way.size(); ++i) {
    const ResolutionStep& step = way[i];
    const bool last = i + 1 == way.size();
    if (!on_way_.insert(step.at).second) {
      return Concat(org.NameOf(step.at), " is on the way twice");
    }
    if (Stands(step.to) != last) {
      return last ? Concat("nobody answers at ", org.NameOf(step.to))
                  : Concat(org.NameOf(step.to), " needs no delegate");
    }
    bool found = false;
    for (const Edge& edge : EdgesOf(step.at)) {
      if (!Counts(edge)) continue;
      found = edge.rule == step.rule && edge.to == step.to &&
              (last || edge.passes_on);
      if (found) break;
      if (!LeadsNowhere(edge)) {
        return Concat(org.NameOf(edge.to), " comes before ",
                      org.NameOf(step.to), " and leads to somebody");
      }
    }
    if (!found) {
      return Concat("no delegation that counts leads from ",
                    org.NameOf(step.at), " to ", org.NameOf(step.to));
    }
  }
  FindCircle();
  return {};
}

std::string DelegationProof::JudgeNobody(Node from) {
  if (!snapshot_.work().has_delegations() || nowhere_.contains(from)) return {};
  Begin();
  on_way_.insert(from);
  for (const Edge& edge : EdgesOf(from)) {
    if (Counts(edge) && !LeadsNowhere(edge)) {
      return Concat("a delegation of ", snapshot_.organization().NameOf(from),
                    " leads to somebody");
    }
  }
  FindCircle();
  nowhere_.insert(from);
  for (const auto& [node, number] : beside_) nowhere_.insert(node);
  return {};
}

void DelegationProof::Begin() {
  on_way_.clear();
  beside_.clear();
  lines_.clear();
}

// All delegations in order; of a post, then the lines to its absent holders.
std::vector<DelegationProof::Edge> DelegationProof::EdgesOf(Node node) const {
  const Work& work = snapshot_.work();
  const auto post = node.As<PostId>();
  std::vector<Edge> edges;
  const auto add = [&](std::span<const Delegate> delegates) {
    for (const Delegate& d : delegates) {
      edges.push_back({ResolutionRule::kDelegate, d.to, work.Covers(d, work_),
                       d.may_redelegate});
    }
  };
  if (!post) {
    add(work.delegations(PersonId{node.index()}));
    return edges;
  }
  add(work.delegations(*post));
  for (const bool acting : {false, true}) {
    for (const Holder& holder : snapshot_.posts().holders(*post)) {
      const auto person = holder.person();
      if (person && holder.acting() == acting &&
          snapshot_.people().absent(*person)) {
        edges.push_back({ResolutionRule::kAbsentHolder, *person, true, true});
      }
    }
  }
  return edges;
}

bool DelegationProof::Counts(const Edge& edge) {
  if (!edge.covers && below_cut_) complete_ = false;
  return edge.covers;
}

// Somebody is there, so that no delegation is needed.
bool DelegationProof::Stands(Node node) const {
  if (const auto person = node.As<PersonId>()) {
    return snapshot_.people().present(*person);
  }
  for (const Holder& holder : snapshot_.posts().holders(PostId{node.index()})) {
    if (holder.present) return true;
  }
  return false;
}

// Whether nobody is met when this is followed, and all after it, but for what
// is on the way.
bool DelegationProof::LeadsNowhere(const Edge& edge) {
  if (Stands(edge.to)) return false;
  if (!edge.passes_on || nowhere_.contains(edge.to)) return true;
  if (on_way_.contains(edge.to)) {
    complete_ = false;
    return true;
  }
  if (beside_.contains(edge.to)) return true;
  std::vector<Node> open = {edge.to};
  NumberOf(edge.to);
  while (!open.empty()) {
    const Node at = open.back();
    open.pop_back();
    for (const Edge& next : EdgesOf(at)) {
      if (!Counts(next)) continue;
      if (Stands(next.to)) return false;
      if (!next.passes_on || nowhere_.contains(next.to)) continue;
      if (on_way_.contains(next.to)) {
        complete_ = false;
        continue;
      }
      if (!beside_.contains(next.to)) open.push_back(next.to);
      lines_.emplace_back(NumberOf(at), NumberOf(next.to));
    }
  }
  return true;
}

std::uint32_t DelegationProof::NumberOf(Node node) {
  const auto number = static_cast<std::uint32_t>(beside_.size());
  return beside_.try_emplace(node, number).first->second;
}

// What is left when again and again those are taken away to which no line leads
// is a circle.
void DelegationProof::FindCircle() {
  const std::size_t count = beside_.size();
  std::vector<std::vector<std::uint32_t>> next(count);
  std::vector<std::uint32_t> lines_to(count, 0);
  for (const auto& [from, to] : lines_) {
    next[from].push_back(to);
    ++lines_to[to];
  }
  std::vector<std::uint32_t> free;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (lines_to[i] == 0) free.push_back(i);
  }
  std::size_t taken = 0;
  for (; !free.empty(); ++taken) {
    const std::uint32_t from = free.back();
    free.pop_back();
    for (const std::uint32_t to : next[from]) {
      if (--lines_to[to] == 0) free.push_back(to);
    }
  }
  if (taken != count) complete_ = false;
}

}  // namespace zeren::internal
