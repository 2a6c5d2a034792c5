// key_persons.h -- without whom would work be left unanswered?
//
//   KeyPersons key = FindKeyPersons(today);
//   for (const KeyPerson& one : key.persons) {
//     today.organization().NameOf(one.person);  // "person:p-017"
//     one.work.size();                          // 12: nobody else is there
//   }
//   absl::StatusOr<CriticalGroup> group = FindCriticalGroup(today, 0.5);
//   group->persons;  // so few people, and more than half of the work
//
// A person is *key* to a piece of work if somebody answers for it on the spot,
// and nobody would if that person were absent. On the spot answers who holds
// the post that is asked (or acts in it), else a delegate, else a deputy of the
// same unit; a unit stands for its head post. A superior and the unit above are
// not asked: they answer in the end, and it is their being asked that is to be
// avoided. Nothing but who is there changes: assignments to the absent person
// hold, and so do his or her delegations, which are made for that case.
// Somebody whose name is withheld answers, and whose absence that would be
// nobody can say; so nobody is key to such work.
//
// Each piece of work has one key person at most.

#ifndef ZEREN_ADVISE_KEY_PERSONS_H_
#define ZEREN_ADVISE_KEY_PERSONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/records.h"
#include "zeren/work/tasks.h"

namespace zeren {

// What a piece of work weighs.
enum class WorkWeight : std::uint8_t {
  kCount,   // "count": each piece 1.
  kEffort,  // "effort": a task without live parts its effort (1 if none is
            // written), as in the measure `effort`; anything else nothing.
};
std::string_view NameOf(WorkWeight weight);
std::optional<WorkWeight> ParseWorkWeight(std::string_view name);

struct KeyPersonOptions {
  // Behaviour: somebody has to answer in one of these roles. DEFAULT:
  // accountable or responsible.
  std::vector<Role> roles = {Role::kAccountable, Role::kResponsible};
  // Behaviour: what work weighs. DEFAULT: `kCount`.
  WorkWeight weight = WorkWeight::kCount;
  // Behaviour: list so many persons at most, and count the others. DEFAULT:
  // all.
  std::optional<std::size_t> limit = {};
  // Behaviour: which progress makes a task done. DEFAULT: any.
  TaskOptions tasks = {};
};

// A person, and the work that nobody else answers for.
struct KeyPerson {
  PersonId person{};
  std::vector<Node> work;  // Tasks and duties, in order of id; never empty.
  double weight = 0;       // Of all of it.

  friend bool operator==(const KeyPerson&, const KeyPerson&) = default;
};

struct KeyPersons {
  std::vector<Role> roles;  // Those asked about, in order.
  WorkWeight measure = WorkWeight::kCount;
  // The greatest weight first, then the most work, then by id.
  std::vector<KeyPerson> persons;
  // How many more there are than the options let be listed.
  std::size_t not_listed = 0;

  // The work that was looked at: tasks that are open, and duties in force.
  std::size_t work = 0;
  // That which nobody answers for on the spot even now, in order of id. It is
  // nobody's in particular.
  std::vector<Node> unanswered;
  // The weight of all the rest, and how much of it hangs on one person each
  // (listed or not).
  double answered_weight = 0;
  double key_weight = 0;
  // False if records of the document were left out, or if the answer for some
  // work hangs on where a cycle of tasks was cut.
  bool complete = true;

  std::size_t answered() const { return work - unanswered.size(); }
  // Key persons, listed or not.
  std::size_t count() const { return persons.size() + not_listed; }
};

// Returns who is key to what. All persons in one pass, O(n log n) for an
// organisation of n records; work that delegations with a list may bear on is
// looked at piece by piece.
//
// REQUIRES: there is a role.
KeyPersons FindKeyPersons(const Snapshot& snapshot,
                          const KeyPersonOptions& options = {});

// The fewest people without whom much work would be left unanswered.
struct CriticalGroup {
  std::vector<Role> roles;  // Those asked about, in order.
  WorkWeight measure = WorkWeight::kCount;
  double share = 0;  // That was to be exceeded.
  // Whether there is such a group. If not, too much is answered for by people
  // whose names are withheld, or nothing is answered for at all.
  bool found = false;
  // Whether no smaller group does, and none of this size leaves more. If not,
  // nobody of the group can be spared, but there may be a smaller one.
  bool exact = true;
  std::vector<PersonId> persons;  // In order of id.
  // What nobody would answer for on the spot if all of them were absent, in
  // order of id.
  std::vector<Node> orphaned;
  double orphaned_weight = 0;
  double answered_weight = 0;  // As in `KeyPersons`.
  std::size_t candidates = 0;  // People of whom a group can be made.
  bool complete = true;        // As in `KeyPersons`.
};

// The number of candidates up to which the answer is always exact.
inline constexpr std::size_t kMaxExactCandidates = 20;

// Returns a smallest group whose absence together leaves more than `share` of
// the weight of the work unanswered on the spot that is answered now. Of
// several of one size it is the one that leaves most, then the one whose ids
// come first.
//
// Of `kMaxExactCandidates` people all groups are tried. With more (where the
// problem is hard in the complexity sense) the group is grown by whoever, or
// by all who answer for some piece of work, leaves most weight per head, and
// then whoever can be spared is. O(2^k * k) for k candidates up to that number;
// beyond it O(s log s) for the s answers of all persons to all work.
//
// Errors: kInvalidArgument if `share` is not from 0 to less than 1.
//
// REQUIRES: there is a role.
absl::StatusOr<CriticalGroup> FindCriticalGroup(
    const Snapshot& snapshot, double share,
    const KeyPersonOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ADVISE_KEY_PERSONS_H_
