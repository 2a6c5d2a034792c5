// hierarchy.h -- what roll-ups run up, and what sits where in it.
//
//   RollUpOptions options;
//   options.by = Hierarchy::kUnits;
//   options.lines = {"primary", "guidance"};  // dual leadership
//   options.within.kinds = {"branch"};        // what sits in branches only

#ifndef ZEREN_MEASURE_HIERARCHY_H_
#define ZEREN_MEASURE_HIERARCHY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "zeren/core/forest.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/condition.h"

namespace zeren {

enum class Hierarchy : std::uint8_t {
  kUnits,  // Unit lines; the primary forest unless options say otherwise.
  kPosts,  // The reports-to chain.
  kTasks,  // Tasks and their parts.
};
std::string_view NameOf(Hierarchy hierarchy);  // "units", "posts", "tasks"
std::optional<Hierarchy> ParseHierarchy(std::string_view name);
// The kind of the nodes that a hierarchy consists of.
NodeKind NodeKindOf(Hierarchy hierarchy);
// The forest that it is on a day; over units the primary one.
const Forest& ForestOf(const Snapshot& snapshot ABSL_ATTRIBUTE_LIFETIME_BOUND,
                       Hierarchy hierarchy);

// A node of a hierarchy that is written down from the top.
struct OutlineRow {
  Node node;
  std::uint32_t depth = 0;  // Below the first.
};

// What carries values, and where it sits:
//
//                 over units                     over posts        over tasks
//   kPerson       each unit with a membership    each post held    -
//   kMembership   its unit                       -                 -
//   kUnit         itself                         -                 -
//   kPost         its unit                       itself            -
//   kTask         its unit                       the posts that    itself
//                                                answer accountable
//   kListed       where `Snapshot::UnitOf` has   as a post or task of its own
//                 it                             kind; a person with the posts
//                                                held, a unit with its head,
//                                                a duty with its bearer
//
// Memberships, units, posts and appointments are those in force. What sits
// nowhere counts nowhere.
enum class Carrier : std::uint8_t {
  kPerson,
  kMembership,
  kUnit,
  kPost,
  kTask,
  kListed,
};
std::string_view NameOf(Carrier carrier);  // "persons", "memberships" ...
bool SitsIn(Carrier carrier, Hierarchy hierarchy);

// Which carriers a measure has.
struct CarrierSet {
  Carrier kind = Carrier::kPost;
  // Of persons and memberships: only memberships that this head count of the
  // profile includes; a person without one is no carrier. Empty: all.
  std::string head_count = {};
  // The carriers if they are `Carrier::kListed`; a node may come twice.
  std::shared_ptr<const std::vector<Node>> listed = {};

  friend bool operator==(const CarrierSet&, const CarrierSet&) = default;
};

// What becomes of carriers whose value is not known. Results count them as
// unknown in any case.
enum class Missing : std::uint8_t {
  kExclude,    // They are left out.
  kZero,       // They count as 0.
  kPropagate,  // A value that rests on one of them is not known either.
};
std::string_view NameOf(Missing missing);  // "exclude", "zero", "propagate"
std::optional<Missing> ParseMissing(std::string_view name);

// How several lines above one unit are followed.
enum class LinePolicy : std::uint8_t {
  kDistinct,     // Each carrier once for each unit above, however many ways
                 // lead there. Time is not linear where ways meet.
  kPrimaryOnly,  // The primary forest, whatever `lines` says.
  kSplit,        // Each line passes on its weight's share.
};
std::string_view NameOf(LinePolicy policy);  // "distinct", "primary_only" ...
std::optional<LinePolicy> ParseLinePolicy(std::string_view name);

struct RollUpOptions {
  // Behaviour: which hierarchy to run up. DEFAULT: units.
  Hierarchy by = Hierarchy::kUnits;
  // Behaviour: only carriers that meet this condition (the person, post or
  // task; the person of a membership). DEFAULT: all.
  Condition where = {};
  // Behaviour: only what sits in nodes that meet this condition: "of branches
  // with members under 35". DEFAULT: all.
  Condition within = {};
  // DEFAULT: exclude.
  Missing missing = Missing::kExclude;
  // Behaviour: over units, the kinds of lines to run up. Cycles among them are
  // cut as those of the primary forest are: of each knot of units that are all
  // above one another, the one with the smallest id answers to nobody in it.
  // DEFAULT: primary.
  std::vector<std::string> lines = {"primary"};
  LinePolicy policy = LinePolicy::kDistinct;
  // Behaviour: how many threads to use; 0: two where that pays. The result is
  // the same to the last bit.
  int threads = 0;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_HIERARCHY_H_
