// repair_ideas.h -- what might mend a gap, by check, before it is tried.

#ifndef ZEREN_ADVISE_INTERNAL_REPAIR_IDEAS_H_
#define ZEREN_ADVISE_INTERNAL_REPAIR_IDEAS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/advise/internal/record_edits.h"
#include "zeren/core/text.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {

struct RepairIdea {
  std::vector<RecordEdit> edits;
  Text title;
};

// RepairIdeas
//
// A gap, and the ideas for it so far, best first.
class RepairIdeas {
 public:
  // `report` has the gap, and is kept by reference.
  RepairIdeas(const GapReport& report, const Gap& gap, std::size_t most)
      : report_(report), gap_(gap), most_(most) {}

  const GapReport& report() const { return report_; }
  const Gap& gap() const { return gap_; }
  const Snapshot& snapshot() const { return report_.snapshot(); }
  const Organization& organization() const { return snapshot().organization(); }
  const OrganizationRep& rep() const { return organization().rep(); }
  absl::CivilDay day() const { return snapshot().day(); }
  // Whether a record with this validity is stated on the day.
  bool Holds(const DayRange& written) const {
    return written.Contains(ToDayNumber(day()));
  }
  Node focus() const { return gap_.detection.focus; }

  RecordEdits Edits() const { return {organization(), day()}; }
  // Adds an idea, if there is room for it and it changes anything.
  void Add(const RecordEdits& edits, Text title) {
    if (edits.ambiguous()) {
      ambiguous_ = true;
    } else if (!full() && !edits.empty()) {
      ideas_.push_back({edits.edits(), std::move(title)});
    }
  }
  bool full() const { return ideas_.size() >= most_; }
  std::size_t most() const { return most_; }
  // Says why there is no idea.
  void SayNothing(Text why) { nothing_ = std::move(why); }

  const std::vector<RepairIdea>& ideas() const { return ideas_; }
  // Why there is no idea.
  Text nothing() const;

 private:
  const GapReport& report_;
  const Gap& gap_;
  std::size_t most_;
  std::vector<RepairIdea> ideas_;
  bool ambiguous_ = false;
  Text nothing_;
};

// Puts ideas for the gap in, if a way to mend gaps of this check is known.
bool ThinkOfRepairs(std::string_view check, RepairIdeas& ideas);

// Of lines that lead nowhere, to several superiors, or round in a circle.
void MendCycle(RepairIdeas& ideas);
void MendSelfParent(RepairIdeas& ideas);
void MendSuperiorNotInForce(RepairIdeas& ideas);
void MendSeveralSuperiors(RepairIdeas& ideas);
// Of posts and members.
void MendVacancy(RepairIdeas& ideas);
void MendActing(RepairIdeas& ideas);
void MendMissingHead(RepairIdeas& ideas);
void MendOverfilledPost(RepairIdeas& ideas);
void MendMembershipOverlap(RepairIdeas& ideas);
void MendTwoHomes(RepairIdeas& ideas);
// Of work.
void MendUnansweredWork(RepairIdeas& ideas);
void MendManyAccountable(RepairIdeas& ideas);
void MendNotCascaded(RepairIdeas& ideas);
void MendUnownedFinding(RepairIdeas& ideas);
// Of records that name what is absent.
void MendDanglingReference(RepairIdeas& ideas);

// Returns the persons who could best be given a post of a unit, by its id, as
// the engine that hands out work sees it: those who are present and break no
// limit of the profile, near ones before far ones, and each post that somebody
// holds already weighs as much as two steps. The nearest are sought first.
std::vector<PersonId> BestPersonsFor(const Snapshot& snapshot,
                                     std::string_view unit, std::size_t most);

// Adds an appointment to a post, from the day on.
void Appoint(const RepairIdeas& ideas, PersonId person, std::string_view post,
             RecordEdits& edits);

// The head posts of a unit and of those above it, nearest first, some of them.
std::vector<PostId> HeadsFrom(const Snapshot& snapshot, UnitId unit);
// Whether somebody who is there and named holds the post.
bool HasHolderPresent(const Snapshot& snapshot, PostId post);

// An id that no entity of the kind has, and no record names: `wanted`, or with
// "~2" and so on behind it.
std::string NewIdFor(const OrganizationRep& rep, NodeKind kind,
                     std::string_view wanted);

}  // namespace zeren::internal

#endif  // ZEREN_ADVISE_INTERNAL_REPAIR_IDEAS_H_
