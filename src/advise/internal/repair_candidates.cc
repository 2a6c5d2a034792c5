// Who might be given a post or work.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "src/advise/internal/repair_ideas.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/assign/candidates.h"

namespace zeren::internal {
namespace {

// As many as two steps on the forest of units, by the default weights.
constexpr std::int64_t kCostOfPost = 20;
// The engine knows no distance of who has no home: as many as four steps.
constexpr std::int64_t kCostOfNoHome = 40;
// How far up heads are looked for.
constexpr std::size_t kMostHeads = 8;

std::size_t PostsHeld(const Snapshot& snapshot, PersonId person) {
  std::size_t held = 0;
  std::optional<PostId> last;
  for (const PostId post : snapshot.people().posts(person)) {
    if (post != last) ++held;
    last = post;
  }
  return held;
}

// The persons that the engine would give a day's work of the unit, by cost, in
// the nearest scopes that have enough of them.
std::vector<Candidate> CandidatesNear(const Snapshot& snapshot,
                                      std::string_view unit,
                                      std::size_t enough) {
  constexpr int kMostScopes = 4;
  TaskRecord task;
  task.id = NewIdFor(snapshot.organization().rep(), NodeKind::kTask, "vacancy");
  task.unit = unit;
  task.start = snapshot.day();
  task.due = snapshot.day();
  task.effort = 0;
  const std::string id = task.id;
  const absl::StatusOr<Snapshot> with =
      snapshot.Apply(std::vector<Change>{Change::Add(std::move(task))});
  if (!with.ok()) return {};
  const TaskId added = *with->organization().FindId<TaskId>(id);
  CandidateOptions options;
  // Nothing is asked for, so that no skill is too many.
  options.weights.surplus = 0;
  std::optional<UnitId> scope = with->work().unit(added);
  for (int i = 0; scope && i < kMostScopes; ++i) {
    options.scope = scope;
    absl::StatusOr<CandidateList> list = Candidates(*with, added, options);
    if (list.ok() && list->candidates.size() >= enough) {
      return std::move(list->candidates);
    }
    scope = with->units().parent(*scope);
  }
  options.scope.reset();
  options.whole_organization = true;
  absl::StatusOr<CandidateList> list = Candidates(*with, added, options);
  return list.ok() ? std::move(list->candidates) : std::vector<Candidate>();
}

}  // namespace

std::vector<PersonId> BestPersonsFor(const Snapshot& snapshot,
                                     std::string_view unit, std::size_t most) {
  std::vector<Candidate> near = CandidatesNear(snapshot, unit, most);
  const Organization& org = snapshot.organization();
  std::vector<std::tuple<std::int64_t, std::string_view, PersonId>> ranked;
  ranked.reserve(near.size());
  for (const Candidate& candidate : near) {
    const auto held =
        static_cast<std::int64_t>(PostsHeld(snapshot, candidate.person));
    std::int64_t cost = candidate.cost.total() + kCostOfPost * held;
    if (!snapshot.people().home(candidate.person)) cost += kCostOfNoHome;
    ranked.emplace_back(cost, org.id(candidate.person), candidate.person);
  }
  const std::size_t count = std::min(most, ranked.size());
  std::partial_sort(ranked.begin(),
                    ranked.begin() + static_cast<std::ptrdiff_t>(count),
                    ranked.end());
  std::vector<PersonId> persons;
  for (std::size_t i = 0; i < count; ++i) {
    persons.push_back(std::get<PersonId>(ranked[i]));
  }
  return persons;
}

void Appoint(const RepairIdeas& ideas, PersonId person, std::string_view post,
             RecordEdits& edits) {
  AppointmentRecord appointment;
  appointment.person = ideas.organization().id(person);
  appointment.post = post;
  if (!ideas.snapshot().people().posts(person).empty()) {
    appointment.mode = AppointmentMode::kConcurrent;
  }
  appointment.valid_from = ideas.day();
  edits.Add(std::move(appointment));
}

bool HasHolderPresent(const Snapshot& snapshot, PostId post) {
  const PostState state = snapshot.posts().state(post);
  return state == PostState::kOccupied || state == PostState::kActing;
}

std::vector<PostId> HeadsFrom(const Snapshot& snapshot, UnitId unit) {
  const Units& units = snapshot.units();
  std::vector<PostId> heads;
  std::optional<UnitId> at = units.nearest_headed(unit);
  while (at && heads.size() < kMostHeads) {
    const PostId head = *units.head(*at);
    if (std::find(heads.begin(), heads.end(), head) == heads.end()) {
      heads.push_back(head);
    }
    const std::optional<UnitId> above = units.parent(*at);
    at = above ? units.nearest_headed(*above) : std::nullopt;
  }
  return heads;
}

std::string NewIdFor(const OrganizationRep& rep, NodeKind kind,
                     std::string_view wanted) {
  constexpr std::size_t kMostBytes = 200;
  // A long id may be cut anywhere but within a character.
  std::size_t size = std::min(wanted.size(), kMostBytes);
  while (size > 0 && size < wanted.size() &&
         (static_cast<unsigned char>(wanted[size]) & 0xc0u) == 0x80u) {
    --size;
  }
  const std::string base(wanted.substr(0, size));
  std::string id = base;
  for (int number = 2; rep.names.of(kind).Find(id) != kNoIndex; ++number) {
    id = Concat(base, "~", std::to_string(number));
  }
  return id;
}

}  // namespace zeren::internal
