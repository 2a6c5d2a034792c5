// snapshot_rep.h -- what a snapshot consists of, and how it is built.

#ifndef ZEREN_GRAPH_INTERNAL_SNAPSHOT_REP_H_
#define ZEREN_GRAPH_INTERNAL_SNAPSHOT_REP_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "src/core/internal/days.h"
#include "src/graph/internal/person_lines.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/change.h"

namespace zeren {

namespace internal {

// What work there is changes nothing in it, so that snapshots of a day that
// differ in work only share it.
struct Structure {
  Units units;
  Posts posts;
  People people;
  PersonLines person_lines;
};

}  // namespace internal

struct Snapshot::Rep {
  Organization organization;
  absl::CivilDay day;
  internal::DayNumber day_number = 0;
  std::shared_ptr<const internal::Structure> structure;
  std::shared_ptr<const Work> work;
};

namespace internal {

// SnapshotBuilder
//
// Fills the tables of one day, each after those that it needs:
//
//   units in force and their forest -> persons and memberships -> posts in
//   force and the heads of units -> superiors, holders and states of posts ->
//   work
//
// Every step is linear in the rows that it reads, but for sorting what is not
// yet in order of id.
class SnapshotBuilder {
 public:
  SnapshotBuilder(const Organization& organization, absl::CivilDay day);
  std::shared_ptr<const Snapshot::Rep> Build();
  // The same for an organisation that changes to some arrays made from `base`,
  // on its day: shares the tables that none of these arrays goes into.
  std::shared_ptr<const Snapshot::Rep> BuildFrom(
      const Snapshot::Rep& base, std::span<const Change> changes);

 private:
  using Numbers = std::vector<std::uint32_t>;

  void BuildStructure();
  void BuildWork();

  // units.cc
  void LinkUnits();
  void RankUnits();
  // people.cc
  void PlacePersons();
  void MarkAbsences();
  void IndexMembers();
  void IndexPostsOfPersons();
  // posts.cc
  void FindPosts();
  void FindHeads();
  void LinkPosts();
  void FindHolders();
  void JudgeStates();
  // work.cc
  void LinkTasks();
  void LinkDuties();
  void IndexAssignments();
  void IndexDelegations();
  void ListScopes();

  bool PostInForce(std::uint32_t post) const {
    return post < posts_in_force_.size() && posts_in_force_[post] != 0;
  }

  // Whether number a's id is smaller than number b's.
  template <NodeKind kKind>
  auto ById() const {
    return [&ids = org_.names.of(kKind)](std::uint32_t a, std::uint32_t b) {
      return ids[a] < ids[b];
    };
  }

  std::shared_ptr<Snapshot::Rep> rep_;
  // The parts of it that are being built.
  std::shared_ptr<Structure> structure_;
  std::shared_ptr<Work> work_;
  const OrganizationRep& org_;
  const DayNumber day_;
  std::vector<std::uint8_t> posts_in_force_;
  // Whether the top of a unit's tree was cut from a cycle; empty: none was.
  std::vector<std::uint8_t> under_cut_;
};

// Lists of numbers by owner, made from (owner, value) pairs in two passes.
class Lists {
 public:
  explicit Lists(std::size_t owners) : begins_(owners + 1, 0) {}

  void Count(std::uint32_t owner) { ++begins_[owner + 1]; }
  void EndCounting() {
    for (std::size_t i = 1; i < begins_.size(); ++i) {
      begins_[i] += begins_[i - 1];
    }
    next_.assign(begins_.begin(), begins_.end() - 1);
    values_.resize(begins_.back());
  }
  void Add(std::uint32_t owner, std::uint32_t value) {
    values_[next_[owner]++] = value;
  }
  // Sorts the lists that are not in order yet.
  template <typename Less>
  void Sort(const Less& less) {
    for (std::size_t owner = 0; owner + 1 < begins_.size(); ++owner) {
      const auto begin = values_.begin() + begins_[owner];
      const auto end = values_.begin() + begins_[owner + 1];
      if (!std::is_sorted(begin, end, less)) std::stable_sort(begin, end, less);
    }
  }
  void MoveTo(std::vector<std::uint32_t>& begins,
              std::vector<std::uint32_t>& values) {
    begins = std::move(begins_);
    values = std::move(values_);
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> values_;
};

}  // namespace internal
}  // namespace zeren

#endif  // ZEREN_GRAPH_INTERNAL_SNAPSHOT_REP_H_
