#include "zeren/advise/key_persons.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "src/advise/internal/expected_work.h"
#include "src/assign/internal/on_the_spot.h"
#include "src/assign/internal/task_load.h"

namespace zeren {
namespace internal {

std::vector<ExpectedWork> ListExpectedWork(const Snapshot& snapshot,
                                           const KeyPersonOptions& options) {
  const Work& work = snapshot.work();
  const TaskStates states(snapshot, options.tasks);
  const bool efforts = options.weight == WorkWeight::kEffort;
  std::vector<ExpectedWork> expected;
  for (const std::uint32_t index : work.tasks().pre_order()) {
    const TaskId task{index};
    if (!states.open(task)) continue;
    const double effort =
        efforts && states.is_leaf(task) ? EffortOf(snapshot, task) : 0;
    expected.push_back({task, efforts ? effort : 1});
  }
  for (const std::uint32_t duty : work.duties().pre_order()) {
    expected.push_back({DutyId{duty}, efforts ? 0.0 : 1.0});
  }
  const Organization& org = snapshot.organization();
  std::sort(expected.begin(), expected.end(),
            [&](const ExpectedWork& a, const ExpectedWork& b) {
              return org.Before(a.work, b.work);
            });
  return expected;
}

}  // namespace internal

namespace {

using internal::ExpectedWork;
using internal::OnTheSpot;
using internal::WaysFrom;

constexpr std::array<std::string_view, 2> kWorkWeightNames = {"count",
                                                              "effort"};

std::vector<Role> InOrder(std::vector<Role> roles) {
  assert(!roles.empty());
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  return roles;
}

}  // namespace

std::string_view NameOf(WorkWeight weight) {
  return kWorkWeightNames[static_cast<std::size_t>(weight)];
}
std::optional<WorkWeight> ParseWorkWeight(std::string_view name) {
  const auto found =
      std::find(kWorkWeightNames.begin(), kWorkWeightNames.end(), name);
  if (found == kWorkWeightNames.end()) return std::nullopt;
  return static_cast<WorkWeight>(found - kWorkWeightNames.begin());
}

KeyPersons FindKeyPersons(const Snapshot& snapshot,
                          const KeyPersonOptions& options) {
  KeyPersons key;
  key.roles = InOrder(options.roles);
  key.measure = options.weight;
  key.complete = snapshot.has_all_records();
  const OnTheSpot on_the_spot(snapshot, key.roles);
  absl::flat_hash_map<PersonId, std::size_t> places;
  for (const ExpectedWork& one :
       internal::ListExpectedWork(snapshot, options)) {
    ++key.work;
    key.complete = key.complete && on_the_spot.Complete(one.work);
    const WaysFrom ways = on_the_spot.Of(one.work);
    if (ways.nobody()) {
      key.unanswered.push_back(one.work);
      continue;
    }
    key.answered_weight += one.weight;
    const std::optional<PersonId> only = ways.only();
    if (!only) continue;
    key.key_weight += one.weight;
    const auto [place, first] = places.try_emplace(*only, key.persons.size());
    if (first) key.persons.push_back({.person = *only, .work = {}});
    KeyPerson& person = key.persons[place->second];
    person.work.push_back(one.work);
    person.weight += one.weight;
  }
  const Organization& org = snapshot.organization();
  std::sort(key.persons.begin(), key.persons.end(),
            [&](const KeyPerson& a, const KeyPerson& b) {
              if (a.weight != b.weight) return a.weight > b.weight;
              if (a.work.size() != b.work.size()) {
                return a.work.size() > b.work.size();
              }
              return org.Before(a.person, b.person);
            });
  if (options.limit && *options.limit < key.persons.size()) {
    key.not_listed = key.persons.size() - *options.limit;
    key.persons.resize(*options.limit);
  }
  return key;
}

}  // namespace zeren
