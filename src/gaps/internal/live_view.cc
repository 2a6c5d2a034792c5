#include "src/gaps/internal/live_view.h"

#include <cassert>
#include <utility>

#include "src/assign/internal/answers_over.h"
#include "src/graph/internal/matcher.h"
#include "src/graph/internal/record_facts.h"
#include "src/graph/internal/unit_of.h"
#include "src/model/internal/superior_choice.h"
#include "src/work/internal/risk_day.h"

namespace zeren::internal {
namespace {

// The day of a live view, for a `Matcher`.
class ViewDay {
 public:
  explicit ViewDay(LiveView& view) : view_(view) {}

  const OrganizationRep& rep() const { return view_.organization().rep(); }
  bool Holds(const DayRange& days) { return view_.Holds(days); }
  bool HasAge(Node node, const Condition::Age& age) {
    return view_.HasAge(node, age);
  }
  template <typename Visit>
  bool AnyChildOf(UnitId unit, const Visit& visit) {
    const IdRange<UnitId> children = view_.children(unit);
    return std::any_of(children.begin(), children.end(), visit);
  }

 private:
  LiveView& view_;
};

}  // namespace

LiveView::LiveView(Organization organization, DayNumber day)
    : day_(std::move(organization), day) {}

void LiveView::MoveTo(DayNumber day) {
  day_.MoveTo(day);
  shared_of_day_.clear();
  snapshot_.reset();
  Restart();
}

void LiveView::Take(Organization next, std::span<const Touch> touches) {
  day_.Take(std::move(next), touches);
  std::vector<std::uint32_t> standing;
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kTaskStanding) standing.push_back(touch.index);
    if (touch.what == Touched::kTask) tasks_.reset();
  }
  if (tasks_) tasks_->Rebase(rep(), standing);
  shared_of_day_.clear();
  shared_.clear();
  snapshot_.reset();
  turns_.reset();
  Restart();
}

void LiveView::Restart() {
  facts().Restart();
  until_ = kNever;
  lists_used_ = 0;
}

std::vector<std::uint32_t>& LiveView::NewList() {
  if (lists_used_ == lists_.size()) lists_.emplace_back();
  std::vector<std::uint32_t>& list = lists_[lists_used_++];
  list.clear();
  return list;
}

template <NodeKind kKind>
void LiveView::SortById(std::vector<std::uint32_t>& nodes) const {
  const IdTable& ids = rep().names.of(kKind);
  std::sort(nodes.begin(), nodes.end(),
            [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
}

void LiveView::NoteWayToHead(UnitId unit) {
  if (!noting_) return;
  std::optional<UnitId> at = unit;
  while (at) {
    Note(*at);
    if (facts().head(*at)) return;
    at = facts().parent(*at);
  }
}

bool LiveView::InForce(Node node) {
  Note(node);
  return node.kind() == NodeKind::kDocument || facts().in_force(node);
}

// ---- Units

std::optional<UnitId> LiveView::parent(UnitId unit) {
  Note(unit);
  if (!facts().in_force(unit)) return std::nullopt;
  return facts().parent(unit);
}

IdRange<UnitId> LiveView::children(UnitId unit) {
  Note(unit);
  if (!facts().in_force(unit)) return {};
  std::vector<std::uint32_t>& list = NewList();
  for (const std::uint32_t child : day_.units_below(Index(unit))) {
    if (rep().Exists(NodeKind::kUnit, child) && parent(UnitId{child}) == unit) {
      list.push_back(child);
    }
  }
  SortById<NodeKind::kUnit>(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return IdRange<UnitId>(list);
}

bool LiveView::IsWithin(UnitId unit, UnitId ancestor) {
  Note(unit);
  Note(ancestor);
  if (!facts().in_force(unit) || !facts().in_force(ancestor)) return false;
  std::optional<UnitId> at = unit;
  while (at && *at != ancestor) at = parent(*at);
  return at.has_value();
}

std::optional<std::int32_t> LiveView::level(UnitId unit) const {
  return LevelOf(rep(), unit);
}

IdRange<PostId> LiveView::posts(UnitId unit) {
  Note(unit);
  std::vector<std::uint32_t>& list = NewList();
  if (!facts().in_force(unit)) return {};
  ForEachRow(rep().posts_of_unit, Index(unit), [&](std::uint32_t post) {
    if (Holds(rep().post_periods[post])) list.push_back(post);
  });
  SortById<NodeKind::kPost>(list);
  return IdRange<PostId>(list);
}

std::span<const std::uint32_t> LiveView::member_rows(UnitId unit) {
  Note(unit);
  std::vector<std::uint32_t>& list = NewList();
  ForEachRow(rep().memberships_of_unit, Index(unit), [&](std::uint32_t row) {
    if (Holds(rep().membership_periods[row])) list.push_back(row);
  });
  const auto& persons =
      rep().table<MembershipView>().Get<&MembershipView::person>();
  const IdTable& ids = rep().names.of(NodeKind::kPerson);
  std::sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (persons[a] != persons[b]) return ids[persons[a]] < ids[persons[b]];
    return a < b;
  });
  return list;
}

bool LiveView::HasMembers(UnitId unit) {
  Note(unit);
  // Until the last of those who are there leaves, or the next one comes.
  bool any = false;
  DayNumber last = kDawn;
  DayNumber next = kNever;
  ForEachRow(rep().memberships_of_unit, Index(unit), [&](std::uint32_t row) {
    const DayRange days = rep().membership_periods[row];
    if (days.Contains(day())) {
      any = true;
      last = std::max(last, days.to);
    } else {
      next = std::min(next, days.NextChange(day()));
    }
  });
  TurnsOn(any ? last : next);
  return any;
}

std::int64_t LiveView::HeadCount(UnitId unit, std::string_view head_count) {
  Note(unit);
  const auto& persons =
      rep().table<MembershipView>().Get<&MembershipView::person>();
  std::vector<std::uint32_t>& counted = NewList();
  ForEachRow(rep().memberships_of_unit, Index(unit), [&](std::uint32_t row) {
    if (Holds(rep().membership_periods[row]) &&
        IsCounted(rep(), row, head_count)) {
      counted.push_back(persons[row]);
    }
  });
  std::sort(counted.begin(), counted.end());
  return std::unique(counted.begin(), counted.end()) - counted.begin();
}

// ---- Posts

void LiveView::AppendLookingTo(UnitId unit, std::vector<std::uint32_t>& posts) {
  std::vector<UnitId> units = {unit};
  while (!units.empty()) {
    const UnitId at = units.back();
    units.pop_back();
    for (const PostId post : this->posts(at)) posts.push_back(Index(post));
    for (const UnitId child : children(at)) {
      if (const std::optional<PostId> below = head(child)) {
        posts.push_back(Index(*below));
      }
      // The other posts of a child with a head look to that one, unless it is
      // the very same; who has no head looks further up.
      const std::optional<PostId> own = head(child);
      if (!own || own == head(unit)) units.push_back(child);
    }
  }
}

bool LiveView::IsWithin(PostId post, PostId superior) {
  Note(post);
  Note(superior);
  if (!facts().in_force(post) || !facts().in_force(superior)) return false;
  std::optional<PostId> at = post;
  while (at && *at != superior) at = this->superior(*at);
  return at.has_value();
}

PostId LiveView::root(PostId post) {
  while (const std::optional<PostId> above = superior(post)) post = *above;
  return post;
}

IdRange<PostId> LiveView::direct_reports(PostId post) {
  Note(post);
  if (!facts().in_force(post)) return {};
  std::vector<std::uint32_t>& list = NewList();
  const auto said = day_.posts_below(Index(post));
  list.assign(said.begin(), said.end());
  std::vector<std::uint32_t> units;
  if (const std::optional<UnitId> own = unit(post)) {
    units.push_back(Index(*own));
  }
  for (const std::uint32_t headed : day_.units_headed(Index(post))) {
    if (rep().Exists(NodeKind::kUnit, headed)) units.push_back(headed);
  }
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  for (const std::uint32_t headed : units) {
    if (head(UnitId{headed}) == post) AppendLookingTo(UnitId{headed}, list);
  }
  SortById<NodeKind::kPost>(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
  std::erase_if(list, [&](std::uint32_t below) {
    return !rep().Exists(NodeKind::kPost, below) ||
           !facts().in_force(PostId{below}) || superior(PostId{below}) != post;
  });
  return IdRange<PostId>(list);
}

// ---- Persons

std::optional<UnitId> LiveView::home(PersonId person) {
  Note(person);
  const Table<MembershipView>& memberships = rep().table<MembershipView>();
  const IdTable& ids = rep().names.of(NodeKind::kUnit);
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    return ids[a] < ids[b];
  };
  std::uint32_t best = kNoIndex;
  DayNumber best_start = kDawn;
  const Groups& groups = rep().memberships_of_person;
  for (std::uint32_t row = groups.begin(Index(person));
       row < groups.end(Index(person)); ++row) {
    if (memberships.Get<&MembershipView::home>()[row] == 0 ||
        !Holds(rep().membership_periods[row])) {
      continue;
    }
    const std::uint32_t unit = memberships.Get<&MembershipView::unit>()[row];
    const DayNumber start = memberships.Written(row).from;
    if (IsBetterSuperior(unit, start, best, best_start, less)) {
      best = unit;
      best_start = start;
    }
  }
  return OptionalId<UnitId>(best);
}

std::optional<PostId> LiveView::superior(PersonId person) {
  Note(person);
  if (noting_) {
    if (const std::optional<UnitId> own = facts().main_unit(person)) {
      NoteWayToHead(*own);
    }
    for (const PostId post : posts(person)) Note(post);
  }
  const SuperiorAnswer answer = facts().superior(person);
  return answer.superior ? answer.superior->node.As<PostId>() : std::nullopt;
}

std::span<const std::uint32_t> LiveView::membership_rows(PersonId person) {
  Note(person);
  std::vector<std::uint32_t>& list = NewList();
  const Groups& groups = rep().memberships_of_person;
  for (std::uint32_t row = groups.begin(Index(person));
       row < groups.end(Index(person)); ++row) {
    if (Holds(rep().membership_periods[row])) list.push_back(row);
  }
  return list;
}

IdRange<PostId> LiveView::posts(PersonId person) {
  Note(person);
  std::vector<std::uint32_t>& list = NewList();
  const auto& posts =
      rep().table<AppointmentView>().Get<&AppointmentView::post>();
  ForEachRow(rep().appointments_of_person, Index(person),
             [&](std::uint32_t row) {
               if (Holds(rep().appointment_periods[row])) {
                 list.push_back(posts[row]);
               }
             });
  SortById<NodeKind::kPost>(list);
  return IdRange<PostId>(list);
}

// ---- Work

LiveTaskTree& LiveView::tasks() {
  if (!tasks_) tasks_.emplace(rep());
  return *tasks_;
}

IdRange<TaskId> LiveView::children(TaskId task) {
  return IdRange<TaskId>(tasks().forest().children(Index(task)));
}

std::optional<UnitId> LiveView::unit(TaskId task) {
  Note(task);
  Note(UnitId{rep().table<TaskView>().Get<&TaskView::unit>()[Index(task)]});
  return facts().unit(task);
}

std::optional<Node> LiveView::bearer(DutyId duty) {
  Note(duty);
  Note(rep().table<DutyView>().Get<&DutyView::bearer>()[Index(duty)]);
  return facts().bearer(duty);
}

void LiveView::NoteAssigned(Node work) {
  Note(work);
  if (!noting_) return;
  const Groups& groups = work.kind() == NodeKind::kTask
                             ? rep().assignments_of_task
                             : rep().assignments_of_duty;
  const auto& targets =
      rep().table<AssignmentView>().Get<&AssignmentView::to>();
  for (std::uint32_t row = groups.begin(work.index());
       row < groups.end(work.index()); ++row) {
    Note(targets[row]);
  }
}

void LiveView::NoteDelegates(Node from, const RowIndex& rows) {
  Note(from);
  if (!noting_) return;
  const auto& targets =
      rep().table<DelegationView>().Get<&DelegationView::to>();
  ForEachRow(rows, from.index(),
             [&](std::uint32_t row) { Note(targets[row]); });
}

std::optional<TaskId> LiveView::nearest_assigned(TaskId task, Role role) {
  const std::optional<TaskId> nearest =
      facts().nearest_assigned(task, role).task;
  if (noting_) {
    for (std::optional<TaskId> at = task; at; at = facts().parent(*at)) {
      NoteAssigned(*at);
      if (at == nearest) break;
    }
  }
  return nearest;
}

std::span<const Assigned> LiveView::assignments(Node work) {
  NoteAssigned(work);
  const Groups& groups = work.kind() == NodeKind::kTask
                             ? rep().assignments_of_task
                             : rep().assignments_of_duty;
  const Table<AssignmentView>& rows = rep().table<AssignmentView>();
  struct Dated {
    Assigned assigned;
    DayNumber start;
  };
  std::vector<Dated> dated;
  for (std::uint32_t row = groups.begin(work.index());
       row < groups.end(work.index()); ++row) {
    const Node to = rows.Get<&AssignmentView::to>()[row];
    const DayRange written = rows.Written(row);
    if (!Holds(written) || !facts().in_force(to)) continue;
    const auto role = static_cast<Role>(rows.Get<&AssignmentView::role>()[row]);
    dated.push_back({{role, to}, written.from});
  }
  std::sort(dated.begin(), dated.end(), [&](const Dated& a, const Dated& b) {
    if (a.start != b.start) return a.start < b.start;
    if (a.assigned.to != b.assigned.to) {
      return organization().Before(a.assigned.to, b.assigned.to);
    }
    return a.assigned.role < b.assigned.role;
  });
  assigned_.clear();
  for (const Dated& one : dated) assigned_.push_back(one.assigned);
  return assigned_;
}

double LiveView::progress(TaskId task) {
  Note(task);
  const LiveTaskTree::Standing standing = tasks().On(Index(task), day());
  TurnsOn(standing.until);
  return standing.progress;
}

TaskState LiveView::state(TaskId task) {
  Note(task);
  const std::uint32_t index = Index(task);
  const LiveTaskTree::Standing standing = tasks().On(index, day());
  const DayNumber cancelled = tasks().cancelled_from(index);
  TurnsOn(standing.until);
  TurnsOn(cancelled);
  const DayNumber due = rep().table<TaskView>().Get<&TaskView::due>()[index];
  if (due != kDawn && due < kNever) TurnsOn(due + 1);
  TurnsOn(FirstRiskDay(rep(), index, standing.progress, day() + 1, until()));
  return TaskStateOf(TaskFacts(rep(), day(), {}), index, cancelled <= day(),
                     standing.progress);
}

bool LiveView::cancelled(TaskId task) {
  Note(task);
  const DayNumber from = tasks().cancelled_from(Index(task));
  TurnsOn(from);
  return from <= day();
}

bool LiveView::open(TaskId task) {
  Note(task);
  const DayNumber start =
      rep().table<TaskView>().Get<&TaskView::start>()[Index(task)];
  if (start > day()) {
    TurnsOn(start);
    return false;
  }
  TurnsOn(tasks().cancelled_from(Index(task)));
  return tasks().cancelled_from(Index(task)) > day() && progress(task) < 1;
}

Resolution LiveView::Resolve(Node work, Role role) {
  Resolution who = ResolveOn(facts(), work, role);
  if (noting_) NoteWayTo(who);
  return who;
}

// ---- Any

// Whoever is passed by, and where deputies, heads and superiors of these are
// looked for.
void LiveView::NoteWayTo(const Resolution& who) {
  if (const std::optional<TaskId> task = who.work.As<TaskId>()) {
    nearest_assigned(*task, who.role);
  } else {
    NoteAssigned(who.work);
    bearer(*who.work.As<DutyId>());
  }
  if (const std::optional<TaskId> task = who.work.As<TaskId>()) {
    if (const std::optional<UnitId> own = unit(*task)) NoteWayToHead(*own);
  }
  for (const ResolutionStep& step : who.steps) {
    for (const Node node : {step.at, step.to}) {
      Note(node);
      if (const std::optional<PostId> post = node.As<PostId>()) {
        if (const std::optional<UnitId> own = unit(*post)) Note(*own);
        delegations(*post);
        for (const Holder& holder : facts().holders(*post)) {
          if (holder.person()) delegations(*holder.person());
        }
      } else if (const std::optional<UnitId> one = node.As<UnitId>()) {
        NoteWayToHead(*one);
      } else if (const std::optional<PersonId> person = node.As<PersonId>()) {
        if (facts().present(*person)) continue;
        delegations(*person);
        const std::optional<UnitId> own = facts().main_unit(*person);
        if (own) NoteWayToHead(*own);
      }
    }
  }
}

std::vector<Node> LiveView::CycleAt(Node node) {
  Note(node);
  std::vector<Node> cycle = facts().CycleAt(node);
  for (const Node member : cycle) Note(member);
  return cycle;
}

std::optional<UnitId> LiveView::UnitOf(Node node) {
  return UnitOfNode(rep(), *this, node);
}

bool LiveView::HasAge(Node node, const Condition::Age& age) {
  TurnsOn(NextAgeTurn(rep(), node, day(), age));
  return internal::HasAge(rep(), node, day(), age);
}

bool LiveView::Matches(Node node, const Condition& condition) {
  Note(node);
  // What is asked of members, and of what they hold.
  if (noting_ && node.kind() == NodeKind::kUnit) {
    const auto& persons =
        rep().table<MembershipView>().Get<&MembershipView::person>();
    if (AsksMembers(condition)) {
      ForEachRow(rep().memberships_of_unit, node.index(),
                 [&](std::uint32_t row) { Note(PersonId{persons[row]}); });
    }
  }
  return Matcher(RecordFacts(ViewDay(*this))).Matches(node, condition);
}

namespace {

template <typename View>
void AppendTurns(const OrganizationRep& rep, std::vector<DayNumber>& turns) {
  const Table<View>& table = rep.table<View>();
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const DayRange written = table.Written(row);
    turns.push_back(written.from);
    turns.push_back(written.to);
    const auto add = [&](DayNumber day) {
      turns.push_back(day);
      if (day < kNever) turns.push_back(day + 1);
    };
    if constexpr (requires { &View::day; })
      add(table.template Get<&View::day>()[row]);
    if constexpr (requires { &View::found; })
      add(table.template Get<&View::found>()[row]);
    if constexpr (requires { &View::start; })
      add(table.template Get<&View::start>()[row]);
    if constexpr (requires { &View::due; } &&
                  !std::is_same_v<View, EventView>) {
      add(table.template Get<&View::due>()[row]);
    }
    if constexpr (requires { &View::cancelled; })
      add(table.template Get<&View::cancelled>()[row]);
  }
}

}  // namespace

DayNumber LiveView::NextTurnOfAnything() {
  if (!turns_) {
    turns_.emplace();
    [&]<typename... Views>(std::tuple<Views...>*) {
      (AppendTurns<Views>(rep(), *turns_), ...);
    }(static_cast<AllViews*>(nullptr));
    std::sort(turns_->begin(), turns_->end());
    turns_->erase(std::unique(turns_->begin(), turns_->end()), turns_->end());
  }
  const auto next = std::upper_bound(turns_->begin(), turns_->end(), day());
  return next == turns_->end() ? kNever : *next;
}

const Snapshot& LiveView::snapshot() {
  noted_all_ = true;
  if (!snapshot_) snapshot_ = organization().AsOf(FromDayNumber(day()));
  TurnsOn(NextTurnOfAnything());
  return *snapshot_;
}

}  // namespace zeren::internal
