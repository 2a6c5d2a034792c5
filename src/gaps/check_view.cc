#include "zeren/gaps/check_view.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/answerability.h"
#include "src/core/internal/days.h"
#include "src/gaps/internal/live_view.h"
#include "src/graph/internal/cycle_at.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/matching.h"

namespace zeren {

using internal::FromDayNumber;
using internal::ToDayNumber;

struct CheckView::Cache {
  std::optional<TaskStates> tasks;
  std::optional<internal::Answerability> answerability;
  absl::flat_hash_map<const void*, std::shared_ptr<const void>> shared;
};

CheckView::CheckView(const Snapshot& snapshot)
    : next_turn_(internal::kNever),
      snapshot_(&snapshot),
      cache_(std::make_unique<Cache>()) {}
CheckView::CheckView(internal::LiveView& live)
    : next_turn_(internal::kNever), live_(&live) {}
CheckView::~CheckView() = default;

const Organization& CheckView::organization() const {
  return snapshot_ ? snapshot_->organization() : live_->organization();
}

absl::CivilDay CheckView::day() const {
  return snapshot_ ? snapshot_->day() : FromDayNumber(live_->day());
}

void CheckView::TurnsOn(absl::CivilDay day) const {
  if (live_) return live_->TurnsOn(ToDayNumber(day));
  if (day > snapshot_->day()) {
    next_turn_ = std::min(next_turn_, ToDayNumber(day));
  }
}

std::int32_t CheckView::TakeNextTurn() const {
  return std::exchange(next_turn_, internal::kNever);
}

bool CheckView::Holds(const Period& period) const {
  return Holds(
      internal::DayRange{ToDayNumber(period.from), ToDayNumber(period.to)});
}

bool CheckView::Holds(const internal::DayRange& days) const {
  return snapshot_ ? days.Contains(ToDayNumber(snapshot_->day()))
                   : live_->Holds(days);
}

bool CheckView::InForce(Node node) const {
  return snapshot_ ? snapshot_->InForce(node) : live_->InForce(node);
}

// ---- Units

std::optional<UnitId> CheckView::parent(UnitId unit) const {
  return snapshot_ ? snapshot_->units().parent(unit) : live_->parent(unit);
}

IdRange<UnitId> CheckView::children(UnitId unit) const {
  return snapshot_ ? snapshot_->units().children(unit) : live_->children(unit);
}

bool CheckView::IsWithin(UnitId unit, UnitId ancestor) const {
  if (live_) return live_->IsWithin(unit, ancestor);
  const Units& units = snapshot_->units();
  return units.in_force(unit) && units.in_force(ancestor) &&
         units.IsWithin(unit, ancestor);
}

std::optional<std::int32_t> CheckView::level(UnitId unit) const {
  return snapshot_ ? snapshot_->units().level(unit) : live_->level(unit);
}

std::optional<PostId> CheckView::head(UnitId unit) const {
  return snapshot_ ? snapshot_->units().head(unit) : live_->head(unit);
}

std::optional<UnitId> CheckView::nearest_headed(UnitId unit) const {
  return snapshot_ ? snapshot_->units().nearest_headed(unit)
                   : live_->nearest_headed(unit);
}

IdRange<PostId> CheckView::posts(UnitId unit) const {
  return snapshot_ ? snapshot_->units().posts(unit) : live_->posts(unit);
}

std::span<const std::uint32_t> CheckView::member_rows(UnitId unit) const {
  return snapshot_ ? snapshot_->units().member_rows(unit)
                   : live_->member_rows(unit);
}

bool CheckView::HasMembers(UnitId unit) const {
  return snapshot_ ? !snapshot_->units().member_rows(unit).empty()
                   : live_->HasMembers(unit);
}

std::int64_t CheckView::HeadCount(UnitId unit,
                                  std::string_view head_count) const {
  return snapshot_ ? zeren::HeadCount(*snapshot_, unit, head_count)
                   : live_->HeadCount(unit, head_count);
}

// ---- Posts

PostState CheckView::state(PostId post) const {
  return snapshot_ ? snapshot_->posts().state(post) : live_->state(post);
}

std::span<const Holder> CheckView::holders(PostId post) const {
  return snapshot_ ? snapshot_->posts().holders(post) : live_->holders(post);
}

std::uint32_t CheckView::seats(PostId post) const {
  return snapshot_ ? snapshot_->posts().seats(post) : live_->seats(post);
}

std::uint32_t CheckView::seats_taken(PostId post) const {
  return snapshot_ ? snapshot_->posts().seats_taken(post)
                   : live_->seats_taken(post);
}

std::optional<PostId> CheckView::superior(PostId post) const {
  return snapshot_ ? snapshot_->posts().superior(post) : live_->superior(post);
}

bool CheckView::ends_at_cut(PostId post) const {
  return snapshot_ ? snapshot_->posts().ends_at_cut(post)
                   : live_->ends_at_cut(post);
}

bool CheckView::IsWithin(PostId post, PostId superior) const {
  if (live_) return live_->IsWithin(post, superior);
  const Posts& posts = snapshot_->posts();
  return posts.in_force(post) && posts.in_force(superior) &&
         posts.forest().IsWithin(Index(post), Index(superior));
}

PostId CheckView::root(PostId post) const {
  return snapshot_ ? PostId{snapshot_->posts().forest().root(Index(post))}
                   : live_->root(post);
}

IdRange<PostId> CheckView::direct_reports(PostId post) const {
  return snapshot_ ? snapshot_->posts().direct_reports(post)
                   : live_->direct_reports(post);
}

std::optional<UnitId> CheckView::unit(PostId post) const {
  return snapshot_ ? snapshot_->posts().unit(post) : live_->unit(post);
}

// ---- Persons

bool CheckView::present(PersonId person) const {
  return snapshot_ ? snapshot_->people().present(person)
                   : live_->present(person);
}

std::optional<UnitId> CheckView::home(PersonId person) const {
  return snapshot_ ? snapshot_->people().home(person) : live_->home(person);
}

std::optional<UnitId> CheckView::main_unit(PersonId person) const {
  return snapshot_ ? MainUnitOf(*snapshot_, person) : live_->main_unit(person);
}

std::optional<PostId> CheckView::superior(PersonId person) const {
  if (live_) return live_->superior(person);
  const std::optional<ChainHop> hop = SuperiorOf(*snapshot_, person);
  return hop ? hop->node.As<PostId>() : std::nullopt;
}

std::span<const std::uint32_t> CheckView::membership_rows(
    PersonId person) const {
  return snapshot_ ? snapshot_->people().membership_rows(person)
                   : live_->membership_rows(person);
}

IdRange<PostId> CheckView::posts(PersonId person) const {
  return snapshot_ ? snapshot_->people().posts(person) : live_->posts(person);
}

// ---- Work

std::optional<TaskId> CheckView::parent(TaskId task) const {
  return snapshot_ ? snapshot_->work().parent(task) : live_->parent(task);
}

std::optional<DutyId> CheckView::superior(DutyId duty) const {
  return snapshot_ ? snapshot_->work().superior(duty) : live_->superior(duty);
}

IdRange<TaskId> CheckView::children(TaskId task) const {
  return snapshot_
             ? IdRange<TaskId>(snapshot_->work().tasks().children(Index(task)))
             : live_->children(task);
}

std::optional<UnitId> CheckView::unit(TaskId task) const {
  return snapshot_ ? snapshot_->work().unit(task) : live_->unit(task);
}

std::optional<Node> CheckView::bearer(DutyId duty) const {
  return snapshot_ ? snapshot_->work().bearer(duty) : live_->bearer(duty);
}

std::span<const Assigned> CheckView::assignments(Node work) const {
  if (live_) return live_->assignments(work);
  const std::optional<TaskId> task = work.As<TaskId>();
  return task ? snapshot_->work().assignments(*task)
              : snapshot_->work().assignments(*work.As<DutyId>());
}

std::optional<TaskId> CheckView::nearest_assigned(TaskId task,
                                                  Role role) const {
  return snapshot_ ? snapshot_->work().nearest_assigned(task, role)
                   : live_->nearest_assigned(task, role);
}

std::span<const Delegate> CheckView::delegations(PostId from) const {
  return snapshot_ ? snapshot_->work().delegations(from)
                   : live_->delegations(from);
}

std::span<const Delegate> CheckView::delegations(PersonId from) const {
  return snapshot_ ? snapshot_->work().delegations(from)
                   : live_->delegations(from);
}

const TaskStates& CheckView::AllTasks() const {
  if (!cache_->tasks) cache_->tasks.emplace(*snapshot_);
  return *cache_->tasks;
}

TaskState CheckView::state(TaskId task) const {
  return snapshot_ ? AllTasks().state(task) : live_->state(task);
}

double CheckView::progress(TaskId task) const {
  return snapshot_ ? AllTasks().progress(task) : live_->progress(task);
}

bool CheckView::cancelled(TaskId task) const {
  return snapshot_ ? AllTasks().state(task) == TaskState::kCancelled
                   : live_->cancelled(task);
}

bool CheckView::open(TaskId task) const {
  return snapshot_ ? AllTasks().open(task) : live_->open(task);
}

Resolution CheckView::Resolve(Node work, Role role) const {
  return snapshot_ ? ResolveResponsible(*snapshot_, work, role)
                   : live_->Resolve(work, role);
}

bool CheckView::Answered(Node work, Role role) const {
  if (live_) return live_->Resolve(work, role).answered();
  if (!cache_->answerability) cache_->answerability.emplace(*snapshot_);
  return cache_->answerability->Answered(work, role);
}

// ---- Any

std::vector<Node> CheckView::CycleAt(Node node) const {
  return snapshot_ ? internal::CycleAt(*snapshot_, node) : live_->CycleAt(node);
}

std::optional<UnitId> CheckView::UnitOf(Node node) const {
  return snapshot_ ? snapshot_->UnitOf(node) : live_->UnitOf(node);
}

bool CheckView::Matches(Node node, const Condition& condition) const {
  return snapshot_ ? zeren::Matches(*snapshot_, node, condition)
                   : live_->Matches(node, condition);
}

// ---- Low-level

const Snapshot& CheckView::snapshot() const {
  return snapshot_ ? *snapshot_ : live_->snapshot();
}

const std::shared_ptr<const void>& CheckView::SharedSlot(
    bool of_day, const void* key,
    const std::function<std::shared_ptr<const void>()>& make) const {
  auto& shared = snapshot_ ? cache_->shared : live_->shared(of_day);
  if (const auto found = shared.find(key); found != shared.end()) {
    return found->second;
  }
  // Making it may ask for other states, so no slot is held meanwhile.
  std::shared_ptr<const void> made = make();
  return shared.try_emplace(key, std::move(made)).first->second;
}

}  // namespace zeren
