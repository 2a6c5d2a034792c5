#include "src/assign/internal/deputies.h"

#include <algorithm>
#include <string>

#include "src/assign/internal/holding.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

DeputyKinds::DeputyKinds(const Snapshot& snapshot)
    : organization_(snapshot.organization()) {
  const OrganizationRep& rep = organization_.rep();
  for (const PostKind& kind : rep.profile.post_kinds) {
    const std::uint32_t word = rep.names.words.Find(kind.id);
    if (word == kNoIndex || kind.deputizes_for.empty()) continue;
    for (const std::string& other : kind.deputizes_for) {
      const std::uint32_t other_word = rep.names.words.Find(other);
      if (other_word != kNoIndex) deputized_[word].push_back(other_word);
    }
  }
}

std::uint32_t DeputyKinds::of(PostId post) const {
  return organization_.rep()
      .table<PostView>()
      .Get<&PostView::kind>()[Index(post)];
}

std::span<const std::uint32_t> DeputyKinds::StandsInFor(
    std::uint32_t kind) const {
  const auto others = deputized_.find(kind);
  if (others == deputized_.end()) return {};
  return others->second;
}

bool DeputyKinds::StandsIn(PostId deputy, PostId post) const {
  const std::span<const std::uint32_t> others = StandsInFor(of(deputy));
  return std::find(others.begin(), others.end(), of(post)) != others.end();
}

std::vector<std::uint32_t> FirstDeputies(const Snapshot& snapshot) {
  const DeputyKinds kinds(snapshot);
  if (kinds.empty()) return {};
  const OrganizationRep& rep = snapshot.organization().rep();
  const Units& units = snapshot.units();
  const auto& kind_of = rep.table<PostView>().Get<&PostView::kind>();
  const std::size_t words = rep.names.words.size();
  std::vector<std::uint32_t> first(snapshot.posts().count(), kNoIndex);
  // By kind, the last unit in which it had a deputy in place; in which it was
  // stood in for, and by whom.
  std::vector<std::uint32_t> in_place(words, kNoIndex);
  std::vector<std::uint32_t> stood_in_for(words, kNoIndex);
  std::vector<std::uint32_t> by(words, kNoIndex);
  for (const std::uint32_t unit : units.forest().pre_order()) {
    bool any = false;
    for (const PostId deputy : units.deputies(UnitId{unit})) {
      const std::uint32_t kind = kind_of[Index(deputy)];
      if (in_place[kind] == unit) continue;
      if (!PresentHolding(snapshot.posts().holders(deputy))) continue;
      in_place[kind] = unit;
      for (const std::uint32_t other : kinds.StandsInFor(kind)) {
        if (stood_in_for[other] == unit) continue;
        stood_in_for[other] = unit;
        by[other] = Index(deputy);
      }
      any = true;
    }
    if (!any) continue;
    for (const PostId post : units.posts(UnitId{unit})) {
      const std::uint32_t kind = kind_of[Index(post)];
      if (stood_in_for[kind] == unit) first[Index(post)] = by[kind];
    }
  }
  return first;
}

}  // namespace zeren::internal
