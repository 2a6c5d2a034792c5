// diff_text.h -- the parts of a diff as texts, and a school that may change.

#ifndef ZEREN_TESTS_ADVISE_DIFF_TEXT_H_
#define ZEREN_TESTS_ADVISE_DIFF_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/advise/diff.h"
#include "zeren/model/change.h"

namespace zeren {

inline constexpr absl::CivilDay kSpring(2026, 3, 1);
inline constexpr absl::CivilDay kJuly(2026, 7, 1);
inline constexpr absl::CivilDay kAutumn(2026, 10, 1);

// Ids in the order of a list.
template <typename Id>
std::vector<std::string> IdsOf(const StructureDiff& diff,
                               const std::vector<Id>& ids) {
  const Organization& from = diff.from.organization();
  const Organization& to = diff.to.organization();
  std::vector<std::string> texts;
  for (const Id id : ids) {
    texts.emplace_back((to.Has(id) ? to : from).id(id));
  }
  return texts;
}

template <typename Id>
inline std::string TextOf(const StructureDiff& diff,
                          const std::optional<Id>& id) {
  return id ? IdsOf(diff, std::vector<Id>{*id})[0] : "none";
}
inline std::string TextOf(const StructureDiff&, const TextView& text) {
  return std::string(text.In("en"));
}
inline std::string TextOf(const StructureDiff&, std::string_view kind) {
  return std::string(kind);
}

// "team: a -> b".
template <typename Id, typename Value>
std::vector<std::string> TextsOf(
    const StructureDiff& diff, const std::vector<Difference<Id, Value>>& list) {
  std::vector<std::string> texts;
  for (const Difference<Id, Value>& one : list) {
    texts.push_back(TextOf(diff, std::optional(one.id)) + ": " +
                    TextOf(diff, one.before) + " -> " +
                    TextOf(diff, one.after));
  }
  return texts;
}

// "team: a -> b, into b, out of a".
inline std::vector<std::string> TextsOf(const StructureDiff& diff,
                                        const std::vector<PersonMove>& moves) {
  std::vector<std::string> texts;
  for (const PersonMove& move : moves) {
    std::string text = TextOf(diff, std::optional(move.id)) + ": " +
                       TextOf(diff, move.before) + " -> " +
                       TextOf(diff, move.after);
    for (const std::string& id : IdsOf(diff, move.into)) text += ", into " + id;
    for (const std::string& id : IdsOf(diff, move.out_of)) {
      text += ", out of " + id;
    }
    texts.push_back(text);
  }
  return texts;
}

// "head: vacant/0 -> acting/1, li none -> acting".
inline std::vector<std::string> TextsOf(
    const StructureDiff& diff, const std::vector<HoldersDifference>& list) {
  const auto text_of = [](const Filling& filling) {
    return std::string(NameOf(filling.state)) + "/" +
           std::to_string(filling.undisclosed);
  };
  std::vector<std::string> texts;
  for (const HoldersDifference& one : list) {
    std::string text = TextOf(diff, std::optional(one.id)) + ": " +
                       text_of(one.before) + " -> " + text_of(one.after);
    for (const Difference<PersonId, Hold>& person : one.persons) {
      text += ", " + TextOf(diff, std::optional(person.id)) + " " +
              std::string(NameOf(person.before)) + " -> " +
              std::string(NameOf(person.after));
    }
    texts.push_back(text);
  }
  return texts;
}

inline StructureDiff DiffOrDie(const Snapshot& from, const Snapshot& to) {
  absl::StatusOr<StructureDiff> diff = Diff(from, to);
  EXPECT_TRUE(diff.ok()) << diff.status();
  return diff.ok() ? *std::move(diff) : StructureDiff{.from = from, .to = to};
}

inline StructureDiff DiffOf(const Records& records,
                            absl::CivilDay from = kSpring,
                            absl::CivilDay to = kAutumn) {
  return Diff(testing::BuildOrDie(records), from, to);
}

// The snapshot after some changes, against that before.
inline StructureDiff DiffOf(const Records& records,
                            const std::vector<Change>& changes) {
  const Snapshot today = testing::BuildOrDie(records).AsOf(testing::kDay);
  const absl::StatusOr<Snapshot> then = today.Apply(changes);
  EXPECT_TRUE(then.ok()) << then.status();
  return DiffOrDie(today, then.ok() ? *then : today);
}

// A school with two departments and, below the first, a team; each has a head
// post. Li heads department a, Wang is a member of the team.
inline Records School() {
  Records records;
  records.units.push_back({.id = "school", .kind = "school"});
  records.units.push_back({.id = "a", .kind = "dept", .parent = "school"});
  records.units.push_back({.id = "b", .kind = "dept", .parent = "school"});
  records.units.push_back({.id = "team", .kind = "team"});
  for (const char* unit : {"school", "a", "b", "team"}) {
    records.posts.push_back(
        {.id = std::string(unit) + "-head", .unit = unit, .kind = "head"});
  }
  records.unit_lines.push_back({.child = "team", .parent = "a"});
  records.persons.push_back({.id = "li"});
  records.persons.push_back({.id = "wang"});
  records.memberships.push_back({.person = "li", .unit = "a"});
  records.memberships.push_back({.person = "wang", .unit = "team"});
  records.appointments.push_back({.person = "li", .post = "a-head"});
  return records;
}

}  // namespace zeren

#endif  // ZEREN_TESTS_ADVISE_DIFF_TEXT_H_
