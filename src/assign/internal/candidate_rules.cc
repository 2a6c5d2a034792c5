#include "src/assign/internal/candidate_rules.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "src/model/internal/organization_rep.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren::internal {
namespace {

Exclusion Because(ExclusionReason reason, DayNumber day) {
  return {.reason = reason, .day = FromDayNumber(day)};
}
Exclusion Because(ExclusionReason reason, std::string_view word) {
  return {.reason = reason, .word = std::string(word)};
}

}  // namespace

std::vector<std::uint8_t> MarkPlanned(const Snapshot& snapshot,
                                      const PlanProblem& problem) {
  std::vector<std::uint8_t> planned(
      snapshot.organization().count(NodeKind::kTask), 0);
  for (const TaskId task : problem.tasks) planned[Index(task)] = 1;
  return planned;
}

CandidateRules::CandidateRules(const Snapshot& snapshot,
                               const PlanProblem& problem,
                               const TaskStates& states)
    : snapshot_(snapshot),
      problem_(problem),
      options_(problem.candidates),
      scope_(snapshot, problem.candidates),
      loads_(snapshot, states, MarkPlanned(snapshot, problem)) {
  FindLimits();
  FindTermEnds();
  for (const ForbiddenPair& pair : problem.forbidden) {
    forbidden_.insert({pair.task, pair.person});
  }
  CountHeldOfSets();
}

void CandidateRules::FindLimits() {
  const OrganizationRep& rep = snapshot_.organization().rep();
  const auto& written = rep.table<PersonView>().Get<&PersonView::capacity>();
  const auto& kinds = rep.table<PostView>().Get<&PostView::kind>();
  const People& people = snapshot_.people();
  capacities_.resize(people.count());
  std::vector<std::uint32_t> held;
  for (std::uint32_t index = 0; index < people.count(); ++index) {
    capacities_[index] =
        ToLoad(NumberCodec::Decode(written[index]).value_or(1));
    const IdRange<PostId> posts = people.posts(PersonId{index});
    if (posts.size() < 2) continue;
    held.clear();
    for (std::size_t i = 0; i < posts.size(); ++i) {
      // Two seats of one post are one post.
      if (i > 0 && posts[i] == posts[i - 1]) continue;
      held.push_back(kinds[Index(posts[i])]);
    }
    std::sort(held.begin(), held.end());
    for (std::size_t i = 0; i < held.size();) {
      std::size_t end = i;
      while (end < held.size() && held[end] == held[i]) ++end;
      const PostKind* kind = rep.profile.FindPostKind(rep.names.words[held[i]]);
      if (kind != nullptr && kind->max_per_person &&
          static_cast<std::int64_t>(end - i) > *kind->max_per_person) {
        // Of several the first by its bytes.
        const auto [over, is_first] = over_limit_.try_emplace(index, held[i]);
        if (!is_first &&
            rep.names.words[held[i]] < rep.names.words[over->second]) {
          over->second = held[i];
        }
      }
      i = end;
    }
  }
}

// The first end of a home membership or an appointment in force.
void CandidateRules::FindTermEnds() {
  const OrganizationRep& rep = snapshot_.organization().rep();
  const DayNumber today = ToDayNumber(snapshot_.day());
  const auto& homes = rep.table<MembershipView>().Get<&MembershipView::home>();
  const People& people = snapshot_.people();
  term_ends_.assign(people.count(), kNever);
  for (std::uint32_t index = 0; index < people.count(); ++index) {
    for (const std::uint32_t row : people.membership_rows(PersonId{index})) {
      if (homes[row] == 0) continue;
      term_ends_[index] =
          std::min(term_ends_[index], rep.membership_periods[row].to);
    }
  }
  const auto& appointments = rep.table<AppointmentView>();
  const auto& persons = appointments.Get<&AppointmentView::person>();
  for (std::uint32_t row = 0; row < appointments.size(); ++row) {
    const std::uint32_t person = persons[row];
    if (person == kNoIndex || !rep.appointment_periods[row].Contains(today)) {
      continue;
    }
    term_ends_[person] =
        std::min(term_ends_[person], rep.appointment_periods[row].to);
  }
}

void CandidateRules::CountHeldOfSets() {
  if (problem_.exclusion_sets.empty()) return;
  const std::vector<std::uint8_t> planned = MarkPlanned(snapshot_, problem_);
  const auto& cancelled = snapshot_.organization()
                              .rep()
                              .table<TaskView>()
                              .Get<&TaskView::cancelled>();
  const DayNumber today = ToDayNumber(snapshot_.day());
  std::vector<Bearer> bearers;
  for (std::uint32_t set = 0; set < problem_.exclusion_sets.size(); ++set) {
    absl::flat_hash_set<TaskId> seen;
    for (const TaskId task : problem_.exclusion_sets[set].tasks) {
      if (!seen.insert(task).second) continue;
      if (planned[Index(task)] != 0) {
        sets_of_task_[task].push_back(set);
        continue;
      }
      // Who did a task counts as well as who does it.
      const DayNumber day = cancelled[Index(task)];
      if (day != kDawn && day <= today) continue;
      FindBearers(snapshot_, task, bearers);
      std::optional<PersonId> last;
      for (const Bearer& bearer : bearers) {
        if (bearer.person == last || bearer.days.to <= today) continue;
        ++held_of_set_[{set, bearer.person}];
        last = bearer.person;
      }
    }
  }
}

TaskNeeds CandidateRules::NeedsOf(TaskId task) const {
  const OrganizationRep& rep = snapshot_.organization().rep();
  const auto& tasks = rep.table<TaskView>();
  TaskNeeds needs;
  needs.task = task;
  if (const auto unit = snapshot_.work().unit(task)) needs.unit = Index(*unit);
  needs.days = DaysOf(snapshot_, task);
  needs.effort = ToLoad(EffortOf(snapshot_, task));
  needs.places =
      CountCodec::Decode(tasks.Get<&TaskView::persons>()[Index(task)])
          .value_or(1);
  const auto& required = tasks.Get<&TaskView::requires_>();
  for (std::uint32_t i = required.begin(Index(task));
       i < required.end(Index(task)); ++i) {
    needs.skills.push_back(required.number(i));
  }
  std::sort(needs.skills.begin(), needs.skills.end());
  needs.skills.erase(std::unique(needs.skills.begin(), needs.skills.end()),
                     needs.skills.end());
  std::vector<Bearer> bearers;
  FindBearers(snapshot_, task, bearers);
  const DayNumber today = ToDayNumber(snapshot_.day());
  for (const Bearer& bearer : bearers) {
    if (bearer.days.Contains(today)) needs.bearers.push_back(bearer.person);
  }
  FindConflicts(needs);
  return needs;
}

void CandidateRules::FindConflicts(TaskNeeds& needs) const {
  for (const Role role : options_.incompatible_roles) {
    if (!snapshot_.work().nearest_assigned(needs.task, role)) continue;
    const Resolution who = ResolveResponsible(snapshot_, needs.task, role);
    for (const PersonId person : who.persons) {
      needs.conflicts.push_back(
          {person,
           {.reason = ExclusionReason::kIncompatibleRole, .role = role}});
    }
    if (role != Role::kOversight) continue;
    // Nobody oversees the work of their own superior.
    std::vector<Node> overseers(who.posts.begin(), who.posts.end());
    overseers.insert(overseers.end(), who.persons.begin(), who.persons.end());
    for (const Node overseer : overseers) {
      const std::optional<ChainHop> above = SuperiorOf(snapshot_, overseer);
      const std::optional<PostId> post =
          above ? above->node.As<PostId>() : std::nullopt;
      if (!post) continue;
      for (const Holder& holder : snapshot_.posts().holders(*post)) {
        if (holder.undisclosed()) continue;
        needs.conflicts.push_back(
            {*holder.person(), {.reason = ExclusionReason::kOversightLine}});
      }
    }
  }
}

ScopeIndex::Range CandidateRules::RangeOf(const TaskNeeds& needs) const {
  const Forest& forest = snapshot_.units().forest();
  if (options_.whole_organization) {
    return {0, static_cast<std::uint32_t>(forest.size())};
  }
  const std::uint32_t unit =
      options_.scope ? Index(*options_.scope) : needs.unit;
  if (unit == kNoIndex) return {};
  const std::uint32_t begin = forest.position(unit);
  return {begin, begin + forest.subtree_size(unit)};
}

bool CandidateRules::InScope(const TaskNeeds& needs, PersonId person) const {
  const std::span<const ScopeIndex::Entry> places =
      scope_.Places(RangeOf(needs));
  return std::any_of(places.begin(), places.end(), [&](const auto& entry) {
    return entry.person == Index(person);
  });
}

std::optional<Exclusion> CandidateRules::JudgePresence(const DayRange& days,
                                                       PersonId person) const {
  const OrganizationRep& rep = snapshot_.organization().rep();
  const DayRange written = rep.table<PersonView>().Written(Index(person));
  if (!written.Contains(days.from)) {
    return Because(ExclusionReason::kNotInForce, days.from);
  }
  if (written.to < days.to) {
    return Because(ExclusionReason::kNotInForce, written.to);
  }
  std::optional<DayNumber> absent;
  const Groups& absences = rep.absences_of_person;
  for (std::uint32_t row = absences.begin(Index(person));
       row < absences.end(Index(person)); ++row) {
    const DayRange away = rep.absence_periods[row];
    if (away.from >= away.to || !Overlap(away, days)) continue;
    const DayNumber day = std::max(away.from, days.from);
    absent = absent ? std::min(*absent, day) : day;
  }
  if (absent) return Because(ExclusionReason::kAbsent, *absent);
  return std::nullopt;
}

std::pair<std::size_t, std::uint32_t> CandidateRules::MissingSkills(
    const TaskNeeds& needs, PersonId person) const {
  const std::span<const std::uint32_t> skills = scope_.skills(person);
  const IdTable& words = snapshot_.organization().rep().names.words;
  std::size_t missing = 0;
  std::uint32_t first = kNoIndex;  // By its bytes.
  for (const std::uint32_t skill : needs.skills) {
    if (std::binary_search(skills.begin(), skills.end(), skill)) continue;
    if (missing++ == 0 || words[skill] < words[first]) first = skill;
  }
  return {missing, first};
}

std::optional<Exclusion> CandidateRules::JudgeConflicts(const TaskNeeds& needs,
                                                        PersonId person) const {
  const OrganizationRep& rep = snapshot_.organization().rep();
  for (const TaskNeeds::Conflict& conflict : needs.conflicts) {
    if (conflict.person == person) return conflict.exclusion;
  }
  if (!over_limit_.empty()) {
    const auto over = over_limit_.find(Index(person));
    if (over != over_limit_.end()) {
      return Because(ExclusionReason::kPostLimit,
                     rep.names.words[over->second]);
    }
  }
  if (!forbidden_.empty() && forbidden_.contains({needs.task, person})) {
    return Exclusion{.reason = ExclusionReason::kForbidden};
  }
  for (const std::uint32_t set : SetsOf(needs.task)) {
    const ExclusionSet& exclusive = problem_.exclusion_sets[set];
    if (HeldOfSet(set, person) >= exclusive.at_most) {
      return Because(ExclusionReason::kExclusionSet, exclusive.name);
    }
  }
  return std::nullopt;
}

std::optional<Exclusion> CandidateRules::Judge(const TaskNeeds& needs,
                                               PersonId person,
                                               Ignored ignored) const {
  if (auto exclusion = JudgePresence(needs.days, person)) return exclusion;
  if (!ignored.skills) {
    const auto [missing, first] = MissingSkills(needs, person);
    if (missing > 0) {
      return Because(ExclusionReason::kMissingSkill,
                     snapshot_.organization().rep().names.words[first]);
    }
  }
  if (auto exclusion = JudgeConflicts(needs, person)) return exclusion;
  if (!ignored.capacity && Spare(needs.days, person) < needs.effort) {
    return Because(ExclusionReason::kNoCapacity,
                   FirstDayAbove(loads_.of(person), needs.days,
                                 Capacity(person) - needs.effort));
  }
  return std::nullopt;
}

std::int64_t CandidateRules::HeldOfSet(std::size_t set, PersonId person) const {
  if (held_of_set_.empty()) return 0;
  const auto held =
      held_of_set_.find({static_cast<std::uint32_t>(set), person});
  return held == held_of_set_.end() ? 0 : held->second;
}

std::span<const std::uint32_t> CandidateRules::SetsOf(TaskId task) const {
  if (sets_of_task_.empty()) return {};
  const auto sets = sets_of_task_.find(task);
  if (sets == sets_of_task_.end()) return {};
  return sets->second;
}

Cost CandidateRules::LoadCost(const DayRange& days, Load effort,
                              PersonId person) const {
  Cost cost = 0;
  for (const HeldLoad& load : loads_.of(person)) {
    if (!Overlap(load.days, days)) continue;
    cost = AddCosts(cost, PairCost(options_.weights.load, load.effort, effort));
  }
  return cost;
}

std::int64_t CandidateRules::Steps(std::uint32_t from, std::uint32_t to) const {
  if (from == kNoIndex || to == kNoIndex || from == to) return 0;
  const Forest& forest = snapshot_.units().forest();
  const std::int64_t both = std::int64_t{forest.depth(from)} + forest.depth(to);
  // The usual case needs no search.
  if (forest.IsWithin(from, to)) return both - 2 * forest.depth(to);
  const std::uint32_t common = forest.LowestCommonAncestor(from, to);
  // Different trees meet one step above their roots.
  if (common == kNoIndex) return both + 2;
  return both - 2 * std::int64_t{forest.depth(common)};
}

CostParts CandidateRules::CostOf(const TaskNeeds& needs,
                                 PersonId person) const {
  const CostWeights& weights = options_.weights;
  CostParts cost;
  cost.distance =
      MultiplyCosts(weights.distance, Steps(scope_.unit(person), needs.unit));
  if (std::find(needs.bearers.begin(), needs.bearers.end(), person) ==
      needs.bearers.end()) {
    cost.change = weights.change;
  }
  const std::size_t skills = scope_.skills(person).size();
  if (skills > needs.skills.size()) {
    cost.surplus =
        MultiplyCosts(weights.surplus,
                      static_cast<std::int64_t>(skills - needs.skills.size()));
  }
  const std::int64_t end = term_ends_[Index(person)];
  if (end != kNever &&
      (needs.days.to == kNever || end <= needs.days.to + options_.term_days)) {
    cost.term_end = weights.term_end;
  }
  return cost;
}

}  // namespace zeren::internal
