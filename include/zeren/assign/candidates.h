// candidates.h -- who could do a task, at what cost, and who could not and why.
//
//   absl::StatusOr<CandidateList> list = Candidates(today, task);
//   list->candidates.front().person;      // who could do it at the least cost
//   for (const Excluded& e : list->excluded) {
//     std::cout << Describe(today, e.person, e.exclusion).In("en");
//   }
//   // “Lin Fang” lacks the skill “finance”
//
// zeren/assign/plan.h chooses among the candidates of many tasks at once.

#ifndef ZEREN_ASSIGN_CANDIDATES_H_
#define ZEREN_ASSIGN_CANDIDATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// What one unit of each part of a cost weighs: whole numbers from 0 to
// `kMaxWeight`.
struct CostWeights {
  // Each step on the forest of units from the person's home unit to the task's
  // unit, through the lowest unit above both. DEFAULT: 10.
  std::int64_t distance = 10;
  // Each pair of tasks that one person bears on one day, times both efforts,
  // rounded. A person who bears k tasks of effort 1 has k(k-1)/2 such pairs, so
  // that the next task costs more the more there are, and load is spread
  // fairly. DEFAULT: 100.
  std::int64_t load = 100;
  // Whoever does not bear the task already. DEFAULT: 50.
  std::int64_t change = 50;
  // Each skill of the person that the task does not ask for. DEFAULT: 1.
  std::int64_t surplus = 1;
  // Whoever's membership or appointment ends at most `term_days` after the task
  // is due. DEFAULT: 20.
  std::int64_t term_end = 20;
};
inline constexpr std::int64_t kMaxWeight = 1'000'000'000;

struct CandidateOptions {
  // Behaviour: the candidates are the persons with their home, or a post that
  // they hold, in this unit or below it. DEFAULT: the unit of the task.
  std::optional<UnitId> scope = {};
  // Behaviour: everybody with a home or a post is in scope. DEFAULT: false.
  bool whole_organization = false;
  // Behaviour: only holders of posts of these kinds, in scope. DEFAULT: all.
  std::vector<std::string> post_kinds = {};
  // Behaviour: only units of these levels count as home or as a post's unit.
  // DEFAULT: all.
  std::vector<std::int64_t> levels = {};
  // Behaviour: who answers for the task in one of these roles, by an assignment
  // in force, must not do it; nor, where oversight is among them, the superior
  // of who oversees it. DEFAULT: oversight.
  std::vector<Role> incompatible_roles = {Role::kOversight};
  CostWeights weights = {};
  // Behaviour: how soon after a task is due the end of a term matters. From 0
  // to 36,525. DEFAULT: 90.
  std::int64_t term_days = 90;
};

// A cost, part by part: units times weights.
struct CostParts {
  std::int64_t distance = 0;
  std::int64_t load = 0;
  std::int64_t change = 0;
  std::int64_t surplus = 0;
  std::int64_t term_end = 0;

  std::int64_t total() const {
    return distance + load + change + surplus + term_end;
  }
  friend bool operator==(const CostParts&, const CostParts&) = default;
};

// The hard conditions, in the order in which they are asked: the first that a
// person fails is the one that is told.
enum class ExclusionReason : std::uint8_t {
  kOutOfScope,        // "out-of-scope": not among those who are asked.
  kNotInForce,        // "not-in-force" on every day of the task.
  kAbsent,            // "absent" on a day of the task.
  kMissingSkill,      // "missing-skill"
  kIncompatibleRole,  // "incompatible-role": has one on the same task.
  kOversightLine,     // "oversight-line": the superior of its overseer.
  kPostLimit,         // "post-limit": holds more posts of a kind than allowed.
  kForbidden,         // "forbidden" by the problem.
  kExclusionSet,      // "exclusion-set": bears too many others of a set.
  kNoCapacity,        // "no-capacity" for the effort on a day of the task.
};
inline constexpr std::size_t kExclusionReasons = 10;
std::string_view NameOf(ExclusionReason reason);

struct Exclusion {
  ExclusionReason reason = ExclusionReason::kOutOfScope;
  // The first day of the task on which the condition fails; for
  // `kNotInForce`, `kAbsent` and `kNoCapacity`.
  std::optional<absl::CivilDay> day = {};
  // The skill, the kind of posts or the name of the exclusion set.
  std::string word = {};
  // For `kIncompatibleRole`.
  std::optional<Role> role = {};

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

struct Candidate {
  PersonId person{};
  CostParts cost;
};
struct Excluded {
  PersonId person{};
  Exclusion exclusion;
};

struct CandidateList {
  TaskId task{};
  std::vector<Candidate> candidates;  // By cost, then id.
  std::vector<Excluded> excluded;     // In scope, and excluded; by id.
  // False if records of the document were left out.
  bool complete = true;
};

// Returns everybody in scope, each a candidate or excluded. What people bear
// already is the effort of the live leaf tasks that they are responsible for,
// by name or as the only holder of a post, from their start until they are
// done; this task itself does not count. A task without `start` or `due` is
// unbounded there; days before the snapshot's do not matter any more. O(persons
// in scope + tasks + assignments).
//
// Errors: kInvalidArgument with all that is wrong with the task (absent from
// the document, cancelled, done, an effort above `kMaxLoad`) and the options
// (unknown roles, kinds that the profile does not list, weights or days out of
// range, a unit that is not in force); kOutOfRange if a cost could overflow.
absl::StatusOr<CandidateList> Candidates(const Snapshot& snapshot, TaskId task,
                                         const CandidateOptions& options = {});

// The first hard condition that a person fails; nothing for a candidate. The
// same as `Candidates` says, and `kOutOfScope` for whom it does not list.
absl::StatusOr<std::optional<Exclusion>> WhyNotCandidate(
    const Snapshot& snapshot, TaskId task, PersonId person,
    const CandidateOptions& options = {});

// Returns why a person is no candidate, in English ("en") and Chinese ("zh").
Text Describe(const Snapshot& snapshot, PersonId person,
              const Exclusion& exclusion);

// Efforts and capacities go up to this many load units, and are counted in
// thousandths of one, to the nearest.
inline constexpr double kMaxLoad = 1e9;

}  // namespace zeren

#endif  // ZEREN_ASSIGN_CANDIDATES_H_
