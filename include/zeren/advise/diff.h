// diff.h -- what is different between two days, or before and after changes.
//
//   const StructureDiff year =
//       Diff(*org, absl::CivilDay(2025, 1, 1), absl::CivilDay(2026, 1, 1));
//   for (const UnitId unit : year.units.added) ...    // set up in 2025
//   for (const auto& [post, before, after] : year.posts.other_superior) ...
//
//   const absl::StatusOr<Snapshot> then = today.Apply(changes);
//   const absl::StatusOr<StructureDiff> effect = Diff(today, *then);  // what
//   if
//
// The structure itself is compared: units, posts, who holds these, and who is a
// member of what. The work is not, nor are attributes, seats, lines other than
// primary ones, standings and shares.
//
// CASE STUDY: a merger. On 1 July branch B goes up in branch A. B is `gone`,
// its posts are gone with it, and its members have `moved` to A. The head of a
// department that was below B and is below A now has another superior: its unit
// has `moved`, its post is in `other_superior`, and the post's holder, who is
// where he was, is in no list.

#ifndef ZEREN_ADVISE_DIFF_H_
#define ZEREN_ADVISE_DIFF_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/organization.h"

namespace zeren {

// One thing about one entity that is not on the second day what it was on the
// first.
template <typename Id, typename Value>
struct Difference {
  Id id{};
  Value before{};
  Value after{};

  friend bool operator==(const Difference&, const Difference&) = default;
};

// How a person holds a post: not at all, merely acting, or otherwise.
enum class Hold : std::uint8_t { kNone, kActing, kInOwnRight };
// Returns "none", "acting" or "own-right".
std::string_view NameOf(Hold hold);

// How a post is filled, names aside.
struct Filling {
  PostState state = PostState::kVacant;
  std::uint32_t undisclosed = 0;  // Appointments whose name is withheld.

  friend bool operator==(const Filling&, const Filling&) = default;
};

// Who holds a post, and whether that fills it, has changed.
struct HoldersDifference {
  PostId id{};
  Filling before;
  Filling after;
  // Who came (was `kNone`), who went (is `kNone`), and who is acting no more,
  // or merely acting now.
  std::vector<Difference<PersonId, Hold>> persons;

  friend bool operator==(const HoldersDifference&,
                         const HoldersDifference&) = default;
};

// Somebody is a member of other units, or at home in another one.
struct PersonMove {
  PersonId id{};
  std::optional<UnitId> before;  // The home.
  std::optional<UnitId> after;
  std::vector<UnitId> into;    // Units that are new to the person, home or not.
  std::vector<UnitId> out_of;  // Units of which the person is no more a member.

  friend bool operator==(const PersonMove&, const PersonMove&) = default;
};

// `kept`, here and below, counts what is there on both days. All lists but
// those of what is new and gone are of these.
struct UnitsDiff {
  std::uint32_t kept = 0;
  std::vector<UnitId> added;  // In force on the second day only.
  std::vector<UnitId> gone;   // In force on the first day only.
  // Other parent; none for a root. What is below a unit that moves does not
  // move itself.
  std::vector<Difference<UnitId, std::optional<UnitId>>> moved;
  std::vector<Difference<UnitId, TextView>> renamed;
  std::vector<Difference<UnitId, std::string_view>> other_kind;
  // Another post heads it, or none does. Who holds the post is not asked.
  std::vector<Difference<UnitId, std::optional<PostId>>> other_head;

  std::size_t size() const;
  friend bool operator==(const UnitsDiff&, const UnitsDiff&) = default;
};

struct PostsDiff {
  std::uint32_t kept = 0;
  std::vector<PostId> added;  // In force on the second day only.
  std::vector<PostId> gone;   // In force on the first day only.
  // Other unit; none where the document lacks it.
  std::vector<Difference<PostId, std::optional<UnitId>>> moved;
  std::vector<Difference<PostId, TextView>> renamed;  // Other title.
  std::vector<Difference<PostId, std::string_view>> other_kind;
  // Reports to another post, or to none, by whatever rule.
  std::vector<Difference<PostId, std::optional<PostId>>> other_superior;
  std::vector<HoldersDifference> holders;

  std::size_t size() const;
  friend bool operator==(const PostsDiff&, const PostsDiff&) = default;
};

// A person is there on a day if in force, and then dated (with a written start
// or end, which says when somebody is in the organisation), or placed by a
// membership or an appointment in force. So an undated person joins with the
// first membership and leaves with the last.
struct PeopleDiff {
  std::uint32_t kept = 0;
  std::vector<PersonId> joined;  // There on the second day only.
  std::vector<PersonId> left;    // There on the first day only.
  std::vector<PersonMove> moved;
  std::vector<Difference<PersonId, TextView>> renamed;

  std::size_t size() const;
  friend bool operator==(const PeopleDiff&, const PeopleDiff&) = default;
};

// StructureDiff
//
// What `Diff` returns. Every list is ordered by external id, a thing may be in
// several lists, and the same two snapshots the other way round give the same
// lists with `added` and `gone`, `joined` and `left`, and all `before` and
// `after` changed over.
//
// Lifetime: keeps both snapshots alive, and these all strings.
struct StructureDiff {
  Snapshot from;
  Snapshot to;
  UnitsDiff units = {};
  PostsDiff posts = {};
  PeopleDiff people = {};
  // False if on one of the days records were left out, or a cycle of units or
  // posts was cut: what is above what may then not be what it seems.
  bool complete = true;

  // The number of entries of all lists.
  std::size_t size() const {
    return units.size() + posts.size() + people.size();
  }
  bool empty() const { return size() == 0; }
};

// Compares two snapshots. Both are of one organisation, of two days in any
// order, or of organisations that changes made from one another, on any days.
// O(units + posts + persons, with their holders and memberships), and sorting
// what differs.
//
// Names and kinds are undated, and so are the units of posts: they differ only
// if changes were applied.
//
// Errors: kInvalidArgument if a dense id means one unit, post or person in the
// one and another in the other, as in snapshots of unrelated organisations.
absl::StatusOr<StructureDiff> Diff(const Snapshot& from, const Snapshot& to);

// The same of two days of one organisation, and the time of two `AsOf`.
StructureDiff Diff(const Organization& organization, absl::CivilDay from,
                   absl::CivilDay to);

}  // namespace zeren

#endif  // ZEREN_ADVISE_DIFF_H_
