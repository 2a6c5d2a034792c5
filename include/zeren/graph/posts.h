// posts.h -- the posts of one day: who holds them, and whom they report to.

#ifndef ZEREN_GRAPH_POSTS_H_
#define ZEREN_GRAPH_POSTS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "zeren/core/forest.h"
#include "zeren/core/node.h"
#include "zeren/model/records.h"

namespace zeren {

namespace internal {
class SnapshotBuilder;
}  // namespace internal

// Why somebody is the superior of something.
enum class LineRule : std::uint8_t {
  kNone,           // There is no superior.
  kParent,         // "parent": the unit or task above.
  kSuperior,       // "superior": the duty that this one serves.
  kReportingLine,  // "reporting-line": a dated line of the post.
  kReportsTo,      // "reports-to": written on the post itself.
  kUnitHead,       // "unit-head": the head post of its unit.
  kAncestorHead,   // "ancestor-head": the head post of a unit above.
};
std::string_view NameOf(LineRule rule);

// The state of a post; the first that applies, in this order.
enum class PostState : std::uint8_t {
  kAbolished,    // Not in force.
  kOccupied,     // Somebody present holds it, and is not merely acting.
  kUndisclosed,  // Filled, the name withheld.
  kActing,       // Somebody present is acting.
  kAbsent,       // All its holders are absent.
  kVacant,
};
std::string_view NameOf(PostState state);

// One appointment in force.
struct Holder {
  std::uint32_t row = 0;                  // Of `Organization::rows`.
  std::uint32_t person_index = kNoIndex;  // `kNoIndex` where undisclosed.
  float share = 1;                        // Of full time.
  AppointmentMode mode = AppointmentMode::kRegular;
  bool present = true;  // In force and not absent; true where undisclosed.

  std::optional<PersonId> person() const {
    return OptionalId<PersonId>(person_index);
  }
  bool undisclosed() const { return person_index == kNoIndex; }
  bool acting() const { return mode == AppointmentMode::kActing; }
};

// Posts
//
// One of the tables of a `Snapshot`. Every question takes O(1), or time linear
// in the holders of one post, and allocates nothing.
class Posts {
 public:
  std::uint32_t count() const {
    return static_cast<std::uint32_t>(states_.size());
  }
  bool in_force(PostId post) const { return forest_.Contains(Index(post)); }

  // The forest of superiors, cycles cut: siblings and roots in order of id.
  const Forest& forest() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return forest_; }

  // The post that it reports to; none for a root.
  std::optional<PostId> superior(PostId post) const {
    if (!in_force(post)) return std::nullopt;
    return OptionalId<PostId>(forest_.parent(Index(post)));
  }
  // The rule that gave the superior; `kNone` for a root.
  LineRule superior_rule(PostId post) const { return rules_[Index(post)]; }
  // Whether the post has no superior only because a cycle was cut, of posts or
  // of the units through which the rule looked for one.
  bool ends_at_cut(PostId post) const {
    return !ends_at_cut_.empty() && ends_at_cut_[Index(post)] != 0;
  }

  // The posts that report to it, in order of id.
  IdRange<PostId> direct_reports(PostId post) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    if (!in_force(post)) return {};
    return IdRange<PostId>(forest_.children(Index(post)));
  }

  // The unit in force that it belongs to; none if the document lacks it.
  std::optional<UnitId> unit(PostId post) const {
    return OptionalId<UnitId>(units_[Index(post)]);
  }
  PostState state(PostId post) const { return states_[Index(post)]; }
  std::uint32_t seats(PostId post) const { return seats_[Index(post)]; }
  // The full-time equivalents that it stands for.
  double fte(PostId post) const { return ftes_[Index(post)]; }

  // The appointments in force, in order of the person's id, undisclosed last.
  std::span<const Holder> holders(PostId post) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    const std::uint32_t begin = holder_begins_[Index(post)];
    return std::span(holders_).subspan(begin,
                                       holder_begins_[Index(post) + 1] - begin);
  }
  // Seats that are taken: different persons who are not acting, each
  // undisclosed appointment counting as one.
  std::uint32_t seats_taken(PostId post) const;

 private:
  friend class internal::SnapshotBuilder;
  using Numbers = std::vector<std::uint32_t>;

  Forest forest_;
  std::vector<LineRule> rules_;
  std::vector<std::uint8_t> ends_at_cut_;  // Empty where no cycle was cut.
  Numbers units_;
  std::vector<PostState> states_;
  Numbers seats_;
  std::vector<double> ftes_;
  Numbers holder_begins_;
  std::vector<Holder> holders_;
};

}  // namespace zeren

#endif  // ZEREN_GRAPH_POSTS_H_
