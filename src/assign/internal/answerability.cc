#include "src/assign/internal/answerability.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/holding.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/chain.h"

namespace zeren::internal {
namespace {

// The kinds of posts that each kind stands in for, as words of the document.
absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> DeputyKinds(
    const OrganizationRep& rep) {
  absl::flat_hash_map<std::uint32_t, std::vector<std::uint32_t>> deputized;
  for (const PostKind& kind : rep.profile.post_kinds) {
    const std::uint32_t word = rep.names.words.Find(kind.id);
    if (word == kNoIndex || kind.deputizes_for.empty()) continue;
    for (const std::string& other : kind.deputizes_for) {
      const std::uint32_t other_word = rep.names.words.Find(other);
      if (other_word != kNoIndex) deputized[word].push_back(other_word);
    }
  }
  return deputized;
}

}  // namespace

Answerability::Answerability(const Snapshot& snapshot)
    : snapshot_(snapshot), answered_at_post_(snapshot.posts().count(), 0) {
  const Posts& posts = snapshot_.posts();
  const Forest& forest = posts.forest();
  for (const std::uint32_t post : forest.pre_order()) {
    answered_at_post_[post] = StandsItself(posts.state(PostId{post}));
  }
  MarkDeputized();
  // What somebody answers for above is answered for below.
  for (const std::uint32_t post : forest.pre_order()) {
    const std::uint32_t superior = forest.parent(post);
    if (superior != kNoIndex && answered_at_post_[superior] != 0) {
      answered_at_post_[post] = 1;
    }
  }
}

// Marks the posts for which a deputy stands in. Each unit's posts are looked at
// twice and each of its kinds of deputies once, so that a unit with very many
// deputies costs no more than others.
void Answerability::MarkDeputized() {
  const OrganizationRep& rep = snapshot_.organization().rep();
  const auto deputized = DeputyKinds(rep);
  if (deputized.empty()) return;
  const Units& units = snapshot_.units();
  const auto& kind_of = rep.table<PostView>().Get<&PostView::kind>();
  // The last unit in which a kind had deputies in place, or was stood in for.
  std::vector<std::uint32_t> in_place(rep.names.words.size(), kNoIndex);
  std::vector<std::uint32_t> stood_in_for(rep.names.words.size(), kNoIndex);
  for (const std::uint32_t unit : units.forest().pre_order()) {
    bool any = false;
    for (const PostId deputy : units.deputies(UnitId{unit})) {
      const std::uint32_t kind = kind_of[Index(deputy)];
      if (in_place[kind] == unit) continue;
      if (!PresentHolding(snapshot_.posts().holders(deputy))) continue;
      in_place[kind] = unit;
      const auto others = deputized.find(kind);
      if (others == deputized.end()) continue;
      for (const std::uint32_t other : others->second) {
        stood_in_for[other] = unit;
      }
      any = true;
    }
    if (!any) continue;
    for (const PostId post : units.posts(UnitId{unit})) {
      if (stood_in_for[kind_of[Index(post)]] == unit) {
        answered_at_post_[Index(post)] = 1;
      }
    }
  }
}

bool Answerability::Answered(Node work_node, Role role) const {
  const Work& work = snapshot_.work();
  std::optional<Node> fallback;
  if (const auto task = work_node.As<TaskId>()) {
    if (const auto assigned = work.nearest_assigned(*task, role)) {
      const std::span<const Assigned> assignments = work.assignments(*assigned);
      // Few are gone through again as fast as an answer is remembered.
      constexpr std::size_t kFew = 4;
      if (assignments.size() <= kFew) return AnyAnswers(assignments, role);
      const auto [known, asked_first] =
          answered_by_task_.try_emplace({*assigned, role}, false);
      if (asked_first) known->second = AnyAnswers(assignments, role);
      return known->second;
    }
    fallback = work.unit(*task);
  } else if (const auto duty = work_node.As<DutyId>()) {
    if (!work.in_force(*duty)) return false;
    const std::span<const Assigned> assignments = work.assignments(*duty);
    if (std::any_of(assignments.begin(), assignments.end(),
                    [role](const Assigned& a) { return a.role == role; })) {
      return AnyAnswers(assignments, role);
    }
    fallback = work.bearer(*duty);
  }
  return HasFallback(role) && fallback && Answers(*fallback);
}

bool Answerability::AnyAnswers(std::span<const Assigned> assignments,
                               Role role) const {
  return std::any_of(assignments.begin(), assignments.end(),
                     [&](const Assigned& assigned) {
                       return assigned.role == role && Answers(assigned.to);
                     });
}

bool Answerability::Answers(Node target) const {
  std::optional<PostId> asked = target.As<PostId>();
  if (const auto unit = target.As<UnitId>()) {
    const auto headed = snapshot_.units().nearest_headed(*unit);
    if (headed) asked = snapshot_.units().head(*headed);
  } else if (const auto person = target.As<PersonId>()) {
    if (snapshot_.people().present(*person)) return true;
    const std::optional<ChainHop> above = SuperiorOf(snapshot_, target);
    if (above) asked = above->node.As<PostId>();
  }
  return asked && answered_at_post_[Index(*asked)] != 0;
}

}  // namespace zeren::internal
