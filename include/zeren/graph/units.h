// units.h -- the units of one day: who is above whom, who sits where.

#ifndef ZEREN_GRAPH_UNITS_H_
#define ZEREN_GRAPH_UNITS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/base/attributes.h"
#include "zeren/core/forest.h"
#include "zeren/core/node.h"

namespace zeren {

namespace internal {
class SnapshotBuilder;
}  // namespace internal

// Units
//
// One of the tables of a `Snapshot`. Every question takes O(1) and allocates
// nothing. Questions about a unit that is not in force get the empty answer.
class Units {
 public:
  // The number of units in the document; those in force are `forest().size()`.
  std::uint32_t count() const {
    return static_cast<std::uint32_t>(heads_.size());
  }
  bool in_force(UnitId unit) const { return forest_.Contains(Index(unit)); }

  // The primary forest, cycles cut: siblings and roots in order of their ids.
  const Forest& forest() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return forest_; }

  // The unit above; none for a root.
  std::optional<UnitId> parent(UnitId unit) const {
    if (!in_force(unit)) return std::nullopt;
    return OptionalId<UnitId>(forest_.parent(Index(unit)));
  }
  // The units directly below, in order of id.
  IdRange<UnitId> children(UnitId unit) const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    if (!in_force(unit)) return {};
    return IdRange<UnitId>(forest_.children(Index(unit)));
  }
  // Whether `unit` is `ancestor` or below it. Both must be in force.
  bool IsWithin(UnitId unit, UnitId ancestor) const {
    return forest_.IsWithin(Index(unit), Index(ancestor));
  }

  // The post that heads the unit.
  std::optional<PostId> head(UnitId unit) const {
    return OptionalId<PostId>(heads_[Index(unit)]);
  }
  // The unit itself if it has a head post, else the nearest ancestor that has.
  std::optional<UnitId> nearest_headed(UnitId unit) const {
    return OptionalId<UnitId>(nearest_headed_[Index(unit)]);
  }

  // The posts in force that belong to it, in order of id.
  IdRange<PostId> posts(UnitId unit) const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return IdRange<PostId>(Row(post_begins_, posts_, unit));
  }
  // Those of them whose kind deputizes for some other kind.
  IdRange<PostId> deputies(UnitId unit) const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return IdRange<PostId>(Row(deputy_begins_, deputies_, unit));
  }

  // The memberships in force, as rows of `Snapshot::membership`, in order of
  // the person's id. A person with two memberships is there twice.
  std::span<const std::uint32_t> member_rows(UnitId unit) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return Row(member_begins_, member_rows_, unit);
  }

  // The rank of the unit's kind in the profile, 0 at the top; none if the
  // profile gives none.
  std::optional<std::int32_t> level(UnitId unit) const {
    const std::int32_t level = levels_[Index(unit)];
    return level < 0 ? std::nullopt : std::optional(level);
  }

 private:
  friend class internal::SnapshotBuilder;
  using Numbers = std::vector<std::uint32_t>;

  static std::span<const std::uint32_t> Row(const Numbers& begins,
                                            const Numbers& values,
                                            UnitId unit) {
    const std::uint32_t begin = begins[Index(unit)];
    return std::span(values).subspan(begin, begins[Index(unit) + 1] - begin);
  }

  Forest forest_;
  Numbers heads_;
  Numbers nearest_headed_;
  Numbers post_begins_, posts_;
  Numbers deputy_begins_, deputies_;
  Numbers member_begins_, member_rows_;
  std::vector<std::int32_t> levels_;
};

}  // namespace zeren

#endif  // ZEREN_GRAPH_UNITS_H_
