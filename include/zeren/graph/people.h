// people.h -- the persons of one day: where they sit, and who is absent.

#ifndef ZEREN_GRAPH_PEOPLE_H_
#define ZEREN_GRAPH_PEOPLE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "absl/base/attributes.h"
#include "zeren/core/node.h"

namespace zeren {

namespace internal {
class SnapshotBuilder;
}  // namespace internal

// People
//
// One of the tables of a `Snapshot`. Every question takes O(1) and allocates
// nothing.
class People {
 public:
  std::uint32_t count() const {
    return static_cast<std::uint32_t>(homes_.size());
  }
  // Whether the person is in the organisation.
  bool in_force(PersonId person) const {
    return (flags_[Index(person)] & kInForce) != 0;
  }
  // Whether an absence of the person is in force.
  bool absent(PersonId person) const {
    return (flags_[Index(person)] & kAbsent) != 0;
  }
  // In the organisation and not absent.
  bool present(PersonId person) const {
    return (flags_[Index(person)] & (kInForce | kAbsent)) == kInForce;
  }

  // The unit of the home membership in force; of several, the one with the
  // latest written start, then the smaller id.
  std::optional<UnitId> home(PersonId person) const {
    return OptionalId<UnitId>(homes_[Index(person)]);
  }

  // The memberships in force, as rows of `Snapshot::membership`, by start.
  std::span<const std::uint32_t> membership_rows(PersonId person) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return Row(membership_begins_, membership_rows_, person);
  }
  // The posts of the appointments in force, in order of id; a post of which the
  // person holds two seats is there twice.
  IdRange<PostId> posts(PersonId person) const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return IdRange<PostId>(Row(post_begins_, posts_, person));
  }

 private:
  friend class internal::SnapshotBuilder;
  using Numbers = std::vector<std::uint32_t>;
  static constexpr std::uint8_t kInForce = 1;
  static constexpr std::uint8_t kAbsent = 2;

  static std::span<const std::uint32_t> Row(const Numbers& begins,
                                            const Numbers& values,
                                            PersonId person) {
    const std::uint32_t begin = begins[Index(person)];
    return std::span(values).subspan(begin, begins[Index(person) + 1] - begin);
  }

  std::vector<std::uint8_t> flags_;
  Numbers homes_;
  Numbers membership_begins_, membership_rows_;
  Numbers post_begins_, posts_;
};

}  // namespace zeren

#endif  // ZEREN_GRAPH_PEOPLE_H_
