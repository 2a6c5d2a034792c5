// kinds.h -- what the profile says of the kinds of units and posts.

#ifndef ZEREN_CATALOGUE_INTERNAL_KINDS_H_
#define ZEREN_CATALOGUE_INTERNAL_KINDS_H_

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/gaps/check.h"

namespace zeren::internal {

// KindsByWord
//
// The entries of one list of the profile, by the number of their word.
template <typename Entry>
class KindsByWord {
 public:
  KindsByWord(const OrganizationRep& rep, const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      const std::uint32_t word = rep.names.words.Find(entry.id);
      if (word != kNoIndex) entries_[word] = &entry;
    }
  }

  // The entry of a word; null if the profile has none.
  const Entry* Find(std::uint32_t word) const {
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : found->second;
  }

 private:
  absl::flat_hash_map<std::uint32_t, const Entry*> entries_;
};

// The word that says of which kind a unit is.
inline std::string_view KindWordOf(const CheckView& view, UnitId unit) {
  const OrganizationRep& rep = view.organization().rep();
  return rep.names
      .words[rep.table<UnitView>().Get<&UnitView::kind>()[Index(unit)]];
}

// What the profile says of the kind of a unit or post; null if nothing. O(1),
// but for the first call of a view.
inline const UnitKind* UnitKindOf(const CheckView& view, UnitId unit) {
  static constexpr char kKey = 0;
  const OrganizationRep& rep = view.organization().rep();
  using Kinds = KindsByWord<UnitKind>;
  const Kinds& kinds = view.SharedByDays<Kinds>(&kKey, [&] {
    return std::make_shared<const Kinds>(rep, rep.profile.unit_kinds);
  });
  return kinds.Find(rep.table<UnitView>().Get<&UnitView::kind>()[Index(unit)]);
}
inline const PostKind* PostKindOf(const CheckView& view, PostId post) {
  static constexpr char kKey = 0;
  const OrganizationRep& rep = view.organization().rep();
  using Kinds = KindsByWord<PostKind>;
  const Kinds& kinds = view.SharedByDays<Kinds>(&kKey, [&] {
    return std::make_shared<const Kinds>(rep, rep.profile.post_kinds);
  });
  return kinds.Find(rep.table<PostView>().Get<&PostView::kind>()[Index(post)]);
}

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_KINDS_H_
