// The fewest people without whom much work would be left; see key_persons.h.
//
// 1. Work is put together by who answers for it on the spot: an *answer* is a
//    set of people, and the weight of all work that they alone answer for. The
//    group leaves the weight of all answers that lie within it.
// 2. With few candidates, the weight within each of their sets is summed up
//    from smaller sets, and the best set is taken.
// 3. With more, the group takes in the answer, or the person who is the last of
//    some answers, with most weight per head still missing, until there is
//    enough; then, last in first out, whoever is not needed is let go.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <queue>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "src/advise/internal/expected_work.h"
#include "src/assign/internal/on_the_spot.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/advise/key_persons.h"
#include "zeren/core/value.h"

namespace zeren {
namespace {

using internal::ExpectedWork;
using internal::OnTheSpot;

// Candidates by their place in order of id.
using CandidateSet = std::vector<std::uint32_t>;

struct JointAnswer {
  CandidateSet members;  // In order; never empty.
  double weight = 0;
};

// GroupFinder
//
// Finds candidates who together leave more than enough.
class GroupFinder {
 public:
  GroupFinder(std::vector<JointAnswer> answers, std::size_t candidates,
              double enough)
      : answers_(std::move(answers)), enough_(enough), in_(candidates, 0) {}

  // Finds the group, if all candidates together are enough; whether it is
  // exact.
  std::optional<bool> Find() {
    double all = 0;
    for (const JointAnswer& answer : answers_) all += answer.weight;
    if (!(all > enough_)) return std::nullopt;
    if (in_.size() <= kMaxExactCandidates) {
      TryAll();
      return true;
    }
    return Grow();
  }

  bool Has(std::uint32_t candidate) const { return in_[candidate] != 0; }

 private:
  // ---- Few candidates

  void TryAll() {
    const std::size_t count = in_.size();
    // By set: the weight within it.
    std::vector<double> within(std::size_t{1} << count, 0);
    for (const JointAnswer& answer : answers_) {
      std::size_t set = 0;
      for (const std::uint32_t one : answer.members)
        set |= std::size_t{1} << one;
      within[set] += answer.weight;
    }
    for (std::size_t one = 0; one < count; ++one) {
      const std::size_t bit = std::size_t{1} << one;
      for (std::size_t set = 0; set < within.size(); ++set) {
        if ((set & bit) != 0) within[set] += within[set ^ bit];
      }
    }
    std::size_t best = within.size() - 1;
    for (std::size_t set = 0; set < within.size(); ++set) {
      if (within[set] > enough_ && IsBetter(set, best, within)) best = set;
    }
    for (std::size_t one = 0; one < count; ++one) in_[one] = (best >> one) & 1;
  }

  static bool IsBetter(std::size_t a, std::size_t b,
                       const std::vector<double>& within) {
    if (std::popcount(a) != std::popcount(b)) {
      return std::popcount(a) < std::popcount(b);
    }
    if (within[a] != within[b]) return within[a] > within[b];
    // Where they differ first, the one that has it comes first.
    const std::size_t different = a ^ b;
    return (a & (different & (~different + 1))) != 0;
  }

  // ---- Many

  // Something to take in: an answer, or a person alone. Stale once its value is
  // another one.
  struct Choice {
    double per_head = 0;
    std::size_t heads = 1;
    bool alone = false;
    std::uint32_t index = 0;

    // What comes later in the queue is taken first.
    friend bool operator<(const Choice& a, const Choice& b) {
      return std::tuple(a.per_head, b.heads, b.alone, b.index) <
             std::tuple(b.per_head, a.heads, a.alone, a.index);
    }
    friend bool operator==(const Choice&, const Choice&) = default;
  };

  // Whether one person is enough, so that there can be no smaller group.
  bool Grow() {
    missing_.resize(answers_.size());
    alone_.assign(in_.size(), 0);
    answers_of_.resize(in_.size());
    for (std::uint32_t i = 0; i < answers_.size(); ++i) {
      missing_[i] = answers_[i].members.size();
      for (const std::uint32_t one : answers_[i].members) {
        answers_of_[one].push_back(i);
      }
      if (missing_[i] == 1) {
        alone_[answers_[i].members.front()] += answers_[i].weight;
      }
    }
    const auto most = std::max_element(alone_.begin(), alone_.end());
    if (*most > enough_) {
      in_[static_cast<std::size_t>(most - alone_.begin())] = 1;
      return true;
    }
    for (std::uint32_t i = 0; i < answers_.size(); ++i) choices_.push(Of(i));
    for (std::uint32_t one = 0; one < in_.size(); ++one) {
      choices_.push(Alone(one));
    }
    // All together are enough, but sums in another order may round.
    while (!(weight_ > enough_) && !choices_.empty()) TakeNext();
    Spare();
    return false;
  }

  Choice Of(std::uint32_t answer) const {
    const std::size_t heads = missing_[answer];
    return {.per_head = answers_[answer].weight / static_cast<double>(heads),
            .heads = heads,
            .index = answer};
  }
  Choice Alone(std::uint32_t one) const {
    return {.per_head = alone_[one], .alone = true, .index = one};
  }

  void TakeNext() {
    const Choice choice = choices_.top();
    choices_.pop();
    if (choice.alone) {
      if (in_[choice.index] == 0 && choice == Alone(choice.index)) {
        TakeIn(choice.index);
      }
      return;
    }
    if (missing_[choice.index] == 0 || choice != Of(choice.index)) return;
    for (const std::uint32_t one : answers_[choice.index].members) {
      if (in_[one] == 0) TakeIn(one);
    }
  }

  void TakeIn(std::uint32_t one) {
    in_[one] = 1;
    taken_.push_back(one);
    for (const std::uint32_t answer : answers_of_[one]) {
      if (--missing_[answer] == 0) {
        weight_ += answers_[answer].weight;
        continue;
      }
      choices_.push(Of(answer));
      if (missing_[answer] > 1) continue;
      const CandidateSet& members = answers_[answer].members;
      const std::uint32_t last =
          *std::find_if(members.begin(), members.end(),
                        [&](std::uint32_t other) { return in_[other] == 0; });
      alone_[last] += answers_[answer].weight;
      choices_.push(Alone(last));
    }
  }

  // Lets go who is not needed, last in first out.
  void Spare() {
    for (auto it = taken_.rbegin(); it != taken_.rend(); ++it) {
      double lost = 0;
      for (const std::uint32_t answer : answers_of_[*it]) {
        if (missing_[answer] == 0) lost += answers_[answer].weight;
      }
      if (!(weight_ - lost > enough_)) continue;
      weight_ -= lost;
      in_[*it] = 0;
      for (const std::uint32_t answer : answers_of_[*it]) ++missing_[answer];
    }
  }

  const std::vector<JointAnswer> answers_;
  const double enough_;
  CandidateSet in_;  // By candidate: 1 within the group.
  // How many members of an answer are not in the group; the weight of those in
  // which one person is the last; whose answers are whose.
  std::vector<std::size_t> missing_;
  std::vector<double> alone_;
  std::vector<std::vector<std::uint32_t>> answers_of_;
  std::priority_queue<Choice> choices_;
  std::vector<std::uint32_t> taken_;
  double weight_ = 0;
};

// Work with the answer that it belongs to; `kNoIndex`: one that no absence
// leaves open.
struct AnsweredWork {
  ExpectedWork work;
  std::uint32_t answer = kNoIndex;
};

}  // namespace

absl::StatusOr<CriticalGroup> FindCriticalGroup(
    const Snapshot& snapshot, double share, const KeyPersonOptions& options) {
  if (!(share >= 0 && share < 1)) {
    return absl::InvalidArgumentError(internal::ToAbsl(internal::Concat(
        "the share ", ToText(Value(share)),
        " is not from 0 to less than 1; write 0.5 for more than half")));
  }
  CriticalGroup group;
  group.roles = options.roles;
  std::sort(group.roles.begin(), group.roles.end());
  group.roles.erase(std::unique(group.roles.begin(), group.roles.end()),
                    group.roles.end());
  group.measure = options.weight;
  group.share = share;
  group.complete = snapshot.has_all_records();

  // Who answers for what, and who they are in all.
  const OnTheSpot on_the_spot(snapshot, group.roles);
  absl::flat_hash_map<std::vector<PersonId>, std::uint32_t> numbers;
  std::vector<std::vector<PersonId>> sets;
  std::vector<AnsweredWork> answered;
  for (const ExpectedWork& one :
       internal::ListExpectedWork(snapshot, options)) {
    group.complete = group.complete && on_the_spot.Complete(one.work);
    OnTheSpot::All all = on_the_spot.AllOf(one.work);
    if (all.persons.empty() && !all.undisclosed) continue;
    group.answered_weight += one.weight;
    answered.push_back({one});
    if (all.undisclosed) continue;
    const auto [number, first] = numbers.try_emplace(
        all.persons, static_cast<std::uint32_t>(sets.size()));
    if (first) sets.push_back(std::move(all.persons));
    answered.back().answer = number->second;
  }
  std::vector<PersonId> candidates;
  for (const std::vector<PersonId>& set : sets) {
    candidates.insert(candidates.end(), set.begin(), set.end());
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()),
                   candidates.end());
  const Organization& org = snapshot.organization();
  std::sort(candidates.begin(), candidates.end(),
            [&](PersonId a, PersonId b) { return org.Before(a, b); });
  group.candidates = candidates.size();
  absl::flat_hash_map<PersonId, std::uint32_t> places;
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    places[candidates[i]] = i;
  }
  // The work is in order of id, and so are the answers by their first work.
  std::vector<JointAnswer> answers(sets.size());
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (const PersonId person : sets[i]) {
      answers[i].members.push_back(places.at(person));
    }
    std::sort(answers[i].members.begin(), answers[i].members.end());
  }
  for (const AnsweredWork& one : answered) {
    if (one.answer != kNoIndex) answers[one.answer].weight += one.work.weight;
  }

  GroupFinder finder(answers, candidates.size(), share * group.answered_weight);
  const std::optional<bool> exact = finder.Find();
  if (!exact) return group;
  group.found = true;
  group.exact = *exact;
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    if (finder.Has(i)) group.persons.push_back(candidates[i]);
  }
  std::vector<std::uint8_t> orphaned(answers.size(), 0);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const CandidateSet& members = answers[i].members;
    orphaned[i] =
        std::all_of(members.begin(), members.end(),
                    [&](std::uint32_t one) { return finder.Has(one); });
  }
  for (const AnsweredWork& one : answered) {
    if (one.answer == kNoIndex || orphaned[one.answer] == 0) continue;
    group.orphaned.push_back(one.work.work);
    group.orphaned_weight += one.work.weight;
  }
  return group;
}

}  // namespace zeren
