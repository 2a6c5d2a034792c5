// scope_index.h -- who is below a unit, and who of them has a skill, without a
// look at anybody else.

#ifndef ZEREN_ASSIGN_INTERNAL_SCOPE_INDEX_H_
#define ZEREN_ASSIGN_INTERNAL_SCOPE_INDEX_H_

#include <cstdint>
#include <span>
#include <vector>

#include "zeren/assign/candidates.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

// ScopeIndex
//
// Every place of a person, a home or a post, is an entry at the pre-order
// position of its unit, so that the places below a unit are a run of entries;
// for all places, and for those of the persons with each skill.
class ScopeIndex {
 public:
  struct Entry {
    std::uint32_t position = 0;
    std::uint32_t person = 0;
    std::uint64_t skill_bits = 0;
  };
  // A bit for each skill; some share one. Who has all of some skills has all
  // their bits, which is asked first, as most people do not.
  static std::uint64_t BitsOf(std::span<const std::uint32_t> skills) {
    std::uint64_t bits = 0;
    for (const std::uint32_t skill : skills) {
      bits |= std::uint64_t{1} << (skill % 64);
    }
    return bits;
  }
  // Positions [begin, end) of the forest of units.
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  // O(persons + appointments + skills, times a logarithm).
  ScopeIndex(const Snapshot& snapshot, const CandidateOptions& options);

  // The places within the range. O(log entries).
  std::span<const Entry> Places(Range range) const;
  // Those of persons with a skill, a word of the document.
  std::span<const Entry> PlacesWithSkill(std::uint32_t skill,
                                         Range range) const;

  // A person's skills, each once, in order.
  std::span<const std::uint32_t> skills(PersonId person) const {
    const std::uint32_t begin = skill_begins_[Index(person)];
    return std::span(skills_).subspan(begin,
                                      skill_begins_[Index(person) + 1] - begin);
  }
  // The unit from which a person's distance is counted: home, else the unit of
  // the first post; `kNoIndex` where there is none.
  std::uint32_t unit(PersonId person) const { return units_[Index(person)]; }

 private:
  void ListSkills(const Snapshot& snapshot);
  void ListPlaces(const Snapshot& snapshot, const CandidateOptions& options);
  void IndexBySkill();

  std::vector<Entry> places_;
  std::vector<std::uint32_t> by_skill_begins_;  // By word.
  std::vector<Entry> by_skill_;
  std::vector<std::uint32_t> skill_begins_;  // By person.
  std::vector<std::uint32_t> skills_;
  std::vector<std::uint32_t> units_;
};

}  // namespace zeren::internal

#endif  // ZEREN_ASSIGN_INTERNAL_SCOPE_INDEX_H_
